import { execFile } from 'node:child_process';
import { close, fsync, open, write } from 'node:fs';
import path from 'node:path';
import { makeFolder, syncFolder } from './files.js';

/** Files from which on it is quicker to have their file system written out than each of them. */
const many = 128;
/** Bytes after which what was written is made to last while more is being hashed. */
const ahead = 1 << 27;
/** Bytes that are being written at once, before whoever makes more has to wait: hashing goes on while the disk takes its time. */
const inFlight = 1 << 23;
const atOnce = 8;

/** Writes files below a folder and makes them last, in other threads than the one that makes their content: a file system takes its time over new files. */
export class LogFiles {
  readonly #folders = new Set<string>();
  #unsynced: string[] = [];
  #unsyncedFolders = new Set<string>();
  #written = 0;
  #pending = 0;
  #pendingBytes = 0;
  #waiting: (() => void)[] = [];
  #running: Promise<void> | undefined;
  #failure: Error | undefined;
  constructor(readonly folder: string) {}

  /** Whether so much is being written that it is time to wait for `catchUp`. */
  get isAhead(): boolean {
    return this.#pendingBytes >= inFlight;
  }

  async catchUp(): Promise<void> {
    while (this.isAhead) await this.#one();
  }

  /**
   * Writes a whole file. It lasts once `sync` has been waited for.
   * @param bytes are not to be changed until `done` is called.
   */
  write(name: string, bytes: Uint8Array, done?: () => void): void {
    const file = path.join(this.folder, name);
    const parent = path.dirname(file);
    if (!this.#folders.has(parent)) this.#makeFolder(parent);
    this.#unsyncedFolders.add(parent);
    this.#pending += 1;
    this.#pendingBytes += bytes.length;
    writeFile(file, bytes, (error) => {
      this.#pending -= 1;
      this.#pendingBytes -= bytes.length;
      this.#failure ??= error ?? undefined;
      done?.();
      this.#unsynced.push(file);
      this.#written += bytes.length;
      if (this.#written >= ahead && this.#running === undefined) this.#begin();
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  /** Waits until everything written lasts. @throws the error of the first file that could not be made to, now and ever after. */
  async sync(): Promise<void> {
    while (this.#pending > 0) await this.#one();
    await this.#running;
    this.#begin();
    await this.#running;
    if (this.#failure !== undefined) throw this.#failure;
  }

  #one(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
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

  /** A new folder lasts once the one above it is synced. */
  #makeFolder(folder: string): void {
    const topmost = makeFolder(folder);
    for (let made = folder; topmost !== undefined && made.length >= topmost.length; made = path.dirname(made)) this.#unsyncedFolders.add(path.dirname(made));
    this.#folders.add(folder);
  }
}

function writeFile(file: string, bytes: Uint8Array, done: (error: Error | null) => void): void {
  open(file, 'w', 0o644, (error, fd) => {
    if (error) return done(error);
    const from = (at: number): void =>
      write(fd, bytes, at, bytes.length - at, at, (failure, written) => {
        if (!failure && at + written < bytes.length) return from(at + written);
        close(fd, (closing) => done(failure ?? closing ?? null));
      });
    from(0);
  });
}

async function lastingly(folder: string, files: readonly string[], folders: ReadonlySet<string>): Promise<void> {
  if (files.length >= many && (await syncFileSystem(folder))) return;
  for (let from = 0; from < files.length; from += atOnce) await Promise.all(files.slice(from, from + atOnce).map(syncFile));
  for (const one of folders) syncFolder(one);
}

/** Has the file system that holds a folder written out (syncfs), which Node has no call for; false where that cannot be had. */
const syncFileSystem = (folder: string): Promise<boolean> =>
  process.platform === 'linux' ? new Promise((resolve) => execFile('sync', ['-f', folder], (error) => resolve(error === null))) : Promise.resolve(false);

const syncFile = (file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    open(file, 'r+', (error, fd) => {
      if (error) return reject(error);
      fsync(fd, (failure) => close(fd, (closing) => (failure ?? closing ? reject(failure ?? closing ?? new Error(file)) : resolve())));
    });
  });
