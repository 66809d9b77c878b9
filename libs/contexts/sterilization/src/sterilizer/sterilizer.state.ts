import type { Instant } from '@stipple/time';
import type { SterilizerType, TestKind } from '../policy.js';
import type { Cause, IndicatorResult, SterilizerEvent } from './sterilizer.events.js';

export type SterilizerStatus = 'IN_SERVICE' | 'OUT_OF_SERVICE' | 'REQUALIFYING';

export interface KnownSterilizer {
  id: string;
  clinicId: string;
  name: string;
  type: SterilizerType;
  serialNumber: string;
  /** The machine's counter: the number that its next cycle should bear. */
  nextCycle: number;
  /** Numbers that were skipped, both ends included. Entering such a cycle late closes the gap. */
  gaps: readonly { from: number; to: number }[];
  causes: readonly { cause: Cause; at: Instant }[];
  /** The moments at which each kind of test passed, latest last. */
  passes: { readonly [Kind in TestKind]?: readonly Instant[] };
  running?: string;
  /** Loads since the last biological indicator that did not grow. */
  unvouched: readonly { loadId: string; cycleNumber: number }[];
  openRecallId?: string;
  /** Loads that the open recall still has to take. */
  suspects?: readonly { loadId: string; cycleNumber: number }[];
  /** Consecutive passed requalification runs. */
  runs: number;
  lastReading?: { loadId: string; result: IndicatorResult; recallId: string | null };
}
export type Sterilizer = { status: 'unknown' } | KnownSterilizer;

export const isKnown = (state: Sterilizer): state is KnownSterilizer => 'id' in state;

export const statusOf = ({ causes, runs }: KnownSterilizer): SterilizerStatus =>
  causes.length === 0 ? 'IN_SERVICE' : runs > 0 ? 'REQUALIFYING' : 'OUT_OF_SERVICE';

export function evolveSterilizer(state: Sterilizer, event: SterilizerEvent): Sterilizer {
  const keptPasses = 60;
  if (event.type === 'SterilizerCommissioned') {
    const {
      sterilizerId: id,
      clinicId,
      name,
      sterilizerType: type,
      serialNumber,
      nextCycleNumber: nextCycle,
    } = event.data;
    return {
      id,
      clinicId,
      name,
      type,
      serialNumber,
      nextCycle,
      gaps: [],
      causes: [],
      passes: {},
      unvouched: [],
      runs: 0,
    };
  }
  if (!isKnown(state)) return state;
  switch (event.type) {
    case 'CycleNumberGapFound':
      return { ...state, gaps: [...state.gaps, { from: event.data.from, to: event.data.to }] };
    case 'RoutineTestRecorded': {
      const { kind, result, at, cycleNumber } = event.data;
      const counted = withCycle(state, cycleNumber);
      if (result === 'FAIL') return counted;
      return {
        ...counted,
        passes: { ...state.passes, [kind]: [...(state.passes[kind] ?? []), at].sort().slice(-keptPasses) },
        causes: state.causes.filter((one) => one.cause !== kind || one.at > at),
      };
    }
    case 'SterilizerTakenOutOfService':
      return { ...state, causes: [...state.causes, { cause: event.data.cause, at: event.data.at }], runs: 0 };
    case 'SterilizerReturnedToService':
      return { ...state, causes: [], runs: 0 };
    case 'CycleStarted': {
      const { loadId, cycleNumber } = event.data;
      return {
        ...withCycle(state, cycleNumber),
        running: loadId,
        unvouched: [...state.unvouched, { loadId, cycleNumber }],
      };
    }
    case 'CycleEnded':
      return state.running === event.data.loadId ? idle(state) : state;
    case 'BiologicalIndicatorRead': {
      const { loadId, cycleNumber, result, recallId, recalledLoadIds, awaiting } = event.data;
      const lastReading = { loadId, result, recallId };
      if (result === 'INVALID') return { ...state, lastReading };
      if (result === 'NEGATIVE')
        return { ...state, lastReading, unvouched: state.unvouched.filter((one) => one.cycleNumber > cycleNumber) };
      const recalled = new Set(recalledLoadIds);
      const newestFirst = (one: { cycleNumber: number }, other: { cycleNumber: number }) =>
        other.cycleNumber - one.cycleNumber;
      const left = (loads: KnownSterilizer['unvouched']) => loads.filter((one) => !recalled.has(one.loadId));
      const stopped = {
        ...idle(state),
        lastReading,
        runs: 0,
        ...(recallId === null ? {} : { openRecallId: recallId }),
      };
      return awaiting === undefined
        ? { ...stopped, unvouched: left(state.unvouched) }
        : {
            ...stopped,
            unvouched: [],
            suspects: left([...(state.suspects ?? []), ...state.unvouched]).sort(newestFirst),
          };
    }
    case 'FurtherLoadsRecalled': {
      const recalled = new Set(event.data.loadIds);
      return { ...state, suspects: (state.suspects ?? []).filter((one) => !recalled.has(one.loadId)) };
    }
    case 'RequalificationRunRecorded':
      return { ...withCycle(state, event.data.cycleNumber), runs: event.data.consecutive };
    case 'SterilizerRecallClosed': {
      const { openRecallId, ...rest } = state;
      return openRecallId === event.data.recallId ? rest : state;
    }
  }
}

function idle(state: KnownSterilizer): KnownSterilizer {
  const { running: _stopped, ...rest } = state;
  return rest;
}

/** The counter after a cycle with this number. A number out of a gap leaves the gap. */
function withCycle(state: KnownSterilizer, number: number): KnownSterilizer {
  if (number >= state.nextCycle) return { ...state, nextCycle: number + 1 };
  return {
    ...state,
    gaps: state.gaps.flatMap(({ from, to }) =>
      number < from || number > to
        ? [{ from, to }]
        : [...(from < number ? [{ from, to: number - 1 }] : []), ...(number < to ? [{ from: number + 1, to }] : [])],
    ),
  };
}

/** Whether no cycle has had this number yet. */
export const isUnused = (state: KnownSterilizer, number: number): boolean =>
  number >= state.nextCycle || state.gaps.some(({ from, to }) => from <= number && number <= to);

/** What `evolveSterilizer` calls. */
export const evolvesThrough = [isKnown, idle, withCycle];
