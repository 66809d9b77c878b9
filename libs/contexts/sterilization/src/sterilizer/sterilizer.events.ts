import { comparableCode } from '@stipple/text';
import type { Instant } from '@stipple/time';
import type { SterilizerType, TestKind } from '../policy.js';
import type { Leakage } from './leakage.js';

export type Outcome = 'PASS' | 'FAIL';
export type IndicatorResult = 'NEGATIVE' | 'POSITIVE' | 'INVALID';
/** Why a sterilizer is out of service: a failed test of this kind, a grown indicator, or somebody's word. */
export type Cause = TestKind | 'BIOLOGICAL_INDICATOR' | 'TAKEN_OUT';

/** What was seen in an incubated indicator and in the unprocessed control beside it. */
export interface IndicatorReading {
  lot: string;
  growth: boolean;
  controlLot: string;
  controlGrowth: boolean;
}

interface Of {
  sterilizerId: string;
  clinicId: string;
  at: Instant;
}

// Stored for ever: add, never rename.
export type SterilizerEvent =
  | {
      type: 'SterilizerCommissioned';
      data: Of & { name: string; sterilizerType: SterilizerType; serialNumber: string; nextCycleNumber: number };
    }
  | { type: 'CycleNumberGapFound'; data: Of & { from: number; to: number } }
  | {
      type: 'RoutineTestRecorded';
      data: Of & {
        kind: TestKind;
        cycleNumber: number;
        result: Outcome;
        stated: Outcome;
        leakage?: Leakage;
        mbarPerMinute?: string;
      };
    }
  | { type: 'SterilizerTakenOutOfService'; data: Of & { cause: Cause; reason: string | null } }
  | { type: 'SterilizerReturnedToService'; data: Of & { reason: string | null } }
  | { type: 'CycleStarted'; data: Of & { loadId: string; cycleNumber: number } }
  | { type: 'CycleEnded'; data: Of & { loadId: string } }
  /**
   * `recalledLoadIds` are recalled at once, every other load that nothing has vouched for follows step by step:
   * `awaiting` of them.
   */
  | {
      type: 'BiologicalIndicatorRead';
      data: Of &
        IndicatorReading & {
          loadId: string;
          cycleNumber: number;
          result: IndicatorResult;
          recallId: string | null;
          opensRecall: boolean;
          recalledLoadIds: readonly string[];
          awaiting?: number;
          policyVersion: number;
        };
    }
  | { type: 'FurtherLoadsRecalled'; data: Of & { recallId: string; loadIds: readonly string[]; awaiting: number } }
  | {
      type: 'RequalificationRunRecorded';
      data: Of & IndicatorReading & { cycleNumber: number; result: IndicatorResult; consecutive: number };
    }
  | { type: 'SterilizerRecallClosed'; data: Of & { recallId: string } };

/** An indicator counts only beside a control of the same lot that grew; then growth means that something survived. */
export const resultOf = ({ lot, growth, controlLot, controlGrowth }: IndicatorReading): IndicatorResult =>
  !controlGrowth || comparableCode(lot) !== comparableCode(controlLot) ? 'INVALID' : growth ? 'POSITIVE' : 'NEGATIVE';
