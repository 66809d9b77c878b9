import { refusal, wholeBetween, type Refusal } from '@stipple/event-store';
import { dayIn, plusDays, type Instant } from '@stipple/time';
import { testKinds, type HygienePolicy, type TestKind } from '../policy.js';
import { isUnused, statusOf, type KnownSterilizer } from './sterilizer.state.js';

export interface ReadinessFacts {
  /** IANA time zone of the clinic. */
  zone: string;
  policy: HygienePolicy;
}

const names: Record<TestKind, string> = {
  STEAM_PENETRATION: 'steam penetration test',
  AIR_LEAKAGE: 'air leakage test',
  AUTOMATIC_CONTROL: 'automatic control test',
};

/** Refuses a number that no machine counts to. */
export const cycleNumberRange = (cycleNumber: number, path: string): Refusal | false =>
  wholeBetween(cycleNumber, [1, 10_000_000], path, 'A cycle number lies between 1 and 10,000,000.');

/** Refuses a number that a cycle of this sterilizer had before. */
export const cycleNumberProblem = (state: KnownSterilizer, cycleNumber: number): Refusal | false =>
  cycleNumberRange(cycleNumber, 'cycleNumber') ||
  (!isUnused(state, cycleNumber) &&
    refusal(
      'CYCLE_NUMBER_REUSED',
      `${state.name} has run cycle ${cycleNumber} before; its next one is ${state.nextCycle}.`,
      'cycleNumber',
    ));

/** Every reason why a sterilizer cannot start a load at that moment: service, tests, another load, its counter. */
export function notReady(
  state: KnownSterilizer,
  cycleNumber: number,
  startedAt: Instant,
  { zone, policy }: ReadinessFacts,
): Refusal[] {
  const status = statusOf(state);
  const missing = testKinds.filter((kind) => {
    const { days, types } = policy.tests[kind];
    if (!types.includes(state.type)) return false;
    const since = plusDays(dayIn(zone, startedAt), 1 - days);
    return !(state.passes[kind] ?? []).some((at) => at <= startedAt && dayIn(zone, at) >= since);
  });
  const reused = cycleNumberProblem(state, cycleNumber);
  return [
    ...(status === 'IN_SERVICE'
      ? []
      : [
          refusal(
            'STERILIZER_OUT_OF_SERVICE',
            `${state.name} is ${status}: ${state.causes.map(({ cause, at }) => `${cause} since ${at}`).join(', ')}.`,
            'sterilizerId',
          ),
        ]),
    ...missing.map((kind) => {
      const { days } = policy.tests[kind];
      return refusal(
        'ROUTINE_TEST_MISSING',
        `${state.name} has no passed ${names[kind]} (${kind}) ${days === 1 ? 'of the day' : `within ${days} days`} before this load.`,
        'sterilizerId',
      );
    }),
    ...(state.running === undefined
      ? []
      : [
          refusal(
            'WRONG_STATUS',
            `${state.name} is RUNNING another load; record its cycle or abort it first.`,
            'sterilizerId',
          ),
        ]),
    ...(reused ? [reused] : []),
  ];
}
