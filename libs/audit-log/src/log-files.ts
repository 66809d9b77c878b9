import { execFile } from 'node:child_process';
import { close, fsync, open } from 'node:fs';
import path from 'node:path';
import { makeFolder, syncFolder, writeNew } from './files.js';

/** Files from which on it is quicker to have their file system written out than each of them. */
const many = 128;
/** Bytes after which what was written is made to last while more is being hashed. */
const ahead = 1 << 27;
const atOnce = 8;

/** The files that were written below a folder, and makes them last. */
export class LogFiles {
  readonly #folders = new Set<string>();
  #unsynced: string[] = [];
  #unsyncedFolders = new Set<string>();
  #written = 0;
  #running: Promise<void> | undefined;
  #failure: Error | undefined;
  constructor(readonly folder: string) {}

  /** Where a file belongs; there is a folder for it. */
  place(name: string): string {
    const file = path.join(this.folder, name);
    const parent = path.dirname(file);
    if (!this.#folders.has(parent)) {
      for (const above of makeFolder(parent)) this.#unsyncedFolders.add(above);
      this.#folders.add(parent);
    }
    return file;
  }

  /** Writes a whole file. It lasts once `sync` has been waited for. */
  write(name: string, bytes: Uint8Array): void {
    const file = this.place(name);
    writeNew(file, bytes);
    this.wrote(bytes.length, file);
  }

  /** Takes note of files that somebody else has written. */
  wrote(bytes: number, ...files: readonly string[]): void {
    this.#unsynced.push(...files);
    for (const file of files) this.#unsyncedFolders.add(path.dirname(file));
    this.#written += bytes;
    if (this.#written >= ahead && this.#running === undefined) this.#begin();
  }

  /**
   * Waits until everything written lasts.
   * @throws the error of the first file that could not be made to, now and ever after.
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

/**
 * Has the file system that holds a folder written out (syncfs), which Node has no call for; false where that cannot be
 * had.
 */
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
