import { digestOf, type Cryptography } from './cryptography.js';
import { base64, concatenated, fromBase64, hex, Malformed, utf8 } from './encoding.js';

// Spaces by Go's definition, and plus, which separates the parts of a key.
const inNoName = /[\s\u0085+]/u;
/** Whether a text holds a control character other than the newline. */
export const isControl = (text: string) => {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) < 0x20 && text.charCodeAt(i) !== 0x0a) return true;
  return false;
};

/** Whether a text can name a key: not empty, no space of any kind, no plus, no control character. */
export const isKeyName = (text: string): boolean =>
  text !== '' && text.length <= 512 && !inNoName.test(text) && !isControl(text);

/**
 * `signature`: a log's Ed25519 key, type byte 0x01. `cosignature`: a witness's, whose signatures carry a time, type
 * byte 0x04.
 */
export type KeyType = 'signature' | 'cosignature';

/** A public key with its name. */
export interface VerifierKey {
  name: string;
  keyId: number;
  type: KeyType;
  /** 32 bytes (RFC 8032). */
  publicKey: Uint8Array;
}

const typeByte = { signature: 0x01, cosignature: 0x04 } as const;

/** The type of a type byte. @throws Malformed for a type that we do not support. */
export function keyTypeOf(byte: number | undefined, what: string): KeyType {
  if (byte === typeByte.signature) return 'signature';
  if (byte === typeByte.cosignature) return 'cosignature';
  throw new Malformed(
    byte === 0x06
      ? `${what} is an ML-DSA-44 key, which is not supported here.`
      : `${what} is of a type that is not supported here.`,
  );
}

/** The type byte and the key, as in a key's text and its id. */
export const typedKey = (type: KeyType, key: Uint8Array): Uint8Array =>
  concatenated(new Uint8Array([typeByte[type]]), key);

/** A key's id: the first four bytes of SHA-256(name ‖ newline ‖ type ‖ public key). */
function keyIdOf(cryptography: Cryptography, name: string, type: KeyType, publicKey: Uint8Array): number {
  const digest = digestOf(cryptography, concatenated(utf8(`${name}\n`), typedKey(type, publicKey)));
  return new DataView(digest.buffer).getUint32(0);
}

/** @throws Malformed when the name cannot name a key. */
export function verifierKeyOf(
  cryptography: Cryptography,
  name: string,
  type: KeyType,
  publicKey: Uint8Array,
): VerifierKey {
  if (!isKeyName(name))
    throw new Malformed(
      `"${name.slice(0, 80)}" cannot name a key: a name has neither spaces nor plus signs and is not empty.`,
    );
  return { name, keyId: keyIdOf(cryptography, name, type, publicKey), type, publicKey };
}

const idText = (keyId: number) => keyId.toString(16).padStart(8, '0');

/** `NAME+ID+BASE64`, as C2SP signed-note writes a public key. */
export const verifierKeyText = ({ name, keyId, type, publicKey }: VerifierKey): string =>
  `${name}+${idText(keyId)}+${base64(typedKey(type, publicKey))}`;

/** The parts of a key's text. @throws Malformed when it does not have the form of a key. */
export function keyParts(text: string, what: string): { name: string; id: string; bytes: Uint8Array } {
  const [, name, id, encoded] =
    text.length <= 1024 ? (/^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(text) ?? []) : [];
  if (name === undefined || id === undefined || encoded === undefined || !isKeyName(name))
    throw new Malformed(`${what} is not of the form NAME+ID+BASE64.`);
  return { name, id, bytes: fromBase64(encoded, what) };
}

/**
 * The y of the points of small order, little-endian, without the sign bit. Under such a key one signature holds for
 * many messages, and implementations disagree.
 */
const weak = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);
const isWeak = (publicKey: Uint8Array): boolean => weak.has(hex(publicKey.with(31, (publicKey[31] as number) & 0x7f)));

/**
 * @throws Malformed unless `text` is an Ed25519 public key in C2SP's form, of a type that we support, with the right
 *   id.
 */
export function parseVerifierKey(cryptography: Cryptography, text: string): VerifierKey {
  // Show the name alone: the text may be a private key, given by mistake.
  const what = `The public key "${(text.split('+')[0] ?? '').slice(0, 40)}"`;
  if (text.startsWith('PRIVATE+KEY+')) throw new Malformed('A private key stands where a public key belongs.');
  const { name, id, bytes } = keyParts(text, what);
  const type = keyTypeOf(bytes[0], what);
  if (bytes.length !== 33) throw new Malformed(`${what} is not 32 bytes long.`);
  if (isWeak(bytes.subarray(1)))
    throw new Malformed(`${what} is none that can be trusted: its signatures hold for more than one message.`);
  const key = verifierKeyOf(cryptography, name, type, bytes.subarray(1));
  if (idText(key.keyId) !== id) throw new Malformed(`${what} has an id that is not its own: it was altered.`);
  return key;
}

/** Whether two keys are the same public key, whatever their names and types. */
export const isSameKey = (a: VerifierKey, b: VerifierKey): boolean => hex(a.publicKey) === hex(b.publicKey);
