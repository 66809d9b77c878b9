import type { Checkpoint } from './checkpoint.js';
import type { Cryptography } from './cryptography.js';
import { integerOf, Malformed, textOf, utf8 } from './encoding.js';
import { isSameKey, parseVerifierKey, verifierKeyText, type VerifierKey } from './keys.js';
import { isIncluded, type TreeHasher } from './merkle.js';
import { BadSignature, noteBytes, parseNote, verifiedSignatures, type VerifiedSignature } from './note.js';

/**
 * A log's key, and the index of the entry that announces it; -1 for the first key, which no entry announces. The key
 * signs the checkpoints that hold that entry.
 */
export interface LogKey {
  announcedAt: number;
  key: VerifierKey;
}
/** The entry that announces a key, with the proof that it is in the log. */
export interface Announcement {
  index: number;
  entry: Uint8Array;
  proof: Uint8Array[];
}

const heading = 'stipple log key/v1';
const listLimit = 65_536;
/** The most keys that a log may have in its life. */
export const keyLimit = 64;

/** The text that both keys sign when one takes over from the other. */
export const announcementText = (origin: string, successor: VerifierKey): string =>
  `${heading}\n${origin}\n${verifierKeyText(successor)}\n`;

/** The entry that announces a key: the text with the signatures of the old key and the new. */
export const announcementEntry = (text: string, lines: readonly string[]): Uint8Array => noteBytes(text, lines);

/**
 * The key that an entry announces.
 * @throws Malformed when it announces no key of this log; BadSignature when one of its signatures does not hold.
 */
function announced(
  cryptography: Cryptography,
  origin: string,
  predecessor: VerifierKey,
  entry: Uint8Array,
): VerifierKey {
  const note = parseNote(entry);
  const [first, log, text, ...more] = note.text.slice(0, -1).split('\n');
  if (first !== heading || log !== origin || text === undefined || more.length > 0)
    throw new Malformed('The entry announces no key of this log.');
  const key = parseVerifierKey(cryptography, text);
  if (key.type !== 'signature' || key.name !== origin)
    throw new Malformed('The key that is announced cannot sign this log.');
  const signers = verifiedSignatures(cryptography, note, [predecessor, key]).map((signature) => signature.key);
  if (![predecessor, key].every((one) => signers.some((signer) => isSameKey(signer, one))))
    throw new Malformed(
      'A new key is announced under the old one and itself, and this announcement lacks a signature.',
    );
  return key;
}

/**
 * The keys of a log in order. An entry of the log, signed by the key before, announces each.
 * @throws Malformed, BadSignature with the reason for not trusting a key.
 */
export function keyChain(
  hasher: TreeHasher,
  first: VerifierKey,
  announcements: readonly Announcement[],
  checkpoint: Checkpoint,
): LogKey[] {
  const chain: LogKey[] = [{ announcedAt: -1, key: first }];
  for (const { index, entry, proof } of announcements) {
    const last = chain.at(-1) as LogKey;
    if (index <= last.announcedAt) throw new Malformed('The announcements of keys are not in order.');
    const included = isIncluded(hasher, {
      index,
      size: checkpoint.size,
      leafHash: hasher.leaf(entry),
      proof,
      root: checkpoint.root,
    });
    if (!included) throw new Malformed(`The announcement of a key at index ${index} is not in the log.`);
    const key = announced(hasher.cryptography, checkpoint.origin, last.key, entry);
    if (chain.some((one) => isSameKey(one.key, key)))
      throw new Malformed(`The entry at index ${index} announces a key that the log had before.`);
    chain.push({ announcedAt: index, key });
  }
  return chain;
}

const beginning = utf8(`${heading}\n`);

/** Whether bytes begin like an announcement. Reads the first bytes only, because it is asked for every entry. */
export function looksLikeAnnouncement(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < beginning.length) return false;
  for (let i = 0; i < beginning.length; i += 1) if (bytes[from + i] !== beginning[i]) return false;
  return true;
}

/**
 * Whether the entry at an index announces a key, signed by the key due there, that the chain lacks. Then somebody left
 * a rotation out of the chain.
 */
export function isHiddenRotation(
  cryptography: Cryptography,
  origin: string,
  chain: readonly LogKey[],
  index: number,
  entry: Uint8Array,
): boolean {
  try {
    const key = announced(cryptography, origin, keyAt(chain, index), entry);
    return !chain.some((one) => isSameKey(one.key, key));
  } catch (error) {
    // Anybody may get an entry recorded that only looks like an announcement.
    if (error instanceof Malformed || error instanceof BadSignature) return false;
    throw error;
  }
}

/** The key that signs a tree of `size` entries. */
export function keyAt(chain: readonly LogKey[], size: number): VerifierKey {
  const current = chain.findLast(({ announcedAt }) => announcedAt < size);
  if (current === undefined) throw new RangeError('A log has at least one key.');
  return current.key;
}

/**
 * The valid signatures on a checkpoint, by the log and by `witnesses`.
 * @throws Malformed without a signature of the key that is due at this size.
 * @throws BadSignature when a signature does not hold.
 */
export function signaturesOf(
  cryptography: Cryptography,
  checkpoint: Checkpoint,
  chain: readonly LogKey[],
  witnesses: readonly VerifierKey[],
): VerifiedSignature[] {
  const due = keyAt(chain, checkpoint.size);
  const found = verifiedSignatures(cryptography, checkpoint.note, [...chain.map(({ key }) => key), ...witnesses]);
  if (found.some(({ key }) => key === due)) return found;
  const retired = found.some(({ key }) => key.type === 'signature');
  throw new Malformed(
    `The checkpoint of ${checkpoint.size} entries is ` +
      (retired
        ? `signed by a key that ${checkpoint.origin} had rotated out.`
        : `not signed by the key of ${checkpoint.origin}.`),
  );
}

/**
 * The file `keys` of a log: each key on a line, after the index of the entry that announces it (`-` for the first). It
 * only says where to look; the entries are the proof.
 */
export const keyListBytes = (keys: readonly LogKey[]): Uint8Array =>
  utf8(keys.map(({ announcedAt, key }) => `${announcedAt < 0 ? '-' : announcedAt} ${verifierKeyText(key)}\n`).join(''));

/** @throws Malformed unless the bytes are such a file, with 1 to 64 keys. */
export function parseKeyList(cryptography: Cryptography, bytes: Uint8Array): LogKey[] {
  const text = bytes.length <= listLimit ? textOf(bytes, 'The list of keys') : '';
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : [];
  if (lines.length === 0 || lines.length > keyLimit)
    throw new Malformed(`The list of keys has 1 to ${keyLimit} lines, each ended.`);
  const keys = lines.map((line, at): LogKey => {
    const [index, key, ...more] = line.split(' ');
    if (index === undefined || key === undefined || more.length > 0 || (at === 0) !== (index === '-'))
      throw new Malformed(`Line ${at + 1} of the list of keys is not "INDEX VKEY".`);
    const parsed = parseVerifierKey(cryptography, key);
    if (parsed.type !== 'signature') throw new Malformed(`Line ${at + 1} of the list of keys is a witness's.`);
    return { announcedAt: at === 0 ? -1 : integerOf(index, 'The index of an announcement'), key: parsed };
  });
  if (keys.some(({ announcedAt }, at) => at > 0 && announcedAt <= (keys[at - 1] as LogKey).announcedAt))
    throw new Malformed('The list of keys is not in order.');
  return keys;
}
