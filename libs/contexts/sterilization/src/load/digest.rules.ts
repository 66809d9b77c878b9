import { createHash } from 'node:crypto';
import type { Sample } from './hold.rules.js';

/**
 * SHA-256 of the samples, one line each, in hexadecimal. It proves which record of the machine was entered.
 */
export const digestOf = (samples: readonly Sample[]): string =>
  createHash('sha256')
    .update(samples.map(({ second, celsius, kPaAbsolute }) => `${second} ${celsius} ${kPaAbsolute}\n`).join(''))
    .digest('hex');
