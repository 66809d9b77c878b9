import type { Checkpoint } from './checkpoint.js';
import { Malformed } from './encoding.js';
import { keyChain, parseKeyList, type Announcement, type LogKey } from './key-chain.js';
import { isSameKey, type VerifierKey } from './keys.js';
import { noteLimit } from './note.js';
import type { TileTree } from './tile-tree.js';

/**
 * The keys of a log by its own announcements, up to its checkpoint.
 * @param trusted keys; one of them has to be among the log's.
 * @throws Malformed, BadSignature when an announcement is not valid, or no trusted key is among them.
 */
export async function publishedKeys(
  tree: TileTree,
  checkpoint: Checkpoint,
  trusted: readonly VerifierKey[],
): Promise<LogKey[]> {
  const bytes = await tree.source.read('keys', noteLimit);
  // Only our own logs have such a list. Any other log signs with a trusted key itself.
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
