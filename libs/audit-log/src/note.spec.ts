import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseCheckpoint } from './checkpoint.js';
import { textOf, utf8 } from './encoding.js';
import { parseVerifierKey, verifierKeyOf, verifierKeyText } from './keys.js';
import { nodeCryptography } from './node-cryptography.js';
import { BadSignature, noteBytes, parseNote, verifiedSignatures } from './note.js';
import { portableCryptography } from './portable-cryptography.js';
import { SigningKey } from './signing-key.js';

interface Vectors {
  signed: { what: string; keys: string[]; note: string; size?: number; time?: number }[];
  privateKeys: { private: string; public: string }[];
  noKeys: string[];
}
const vectors = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../vectors/checkpoints.json'), 'utf8'),
) as Vectors;

describe.each([
  ["Node's cryptography", nodeCryptography],
  ['portable cryptography', portableCryptography],
])('signed notes of others, verified with %s', (_, cryptography) => {
  const keysOf = (texts: string[]) => texts.map((text) => parseVerifierKey(cryptography, text));

  it.each(vectors.signed)('$what holds', ({ keys, note, size, time }) => {
    const found = verifiedSignatures(cryptography, parseNote(utf8(note)), keysOf(keys));
    expect(found.map(({ key }) => verifierKeyText(key))).toEqual(keys);
    if (time !== undefined) expect(found.at(-1)?.time).toBe(time);
    if (size !== undefined) expect(parseCheckpoint(utf8(note)).size).toBe(size);
  });

  it.each(vectors.signed)('$what does not hold when a letter of it is another', ({ keys, note }) => {
    const altered = parseNote(utf8(note.replace(/[a-z]/, (letter) => (letter === 'a' ? 'b' : 'a'))));
    expect(() => verifiedSignatures(cryptography, altered, keysOf(keys))).toThrow(BadSignature);
  });

  it('refuse a whole note for one signature of a known key that does not hold, and ignore those of unknown keys', () => {
    const [known, unknown] = [
      SigningKey.generate('known.example', 'signature'),
      SigningKey.generate('known.example', 'signature'),
    ];
    const text = 'A text.\n';
    const wrong = unknown
      .line(text, 0)
      .replace(
        / [A-Za-z0-9+/=]+$/,
        (signature) =>
          ` ${Buffer.concat([
            Buffer.from(known.line(text, 0).split(' ')[2] ?? '', 'base64').subarray(0, 4),
            Buffer.from(signature, 'base64').subarray(4),
          ]).toString('base64')}`,
      );
    const note = (...lines: string[]) => parseNote(noteBytes(text, lines));
    expect(
      verifiedSignatures(cryptography, note(known.line(text, 0), unknown.line(text, 0)), [known.verifier]),
    ).toHaveLength(1);
    expect(verifiedSignatures(cryptography, note(unknown.line(text, 0)), [known.verifier])).toEqual([]);
    expect(() => verifiedSignatures(cryptography, note(known.line(text, 0), wrong), [known.verifier])).toThrow(
      BadSignature,
    );
  });

  it('hold a cosignature to its time and to its checkpoint', () => {
    const witness = SigningKey.generate('witness.example', 'cosignature');
    const text = 'log.example\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n';
    const line = witness.line(text, 1_800_000_000);
    expect(verifiedSignatures(cryptography, parseNote(noteBytes(text, [line])), [witness.verifier])).toEqual([
      { key: witness.verifier, time: 1_800_000_000 },
    ]);
    const later = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    later[11] = (later[11] ?? 0) + 1;
    expect(() =>
      verifiedSignatures(cryptography, parseNote(noteBytes(text, [`— witness.example ${later.toString('base64')}`])), [
        witness.verifier,
      ]),
    ).toThrow(BadSignature);
    expect(() =>
      verifiedSignatures(cryptography, parseNote(noteBytes(text.replace('\n1\n', '\n2\n'), [line])), [
        witness.verifier,
      ]),
    ).toThrow(BadSignature);
  });
});

describe('keys', () => {
  it.each(vectors.privateKeys)('of others are read: $public', (key) =>
    expect(verifierKeyText(SigningKey.parse(key.private).verifier)).toBe(key.public),
  );

  it("sign as Go's note package does", () => {
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const line = SigningKey.parse(vectors.privateKeys[0]?.private ?? '').line(text, 0);
    expect(textOf(noteBytes(text, [line]), 'The note')).toBe(vectors.signed[1]?.note);
  });

  it.each(vectors.noKeys)('are refused when they are none: %j', (text) =>
    expect(() => parseVerifierKey(nodeCryptography, text)).toThrow(/public key/),
  );

  it.each([
    '00',
    '01',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    `ec${'ff'.repeat(30)}7f`,
    `ee${'ff'.repeat(30)}ff`,
  ])('under which anybody can sign are refused: %s', (start) => {
    const key = verifierKeyOf(
      nodeCryptography,
      'w.example',
      'cosignature',
      new Uint8Array(Buffer.from(start.padEnd(64, '0'), 'hex')),
    );
    expect(() => parseVerifierKey(nodeCryptography, verifierKeyText(key))).toThrow('none that can be trusted');
  });

  it('of the type ML-DSA-44 are refused by name', () =>
    expect(() =>
      parseVerifierKey(
        nodeCryptography,
        `witness.example+6bc44249+${Buffer.concat([Buffer.from([6]), Buffer.alloc(32)]).toString('base64')}`,
      ),
    ).toThrow('ML-DSA-44'));

  it('that are private are not taken for public ones, nor shown in the refusal', () => {
    const secret = vectors.privateKeys[0]?.private ?? '';
    expect(() => parseVerifierKey(nodeCryptography, secret)).toThrow(
      'A private key stands where a public key belongs.',
    );
  });

  it('show nothing of what is private', () => {
    const key = SigningKey.parse(vectors.privateKeys[0]?.private ?? '');
    expect(JSON.stringify(key)).not.toContain('gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM');
  });
});

describe('a note', () => {
  const line =
    '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';

  it('may hold empty lines: the last one parts it from its signatures', () =>
    expect(parseNote(utf8(`a\n\nb\n\n${line}\n`)).text).toBe('a\n\nb\n'));
  it('has at least sixteen signatures, and at most a hundred', () => {
    expect(parseNote(utf8(`a\n\n${`${line}\n`.repeat(16)}`)).signatures).toHaveLength(16);
    expect(() => parseNote(utf8(`a\n\n${`${line}\n`.repeat(101)}`))).toThrow('100');
  });
  it.each([
    ['without signatures', 'a\n\n'],
    ['without an empty line', `a\n${line}\n`],
    ['that does not end its last line', `a\n\n${line}`],
    ['with a control character', `a\u0007\n\n${line}\n`],
    ['with a carriage return', `a\r\n\n${line}\n`],
    ['with a hyphen for a dash', `a\n\n${line.replace('—', '-')}\n`],
    ['with a plus in a name', `a\n\n${line.replace('foo', 'f+o')}\n`],
    ['with base64 that is not padded', `a\n\n${line.slice(0, -1)}\n`],
    ['with loose bits in its base64', `a\n\n${line.replace('aQM=', 'aQN=')}\n`],
    ['with a signature of four bytes', 'a\n\n— example.com/foo Uw2QOg==\n'],
  ])('%s is refused', (_, text) => expect(() => parseNote(utf8(text))).toThrow(/signed note|signature/));
  it('of more than 64 KiB is refused', () =>
    expect(() => parseNote(utf8(`${'a'.repeat(65_536)}\n\n${line}\n`))).toThrow('65536'));
  it('that is not UTF-8 is refused', () =>
    expect(() => parseNote(new Uint8Array([0xff, 0x0a, 0x0a]))).toThrow('UTF-8'));
});

describe('a checkpoint', () => {
  const line =
    '— log.example Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';
  const root = 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=';
  const checkpoint = (...lines: string[]) => utf8(`${lines.join('\n')}\n\n${line}\n`);

  it('may have lines after its third', () =>
    expect(parseCheckpoint(checkpoint('log.example', '7', root, 'more')).size).toBe(7));
  it('counts up to 2^53 - 1 exactly', () =>
    expect(parseCheckpoint(checkpoint('log.example', '9007199254740991', root)).size).toBe(9_007_199_254_740_991));
  it.each([
    ['of two lines', checkpoint('log.example', '7')],
    ['without an origin', checkpoint('', '7', root)],
    ['with a size that begins with 0', checkpoint('log.example', '07', root)],
    ['with a negative size', checkpoint('log.example', '-7', root)],
    ['with a size in another notation', checkpoint('log.example', '7e3', root)],
    ['of more than 2^53 - 1 entries', checkpoint('log.example', '9007199254740992', root)],
    ['with a root of 31 bytes', checkpoint('log.example', '7', Buffer.alloc(31).toString('base64'))],
    ['with an empty line', checkpoint('log.example', '7', root, '', 'more')],
  ])('%s is refused', (_, bytes) => expect(() => parseCheckpoint(bytes)).toThrow(/checkpoint/));
});
