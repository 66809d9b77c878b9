import { close, fsync, open, write } from 'node:fs';
import path from 'node:path';
import { makeFolder, syncFolder } from './files.js';

/** Files that are on their way to the disk at once, before writing waits for them. */
const atOnce = 32;

/** Writes files below a folder and makes them last, in other threads than the one that makes their content. */
export class LogFiles {
  readonly #folders = new Set<string>();
  readonly #unsynced = new Set<string>();
  #pending = 0;
  #failure: Error | undefined;
  #waiting: (() => void)[] = [];
  constructor(readonly folder: string) {}

  /** Whether writing has run ahead of the disk, so that it is time to wait for `catchUp`. */
  get isAhead(): boolean {
    return this.#pending >= atOnce;
  }

  /**
   * Writes a whole file. It is durable once `sync` has been waited for.
   * @param bytes are not to be changed until `done` is called.
   */
  write(name: string, bytes: Uint8Array, done?: () => void): void {
    const file = path.join(this.folder, name);
    const parent = path.dirname(file);
    if (!this.#folders.has(parent)) this.#makeFolder(parent);
    this.#unsynced.add(parent);
    this.#pending += 1;
    const end = (error: Error | null | undefined) => {
      this.#pending -= 1;
      this.#failure ??= error ?? undefined;
      done?.();
      for (const wake of this.#waiting.splice(0)) wake();
    };
    open(file, 'w', 0o644, (error, fd) => {
      if (error) end(error);
      else writeDurably(fd, bytes, 0, (failure) => close(fd, (closing) => end(failure ?? closing)));
    });
  }

  /** Waits until less is being written than at once. */
  async catchUp(): Promise<void> {
    while (this.isAhead) await this.#one();
  }

  /** Waits until everything written lasts. @throws the error of the first file that could not be made durable, now and ever after. */
  async sync(): Promise<void> {
    while (this.#pending > 0) await this.#one();
    if (this.#failure !== undefined) throw this.#failure;
    for (const folder of this.#unsynced) syncFolder(folder);
    this.#unsynced.clear();
  }

  #one(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** A new folder lasts once the one above it is synced. */
  #makeFolder(folder: string): void {
    const topmost = makeFolder(folder);
    for (let made = folder; topmost !== undefined && made.length >= topmost.length; made = path.dirname(made)) this.#unsynced.add(path.dirname(made));
    this.#folders.add(folder);
  }
}

function writeDurably(fd: number, bytes: Uint8Array, from: number, done: (failure: Error | null) => void): void {
  if (from === bytes.length) return fsync(fd, done);
  write(fd, bytes, from, bytes.length - from, from, (error, written) => {
    if (error) done(error);
    else writeDurably(fd, bytes, from + written, done);
  });
}
