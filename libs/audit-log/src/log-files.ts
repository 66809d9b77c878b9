import { execFile } from 'node:child_process';
import { close, fsync, open } from 'node:fs';
import path from 'node:path';
import { makeFolder, syncFolder, writeNew } from './files.js';

/** From this number of files on, syncing the file system is faster than syncing each file. */
const many = 128;
/** After this many bytes, files are synced while more is being hashed. */
const ahead = 1 << 27;
const atOnce = 8;

/** Collects the files written below a folder, and makes them durable. */
export class LogFiles {
  readonly #folders = new Set<string>();
  #unsynced: string[] = [];
  #unsyncedFolders = new Set<string>();
  #written = 0;
  #running: Promise<void> | undefined;
  #failure: Error | undefined;
  constructor(readonly folder: string) {}

  /** The path of a file; makes its folder. */
  place(name: string): string {
    const file = path.join(this.folder, name);
    const parent = path.dirname(file);
    if (!this.#folders.has(parent)) {
      for (const above of makeFolder(parent)) this.#unsyncedFolders.add(above);
      this.#folders.add(parent);
    }
    return file;
  }

  /** Writes a whole file. It is durable once `sync` has resolved. */
  write(name: string, bytes: Uint8Array): void {
    const file = this.place(name);
    writeNew(file, bytes);
    this.wrote(bytes.length, file);
  }

  /** Adds files that another thread has written. */
  wrote(bytes: number, ...files: readonly string[]): void {
    this.#unsynced.push(...files);
    for (const file of files) this.#unsyncedFolders.add(path.dirname(file));
    this.#written += bytes;
    if (this.#written >= ahead && this.#running === undefined) this.#begin();
  }

  /**
   * Waits until all files are durable.
   * @throws the error of the first file that could not be synced; from then on always.
   */
  async sync(): Promise<void> {
    await this.#running;
    this.#begin();
    await this.#running;
    if (this.#failure !== undefined) throw this.#failure;
  }

  #begin(): void {
    const [files, folders] = [this.#unsynced, this.#unsyncedFolders];
    [this.#unsynced, this.#unsyncedFolders, this.#written] = [[], new Set(), 0];
    this.#running = lastingly(this.folder, files, folders).then(
      () => void (this.#running = undefined),
      (error: unknown) => {
        this.#failure ??= error instanceof Error ? error : new Error(String(error));
        this.#running = undefined;
      },
    );
  }
}

async function lastingly(folder: string, files: readonly string[], folders: ReadonlySet<string>): Promise<void> {
  if (files.length >= many && (await syncFileSystem(folder))) return;
  for (let from = 0; from < files.length; from += atOnce)
    await Promise.all(files.slice(from, from + atOnce).map(syncFile));
  for (const one of folders) syncFolder(one);
}

/** Syncs the file system of a folder (syncfs). Node has no call for it; false if it is not available. */
const syncFileSystem = (folder: string): Promise<boolean> =>
  process.platform === 'linux'
    ? new Promise((resolve) => execFile('sync', ['-f', folder], (error) => resolve(error === null)))
    : Promise.resolve(false);

const syncFile = (file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    open(file, 'r+', (error, fd) => {
      if (error) return reject(error);
      fsync(fd, (failure) =>
        close(fd, (closing) => ((failure ?? closing) ? reject(failure ?? closing ?? new Error(file)) : resolve())),
      );
    });
  });
