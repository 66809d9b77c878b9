import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from '@jest/globals';
import { digestOf } from './cryptography.js';
import { base64, hex, textOf, utf8 } from './encoding.js';
import { parseSplitView } from './evidence.js';
import { keyListBytes } from './key-chain.js';
import { readLog, treeIn } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { entriesFrom, origin, TestLog, Workplace } from './log.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { noteBytes, signatureLine } from './note.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';
import { folderSource, type PublishedLog } from './sources.js';
import { now, requestFrom, witnessOf } from './witness.fixture.js';
import { witnessServer } from './witness-server.js';
import { BrokenMemory, Witness, type WitnessAnswer } from './witness.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());
const split = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('split-view-'));
const memoryFile = (folder: string) => path.join(folder, hex(digestOf(nodeCryptography, utf8(origin))));

/** A request with signature lines of strangers after those of the log. */
const withLines = (request: Uint8Array, ...lines: string[]): Uint8Array =>
  utf8(`${textOf(request, 'It')}${lines.map((line) => `${line}\n`).join('')}`);
const strangers = (count: number, length: number) =>
  Array.from({ length: count }, (_, i) => signatureLine(`stranger.example/${i}`, i + 1, new Uint8Array(length)));

describe('whoever may ask a witness', () => {
  it.each([
    ['as many signatures of strangers as a note may hold', strangers(99, 64)],
    ['signatures of strangers as long as a note may be', strangers(1, 48_900)],
  ])('does not stop it by %s', async (_, lines) => {
    const log = await TestLog.of(workplace, 10);
    const witness = await witnessOf(log, workplace);
    expect((await witness.addCheckpoint(withLines(await requestFrom(log, 0), ...lines), now)).status).toBe(200);
    expect(witness.last(origin)?.note.signatures.map(({ name }) => name)).toEqual([origin, 'witness.example']);
    await log.append(entriesFrom(10, 5));
    expect((await witness.addCheckpoint(await requestFrom(log, 10), now)).status).toBe(200);
    witness.close();
  });

  it('has the signature of the log kept once, however often it was sent', async () => {
    const log = await TestLog.of(workplace, 10);
    const witness = await witnessOf(log, workplace);
    const [line] = log.checkpoint().note.signatures.map((signature) => signature.line);
    expect(
      (
        await witness.addCheckpoint(
          withLines(await requestFrom(log, 0), ...Array.from({ length: 99 }, () => line ?? '')),
          now,
        )
      ).status,
    ).toBe(200);
    expect(witness.last(origin)?.note.signatures).toHaveLength(2);
    witness.close();
  });

  it('gets no cosignature on a note that is too long to hold one', async () => {
    const log = await TestLog.of(workplace, 10);
    const witness = await witnessOf(log, workplace);
    const { note } = log.checkpoint();
    const long = `${note.text}${'x'.repeat(65_536 - note.text.length - 160)}\n`;
    const request = utf8(`old 0\n\n${textOf(noteBytes(long, [log.key.line(long, 0)]), 'It')}`);
    expect((await witness.addCheckpoint(request, now)).status).toBe(400);
    expect(witness.last(origin)).toBeUndefined();
    witness.close();
  });

  it('keeps one evidence for a pair of checkpoints, which holds only what the log signed', async () => {
    const log = await TestLog.of(workplace, 5);
    const fork = TestLog.begin(workplace, log.key);
    await fork.append(entriesFrom(1, 5));
    const memory = workplace.path('memory');
    const witness = await witnessOf(log, workplace, memory);
    await witness.follow(folderSource(log.folder), now);
    const request = await requestFrom(fork, 5);
    for (const line of strangers(20, 40_000))
      expect((await witness.addCheckpoint(withLines(request, line), now)).status).toBe(422);
    const [file, ...more] = split(memory);
    expect(more).toEqual([]);
    const { smaller, larger } = parseSplitView(readFileSync(path.join(memory, file ?? '')));
    expect([smaller, larger].map(({ note }) => note.signatures.map(({ name }) => name))).toEqual([[origin], [origin]]);
    witness.close();
  });

  it('has it remember nothing of logs that it does not watch', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const log = await TestLog.of(workplace, 1);
    const witness = await witnessOf(log, workplace);
    const ask = async (name: string) => {
      const text = `${name.padEnd(60_000, 'o')}\n1\n${base64(new Uint8Array(32))}\n`;
      expect(
        (await witness.addCheckpoint(utf8(`old 0\n\n${textOf(noteBytes(text, strangers(1, 64)), 'It')}`), now)).status,
      ).toBe(404);
    };
    await ask('first');
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 500; i += 1) await ask(`${i}.`);
    collect();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 << 20);
    witness.close();
  });

  it('is told that it is no fault of his when the witness cannot read its memory', async () => {
    const log = await TestLog.of(workplace, 10);
    const memory = workplace.path('memory');
    const witness = await witnessOf(log, workplace, memory);
    const request = await requestFrom(log, 0);
    await witness.addCheckpoint(request, now);
    const errors: unknown[] = [];
    const server = witnessServer(
      witness,
      () => now,
      (error) => errors.push(error),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async () =>
      (await fetch(`${url}/add-checkpoint`, { method: 'POST', body: Buffer.from(request) })).status;
    writeFileSync(memoryFile(memory), 'no note');
    expect(await ask()).toBe(500);
    await expect(witness.follow(folderSource(log.folder), now)).rejects.toThrow(
      `What this witness cosigned last, in ${memoryFile(memory)}, cannot be read: `,
    );
    writeFileSync(memoryFile(memory), 'x'.repeat(70_000));
    expect(await ask()).toBe(500);
    expect((await fetch(`${url}/${path.basename(memoryFile(memory))}/checkpoint`)).status).toBe(500);
    expect(errors.map((error) => error instanceof BrokenMemory)).toEqual([true, true, true]);
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    witness.close();
  });
});

describe('a witness that is shown two trees at once', () => {
  /** Three copies of a log with 100 entries, two of them grown on apart from each other. */
  async function forked(): Promise<{ base: TestLog; one: TestLog; other: TestLog }> {
    const base = await TestLog.of(workplace, 100);
    const [one, other] = [TestLog.begin(workplace, base.key), TestLog.begin(workplace, base.key)];
    for (const log of [one, other]) await log.append(entriesFrom(0, 100));
    await one.append(entriesFrom(1_000, 50));
    await other.append(entriesFrom(2_000, 60));
    return { base, one, other };
  }

  /** A log that answers slowly: while the witness fetches a proof from it, `meanwhile` runs once. */
  function slowly(log: TestLog, meanwhile: () => Promise<WitnessAnswer>): PublishedLog & { answers: WitnessAnswer[] } {
    const source = folderSource(log.folder);
    const answers: WitnessAnswer[] = [];
    return {
      ...source,
      answers,
      async read(asked, limit) {
        if (asked.startsWith('tile/') && answers.length === 0) answers.push(await meanwhile());
        return source.read(asked, limit);
      },
    };
  }

  it('cosigns one alone when it follows both', async () => {
    const { base, one, other } = await forked();
    const witness = await witnessOf(base, workplace);
    await witness.follow(folderSource(base.folder), now);
    const came = await Promise.all([one, other].map((log) => witness.follow(folderSource(log.folder), now)));
    const cosigned = came.flatMap((followed) => (followed.outcome === 'cosigned' ? [followed.checkpoint.size] : []));
    expect(cosigned).toHaveLength(1);
    expect(witness.last(origin)?.size).toBe(cosigned[0]);
    witness.close();
  });

  it('cosigns one alone when it is asked for the other while it follows', async () => {
    const { base, one, other } = await forked();
    const witness = await witnessOf(base, workplace);
    await witness.follow(folderSource(base.folder), now);
    const request = await requestFrom(other, 100);
    const slow = slowly(one, () => witness.addCheckpoint(request, now));
    expect(await witness.follow(slow, now)).toMatchObject({
      outcome: 'refused',
      sentence: expect.stringContaining('150 entries, and 160 were cosigned before'),
    });
    expect(slow.answers).toMatchObject([{ status: 200 }]);
    expect(witness.last(origin)?.size).toBe(160);
    witness.close();
  });

  it('takes another proof when the log has grown between, and goes on', async () => {
    const log = await TestLog.of(workplace, 100);
    const witness = await witnessOf(log, workplace);
    await witness.follow(folderSource(log.folder), now);
    await log.append(entriesFrom(100, 50));
    const request = await requestFrom(log, 100);
    await log.append(entriesFrom(150, 10));
    const slow = slowly(log, () => witness.addCheckpoint(request, now));
    expect(await witness.follow(slow, now)).toMatchObject({ outcome: 'cosigned', checkpoint: { size: 160 } });
    expect(slow.answers).toMatchObject([{ status: 200 }]);
    witness.close();
  });
});

describe('the thief of a key that was rotated out', () => {
  /** A log of 11 entries, the last of which announces the key of `next`. */
  async function rotated(): Promise<{ log: TestLog; next: Signer }> {
    const log = await TestLog.of(workplace, 10);
    const next = new Signer(SigningKey.generate(origin, 'signature'), workplace.path('signed'));
    const writer = await LogWriter.open(log.folder, log.signer());
    await writer.rotate(next);
    await writer.close();
    return { log, next };
  }
  async function grow(log: TestLog, next: Signer): Promise<void> {
    const writer = await LogWriter.open(log.folder, next);
    await writer.append(entriesFrom(writer.size, 20));
    await writer.seal();
    await writer.close();
  }
  /** The log as the thief publishes it: the same tree, signed with the old key alone. */
  function stolen(log: TestLog, keys: Uint8Array | undefined): string {
    const folder = workplace.path('stolen');
    cpSync(log.folder, folder, { recursive: true });
    rmSync(path.join(folder, 'keys'));
    if (keys !== undefined) writeFileSync(path.join(folder, 'keys'), keys);
    const { text } = log.checkpoint().note;
    writeFileSync(path.join(folder, 'checkpoint'), noteBytes(text, [log.key.line(text, 0)]));
    return folder;
  }
  const refused = {
    outcome: 'refused',
    sentence: expect.stringContaining('is not signed by the key that signed the last one cosigned here'),
  };

  it.each([
    ['at the rotation', 0],
    ['after it', 1],
  ])('cannot hide the rotation from a witness that has cosigned %s', async (_, grown) => {
    const { log, next } = await rotated();
    for (let i = 0; i < grown; i += 1) await grow(log, next);
    const witness = await witnessOf(log, workplace);
    expect(await witness.follow(folderSource(log.folder), now)).toMatchObject({ outcome: 'cosigned' });
    await grow(log, next);
    const [first] = readLog(log.folder).keys;
    const shortened = keyListBytes(first === undefined ? [] : [first]);
    for (const keys of [shortened, undefined])
      expect(await witness.follow(folderSource(stolen(log, keys)), now)).toEqual(refused);
    expect(await witness.follow(folderSource(log.folder), now)).toMatchObject({
      outcome: 'cosigned',
      checkpoint: { size: 31 + 20 * grown },
    });
    witness.close();
  });

  it('nor put a key of his own after his', async () => {
    const { log, next } = await rotated();
    const witness = await witnessOf(log, workplace);
    await witness.follow(folderSource(log.folder), now);
    await grow(log, next);
    const own = SigningKey.generate(origin, 'signature');
    const lines = [log.key, own].map(({ verifier }, at) => ({ announcedAt: at === 0 ? -1 : 10, key: verifier }));
    await expect(witness.follow(folderSource(stolen(log, keyListBytes(lines))), now)).rejects.toThrow();
    witness.close();
  });

  it('nor have it cosigned by a witness that he asks', async () => {
    const { log, next } = await rotated();
    const memory = workplace.path('memory');
    const key = SigningKey.generate('witness.example', 'cosignature');
    const witness = await Witness.open(key, memory, [log.key.verifier, next.key.verifier]);
    expect((await witness.addCheckpoint(await requestFrom(log, 0), now)).status).toBe(200);
    await grow(log, next);
    const folder = stolen(log, undefined);
    const proof = await treeIn(folder, 31).consistencyProof(11);
    const request = utf8(
      [`old 11`, ...proof.map(base64), '', readFileSync(path.join(folder, 'checkpoint'), 'utf8')].join('\n'),
    );
    expect(await witness.addCheckpoint(request, now)).toEqual({
      status: 403,
      body: expect.stringContaining('is not signed by the key that signed the last one'),
    });
    witness.close();
    // Nor by a witness that knows only the old key, which the log has rotated out.
    const behind = await Witness.open(key, memory, [log.key.verifier]);
    expect((await behind.addCheckpoint(request, now)).status).toBe(403);
    expect(behind.last(origin)?.size).toBe(11);
    behind.close();
    const again = await Witness.open(key, memory, [log.key.verifier, next.key.verifier]);
    expect((await again.addCheckpoint(await requestFrom(log, 11), now)).status).toBe(200);
    again.close();
  });

  it('while a log without a list of keys rotates them in the order in which the witness was given them', async () => {
    const { log, next } = await rotated();
    const old = stolen(log, undefined);
    await grow(log, next);
    rmSync(path.join(log.folder, 'keys'));
    const witness = await Witness.open(
      SigningKey.generate('witness.example', 'cosignature'),
      workplace.path('memory'),
      [log.key.verifier, next.key.verifier],
    );
    expect(await witness.follow(folderSource(old), now)).toMatchObject({
      outcome: 'cosigned',
      checkpoint: { size: 11 },
    });
    expect(await witness.follow(folderSource(log.folder), now)).toMatchObject({
      outcome: 'cosigned',
      checkpoint: { size: 31 },
    });
    witness.close();
  });
});
