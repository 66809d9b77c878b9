import type { Checkpoint } from './checkpoint.js';
import { Malformed } from './encoding.js';
import { keyChain, parseKeyList, type Announcement, type LogKey } from './key-chain.js';
import { isSameKey, type VerifierKey } from './keys.js';
import { noteLimit } from './note.js';
import type { TileTree } from './tile-tree.js';

/**
 * The keys of a log as its own announcements tell them, up to its checkpoint.
 * @param trusted keys one of which has to be among them.
 * @throws Malformed, BadSignature when an announcement is not to be believed, or no trusted key is there.
 */
export async function publishedKeys(
  tree: TileTree,
  checkpoint: Checkpoint,
  trusted: readonly VerifierKey[],
): Promise<LogKey[]> {
  const bytes = await tree.source.read('keys', noteLimit);
  // Only our own logs have such a list; the key of any other is one that is trusted.
  if (bytes === undefined) return [{ announcedAt: -1, key: signerOf(checkpoint, trusted) }];
  const [first, ...others] = parseKeyList(tree.hasher.cryptography, bytes).filter(
    ({ announcedAt }) => announcedAt < checkpoint.size,
  );
  const announcements: Announcement[] = [];
  for (const { announcedAt: index } of others) {
    announcements.push({ index, entry: await tree.entry(index), proof: await tree.inclusionProof(index) });
  }
  const chain = keyChain(tree.hasher, (first as LogKey).key, announcements, checkpoint);
  if (!chain.some(({ key }) => trusted.some((one) => one.name === key.name && isSameKey(one, key))))
    throw new Malformed(
      `The log ${checkpoint.origin} does not sign with a key that is trusted here, nor with one announced under it.`,
    );
  return chain;
}

function signerOf({ origin, note }: Checkpoint, trusted: readonly VerifierKey[]): VerifierKey {
  const key = trusted.find(
    (one) => one.name === origin && note.signatures.some(({ name, keyId }) => name === one.name && keyId === one.keyId),
  );
  if (key === undefined) throw new Malformed(`The log ${origin} does not sign with a key that is trusted here.`);
  return key;
}
