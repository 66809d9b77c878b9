import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hex, Malformed, textOf, utf8 } from './encoding.js';
import { checkLog } from './fsck.js';
import { verifierKeyText } from './keys.js';
import { beginLog, treeIn } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { entriesFrom, origin, TestLog, Workplace } from './log.fixture.js';
import { mangled } from './mangled.fixture.js';
import { Random } from './random.fixture.js';
import { leafOf, rootOfLeaves } from './reference.fixture.js';
import { Refused, Signer } from './signer.js';
import { SigningKey } from './signing-key.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());
const nothing = () => undefined;
const rootAt = (size: number) => hex(rootOfLeaves(entriesFrom(0, size).map(leafOf)));

describe('the signer', () => {
  const saved = (log: TestLog) => {
    const copy = workplace.path('copy');
    cpSync(log.folder, copy, { recursive: true });
    return () => {
      rmSync(log.folder, { recursive: true });
      cpSync(copy, log.folder, { recursive: true });
    };
  };

  it('signs nothing for an old copy of the log', async () => {
    const log = await TestLog.of(workplace, 300);
    const restore = saved(log);
    await log.append(entriesFrom(300, 10));
    restore();
    await expect(log.append(entriesFrom(300, 10))).rejects.toThrow(
      'The key has signed a log of 310 entries, and this one has 300: it was cut, or an old copy was restored.',
    );
    expect(log.checkpoint().size).toBe(300);
  });

  it('signs nothing for an old copy that has grown differently to the same size', async () => {
    const log = await TestLog.of(workplace, 300);
    const fork = await TestLog.of(workplace, 300);
    await log.append(entriesFrom(300, 10));
    await fork.append(entriesFrom(900, 10));
    cpSync(path.join(fork.folder, 'tile'), path.join(log.folder, 'tile'), { recursive: true });
    await expect(log.append(entriesFrom(310, 1))).rejects.toThrow('are not those of its checkpoint');
  });

  it('signs no fork, no shorter tree and no other log, whatever proof it is shown', async () => {
    const log = await TestLog.of(workplace, 300);
    const fork = await TestLog.of(workplace, 300, 310);
    const other = TestLog.begin(workplace);
    await other.append(entriesFrom(7, 320));
    const signer = log.signer();
    const head = (from: TestLog, size = from.checkpoint().size) => ({ ...from.checkpoint(), size });
    const proof = await treeIn(other.folder, 320).consistencyProof(300);
    expect(() => signer.sign(head(other), proof)).toThrow('does not begin with the 300 that the key has signed');
    expect(() => signer.sign(head(other), [])).toThrow('does not begin with');
    expect(() => signer.sign({ ...head(other), size: 300 }, [])).toThrow('a fork of it');
    expect(() => signer.sign({ ...head(other), size: 299 }, [])).toThrow('it was cut');
    expect(() => signer.sign({ ...head(fork), origin: 'other.example' }, [])).toThrow('belongs to the log');
    expect(signer.last().size).toBe(300);
    expect(textOf(signer.sign(head(fork), await treeIn(fork.folder, 310).consistencyProof(300)), 'It')).toContain(
      `${origin}\n310\n`,
    );
  });

  it('signs nothing when it does not know what it signed last', async () => {
    const log = await TestLog.of(workplace, 3);
    rmSync(log.stateFile);
    await expect(log.append(entriesFrom(3, 1))).rejects.toThrow('is not known');
  });

  it('goes on with nothing that it has not signed itself', async () => {
    const log = await TestLog.of(workplace, 3);
    const other = await TestLog.of(workplace, 3, 9);
    rmSync(log.folder, { recursive: true });
    cpSync(other.folder, log.folder, { recursive: true });
    await expect(log.append(entriesFrom(9, 1))).rejects.toThrow('is not signed by this key');
  });

  it('publishes what it signed when the writer died before it could', async () => {
    const log = await TestLog.of(workplace, 300);
    const before = readFileSync(path.join(log.folder, 'checkpoint'));
    await log.append(entriesFrom(300, 300));
    writeFileSync(path.join(log.folder, 'checkpoint'), before);
    const writer = await LogWriter.open(log.folder, log.signer());
    expect(writer.sealed.size).toBe(600);
    await writer.close();
    expect(hex(log.checkpoint().root)).toBe(rootAt(600));
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('signs for one copy of the log at a time', async () => {
    const log = await TestLog.of(workplace, 3);
    const copy = workplace.path('copy');
    cpSync(log.folder, copy, { recursive: true });
    const writer = await LogWriter.open(log.folder, log.signer());
    await expect(LogWriter.open(copy, log.signer())).rejects.toThrow(`The key of ${origin} is in use`);
    await writer.close();
  });

  it('begins a log again that a process began and did not publish', async () => {
    const log = TestLog.begin(workplace);
    rmSync(path.join(log.folder, 'checkpoint'));
    beginLog(log.folder, log.signer());
    expect((await log.append(entriesFrom(0, 2))).size).toBe(2);
  });

  it('begins one log only', async () => {
    const log = await TestLog.of(workplace, 3);
    expect(() => beginLog(workplace.path('second'), log.signer())).toThrow('signs one only');
  });

  it('signs nothing beside what another process has signed since, and writes nothing over it', async () => {
    const log = await TestLog.of(workplace, 10);
    const writer = await LogWriter.open(log.folder, log.signer());
    await writer.append(entriesFrom(900, 3));
    // Removes the first one's lock, as if two machines shared a folder and did not see each other's files at once.
    for (const held of [path.join(log.folder, '.writer'), `${log.stateFile}.lock`]) rmSync(held, { recursive: true });
    await log.append(entriesFrom(10, 3));
    await expect(writer.seal()).rejects.toThrow(
      'Another process has signed 13 entries with the key of this log since it was opened here',
    );
    await writer.close();
    expect(hex(log.checkpoint().root)).toBe(rootAt(13));
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('reads what was signed last anew each time that it signs', async () => {
    const [log, fork] = [await TestLog.of(workplace, 300), await TestLog.of(workplace, 300)];
    const signer = log.signer();
    expect(signer.last().size).toBe(300);
    await log.append(entriesFrom(300, 10));
    await fork.append(entriesFrom(900, 10));
    const proof = await treeIn(fork.folder, 310).consistencyProof(300);
    expect(() => signer.sign(fork.checkpoint(), proof)).toThrow(
      'The key has signed another log of 310 entries: this one is a fork of it.',
    );
    expect(signer.last().size).toBe(310);
  });

  it('begins nothing while a process writes with its key', async () => {
    const log = TestLog.begin(workplace);
    const writer = await LogWriter.open(log.folder, log.signer());
    const second = workplace.path('second');
    expect(() => beginLog(second, log.signer())).toThrow(`The key of ${origin} is in use`);
    expect(existsSync(second)).toBe(false);
    await writer.append(entriesFrom(0, 3));
    expect((await writer.seal()).size).toBe(3);
    await writer.close();
    expect(() => beginLog(second, log.signer())).toThrow('signs one only');
    expect(existsSync(second)).toBe(false);
  });
});

describe('what the signer remembers', () => {
  let log: TestLog;
  let other: TestLog;
  let memory: string;
  beforeAll(async () => {
    [log, other] = [await TestLog.of(workplace, 300), await TestLog.of(workplace, 320)];
    memory = readFileSync(log.stateFile, 'utf8');
  });
  /** A signer with this memory and nothing else of its log. */
  const remembering = (bytes: string | Uint8Array) => {
    const stateFile = workplace.path('signed');
    writeFileSync(stateFile, bytes);
    return new Signer(log.key, stateFile);
  };

  it('is believed only under its own signature', async () => {
    const empty = memory
      .replace('\n300\n', '\n0\n')
      .replace(/^.{43}=$/m, Buffer.from(rootOfLeaves([])).toString('base64'));
    const stranger = SigningKey.generate(origin, 'signature');
    const text = memory.slice('signing\n'.length, memory.indexOf('\n\n') + 1);
    for (const altered of [
      memory.replace('\n300\n', '\n299\n'),
      empty,
      `signing\n${text}\n${stranger.line(text, 0)}\n`,
      readFileSync(other.stateFile),
    ]) {
      expect(() => remembering(altered).last()).toThrow('is not what this key signed last');
      expect(() => beginLog(workplace.path('log'), remembering(altered))).toThrow(Refused);
      expect(() => remembering(altered).sign(other.checkpoint(), [])).toThrow(Refused);
    }
    expect(remembering(memory).last().size).toBe(300);
  });

  it('never makes it sign what does not extend that, whatever has become of the file', () => {
    const random = new Random(20_261_127);
    const head = other.checkpoint();
    let isRead = 0;
    for (let round = 0; round < 1_500; round += 1) {
      const signer = remembering(mangled(random, utf8(memory)));
      try {
        expect(signer.last().note.text).toBe(memory.slice('signing\n'.length, memory.indexOf('\n\n') + 1));
        isRead += 1;
      } catch (error) {
        if (!(error instanceof Malformed || error instanceof Refused)) throw error;
        expect(error.message).toMatch(/^["/A-Za-z].*[.)]$/s);
      }
      expect(() => signer.sign(head, [])).toThrow(
        expect.objectContaining({ name: expect.stringMatching(/^(Malformed|Refused)$/) }),
      );
      expect(() => signer.begin()).toThrow();
    }
    expect(isRead).toBeLessThan(300);
  });
});

describe('a private key', () => {
  it('lies in a file that only its owner reads, and is never written over', () => {
    const file = workplace.path('key');
    mkdirSync(path.dirname(file), { recursive: true });
    const key = SigningKey.generate('a.example', 'signature');
    key.write(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(verifierKeyText(SigningKey.read(file).verifier)).toBe(verifierKeyText(key.verifier));
    expect(() => key.write(file)).toThrow('never written over');
  });
});
