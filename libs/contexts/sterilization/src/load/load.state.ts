import type { Instant } from '@stipple/time';
import type { Program } from '../policy.js';
import type { CycleSummary } from './hold.rules.js';

export type LoadStatus = 'RUNNING' | 'AWAITING_RELEASE' | 'RELEASED' | 'REJECTED' | 'ABORTED' | 'RECALLED';

export interface LoadedPack {
  packId: string;
  barcode: string;
  wrapped: boolean;
}

export interface KnownLoad {
  id: string;
  clinicId: string;
  sterilizerId: string;
  cycleNumber: number;
  program: Program;
  packs: readonly LoadedPack[];
  status: LoadStatus;
  startedAt: Instant;
  loadedBy: string;
  cycle?: CycleSummary & { endedAt: Instant };
  indicators: readonly { indicatorType: number; lot: string; result: 'PASS' | 'FAIL' }[];
  releasedBy?: string;
  recallId?: string;
}
export type Load = { status: 'unknown' } | KnownLoad;
