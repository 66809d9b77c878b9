import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundleBytes, indicesFrom } from './bundle.js';
import type { ByteSource } from './bundle-reader.js';
import type { Checkpoint } from './checkpoint.js';
import { utf8 } from './encoding.js';
import { beginLog, readLog } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { nodeCryptography } from './node-cryptography.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';
import { folderSource } from './sources.js';
import type { Expectations, Verdict } from './verdict.js';
import { verifyBundle } from './verify.js';

export const origin = 'clinic.example/audit';

/** A temporary folder, removed when the tests are over. */
export class Workplace {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'stipple-audit-log-'));
  #made = 0;

  /** A new path, where nothing exists yet. */
  path(name: string): string {
    this.#made += 1;
    const parent = path.join(this.folder, String(this.#made));
    mkdirSync(parent);
    return path.join(parent, name);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Entries that differ in content and length. */
export const entriesFrom = (first: number, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => utf8(`{"event":${first + i},"note":"${'x'.repeat((first + i) % 37)}"}`));

/** A log in a folder, with its key and its signer's memory elsewhere. */
export class TestLog {
  private constructor(
    readonly folder: string,
    readonly key: SigningKey,
    readonly stateFile: string,
  ) {}

  static begin(workplace: Workplace, key = SigningKey.generate(origin, 'signature')): TestLog {
    const log = new TestLog(workplace.path('log'), key, workplace.path('signed'));
    beginLog(log.folder, log.signer());
    return log;
  }

  /** A log sealed at each of the sizes in turn. */
  static async of(workplace: Workplace, ...sizes: number[]): Promise<TestLog> {
    const log = TestLog.begin(workplace);
    let size = 0;
    for (const next of sizes) {
      await log.append(entriesFrom(size, next - size));
      size = next;
    }
    return log;
  }

  signer(): Signer {
    return new Signer(this.key, this.stateFile);
  }

  async append(entries: Iterable<Uint8Array>): Promise<Checkpoint> {
    const writer = await LogWriter.open(this.folder, this.signer());
    try {
      await writer.append(entries);
      return await writer.seal();
    } finally {
      await writer.close();
    }
  }

  checkpoint(): Checkpoint {
    return readLog(this.folder).checkpoint;
  }

  checkpointBytes(): Uint8Array {
    return new Uint8Array(readFileSync(path.join(this.folder, 'checkpoint')));
  }

  async bundle(first: number, last: number, since?: Checkpoint): Promise<Uint8Array> {
    return this.bundleOf(indicesFrom(first, last), since);
  }

  async bundleOf(chosen: Iterable<number>, since?: Checkpoint): Promise<Uint8Array> {
    const { keys, bytes } = readLog(this.folder);
    return bundleBytes({
      source: folderSource(this.folder),
      checkpoint: bytes,
      keys,
      chosen,
      ...(since ? { since } : {}),
    });
  }
}

/** Bytes as a source, in pieces whose size fits no part. */
export function sourceFrom(bytes: Uint8Array, piece = 1021): ByteSource {
  let at = 0;
  return {
    read(into) {
      const part = bytes.subarray(at, at + Math.min(piece, into.length));
      into.set(part);
      at += part.length;
      return Promise.resolve(part.length);
    },
  };
}

export const verified = (bundle: Uint8Array, expectations: Partial<Expectations> = {}): Promise<Verdict> =>
  verifyBundle(sourceFrom(bundle), { cryptography: nodeCryptography, ...expectations });
