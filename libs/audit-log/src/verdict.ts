import type { Checkpoint } from './checkpoint.js';
import type { Cryptography } from './cryptography.js';
import type { Problem } from './entry-audit.js';
import type { Policy } from './policy.js';

/** What a bundle is compared with. */
export interface Expectations {
  cryptography: Cryptography;
  /** Names the keys of the log that are trusted, and the witnesses that have to have cosigned. */
  policy?: Policy;
  /** A checkpoint kept from an earlier time. */
  since?: Checkpoint;
  /** The first and the last index that the bundle has to hold; it may hold more. */
  from?: number;
  to?: number;
  /** Accepts a bundle of chosen entries, with others left out between them. */
  selection?: boolean;
  /** Called now and then: `done` of `total` entries are verified. */
  progress?: (done: number, total: number) => void;
}

/** The result of verifying a bundle. */
export interface Verdict {
  /** Whether everything holds. */
  holds: boolean;
  /** The first thing that does not. */
  problem?: Problem;
  /** What was taken on trust, or could not be checked; for a person to read even where everything holds. */
  remarks: string[];
  log?: { origin: string; size: number; root: string };
  entries?: { count: number; first?: number; last?: number };
  /** The size of the kept checkpoint that the log extends. */
  since?: number;
  cosignatures: { witness: string; time: string }[];
  /** Two signed checkpoints that cannot both be true, as `stipple witness judge` reads them; base64. */
  splitView?: string;
}

/** Ends a verification at the first problem. */
export class Found extends Error {
  constructor(
    readonly problem: Problem,
    readonly splitView?: Uint8Array,
  ) {
    super(problem.sentence);
  }
}
