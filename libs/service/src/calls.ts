import { createHash, randomBytes, sign, verify } from 'node:crypto';
import type { PublicKeys, SigningKey } from './keys.js';

/**
 * Proves between processes that a call comes from its caller, and the answer from the one called. The signature of a
 * call covers its audience, method, path, time, nonce and body. The signature of an answer covers its author, the
 * call's nonce, the status and the body.
 */

/** The headers for the signature of a call, and of an answer. */
export const callHeader = 'x-stipple-call';
export const answerHeader = 'x-stipple-answer';

/**
 * The most milliseconds by which the clocks of two processes may differ. A call is accepted once within them, and never
 * outside.
 */
export const clockSkew = 30_000;
/** The most calls to remember, of one to two minutes: more than a process can verify in that time. */
const mostRemembered = 1_000_000;

export interface Call {
  /** The name of the called service. */
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

/** Whether one of the called service's keys has signed an answer to the call with this nonce. */
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
 * Accepts each call once, when it is signed by one of the callers' keys. It remembers calls in this process alone.
 * Where several processes serve one audience, a call could be repeated to each of them within the skew; the command's
 * id makes that harmless.
 */
export class CallGuard {
  private remembered = new Set<string>();
  private before = new Set<string>();
  private turned: number;

  /**
   * @param since the start of this process, epoch milliseconds: an earlier process may have accepted calls of before
   */
  constructor(private readonly options: { audience: string; callers: PublicKeys; since: number }) {
    this.turned = options.since;
  }

  /**
   * The nonce of an acceptable call. Undefined for any other, whatever is wrong with it.
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

  /** Forgets calls whose time alone would have them refused. */
  private turn(now: number): void {
    if (now < this.turned) this.turned = now;
    if (now - this.turned <= 2 * clockSkew) return;
    this.before = now - this.turned > 4 * clockSkew ? new Set() : this.remembered;
    this.remembered = new Set();
    this.turned = now;
  }
}
