import { closeSync, fsyncSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Malformed } from './encoding.js';

/** Whether an error is one of the file system's, by its code. */
export const isCode = (error: unknown, ...codes: string[]): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));

/**
 * A whole file, or undefined where there is none.
 * @throws Malformed when it is larger than `limit` bytes.
 */
export function readWhole(file: string, limit: number): Uint8Array | undefined {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
  try {
    const { size } = fstatSync(fd);
    if (size > limit) throw new Malformed(`${file} is larger than the ${limit} bytes that it may have.`);
    const bytes = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      const read = readSync(fd, bytes, at, size - at, at);
      if (read === 0) return bytes.subarray(0, at);
      at += read;
    }
    return bytes;
  } finally {
    closeSync(fd);
  }
}

/** Makes the names in a folder last through a loss of power. */
export function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Writes all of `bytes` to an open file. */
export function writeAll(fd: number, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) at += writeSync(fd, bytes, at, bytes.length - at);
}

/** Writes a whole file, over one that may be there. It lasts once it is synced. */
export function writeNew(file: string, bytes: Uint8Array): void {
  const fd = openSync(file, 'w', 0o644);
  try {
    writeAll(fd, bytes);
  } finally {
    closeSync(fd);
  }
}

/**
 * Makes a folder and those above it that are missing; answers the folders in which one was made: what was made lasts
 * once they are synced.
 */
export function makeFolder(folder: string): string[] {
  const whole = path.resolve(folder);
  const topmost = mkdirSync(whole, { recursive: true });
  const parents: string[] = [];
  for (let made = whole; topmost !== undefined && made.length >= topmost.length; made = path.dirname(made))
    parents.push(path.dirname(made));
  return parents;
}

/** Makes a folder and those above it that are missing, and makes them last. */
export const makeLastingFolder = (folder: string): void => makeFolder(folder).forEach(syncFolder);

/**
 * Replaces a file at once: whoever reads it finds the old or the new content, also after a loss of power, and once this
 * returns the new one.
 * @param mode of the file, such as 0o600 for what nobody else may read.
 */
export function replaceFile(file: string, bytes: Uint8Array, mode: number): void {
  const beside = `${file}.${process.pid}.new`;
  try {
    const fd = openSync(beside, 'w', mode);
    try {
      writeAll(fd, bytes);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(beside, file);
  } catch (error) {
    // A disk that is full would stay so by what nobody will ever read.
    rmSync(beside, { force: true });
    throw error;
  }
  syncFolder(path.dirname(file));
}
