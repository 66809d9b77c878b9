import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAnnouncement, parseConsistency, parseEnd, parseManifest, parseRest, parseRun } from './bundle-format.js';
import { parseCheckpoint } from './checkpoint.js';
import { base64, fromBase64, integerOf, Malformed, utf8 } from './encoding.js';
import { parseSplitView, splitViewBytes } from './evidence.js';
import { keyListBytes, parseKeyList } from './key-chain.js';
import { parseVerifierKey, verifierKeyText } from './keys.js';
import { readLog, treeIn } from './log-folder.js';
import { entriesFrom, origin, TestLog, verified, Workplace } from './log.fixture.js';
import { mangled } from './mangled.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { parseNote, parseSignatureLine } from './note.js';
import { parsePolicy } from './policy.js';
import { parseProof, proofBytes } from './proof.js';
import { Random } from './random.fixture.js';
import { SigningKey } from './signing-key.js';
import { entriesOf, parseTilePath } from './tiles.js';
import { parseConflict, parseCosignatures } from './witness-client.js';
import { parseRequest } from './witness-request.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());

type Parser = (bytes: Uint8Array) => unknown;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const parsers: Record<string, Parser> = {
  'signed notes': parseNote,
  'signature lines': (bytes) => parseSignatureLine(text(bytes)),
  checkpoints: parseCheckpoint,
  'public keys': (bytes) => parseVerifierKey(nodeCryptography, text(bytes)),
  'private keys': (bytes) => SigningKey.parse(text(bytes)),
  policies: (bytes) => parsePolicy(nodeCryptography, bytes),
  'lists of keys': (bytes) => parseKeyList(nodeCryptography, bytes),
  proofs: parseProof,
  'evidence of split views': parseSplitView,
  'bundles of entries': (bytes) => entriesOf(bytes, 3, 'It'),
  'paths of tiles': (bytes) => parseTilePath(text(bytes)),
  manifests: parseManifest,
  'announcements of keys': parseAnnouncement,
  'consistency proofs': parseConsistency,
  'runs of entries': parseRun,
  rests: parseRest,
  ends: parseEnd,
  'requests to a witness': parseRequest,
  'sizes that a witness answers with': (bytes) => parseConflict(text(bytes)),
  'cosignatures that a witness answers with': (bytes) => parseCosignatures(text(bytes)),
};

let samples: Record<string, Uint8Array>;
let bundle: Uint8Array;
beforeAll(async () => {
  const log = await TestLog.of(workplace, 300);
  const since = log.checkpoint();
  await log.append(entriesFrom(300, 50));
  bundle = await log.bundle(250, 340, since);
  const checkpointBytes = log.checkpointBytes();
  const { keys } = readLog(log.folder);
  const tree = treeIn(log.folder, 350);
  const fork = await TestLog.of(workplace, 350);
  const witness = SigningKey.generate('witness.example', 'cosignature');
  const parts: Record<string, Uint8Array> = {};
  for (let at = 24; at < bundle.length;) {
    const length = new DataView(bundle.buffer, bundle.byteOffset).getUint32(at + 1);
    parts[String.fromCharCode(bundle[at] as number)] = bundle.slice(at + 5, at + 5 + length);
    at += 5 + length;
  }
  const keyFile = workplace.path('key');
  witness.write(keyFile);
  samples = {
    'signed notes': checkpointBytes,
    'signature lines': utf8(log.key.line('text\n', 0)),
    checkpoints: checkpointBytes,
    'public keys': utf8(verifierKeyText(log.key.verifier)),
    'private keys': utf8('PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'),
    policies: utf8(
      `log ${verifierKeyText(log.key.verifier)}\nwitness W ${verifierKeyText(witness.verifier)}\ngroup G 1 W\nquorum G\n`,
    ),
    'lists of keys': keyListBytes([...keys, { announcedAt: 7, key: log.key.verifier }]),
    proofs: proofBytes({ index: 7, proof: await tree.inclusionProof(7), checkpointBytes, extra: new Uint8Array(5) }),
    'evidence of split views':
      splitViewBytes(nodeCryptography, {
        smaller: { ...since, root: fork.checkpoint().root },
        larger: log.checkpoint(),
        root: await tree.root(300),
        proof: await tree.consistencyProof(300),
      }) ?? new Uint8Array(0),
    'bundles of entries': new Uint8Array([0, 2, 65, 66, 0, 0, 0, 1, 67]),
    'paths of tiles': utf8('tile/entries/x001/234.p/7'),
    manifests: parts['M'] as Uint8Array,
    'announcements of keys': new Uint8Array([...new Uint8Array(8), 1, ...new Uint8Array(32), 1, 2, 3]),
    'consistency proofs': parts['S'] as Uint8Array,
    'runs of entries': parts['E'] as Uint8Array,
    rests: parts['R'] as Uint8Array,
    ends: parts['Z'] as Uint8Array,
    'requests to a witness': utf8(
      [`old 300`, ...(await tree.consistencyProof(300)).map(base64), '', text(checkpointBytes)].join('\n'),
    ),
    'sizes that a witness answers with': utf8('300\n'),
    'cosignatures that a witness answers with': utf8(
      `${witness.line('text\n', 1_800_000_000)}\n${witness.line('text\n', 1_800_000_001)}\n`,
    ),
  };
});

describe('whatever it is given, the parser of', () => {
  it.each(Object.keys(parsers))('%s takes it or says in a sentence what is wrong', (name) => {
    const parse = parsers[name] as Parser;
    const sample = samples[name] as Uint8Array;
    expect(() => parse(sample)).not.toThrow();
    const random = new Random(name.length * 7919 + name.charCodeAt(0));
    for (let round = 0; round < 1_500; round += 1) {
      const input = mangled(random, sample);
      try {
        parse(input);
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        expect(error.message).toMatch(/^["A-Za-z].*[.)]$/s);
        expect(error.message.length).toBeLessThan(400);
      }
    }
  });

  it.each(Object.keys(parsers))('%s is not held up by what is very long', (name) => {
    const parse = parsers[name] as Parser;
    // So long that a parser of quadratic time would outlast every deadline.
    const long = ['a', '+', '\n', 'A=', ' x', '0', '— ', 'quorum '].map((piece) => utf8(piece.repeat(1_000_000)));
    for (const input of long) {
      try {
        parse(input);
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
      }
    }
  });
});

describe('the verifier of bundles', () => {
  it('accepts none that is altered in any way, and always says why', async () => {
    const random = new Random(20_261_126);
    for (let round = 0; round < 400; round += 1) {
      const input = mangled(random, bundle);
      if (Buffer.compare(input, bundle) === 0) continue;
      const verdict = await verified(input);
      if (verdict.holds) throw new Error(`Round ${round} was accepted.`);
      expect(verdict.problem?.sentence).toMatch(/\.$/);
    }
  });

  it('takes no memory for what a part only says of itself', async () => {
    const head = new Uint8Array(29);
    head.set(bundle.subarray(0, 24));
    head.set([0x4d, 0x00, 0xff, 0xff, 0xff], 24);
    const before = process.memoryUsage().arrayBuffers;
    expect(await verified(head)).toMatchObject({ holds: false, problem: { sentence: 'The bundle is cut short.' } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 << 20);
    head.set([0x4d, 0xff, 0xff, 0xff, 0xff], 24);
    expect(await verified(head)).toMatchObject({
      holds: false,
      problem: { sentence: 'The bundle holds a part that no bundle has.' },
    });
  });
});

describe('numbers and base64', () => {
  it.each(['', '-0', '+1', '01', '1.0', '1e3', ' 1', '1 ', '9007199254740992', '99999999999999999', '0x10', '١'])(
    '%j is no number',
    (number) => expect(() => integerOf(number, 'It')).toThrow(Malformed),
  );
  it.each(['0', '1', '9007199254740991'])('%j is one', (number) =>
    expect(String(integerOf(number, 'It'))).toBe(number),
  );

  it('any bytes come back out of base64, and nothing but the one encoding is read', () => {
    const random = new Random(64);
    for (let length = 0; length < 70; length += 1) {
      const bytes = random.bytes(length);
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(base64(bytes), 'It')).toEqual(bytes);
    }
    for (const wrong of ['A', 'AA', 'AAA', 'AB==', 'AAB=', '====', 'AA==A', 'AAAA\n', ' AAAA', 'AA-_', 'AAAA===='])
      expect(() => fromBase64(wrong, 'It')).toThrow(Malformed);
    expect(origin).toBe('clinic.example/audit');
  });
});
