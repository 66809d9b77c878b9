import { comparableCode } from '@stipple/text';
import type { Instant } from '@stipple/time';
import type { SterilizerType, TestKind } from '../policy.js';
import type { Leakage } from './leakage.rules.js';

export type Outcome = 'PASS' | 'FAIL';
export type IndicatorResult = 'NEGATIVE' | 'POSITIVE' | 'INVALID';
/** Why a sterilizer is out of service: a failed test of this kind, a grown indicator, or a person's decision. */
export type Cause = TestKind | 'BIOLOGICAL_INDICATOR' | 'TAKEN_OUT';

/** The reading of an incubated indicator and of its unprocessed control. */
export interface IndicatorReading {
  lot: string;
  growth: boolean;
  controlLot: string;
  controlGrowth: boolean;
}

interface SterilizerIds {
  sterilizerId: string;
  clinicId: string;
  at: Instant;
}

// Stored for ever: add, never rename.
export type SterilizerEvent =
  | {
      type: 'SterilizerCommissioned';
      data: SterilizerIds & {
        name: string;
        sterilizerType: SterilizerType;
        serialNumber: string;
        nextCycleNumber: number;
      };
    }
  | { type: 'CycleNumberGapFound'; data: SterilizerIds & { from: number; to: number } }
  | {
      type: 'RoutineTestRecorded';
      data: SterilizerIds & {
        kind: TestKind;
        cycleNumber: number;
        result: Outcome;
        stated: Outcome;
        leakage?: Leakage;
        mbarPerMinute?: string;
      };
    }
  | { type: 'SterilizerTakenOutOfService'; data: SterilizerIds & { cause: Cause; reason: string | null } }
  | { type: 'SterilizerReturnedToService'; data: SterilizerIds & { reason: string | null } }
  | { type: 'CycleStarted'; data: SterilizerIds & { loadId: string; cycleNumber: number } }
  | { type: 'CycleEnded'; data: SterilizerIds & { loadId: string } }
  /** `recalledLoadIds` are recalled at once. `awaiting` is the number of loads that later steps will recall. */
  | {
      type: 'BiologicalIndicatorRead';
      data: SterilizerIds &
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
  | {
      type: 'FurtherLoadsRecalled';
      data: SterilizerIds & { recallId: string; loadIds: readonly string[]; awaiting: number };
    }
  | {
      type: 'RequalificationRunRecorded';
      data: SterilizerIds & IndicatorReading & { cycleNumber: number; result: IndicatorResult; consecutive: number };
    }
  | { type: 'SterilizerRecallClosed'; data: SterilizerIds & { recallId: string } };

/** An indicator counts only beside a control of the same lot that grew; then growth means that something survived. */
export const resultOf = ({ lot, growth, controlLot, controlGrowth }: IndicatorReading): IndicatorResult =>
  !controlGrowth || comparableCode(lot) !== comparableCode(controlLot) ? 'INVALID' : growth ? 'POSITIVE' : 'NEGATIVE';
