import { closeSync, fsyncSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Malformed } from './encoding.js';

/** Whether an error of the file system has one of these codes. */
export const isCode = (error: unknown, ...codes: string[]): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));

/**
 * A whole file, or undefined if there is none.
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

/** Makes the names in a folder durable. */
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

/** Writes a whole file, over an old one. It is durable once it is synced. */
export function writeNew(file: string, bytes: Uint8Array): void {
  const fd = openSync(file, 'w', 0o644);
  try {
    writeAll(fd, bytes);
  } finally {
    closeSync(fd);
  }
}

/**
 * Makes a folder and its missing parents. Answers the folders that got a new one: sync those to make the new ones
 * durable.
 */
export function makeFolder(folder: string): string[] {
  const whole = path.resolve(folder);
  const topmost = mkdirSync(whole, { recursive: true });
  const parents: string[] = [];
  for (let made = whole; topmost !== undefined && made.length >= topmost.length; made = path.dirname(made))
    parents.push(path.dirname(made));
  return parents;
}

/** Makes a folder and its missing parents, and makes them durable. */
export const makeLastingFolder = (folder: string): void => makeFolder(folder).forEach(syncFolder);

/**
 * Replaces a file atomically: a reader finds the old or the new content, also after a loss of power. Once this returns,
 * the new one is durable.
 * @param mode of the file, such as 0o600 for one that nobody else may read.
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
    // Without this a useless file would keep a full disk full.
    rmSync(beside, { force: true });
    throw error;
  }
  syncFolder(path.dirname(file));
}
