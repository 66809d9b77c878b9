import type { ConsistencyPart } from './bundle-format.js';
import type { Checkpoint } from './checkpoint.js';
import { splitViewBytes } from './evidence.js';
import { keyAt, type LogKey } from './key-chain.js';
import { isConsistent, rootsOfConsistency, type TreeHasher } from './merkle.js';
import { verifiedSignatures } from './note.js';
import { Found } from './verdict.js';

/** A bundle, as far as it is compared with a kept checkpoint. */
interface Extending {
  hasher: TreeHasher;
  checkpoint: Checkpoint;
  chain: readonly LogKey[];
  part: ConsistencyPart | undefined;
}

/**
 * Checks that the log of a bundle extends a kept checkpoint.
 * @throws Found if it does not, or if the bundle does not show it.
 */
export function checkKept(kept: Checkpoint, { hasher, checkpoint, chain, part }: Extending): void {
  checkKeyOfKept(hasher, kept, checkpoint, chain);
  checkExtends(hasher, kept, checkpoint, part);
}

/** The kept checkpoint has to be an older one of this log, signed by the key that was due then. */
function checkKeyOfKept(
  hasher: TreeHasher,
  kept: Checkpoint,
  { origin, size }: Checkpoint,
  chain: readonly LogKey[],
): void {
  if (kept.origin !== origin)
    throw new Found({ sentence: `The kept checkpoint is of the log ${kept.origin}, and the bundle of ${origin}.` });
  if (kept.size > size)
    throw new Found({
      sentence:
        `The log has ${size} entries, and had ${kept.size} when the checkpoint was kept: ` +
        'it was cut, or an old copy was restored.',
    });
  if (verifiedSignatures(hasher.cryptography, kept.note, [keyAt(chain, kept.size)]).length === 0)
    throw new Found({
      sentence: "The kept checkpoint is not signed by the bundle's log: another key has taken its place.",
    });
  const unknown = kept.note.signatures.some(
    ({ name, keyId }) => name === origin && !chain.some(({ key }) => key.keyId === keyId),
  );
  if (unknown)
    throw new Found({
      sentence:
        `The kept checkpoint is signed by a key of ${origin} that is missing in the bundle: ` +
        'a rotation was hidden, and the signing key had been rotated out.',
    });
}

function checkExtends(
  hasher: TreeHasher,
  kept: Checkpoint,
  checkpoint: Checkpoint,
  part: ConsistencyPart | undefined,
): void {
  const { size } = checkpoint;
  const proof = part?.size === kept.size ? part.proof : [];
  const isShown = kept.size === 0 || kept.size === size || part?.size === kept.size;
  if (!isShown)
    throw new Found({
      sentence:
        `The bundle does not prove that the log extends the kept checkpoint of ${kept.size} entries: ` +
        'ask for a bundle that is made with it. If none can be made, the log was rewritten; ' +
        '"stipple witness compare" shows it.',
    });
  if (
    kept.size === 0 ||
    isConsistent(hasher, { from: kept.size, to: size, fromRoot: kept.root, toRoot: checkpoint.root, proof })
  )
    return;
  const evidence = evidenceAgainst(hasher, kept, checkpoint, part);
  throw new Found(
    {
      sentence:
        `The log of ${size} entries does not extend the kept checkpoint of ${kept.size}: ` +
        'it was rewritten, or the proof was altered.' +
        (evidence === undefined ? '' : ' The log has signed two histories that cannot both be true.'),
    },
    evidence,
  );
}

/** The two signed checkpoints that cannot both be true, or undefined where the bundle cannot show that. */
function evidenceAgainst(
  hasher: TreeHasher,
  kept: Checkpoint,
  checkpoint: Checkpoint,
  part: ConsistencyPart | undefined,
): Uint8Array | undefined {
  const { size, root } = checkpoint;
  const older = part === undefined || kept.size === size ? { root, proof: [] } : part;
  const roots = rootsOfConsistency(hasher, {
    from: kept.size,
    to: size,
    fromRoot: older.root,
    toRoot: root,
    proof: older.proof,
  });
  return splitViewBytes(hasher.cryptography, {
    smaller: kept,
    larger: checkpoint,
    root: roots?.fromRoot ?? older.root,
    proof: older.proof,
  });
}
