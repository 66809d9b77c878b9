import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseCheckpoint } from './checkpoint.js';
import { digestOf } from './cryptography.js';
import { base64, hex, textOf, utf8 } from './encoding.js';
import { isSplitView, parseSplitView } from './evidence.js';
import { verifierKeyText } from './keys.js';
import { treeIn } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { entriesFrom, origin, TestLog, verified, Workplace } from './log.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { noteBytes, parseSignatureLine, verifiedSignatures } from './note.js';
import { parsePolicy } from './policy.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';
import { folderSource, Unreachable, webSource } from './sources.js';
import { askWitness } from './witness-client.js';
import { witnessServer } from './witness-server.js';
import { now, requestFrom, witnessOf as witnessIn } from './witness.fixture.js';
import { splitViewBetween, Witness } from './witness.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());
const witnessOf = (log: TestLog, folder?: string) => witnessIn(log, workplace, folder);

describe('add-checkpoint', () => {
  it('cosigns what extends what it cosigned before, with its time, and remembers it', async () => {
    const log = await TestLog.of(workplace, 300);
    const memory = workplace.path('memory');
    const witness = await witnessOf(log, memory);
    const first = await witness.addCheckpoint(await requestFrom(log, 0), now);
    expect(first.status).toBe(200);
    const cosigned = { text: log.checkpoint().note.text, signatures: [parseSignatureLine(first.body.trimEnd())] };
    expect(verifiedSignatures(nodeCryptography, cosigned, [witness.key.verifier])).toEqual([
      { key: witness.key.verifier, time: now },
    ]);
    await log.append(entriesFrom(300, 45));
    expect((await witness.addCheckpoint(await requestFrom(log, 300), now)).status).toBe(200);
    witness.close();
    const again = await Witness.open(witness.key, memory, [log.key.verifier]);
    expect(again.last(origin)?.size).toBe(345);
    expect((await again.addCheckpoint(await requestFrom(log, 345), now)).status).toBe(200);
    again.close();
  });

  it('answers as C2SP tlog-witness says', async () => {
    const log = await TestLog.of(workplace, 300);
    const unknown = await TestLog.of(workplace, 5);
    const stranger = Object.assign(Object.create(unknown) as TestLog, { folder: unknown.folder });
    const witness = await witnessOf(log);
    const status = async (request: Uint8Array | string) =>
      (await witness.addCheckpoint(typeof request === 'string' ? utf8(request) : request, now)).status;
    const right = textOf(await requestFrom(log, 0), 'It');
    expect(await status('')).toBe(400);
    expect(await status('old x\n\n')).toBe(400);
    expect(await status(right.replace('old 0', 'old 00'))).toBe(400);
    expect(await status(right.replace('old 0', `old 0${`\n${base64(new Uint8Array(32))}`.repeat(64)}`))).toBe(400);
    expect(await status(right.replace('old 0', 'old 301'))).toBe(400);
    expect(await status(right.replaceAll(origin, 'other.example/log'))).toBe(404);
    expect(await status(await requestFrom(stranger, 0))).toBe(403);
    expect(await status(right.replace('\n300\n', '\n299\n'))).toBe(403);
    expect(await status(right.replace('old 0', `old 0\n${base64(new Uint8Array(32))}`))).toBe(422);
    expect(await witness.addCheckpoint(await requestFrom(log, 7), now)).toEqual({ status: 409, body: '0\n' });
    expect(await status(right)).toBe(200);
    expect(await witness.addCheckpoint(utf8(right), now)).toEqual({ status: 409, body: '300\n' });
    await log.append(entriesFrom(300, 20));
    expect(await status(await requestFrom(log, 300, 299))).toBe(422);
    expect(await status(await requestFrom(log, 320))).toBe(409);
    expect(await status(await requestFrom(log, 300))).toBe(200);
    witness.close();
  });

  it('holds the tree without entries to its root', async () => {
    const log = await TestLog.of(workplace, 0);
    const witness = await witnessOf(log);
    const text = `${origin}\n0\n${base64(new Uint8Array(32))}\n`;
    expect(
      (await witness.addCheckpoint(utf8(`old 0\n\n${textOf(noteBytes(text, [log.key.line(text, 0)]), 'It')}`), now))
        .status,
    ).toBe(422);
    expect((await witness.addCheckpoint(await requestFrom(log, 0), now)).status).toBe(200);
    witness.close();
  });

  it('never cosigns two trees when asked for both at once', async () => {
    const log = await TestLog.of(workplace, 100);
    const witness = await witnessOf(log);
    await witness.addCheckpoint(await requestFrom(log, 0), now);
    await log.append(entriesFrom(100, 10));
    const short = await requestFrom(log, 100);
    await log.append(entriesFrom(110, 10));
    const long = await requestFrom(log, 100);
    const answers = await Promise.all([
      witness.addCheckpoint(short, now),
      witness.addCheckpoint(long, now),
      witness.addCheckpoint(short, now),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 409, 409]);
    expect(witness.last(origin)?.size).toBe(110);
    witness.close();
  });

  it('writes down two checkpoints of one size that the log has signed both', async () => {
    const log = await TestLog.of(workplace, 100);
    const fork = TestLog.begin(workplace, log.key);
    await fork.append(entriesFrom(1, 100));
    const memory = workplace.path('memory');
    const witness = await witnessOf(log, memory);
    await witness.addCheckpoint(await requestFrom(log, 0), now);
    expect((await witness.addCheckpoint(await requestFrom(fork, 100), now)).status).toBe(422);
    const [evidence] = readdirSync(memory).filter((name) => name.startsWith('split-view-'));
    expect(
      isSplitView(nodeCryptography, parseSplitView(readFileSync(path.join(memory, evidence ?? ''))), [
        log.key.verifier,
      ]),
    ).toBe(true);
    witness.close();
  });

  it('is answered by one process at a time', async () => {
    const log = await TestLog.of(workplace, 1);
    const memory = workplace.path('memory');
    const witness = await witnessOf(log, memory);
    await expect(witnessOf(log, memory)).rejects.toThrow('is in use by');
    witness.close();
  });
});

describe('a witness that follows a log', () => {
  it('cosigns it as it grows, also through a rotation of its key', async () => {
    const log = await TestLog.of(workplace, 10);
    const witness = await witnessOf(log);
    const follow = () => witness.follow(folderSource(log.folder), now);
    expect(await follow()).toMatchObject({ outcome: 'cosigned', checkpoint: { size: 10 } });
    const successor = new Signer(SigningKey.generate(origin, 'signature'), workplace.path('signed'));
    const writer = await LogWriter.open(log.folder, log.signer());
    await writer.rotate(successor);
    await writer.close();
    expect(await follow()).toMatchObject({ outcome: 'cosigned', checkpoint: { size: 11 } });
    const next = await LogWriter.open(log.folder, successor);
    await next.append(entriesFrom(11, 700));
    await next.seal();
    await next.close();
    expect(await follow()).toMatchObject({ outcome: 'cosigned', checkpoint: { size: 711 } });
    witness.close();
  });

  it('refuses an old copy, and a log that was rewritten, of which it keeps the evidence', async () => {
    const log = await TestLog.of(workplace, 300);
    const old = workplace.path('old');
    cpSync(log.folder, old, { recursive: true });
    await log.append(entriesFrom(300, 100));
    const witness = await witnessOf(log);
    expect(await witness.follow(folderSource(log.folder), now)).toMatchObject({ outcome: 'cosigned' });
    expect(await witness.follow(folderSource(old), now)).toEqual({
      outcome: 'refused',
      sentence: 'The log shows 300 entries, and 400 were cosigned before: it was cut, or an old copy was restored.',
    });
    const forged = TestLog.begin(workplace, log.key);
    await forged.append(entriesFrom(1, 500));
    const refused = await witness.follow(folderSource(forged.folder), now);
    expect(refused).toMatchObject({ outcome: 'refused', file: expect.any(String) });
    const view = parseSplitView(readFileSync(refused.outcome === 'refused' ? (refused.file ?? '') : ''));
    expect([view.smaller.size, view.larger.size]).toEqual([400, 500]);
    expect(isSplitView(nodeCryptography, view, [log.key.verifier])).toBe(true);
    expect(witness.last(origin)?.size).toBe(400);
    witness.close();
  });

  it('believes no log that signs with another key', async () => {
    const log = await TestLog.of(workplace, 3);
    const other = await TestLog.of(workplace, 3);
    const witness = await witnessOf(log);
    await expect(witness.follow(folderSource(other.folder), now)).rejects.toThrow(
      'does not sign with a key that is trusted here',
    );
    witness.close();
  });

  it.each([
    [400, 500],
    [256, 500],
    [500, 500],
    [512, 500],
  ])(
    'and another, shown trees of %i and %i entries that differ, have the evidence between them',
    async (one, other) => {
      const log = await TestLog.of(workplace, one);
      const fork = TestLog.begin(workplace, log.key);
      await fork.append([utf8('another first entry'), ...entriesFrom(1, other - 1)]);
      const [left, right] = [await witnessOf(log), await witnessOf(log)];
      expect(await left.follow(folderSource(log.folder), now)).toMatchObject({ outcome: 'cosigned' });
      expect(await right.follow(folderSource(fork.folder), now)).toMatchObject({ outcome: 'cosigned' });
      const [a, b] = [left.last(origin), right.last(origin)];
      if (a === undefined || b === undefined) throw new Error('Both have cosigned.');
      const evidence = await splitViewBetween(folderSource(one > other ? log.folder : fork.folder), a, b);
      expect(isSplitView(nodeCryptography, parseSplitView(evidence ?? new Uint8Array(0)), [log.key.verifier])).toBe(
        true,
      );
      left.close();
      right.close();
    },
  );

  it('and another, shown the same log at different times, have nothing against it', async () => {
    const log = await TestLog.of(workplace, 300);
    const early = log.checkpoint();
    await log.append(entriesFrom(300, 77));
    expect(await splitViewBetween(folderSource(log.folder), log.checkpoint(), early)).toBeUndefined();
    expect(await splitViewBetween(folderSource(log.folder), early, early)).toBeUndefined();
    const nowhere = workplace.path('nolog');
    await expect(splitViewBetween(folderSource(nowhere), log.checkpoint(), early)).rejects.toThrow(
      `What is published in ${nowhere} is not the tree of the larger checkpoint: tile/1/000.p/1 is missing`,
    );
  });

  it('is not taken in by evidence that was made up', async () => {
    const log = await TestLog.of(workplace, 300, 400);
    const fork = await TestLog.of(workplace, 300);
    const tree = treeIn(log.folder, 400);
    const views = [
      {
        smaller: fork.checkpoint(),
        larger: log.checkpoint(),
        root: await tree.root(300),
        proof: await tree.consistencyProof(300),
      },
      { smaller: log.checkpoint(), larger: log.checkpoint(), root: log.checkpoint().root, proof: [] },
      { smaller: log.checkpoint(), larger: log.checkpoint(), root: new Uint8Array(32), proof: [] },
    ];
    expect(views.map((view) => isSplitView(nodeCryptography, view, [log.key.verifier]))).toEqual([false, false, false]);
  });
});

describe('a witness behind an address', () => {
  let log: TestLog;
  let witness: Witness;
  let url: string;
  let server: ReturnType<typeof witnessServer>;
  const errors: unknown[] = [];
  beforeAll(async () => {
    log = await TestLog.of(workplace, 300);
    witness = await witnessOf(log);
    server = witnessServer(
      witness,
      () => now,
      (error) => errors.push(error),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    witness.close();
    expect(errors).toEqual([]);
  });
  const ask = (one: TestLog) =>
    askWitness({ url, key: witness.key.verifier }, one.checkpointBytes(), treeIn(one.folder, one.checkpoint().size));

  it('gives the log cosignatures, which seal it', async () => {
    for (const count of [0, 1, 300]) {
      if (count > 0) await log.append(entriesFrom(log.checkpoint().size, count));
      const lines = await ask(log);
      const writer = await LogWriter.open(log.folder, log.signer());
      await writer.addSignatures(lines);
      await writer.close();
    }
    const policy = parsePolicy(
      nodeCryptography,
      utf8(
        `log ${verifierKeyText(log.key.verifier)}\nwitness W ${verifierKeyText(witness.key.verifier)} ${url}\nquorum W\n`,
      ),
    );
    expect(await verified(await log.bundle(0, 600), { policy })).toMatchObject({
      holds: true,
      cosignatures: [{ witness: 'W' }],
    });
  });

  it('shows what it cosigned last', async () => {
    const response = await fetch(`${url}/${hex(digestOf(nodeCryptography, utf8(origin)))}/checkpoint`);
    const shown = parseCheckpoint(new Uint8Array(await response.arrayBuffer()));
    expect(
      verifiedSignatures(nodeCryptography, shown.note, [witness.key.verifier, log.key.verifier])
        .map(({ key }) => key.name)
        .sort(),
    ).toEqual([origin, 'witness.example']);
  });

  it('tells a log that went back that it did', async () => {
    const old = TestLog.begin(workplace, log.key);
    await old.append(entriesFrom(0, 100));
    await expect(ask(old)).rejects.toThrow('it was cut, or an old copy was restored');
  });

  it('answers 409 with a size of its own type, and takes no long request', async () => {
    const conflict = await fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      body: Buffer.from(await requestFrom(log, 0)),
    });
    expect([conflict.status, conflict.headers.get('content-type'), await conflict.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '601\n',
    ]);
    expect((await fetch(`${url}/add-checkpoint`, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(413);
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${url}/../../etc/passwd`)).status).toBe(404);
    expect((await fetch(`${url}/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
  });
});

describe('a log behind an address', () => {
  it('is followed as one in a folder', async () => {
    const log = await TestLog.of(workplace, 600);
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => {
      const file = path.join(log.folder, request.url ?? '');
      if (!existsSync(file)) response.writeHead(404).end();
      else response.end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const source = webSource(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const witness = await witnessOf(log);
    expect(await witness.follow(source, now)).toMatchObject({ outcome: 'cosigned', checkpoint: { size: 600 } });
    await log.append(entriesFrom(600, 100));
    expect(await witness.follow(source, now)).toMatchObject({ outcome: 'cosigned', checkpoint: { size: 700 } });
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    writeFileSync(path.join(log.folder, 'checkpoint'), 'x'.repeat(70_000));
    await expect(witness.follow(source, now)).rejects.toThrow('is larger than');
    rmSync(path.join(log.folder, 'checkpoint'));
    await expect(witness.follow(source, now)).rejects.toThrow(`There is no checkpoint in ${address}.`);
    await expect(source.read('../secret', 10)).rejects.toThrow('is no part of a log');
    expect(() => webSource('file:///etc/passwd')).toThrow('no http or https address');
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    const unreached = witness.follow(source, now);
    await expect(unreached).rejects.toThrow(Unreachable);
    await expect(unreached).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:\d+\/checkpoint could not be reached: (connect ECONNREFUSED \S+|other side closed)\.$/,
    );
    witness.close();
  });

  it('is told of with its address when it answers with an error, or breaks off', async () => {
    const log = await TestLog.of(workplace, 1);
    const witness = await witnessOf(log);
    const { createServer } = await import('node:http');
    let status = 503;
    const server = createServer((_, response) => {
      response.writeHead(status, { 'content-length': '100' });
      response.write('x');
      if (status === 503) response.end('y'.repeat(99));
      else setTimeout(() => response.destroy(), 20);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(witness.follow(webSource(address), now)).rejects.toThrow(
      new Unreachable(`${address}/checkpoint was answered with 503.`),
    );
    status = 200;
    await expect(witness.follow(webSource(address), now)).rejects.toThrow(
      `${address}/checkpoint could not be reached: other side closed.`,
    );
    witness.close();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    await expect(
      askWitness({ url: address, key: witness.key.verifier }, log.checkpointBytes(), treeIn(log.folder, 1)),
    ).rejects.toThrow(`${address}/add-checkpoint could not be reached: `);
  });
});
