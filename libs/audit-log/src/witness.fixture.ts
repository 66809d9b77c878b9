import { base64, textOf, utf8 } from './encoding.js';
import type { TestLog, Workplace } from './log.fixture.js';
import { treeIn } from './log-folder.js';
import { SigningKey } from './signing-key.js';
import { Witness } from './witness.js';

/** In seconds since 1970. */
export const now = 1_800_000_000;

/** A witness of one log, with a new memory. */
export const witnessOf = (log: TestLog, workplace: Workplace, folder = workplace.path('memory')): Promise<Witness> =>
  Witness.open(SigningKey.generate('witness.example', 'cosignature'), folder, [log.key.verifier]);

/** A request to add-checkpoint for a log's published checkpoint. */
export async function requestFrom(log: TestLog, old: number, proofFrom = old): Promise<Uint8Array> {
  const proof = await treeIn(log.folder, log.checkpoint().size).consistencyProof(proofFrom);
  return utf8([`old ${old}`, ...proof.map(base64), '', textOf(log.checkpointBytes(), 'It')].join('\n'));
}
