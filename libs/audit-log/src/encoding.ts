const utf8Strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8Encoder = new TextEncoder();

/** Input that breaks its format. The message is one sentence for a person. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

export const utf8 = (text: string): Uint8Array => utf8Encoder.encode(text);

/** @throws Malformed when the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array, what: string): string {
  try {
    return utf8Strict.decode(bytes);
  } catch (error) {
    throw new Malformed(`${what} is not valid UTF-8.`, { cause: error });
  }
}

const pieces = 0x8000;

/** Standard base64 with padding (RFC 4648, section 4). */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += pieces)
    binary += String.fromCharCode(...bytes.subarray(from, from + pieces));
  return btoa(binary);
}

/**
 * @throws Malformed unless `text` is the one standard base64 encoding of some bytes: no spaces, no other alphabet, no
 * loose bits at its end.
 */
export function fromBase64(text: string, what: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new Malformed(`${what} is not base64.`);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  if (base64(bytes.subarray(bytes.length - (bytes.length % 3 || 3))) !== text.slice(-4))
    throw new Malformed(`${what} is not base64.`);
  return bytes;
}

/** @throws Malformed unless `text` is the base64 encoding of 32 bytes. */
export function hashFromBase64(text: string, what: string): Uint8Array {
  const bytes = text.length === 44 ? fromBase64(text, what) : undefined;
  if (bytes?.length !== 32) throw new Malformed(`${what} is not the base64 of 32 bytes.`);
  return bytes;
}

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @throws Malformed unless `text` is a decimal integer without sign or leading zeros, at most 2^53 - 1. */
export function integerOf(text: string, what: string): number {
  const value = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(value))
    throw new Malformed(`${what} is not a whole number between 0 and ${Number.MAX_SAFE_INTEGER}.`);
  return value;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

export function concatenated(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Big-endian; `value` is a safe integer of at least 0. */
export function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** @throws Malformed when the 8 bytes at `at` are missing or exceed 2^53 - 1. */
export function uint64At(bytes: Uint8Array, at: number, what: string): number {
  if (at + 8 > bytes.length) throw new Malformed(`${what} is cut short.`);
  const value = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER))
    throw new Malformed(`${what} is larger than ${Number.MAX_SAFE_INTEGER}.`);
  return Number(value);
}
