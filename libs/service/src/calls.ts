import { createHash, randomBytes, sign, verify } from 'node:crypto';
import type { PublicKeys, SigningKey } from './keys.js';

/**
 * How a process proves to another that a call is its own, and the other that the answer is. A call is signed over who
 * shall hear it, its method and path, its time, a nonce and its body; an answer over who gives it, the call's nonce,
 * its status and its body.
 */

/** Where the proof of a call travels, and the proof of an answer. */
export const callHeader = 'x-stipple-call';
export const answerHeader = 'x-stipple-answer';

/**
 * Milliseconds by which the clocks of two processes may differ. A call is heard once within them, and never outside.
 */
export const clockSkew = 30_000;
/** Calls that are remembered at most, of one to two minutes: more than a process can verify in that time. */
const mostRemembered = 1_000_000;

export interface Call {
  /** The name of the service that shall hear it. */
  audience: string;
  method: string;
  path: string;
  body: string;
}

const digestOf = (body: string): string => createHash('sha256').update(body).digest('base64url');
const callText = ({ audience, method, path, body }: Call, time: string, nonce: string): Buffer =>
  Buffer.from(['stipple-call-1', audience, method, path, time, nonce, digestOf(body)].join('\n'));
const answerText = (audience: string, nonce: string, status: number, body: string): Buffer =>
  Buffer.from(['stipple-answer-1', audience, nonce, String(status), digestOf(body)].join('\n'));

/** @param now epoch milliseconds */
export function signCall({ id, key }: SigningKey, call: Call, now: number): { header: string; nonce: string } {
  const nonce = randomBytes(16).toString('base64url');
  return {
    nonce,
    header: [id, now, nonce, sign(null, callText(call, String(now), nonce), key).toString('base64url')].join('.'),
  };
}

export const signAnswer = (
  { id, key }: SigningKey,
  audience: string,
  nonce: string,
  status: number,
  body: string,
): string => `${id}.${sign(null, answerText(audience, nonce, status, body), key).toString('base64url')}`;

/** Whether an answer to the call of that nonce is signed by one of the keys of who was called. */
export function isAnswer(
  keys: PublicKeys,
  audience: string,
  nonce: string,
  answer: { status: number; body: string; header: string | undefined },
): boolean {
  const [, id, signature] = /^([\w-]{16})\.([\w-]{86})$/.exec(answer.header ?? '') ?? [];
  const key = keys.get(id ?? '');
  return (
    key !== undefined &&
    signature !== undefined &&
    verify(null, answerText(audience, nonce, answer.status, answer.body), key, Buffer.from(signature, 'base64url'))
  );
}

const callForm = /^([\w-]{16})\.(\d{13})\.([\w-]{22})\.([\w-]{86})$/;

/**
 * Hears calls of those whose keys it has, each once. What it has heard it remembers in this process: where several
 * processes serve one audience, a call could be repeated to each of them within the skew, which a command's id makes
 * harmless.
 */
export class CallGuard {
  private remembered = new Set<string>();
  private before = new Set<string>();
  private turned: number;

  /** @param since when this process began to hear, epoch milliseconds: an earlier one may have heard calls of before */
  constructor(private readonly options: { audience: string; callers: PublicKeys; since: number }) {
    this.turned = options.since;
  }

  /**
   * The nonce of a call that is to be heard; undefined for any other, whatever is wrong with it.
   * @param now epoch milliseconds
   */
  hear(header: unknown, call: Omit<Call, 'audience'>, now: number): string | undefined {
    const [, id, time, nonce, signature] = callForm.exec(typeof header === 'string' ? header : '') ?? [];
    const { audience, callers, since } = this.options;
    const key = callers.get(id ?? '');
    if (key === undefined || time === undefined || nonce === undefined || signature === undefined) return undefined;
    if (Number(time) < since || Math.abs(now - Number(time)) > clockSkew) return undefined;
    this.turn(now);
    const known = `${id}.${nonce}`;
    if (this.remembered.has(known) || this.before.has(known) || this.remembered.size >= mostRemembered)
      return undefined;
    if (!verify(null, callText({ ...call, audience }, time, nonce), key, Buffer.from(signature, 'base64url')))
      return undefined;
    this.remembered.add(known);
    return nonce;
  }

  /** A call is forgotten once its time alone would have it refused. */
  private turn(now: number): void {
    if (now < this.turned) this.turned = now;
    if (now - this.turned <= 2 * clockSkew) return;
    this.before = now - this.turned > 4 * clockSkew ? new Set() : this.remembered;
    this.remembered = new Set();
    this.turned = now;
  }
}
