import { messageOf } from '@stipple/text';
import { pause } from '@stipple/time';
import { BrokerUnavailable } from './broker.js';
import { GrowingPause } from './growing-pause.js';

/**
 * Calls `attempt` with growing pauses until it succeeds.
 * @param what begins the error's sentence: `The topics a, b could not be made`.
 * @param attempt gets the milliseconds that are left.
 * @throws BrokerUnavailable after `milliseconds`, or once `closing` is aborted.
 */
export async function tryFor<T>(
  milliseconds: number,
  what: string,
  closing: AbortSignal,
  attempt: (left: number) => Promise<T>,
): Promise<T> {
  const until = Date.now() + milliseconds;
  const pauses = new GrowingPause(100, 1_000);
  for (;;) {
    try {
      return await attempt(Math.max(1, until - Date.now()));
    } catch (error) {
      const left = Math.max(0, until - Date.now());
      const goesOn = await pause(Math.min(pauses.next(), left), closing);
      if (!goesOn || left === 0)
        throw new BrokerUnavailable(`${what} within ${milliseconds / 1_000} s: ${messageOf(error)}.`, { cause: error });
    }
  }
}
