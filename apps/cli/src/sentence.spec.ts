import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { about, reasonOf, sentenceOf } from './sentence.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'stipple-sentence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);
mkdirSync(at('folder'));
writeFileSync(at('file'), '');

function failing(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

/** An error in Node's form that no disk or network of a test produces. */
const system = (code: string, syscall: string, rest: object): Error =>
  Object.assign(new Error(`${code}: what libuv says, ${syscall}`), { code, syscall, ...rest });

describe('an error of the system is a sentence', () => {
  it.each([
    ['a folder that is read', () => readFromFolder(), 'FOLDER/folder cannot be read: it is a folder.'],
    ['a folder that is written', () => openSync(at('folder'), 'w'), 'FOLDER/folder cannot be written: it is a folder.'],
    [
      'a file taken for a folder',
      () => openSync(at('file/below'), 'r'),
      'FOLDER/file/below cannot be opened: part of its path is a file, not a folder.',
    ],
    [
      'a file that is not there',
      () => readFileSync(at('none')),
      'FOLDER/none cannot be opened: part of its path does not exist.',
    ],
    [
      'a file in the way of a folder',
      () => mkdirSync(at('file'), { recursive: true }),
      'FOLDER/file cannot be made: a file of that name is there already.',
    ],
    [
      'a file that is exchanged for a folder',
      () => renameSync(at('file'), at('folder')),
      'FOLDER/folder cannot be written: it is a folder.',
    ],
    [
      'a file that is written beside one in no folder',
      () => openSync(at('none/X.13358.new'), 'w'),
      'FOLDER/none/X cannot be written: part of its path does not exist.',
    ],
    [
      'a copy into a folder',
      () => copyFileSync(at('file'), at('folder')),
      'FOLDER/folder cannot be written: it is a folder.',
    ],
    [
      'a copy of nothing',
      () => copyFileSync(at('none'), at('copy')),
      'FOLDER/none cannot be copied to FOLDER/copy: one of the two paths does not exist.',
    ],
  ])('that names the file: %s', (_, work, sentence) => {
    expect(sentenceOf(failing(work)).replaceAll(folder, 'FOLDER')).toBe(sentence);
  });

  function readFromFolder(): void {
    const fd = openSync(at('folder'), 'r');
    try {
      readSync(fd, new Uint8Array(1));
    } catch (error) {
      throw about(at('folder'), error);
    } finally {
      closeSync(fd);
    }
  }

  it.each([
    ['X cannot be opened: this user may not.', system('EACCES', 'open', { path: 'X' })],
    ['A file cannot be written: the disk is full.', system('ENOSPC', 'write', {})],
    ['X cannot be written: the file system is read-only.', system('EROFS', 'open', { path: 'X.7.new' })],
    ['X cannot be opened: the system says "EODD: what libuv says, open".', system('EODD', 'open', { path: 'X' })],
    [
      'Another program listens on 127.0.0.1:80 already.',
      system('EADDRINUSE', 'listen', { address: '127.0.0.1', port: 80 }),
    ],
    ['This user may not listen on [::1]:80.', system('EACCES', 'listen', { address: '::1', port: 80 })],
    ['192.0.2.1 is no address of this machine.', system('EADDRNOTAVAIL', 'listen', { address: '192.0.2.1', port: 80 })],
    ['There is no machine called nobody.invalid.', system('ENOTFOUND', 'getaddrinfo', { hostname: 'nobody.invalid' })],
    ['The system says "EODD: what libuv says, connect".', system('EODD', 'connect', {})],
  ])('%s', (sentence, error) => {
    expect(sentenceOf(error)).toBe(sentence);
  });

  it('also of a port that is none', () => {
    expect(sentenceOf(failing(() => createServer().listen(99_999)))).toBe('A port is a number from 0 to 65535.');
  });

  it('with what lies behind it where it says little itself', () => {
    const refused = system('ECONNREFUSED', 'connect', { address: '127.0.0.1', port: 99 });
    expect(sentenceOf(new TypeError('fetch failed', { cause: refused }))).toBe(
      'Fetch failed: nothing answers at 127.0.0.1:99.',
    );
    const each = Object.assign(
      new AggregateError([refused, system('ECONNREFUSED', 'connect', { address: '::1', port: 99 })]),
      { code: 'ECONNREFUSED' },
    );
    expect(sentenceOf(new TypeError('fetch failed', { cause: each }))).toBe(
      'Fetch failed: nothing answers at 127.0.0.1:99, and nothing answers at [::1]:99.',
    );
    expect(reasonOf(new TypeError('fetch failed', { cause: new Error('unexpected redirect') }))).toBe(
      'fetch failed: unexpected redirect',
    );
  });

  it('and what is one already is left as it is', () => {
    expect(sentenceOf(new Error('The log was cut.', { cause: system('EIO', 'read', {}) }))).toBe('The log was cut.');
    expect(sentenceOf(Object.assign(new Error('relation "events" does not exist'), { code: '42P01' }))).toBe(
      'relation "events" does not exist',
    );
    expect(sentenceOf('thrown')).toBe('thrown');
  });
});
