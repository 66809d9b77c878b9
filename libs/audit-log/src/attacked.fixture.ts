import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseRun, runHead, type Run } from './bundle-format.js';
import type { Checkpoint } from './checkpoint.js';
import { concatenated, utf8 } from './encoding.js';
import { verifierKeyText } from './keys.js';
import { entriesFrom, TestLog, verified, type Workplace } from './log.fixture.js';
import { LogWriter } from './log-writer.js';
import { nodeCryptography } from './node-cryptography.js';
import { parsePolicy, type Policy } from './policy.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';
import type { Verdict } from './verdict.js';

export const size = 1_000;
export const witness = SigningKey.generate('witness.example', 'cosignature');

/** A log of `size` entries, for attackers who can write every file of it. */
export interface AttackedLog {
  log: TestLog;
  /** The auditor's own files: a checkpoint of the first 600 entries, and a policy that asks for `witness`. */
  kept: Checkpoint;
  policy: Policy;
  /** A copy of the log, for one attack. */
  stolen: () => TestLog;
  /** Verifies entries of a copy against `kept` and `policy`. */
  inSpite: (one: TestLog, first?: number, last?: number) => Promise<Verdict>;
}

export async function openAttackedLog(workplace: Workplace): Promise<AttackedLog> {
  const log = await TestLog.of(workplace, 600);
  const kept = log.checkpoint();
  await log.append(entriesFrom(600, size - 600));
  await cosign(log, 1_800_000_000);
  const policy = policyFor(log.key);
  return {
    log,
    kept,
    policy,
    stolen: () => {
      const copy = Object.create(log) as { folder: string; stateFile: string } & TestLog;
      const folder = workplace.path('log');
      cpSync(log.folder, folder, { recursive: true });
      const stateFile = workplace.path('signed');
      cpSync(log.stateFile, stateFile);
      return Object.assign(copy, { folder, stateFile });
    },
    inSpite: (one, first = 0, last = size - 1) =>
      one.bundle(first, last, kept).then((bundle) => verified(bundle, { policy, since: kept })),
  };
}

export function policyFor(key: SigningKey): Policy {
  return parsePolicy(
    nodeCryptography,
    utf8(`log ${verifierKeyText(key.verifier)}\nwitness W ${verifierKeyText(witness.verifier)}\nquorum W\n`),
  );
}

export async function cosign(one: TestLog, time: number, key = one.key): Promise<void> {
  const writer = await LogWriter.open(one.folder, new Signer(key, one.stateFile));
  await writer.addSignatures([witness.line(writer.sealed.note.text, time)]);
  await writer.close();
}

export const file = (one: TestLog, name: string) => path.join(one.folder, name);
export const change = (one: TestLog, name: string, alter: (bytes: Buffer) => Buffer) =>
  writeFileSync(file(one, name), alter(readFileSync(file(one, name))));

/** The offset at which an entry begins in its bundle of entries. */
export function placeOf(bytes: Buffer, number: number): number {
  let at = 0;
  for (let i = 0; i < number; i += 1) at += 2 + bytes.readUInt16BE(at);
  return at;
}

/** The bundle with its parts altered; a part is dropped where `alter` answers undefined. */
export async function rewritten(
  bundle: Uint8Array,
  alter: (kind: number, content: Uint8Array) => Uint8Array | undefined,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [bundle.slice(0, 24)];
  for (let at = 24; at < bundle.length;) {
    const length = new DataView(bundle.buffer, bundle.byteOffset).getUint32(at + 1);
    const content = alter(bundle[at] as number, bundle.slice(at + 5, at + 5 + length));
    at += 5 + length;
    if (content === undefined) continue;
    const head = new Uint8Array(5);
    head[0] = bundle[at - 5 - length] as number;
    new DataView(head.buffer).setUint32(1, content.length);
    parts.push(head, content);
  }
  return Promise.resolve(concatenated(...parts));
}

const E = 'E'.charCodeAt(0);
export const withRuns = (bundle: Uint8Array, alter: (run: Run) => Run | undefined) =>
  rewritten(bundle, (kind, content) => {
    if (kind !== E) return content;
    const run = alter(parseRun(content));
    return run === undefined ? undefined : concatenated(runHead(run), run.entries);
  });
