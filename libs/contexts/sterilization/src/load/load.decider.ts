import {
  already,
  command,
  needsReason,
  needsStatus,
  needsText,
  notInFuture,
  refusal,
  refuse,
  unless,
  type Decider,
  type Decision,
  type Refusal,
  type Situation,
} from '@stipple/event-store';
import { plusFullDays, type Instant } from '@stipple/time';
import { packProblems, type KnownPack } from '../pack/pack.decider.js';
import { programs, type HygienePolicy, type Program } from '../policy.js';
import { notReady, type ReadinessFacts } from '../sterilizer/readiness.rules.js';
import type { KnownSterilizer } from '../sterilizer/sterilizer.state.js';
import { summarise, type CycleSummary, type Sample } from './hold.rules.js';
import type { KnownLoad, Load, LoadedPack, LoadStatus } from './load.state.js';

export class StartLoad extends command('StartLoad')<{
  loadId: string;
  sterilizerId: string;
  cycleNumber: number;
  program: Program;
  packIds: readonly string[];
  startedAt?: Instant;
}> {}
export class RecordCycle extends command('RecordCycle')<{
  loadId: string;
  endedAt?: Instant;
  samples: readonly Sample[];
}> {}
export class ReadChemicalIndicator extends command('ReadChemicalIndicator')<{
  loadId: string;
  indicatorType: number;
  lot: string;
  result: 'PASS' | 'FAIL';
}> {}
export class ReleaseLoad extends command('ReleaseLoad')<{ loadId: string }> {}
export class RejectLoad extends command('RejectLoad')<{ loadId: string; reason: string }> {}
export class AbortLoad extends command('AbortLoad')<{ loadId: string; reason: string }> {}
export class RecallLoad extends command('RecallLoad')<{ loadId: string; recallId: string; at: Instant }> {}

export type LoadCommand =
  StartLoad | RecordCycle | ReadChemicalIndicator | ReleaseLoad | RejectLoad | AbortLoad | RecallLoad;

interface LoadIds {
  loadId: string;
  clinicId: string;
  sterilizerId: string;
  at: Instant;
}

// Stored for ever: add, never rename.
export type LoadEvent =
  | {
      type: 'LoadStarted';
      data: LoadIds & {
        cycleNumber: number;
        program: Program;
        packs: readonly LoadedPack[];
        by: string;
        policyVersion: number;
      };
    }
  | {
      type: 'CycleRecorded';
      data: LoadIds & CycleSummary & { samples: number; digest: string; by: string; policyVersion: number };
    }
  | { type: 'ChemicalIndicatorRead'; data: LoadIds & { indicatorType: number; lot: string; result: 'PASS' | 'FAIL' } }
  | {
      type: 'LoadReleased';
      data: LoadIds & {
        basis: 'PARAMETRIC';
        by: string;
        packs: readonly { packId: string; expiresAt: Instant }[];
        policyVersion: number;
      };
    }
  | { type: 'LoadRejected'; data: LoadIds & { reason: string | null; by: string } }
  | { type: 'LoadAborted'; data: LoadIds & { reason: string | null; by: string } }
  | { type: 'LoadRecalled'; data: LoadIds & { recallId: string } };

export interface LoadFacts {
  StartLoad: ReadinessFacts & {
    /** Undefined where there is no such sterilizer. */
    sterilizer: KnownSterilizer | undefined;
    packs: readonly KnownPack[];
  };
  RecordCycle: {
    policy: HygienePolicy;
    /** SHA-256 of the samples. */
    digest: string;
  };
  ReleaseLoad: { policy: HygienePolicy };
}

const isIn = (state: KnownLoad, ...allowed: LoadStatus[]): Refusal | false =>
  needsStatus('This load', state.status, allowed, 'loadId');

/** A load is released once its cycle held and its indicators passed, and not by the person who ran it. */
export const load: Decider<LoadCommand, LoadEvent, Load, LoadFacts> = {
  stream: 'load',
  idOf: ({ data }) => data.loadId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  occurredAt: ({ data }) => data.at,
  personal: {
    LoadRejected: { subject: (data) => `load:${data.loadId}`, fields: ['reason'] },
    LoadAborted: { subject: (data) => `load:${data.loadId}`, fields: ['reason'] },
  },

  decide({ type, data, facts }, state, situation) {
    const { actor, now } = situation;
    if (type === 'StartLoad') return startLoad(data, state, facts, situation);
    if (state.status === 'unknown') return refuse('UNKNOWN', 'There is no such load.', 'loadId');
    const of = { loadId: state.id, clinicId: state.clinicId, sterilizerId: state.sterilizerId };
    switch (type) {
      case 'RecordCycle': {
        const { endedAt: at = now, samples } = data;
        const { policy, digest } = facts;
        return (
          unless(
            // A recall does not wait for the cycle to end; what the machine did is recorded all the same.
            (state.status !== 'RECALLED' || state.cycle !== undefined) && isIn(state, 'RUNNING'),
            notInFuture(at, now, 'endedAt'),
            at < state.startedAt &&
              refusal(
                'ENDED_BEFORE_START',
                `This load started at ${state.startedAt}; its cycle cannot have ended at ${at}.`,
                'endedAt',
              ),
          ) ?? [
            {
              type: 'CycleRecorded',
              data: {
                ...of,
                at,
                ...summarise(samples, programs[state.program], policy),
                samples: samples.length,
                digest,
                by: actor.id,
                policyVersion: policy.version,
              },
            },
          ]
        );
      }
      case 'ReadChemicalIndicator':
        return (
          unless(
            isIn(state, 'AWAITING_RELEASE'),
            needsText('LOT_MISSING', data.lot, 'The lot of the indicator', 'lot'),
          ) ?? [
            {
              type: 'ChemicalIndicatorRead',
              data: { ...of, at: now, indicatorType: data.indicatorType, lot: data.lot.trim(), result: data.result },
            },
          ]
        );
      case 'ReleaseLoad': {
        if (state.status === 'RELEASED') return already();
        const { policy } = facts;
        const { holdSeconds, lowest, highest } = programs[state.program];
        const { cycle } = state;
        return (
          unless(
            isIn(state, 'AWAITING_RELEASE'),
            cycle &&
              cycle.holdSeconds < holdSeconds &&
              refusal(
                'HOLD_TOO_SHORT',
                `It held ${cycle.holdSeconds} s between ${lowest} and ${highest} °C; ${holdSeconds} s are needed.`,
              ),
            cycle?.outOfBand &&
              refusal(
                'OUT_OF_BAND',
                `It did not stay between ${lowest} and ${highest} °C: it reached ${cycle.highestCelsius} °C.`,
              ),
            cycle?.pressureMismatch &&
              refusal(
                'PRESSURE_MISMATCH',
                `It lay ${cycle.worstSaturationKelvin ?? 0} K from saturated steam; ${policy.saturationKelvin} K are allowed.`,
              ),
            state.indicators.length === 0 && refusal('INDICATOR_MISSING', 'No chemical indicator has been read.'),
            state.indicators.some(({ result }) => result === 'FAIL') &&
              refusal('INDICATOR_FAILED', 'A chemical indicator of this load failed.'),
            policy.twoPersonRelease &&
              actor.id === state.loadedBy &&
              refusal('RELEASER_IS_LOADER', 'Somebody else has to release a load you ran.'),
          ) ?? [
            {
              type: 'LoadReleased',
              data: {
                ...of,
                at: now,
                basis: 'PARAMETRIC',
                by: actor.id,
                packs: expiring(state, policy, now),
                policyVersion: policy.version,
              },
            },
          ]
        );
      }
      case 'RejectLoad':
        if (state.status === 'REJECTED') return already();
        return (
          unless(isIn(state, 'AWAITING_RELEASE'), needsReason(data.reason, 'Say why the load is rejected.')) ?? [
            { type: 'LoadRejected', data: { ...of, at: now, reason: data.reason.trim(), by: actor.id } },
          ]
        );
      case 'AbortLoad':
        if (state.status === 'ABORTED') return already();
        return (
          unless(isIn(state, 'RUNNING'), needsReason(data.reason, 'Say why the load is aborted.')) ?? [
            { type: 'LoadAborted', data: { ...of, at: now, reason: data.reason.trim(), by: actor.id } },
          ]
        );
      case 'RecallLoad':
        return state.recallId === data.recallId
          ? already()
          : [{ type: 'LoadRecalled', data: { ...of, at: data.at, recallId: data.recallId } }];
    }
  },

  evolve(state, event) {
    if (event.type === 'LoadStarted') {
      const {
        loadId: id,
        clinicId,
        sterilizerId,
        cycleNumber,
        program,
        packs,
        by: loadedBy,
        at: startedAt,
      } = event.data;
      return {
        id,
        clinicId,
        sterilizerId,
        cycleNumber,
        program,
        packs,
        loadedBy,
        startedAt,
        status: 'RUNNING',
        indicators: [],
      };
    }
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'CycleRecorded': {
        const {
          at: endedAt,
          holdSeconds,
          f0,
          lowestCelsius,
          highestCelsius,
          outOfBand,
          worstSaturationKelvin,
          pressureMismatch,
        } = event.data;
        const cycle = {
          endedAt,
          holdSeconds,
          f0,
          lowestCelsius,
          highestCelsius,
          outOfBand,
          worstSaturationKelvin,
          pressureMismatch,
        };
        return { ...state, cycle, status: state.status === 'RECALLED' ? 'RECALLED' : 'AWAITING_RELEASE' };
      }
      case 'ChemicalIndicatorRead': {
        const { indicatorType, lot, result } = event.data;
        return { ...state, indicators: [...state.indicators, { indicatorType, lot, result }] };
      }
      case 'LoadReleased':
        return { ...state, status: 'RELEASED', releasedBy: event.data.by };
      case 'LoadRejected':
        return { ...state, status: 'REJECTED' };
      case 'LoadAborted':
        return { ...state, status: 'ABORTED' };
      case 'LoadRecalled':
        return { ...state, status: 'RECALLED', recallId: event.data.recallId };
    }
  },
};

function startLoad(
  data: StartLoad['data'],
  state: Load,
  { policy, zone, sterilizer, packs }: LoadFacts['StartLoad'],
  { actor, now }: Situation,
): Decision<LoadEvent> {
  if (!sterilizer) return refuse('UNKNOWN', 'There is no such sterilizer.', 'sterilizerId');
  const { loadId, sterilizerId, cycleNumber, program, startedAt: at = now } = data;
  return (
    unless(
      state.status !== 'unknown' && refusal('ALREADY_EXISTS', 'This load exists already.'),
      notInFuture(at, now, 'startedAt'),
      notReady(sterilizer, cycleNumber, at, { policy, zone }),
      packs.flatMap((pack) => packProblems(pack, sterilizer.clinicId)),
      sterilizer.type === 'N' &&
        packs
          .filter((pack) => pack.clinicId === sterilizer.clinicId && (pack.wrapped || pack.hollow))
          .map((pack) =>
            refusal(
              'TYPE_N_UNWRAPPED_SOLID_ONLY',
              `${sterilizer.name} is type N; pack ${pack.barcode} is ${pack.wrapped ? 'wrapped' : 'hollow'}.`,
              'packIds',
            ),
          ),
    ) ?? [
      {
        type: 'LoadStarted',
        data: {
          loadId,
          clinicId: sterilizer.clinicId,
          sterilizerId,
          at,
          cycleNumber,
          program,
          packs: packs.map(({ id, barcode, wrapped }) => ({ packId: id, barcode, wrapped })),
          by: actor.id,
          policyVersion: policy.version,
        },
      },
    ]
  );
}

const expiring = (
  state: KnownLoad,
  { shelfDays }: HygienePolicy,
  now: Instant,
): { packId: string; expiresAt: Instant }[] =>
  state.packs.map(({ packId, wrapped }) => ({
    packId,
    expiresAt: plusFullDays(state.cycle?.endedAt ?? now, wrapped ? shelfDays.wrapped : shelfDays.unwrapped),
  }));
