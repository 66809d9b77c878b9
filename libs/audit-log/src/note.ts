import type { Cryptography } from './cryptography.js';
import { base64, concatenated, fromBase64, Malformed, textOf, utf8 } from './encoding.js';
import { isControl, isKeyName, type VerifierKey } from './keys.js';

/** One signature line of a signed note. */
export interface NoteSignature {
  name: string;
  /** The first four bytes of the signature: the id of its key. */
  keyId: number;
  /** The bytes after them. */
  signature: Uint8Array;
  /** The line in the note, without its newline. */
  line: string;
}
/** A C2SP signed note. */
export interface Note {
  /** The signed text, its final newline included. */
  text: string;
  signatures: NoteSignature[];
}

/** A signature that names a known key and is not by that key. It makes the whole note worthless. */
export class BadSignature extends Error {
  override readonly name = 'BadSignature';
}

/** The most bytes of a note, and the most signatures. */
export const noteLimit = 65_536;
const signatureLimit = 100;

/**
 * @throws Malformed unless the bytes are a signed note (C2SP signed-note) of at most 64 KiB and 100 signatures.
 * Verifies none of them.
 */
export function parseNote(bytes: Uint8Array): Note {
  if (bytes.length > noteLimit)
    throw new Malformed(`A signed note is at most ${noteLimit} bytes long; this is ${bytes.length}.`);
  const whole = textOf(bytes, 'The signed note');
  if (isControl(whole)) throw new Malformed('The signed note holds a control character.');
  const gap = whole.lastIndexOf('\n\n');
  if (gap < 0 || !whole.endsWith('\n')) throw new Malformed('The signed note has no signatures after an empty line.');
  const lines = whole.slice(gap + 2, -1).split('\n');
  if (lines.length > signatureLimit) throw new Malformed(`The signed note has more than ${signatureLimit} signatures.`);
  return { text: whole.slice(0, gap + 1), signatures: lines.map(parseSignatureLine) };
}

/** @throws Malformed unless the line is `— NAME BASE64`, with more than four bytes in the base64. */
export function parseSignatureLine(line: string): NoteSignature {
  const [dash, name, encoded, ...rest] = line.split(' ');
  if (dash !== '—' || name === undefined || !isKeyName(name) || encoded === undefined || rest.length > 0)
    throw new Malformed('The signed note has a line among its signatures that is none.');
  const bytes = fromBase64(encoded, `The signature of ${name}`);
  if (bytes.length < 5) throw new Malformed(`The signature of ${name} is too short.`);
  return { name, keyId: new DataView(bytes.buffer).getUint32(0), signature: bytes.subarray(4), line };
}

/** The line of a signature in a note, without its newline. */
export function signatureLine(name: string, keyId: number, signature: Uint8Array): string {
  const id = new Uint8Array(4);
  new DataView(id.buffer).setUint32(0, keyId);
  return `— ${name} ${base64(concatenated(id, signature))}`;
}

/** The note as it is stored and sent. */
export const noteBytes = (text: string, lines: readonly string[]): Uint8Array =>
  utf8(`${text}\n${lines.map((line) => `${line}\n`).join('')}`);

/** A valid signature of a known key. */
export interface VerifiedSignature {
  key: VerifierKey;
  /** For a cosignature: when it was made, in seconds since 1970 by the witness's clock. */
  time?: number;
}

/**
 * The signatures of a note by the `known` keys. Signatures by other keys are ignored.
 * @throws BadSignature when a signature names a known key and does not hold.
 */
export function verifiedSignatures(
  cryptography: Cryptography,
  note: Note,
  known: readonly VerifierKey[],
): VerifiedSignature[] {
  return note.signatures.flatMap(({ name, keyId, signature }) => {
    const key = known.find((candidate) => candidate.name === name && candidate.keyId === keyId);
    if (key === undefined) return [];
    const signed = signedBy(key, note.text, signature);
    if (signed === undefined || !cryptography.verifyEd25519(key.publicKey, signed.message, signed.signature))
      throw new BadSignature(
        `The signature of ${name} does not hold: what it signs was altered, or the signature was.`,
      );
    return [signed.time === undefined ? { key } : { key, time: signed.time }];
  });
}

function signedBy(
  key: VerifierKey,
  text: string,
  signature: Uint8Array,
): { message: Uint8Array; signature: Uint8Array; time?: number } | undefined {
  switch (key.type) {
    case 'signature':
      return { message: utf8(text), signature };
    case 'cosignature': {
      if (signature.length !== 72) return undefined;
      const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
      if (time > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
      return { message: cosignedMessage(text, Number(time)), signature: signature.subarray(8), time: Number(time) };
    }
  }
}

/** The bytes that a cosignature of version 1 signs (C2SP tlog-cosignature); `time` in seconds since 1970. */
export const cosignedMessage = (text: string, time: number): Uint8Array =>
  utf8(`cosignature/v1\ntime ${time}\n${text}`);
