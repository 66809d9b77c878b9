import { createHash } from 'node:crypto';
import type { Sample } from './hold.js';

/**
 * SHA-256 of the samples, a line each, in hexadecimal: whoever kept the machine's record can prove that it is this one.
 */
export const digestOf = (samples: readonly Sample[]): string =>
  createHash('sha256')
    .update(samples.map(({ second, celsius, kPaAbsolute }) => `${second} ${celsius} ${kPaAbsolute}\n`).join(''))
    .digest('hex');
