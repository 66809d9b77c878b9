import {
  already,
  between,
  command,
  ignored,
  needsName,
  needsReason,
  needsText,
  notInFuture,
  refusal,
  refuse,
  unless,
  type Decider,
  type Decision,
  type Situation,
} from '@stipple/event-store';
import type { Instant } from '@stipple/time';
import type { KnownLoad } from '../load/load.state.js';
import type { HygienePolicy, SterilizerType, TestKind } from '../policy.js';
import { isTight, leakRate, type Leakage } from './leakage.rules.js';
import { cycleNumberProblem, cycleNumberRange, notReady, type ReadinessFacts } from './readiness.rules.js';
import { resultOf, type IndicatorReading, type Outcome, type SterilizerEvent } from './sterilizer.events.js';
import {
  evolvesThrough,
  evolveSterilizer,
  isKnown,
  type KnownSterilizer,
  type Sterilizer,
} from './sterilizer.state.js';

export class CommissionSterilizer extends command('CommissionSterilizer')<{
  sterilizerId: string;
  clinicId: string;
  name: string;
  type: SterilizerType;
  serialNumber: string;
  nextCycleNumber: number;
}> {}
export class RecordRoutineTest extends command('RecordRoutineTest')<{
  sterilizerId: string;
  kind: TestKind;
  cycleNumber: number;
  performedAt?: Instant;
  result: Outcome;
  leakage?: Partial<Leakage>;
}> {}
export class TakeOutOfService extends command('TakeOutOfService')<{ sterilizerId: string; reason: string }> {}
export class ReturnToService extends command('ReturnToService')<{ sterilizerId: string; reason: string }> {}
export class RecordRequalificationRun extends command('RecordRequalificationRun')<
  IndicatorReading & { sterilizerId: string; cycleNumber: number; performedAt?: Instant }
> {}
export class BeginCycle extends command('BeginCycle')<{
  sterilizerId: string;
  loadId: string;
  cycleNumber: number;
  at: Instant;
}> {}
export class EndCycle extends command('EndCycle')<{ sterilizerId: string; loadId: string; at: Instant }> {}
export class ReadBiologicalIndicator extends command('ReadBiologicalIndicator')<
  IndicatorReading & { sterilizerId: string; loadId: string; recallId: string; readAt?: Instant }
> {}
/** Recalls the next loads of a recall that takes more than one step. */
export class RecallFurtherLoads extends command('RecallFurtherLoads')<{ sterilizerId: string; recallId: string }> {}
export class NoteRecallClosed extends command('NoteRecallClosed')<{
  sterilizerId: string;
  recallId: string;
  at: Instant;
}> {}

export type SterilizerCommand =
  | CommissionSterilizer
  | RecordRoutineTest
  | TakeOutOfService
  | ReturnToService
  | RecordRequalificationRun
  | BeginCycle
  | EndCycle
  | ReadBiologicalIndicator
  | RecallFurtherLoads
  | NoteRecallClosed;

export interface SterilizerFacts {
  ReturnToService: { policy: HygienePolicy };
  BeginCycle: ReadinessFacts;
  ReadBiologicalIndicator: {
    policy: HygienePolicy;
    /** The load of the indicator; undefined where there is none. */
    load: KnownLoad | undefined;
    /** The loads that the first step would recall. */
    atOnce: readonly string[];
  };
  RecallFurtherLoads: { atOnce: readonly string[] };
}

/**
 * A sterilizer is in service while its tests pass and no indicator has grown. Every cycle, of a load or of a test, has a
 * number of its own.
 */
export const sterilizer: Decider<SterilizerCommand, SterilizerEvent, Sterilizer, SterilizerFacts> = {
  stream: 'sterilizer',
  idOf: ({ data }) => data.sterilizerId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (isKnown(state) ? state.clinicId : undefined),
  occurredAt: ({ data }) => data.at,
  evolve: evolveSterilizer,
  foldDependencies: evolvesThrough,
  personal: {
    SterilizerTakenOutOfService: { subject: (data) => `sterilizer:${data.sterilizerId}`, fields: ['reason'] },
    SterilizerReturnedToService: { subject: (data) => `sterilizer:${data.sterilizerId}`, fields: ['reason'] },
  },

  decide({ type, data, facts }, state, situation) {
    const { now } = situation;
    if (type === 'CommissionSterilizer') {
      const { sterilizerId, clinicId, name, type: sterilizerType, serialNumber, nextCycleNumber } = data;
      return (
        unless(
          isKnown(state) && refusal('ALREADY_EXISTS', 'This sterilizer exists already.'),
          needsName(name, 'A name', 'name'),
          needsText('SERIAL_NUMBER_MISSING', serialNumber, 'The serial number', 'serialNumber'),
          cycleNumberRange(nextCycleNumber, 'nextCycleNumber'),
        ) ?? [
          {
            type: 'SterilizerCommissioned',
            data: {
              sterilizerId,
              clinicId,
              name: name.trim(),
              sterilizerType,
              serialNumber: serialNumber.trim(),
              nextCycleNumber,
              at: now,
            },
          },
        ]
      );
    }
    if (!isKnown(state))
      return type === 'RecallFurtherLoads'
        ? ignored('There is no such sterilizer here.')
        : refuse('UNKNOWN', 'There is no such sterilizer.', 'sterilizerId');
    const of = { sterilizerId: state.id, clinicId: state.clinicId };
    switch (type) {
      case 'RecordRoutineTest':
        return recordTest(data, state, situation);
      case 'TakeOutOfService':
        if (state.causes.some(({ cause }) => cause === 'TAKEN_OUT')) return already();
        return (
          unless(needsReason(data.reason, 'Say why it is taken out of service.')) ?? [
            {
              type: 'SterilizerTakenOutOfService',
              data: { ...of, cause: 'TAKEN_OUT', reason: data.reason.trim(), at: now },
            },
          ]
        );
      case 'ReturnToService':
        if (state.causes.length === 0) return already();
        return (
          unless(
            needsReason(data.reason, 'Say why it is returned to service.'),
            state.causes.flatMap(({ cause, at }) =>
              cause === 'BIOLOGICAL_INDICATOR' || cause === 'TAKEN_OUT'
                ? []
                : [
                    refusal(
                      'ROUTINE_TEST_MISSING',
                      `${state.name} failed ${cause} at ${at} and has not passed it since.`,
                    ),
                  ],
            ),
            state.causes.some(({ cause }) => cause === 'BIOLOGICAL_INDICATOR') &&
              state.runs < facts.policy.requalificationRuns &&
              refusal(
                'REQUALIFICATION_INCOMPLETE',
                `${state.name} has passed ${state.runs} of ${facts.policy.requalificationRuns} runs in a row.`,
              ),
          ) ?? [{ type: 'SterilizerReturnedToService', data: { ...of, reason: data.reason.trim(), at: now } }]
        );
      case 'RecordRequalificationRun': {
        const { cycleNumber, performedAt = now, lot, growth, controlLot, controlGrowth } = data;
        const reading = { lot: lot.trim(), growth, controlLot: controlLot.trim(), controlGrowth };
        const result = resultOf(reading);
        return (
          unless(
            state.causes.length === 0 &&
              refusal('WRONG_STATUS', `${state.name} is IN_SERVICE and needs no requalification.`),
            cycleNumberProblem(state, cycleNumber),
            needsText('LOT_MISSING', lot, 'The lot of the indicator', 'lot'),
            notInFuture(performedAt, now, 'performedAt'),
          ) ?? [
            ...gapBefore(state, cycleNumber, performedAt),
            {
              type: 'RequalificationRunRecorded',
              data: {
                ...of,
                ...reading,
                cycleNumber,
                result,
                consecutive: result === 'NEGATIVE' ? state.runs + 1 : 0,
                at: performedAt,
              },
            },
          ]
        );
      }
      case 'BeginCycle':
        return (
          unless(notReady(state, data.cycleNumber, data.at, facts)) ?? [
            ...gapBefore(state, data.cycleNumber, data.at),
            { type: 'CycleStarted', data: { ...of, loadId: data.loadId, cycleNumber: data.cycleNumber, at: data.at } },
          ]
        );
      case 'EndCycle':
        return state.running === data.loadId
          ? [{ type: 'CycleEnded', data: { ...of, loadId: data.loadId, at: data.at } }]
          : already();
      case 'ReadBiologicalIndicator':
        return readIndicator(data, state, facts, situation);
      case 'RecallFurtherLoads': {
        const { suspects = [], openRecallId } = state;
        const chosen = new Set(facts.atOnce);
        const loadIds = suspects.map((one) => one.loadId).filter((id) => chosen.has(id));
        if (openRecallId !== data.recallId) return ignored('This recall is not open any more.');
        if (loadIds.length === 0) return already();
        return [
          {
            type: 'FurtherLoadsRecalled',
            data: { ...of, recallId: data.recallId, loadIds, awaiting: suspects.length - loadIds.length, at: now },
          },
        ];
      }
      case 'NoteRecallClosed':
        return state.openRecallId === data.recallId
          ? [{ type: 'SterilizerRecallClosed', data: { ...of, recallId: data.recallId, at: data.at } }]
          : already();
    }
  },
};

const gapBefore = (state: KnownSterilizer, cycleNumber: number, at: Instant): SterilizerEvent[] =>
  cycleNumber > state.nextCycle
    ? [
        {
          type: 'CycleNumberGapFound',
          data: { sterilizerId: state.id, clinicId: state.clinicId, from: state.nextCycle, to: cycleNumber - 1, at },
        },
      ]
    : [];

/** A pass that its own numbers contradict is a fail. After a fail the sterilizer stops until the same test passes. */
function recordTest(
  data: RecordRoutineTest['data'],
  state: KnownSterilizer,
  { now }: Situation,
): Decision<SterilizerEvent> {
  const { kind, cycleNumber, performedAt: at = now, result: stated } = data;
  const leakage = kind === 'AIR_LEAKAGE' ? data.leakage : undefined;
  const read =
    leakage?.pressureRise !== undefined && leakage.unit !== undefined && leakage.minutes !== undefined
      ? { pressureRise: leakage.pressureRise, unit: leakage.unit, minutes: leakage.minutes }
      : undefined;
  const refused = unless(
    cycleNumberProblem(state, cycleNumber),
    notInFuture(at, now, 'performedAt'),
    kind === 'AIR_LEAKAGE' &&
      !read &&
      refusal(
        'UNIT_MISSING',
        'An air leakage test needs its pressure rise, the unit (MBAR or KPA) and the minutes.',
        'leakage',
      ),
    read && between(read.pressureRise, [0, 1_000], 'leakage', 'A pressure rise lies between 0 and 1,000.'),
    read && between(read.minutes, [1, 120], 'leakage', 'An air leakage test takes 1 to 120 minutes.'),
  );
  if (refused) return refused;
  const of = { sterilizerId: state.id, clinicId: state.clinicId, at };
  const result = read && !isTight(read) ? 'FAIL' : stated;
  const events: readonly [...SterilizerEvent[], SterilizerEvent] = [
    ...gapBefore(state, cycleNumber, at),
    {
      type: 'RoutineTestRecorded',
      data: {
        ...of,
        kind,
        cycleNumber,
        result,
        stated,
        ...(read ? { leakage: read, mbarPerMinute: leakRate(read).toFixed() } : {}),
      },
    },
  ];
  const standing = state.causes.filter(({ cause }) => cause === kind);
  if (result === 'FAIL' && standing.length === 0) {
    const reason =
      read && stated === 'PASS'
        ? `${kind} was entered as a pass, but it leaks ${leakRate(read).toFixed()} mbar a minute.`
        : `${kind} failed.`;
    return [...events, { type: 'SterilizerTakenOutOfService', data: { ...of, cause: kind, reason } }];
  }
  const cured =
    result === 'PASS' &&
    standing.length > 0 &&
    state.causes.every(({ cause, at: since }) => cause === kind && since <= at);
  return cured
    ? [...events, { type: 'SterilizerReturnedToService', data: { ...of, reason: `${kind} passed.` } }]
    : events;
}

/**
 * The loads that a grown indicator recalls: all since the last one that did not grow. Newest first, because their packs
 * are the most likely to be on the shelf; the indicator's own load last.
 */
export function suspected(state: KnownSterilizer, loadId: string, itsOwnToo: boolean): string[] {
  const others = [...(state.suspects ?? []), ...state.unvouched]
    .filter((one) => one.loadId !== loadId)
    .sort((one, other) => other.cycleNumber - one.cycleNumber);
  return [...others.map((one) => one.loadId), ...(itsOwnToo ? [loadId] : [])];
}

/** A grown indicator stops the sterilizer and recalls every load since the last indicator that did not grow. */
function readIndicator(
  data: ReadBiologicalIndicator['data'],
  state: KnownSterilizer,
  { policy, load, atOnce }: SterilizerFacts['ReadBiologicalIndicator'],
  { now }: Situation,
): Decision<SterilizerEvent> {
  if (!load) return refuse('UNKNOWN', 'There is no such load.', 'loadId');
  const { loadId, readAt: at = now, growth, controlGrowth } = data;
  const reading = { lot: data.lot.trim(), growth, controlLot: data.controlLot.trim(), controlGrowth };
  const refused = unless(
    (load.status === 'RUNNING' || load.status === 'ABORTED') &&
      refusal('WRONG_STATUS', `This load is ${load.status}: its cycle has not come to its end.`, 'loadId'),
    needsText('LOT_MISSING', data.lot, 'The lot of the indicator', 'lot'),
    needsText('CONTROL_LOT_MISSING', data.controlLot, 'The lot of the control', 'controlLot'),
    notInFuture(at, now, 'readAt'),
  );
  if (refused) return refused;
  const result = resultOf(reading);
  const grew = result === 'POSITIVE';
  const opensRecall = grew && state.openRecallId === undefined;
  const due = grew ? suspected(state, loadId, opensRecall || load.status !== 'RECALLED') : [];
  const chosen = new Set([loadId, ...atOnce]);
  const recalled = due.filter((id) => chosen.has(id));
  const of = { sterilizerId: state.id, clinicId: state.clinicId, at };
  return [
    {
      type: 'BiologicalIndicatorRead',
      data: {
        ...of,
        ...reading,
        loadId,
        cycleNumber: load.cycleNumber,
        result,
        recallId: grew ? (state.openRecallId ?? data.recallId) : null,
        opensRecall,
        recalledLoadIds: recalled,
        ...(grew ? { awaiting: due.length - recalled.length } : {}),
        policyVersion: policy.version,
      },
    },
    ...(grew && !state.causes.some(({ cause }) => cause === 'BIOLOGICAL_INDICATOR')
      ? [
          {
            type: 'SterilizerTakenOutOfService' as const,
            data: {
              ...of,
              cause: 'BIOLOGICAL_INDICATOR' as const,
              reason: `The biological indicator of cycle ${load.cycleNumber} grew.`,
            },
          },
        ]
      : []),
  ];
}
