import type { Day, Instant } from '@stipple/time';

export interface Named {
  /** The stream: one product of one manufacturer at one clinic, where its lots, their uses and its recalls meet. */
  pigmentId: string;
  clinicId: string;
  manufacturer: string;
  product: string;
}

/** When a maker sent what is recalled; what is left out is without bound. */
export interface Window {
  distributedFrom?: Day;
  distributedTo?: Day;
}

export interface Reach {
  pigmentLotIds: readonly string[];
  treatmentIds: readonly string[];
  clientIds: readonly string[];
}

// Stored for ever: add, never rename.
export type PigmentEvent =
  | {
      type: 'PigmentLotReceived';
      data: Named & {
        pigmentLotId: string;
        lot: string;
        expiresOn: Day;
        distributedOn: Day;
        useWithinDaysOfOpening: number;
      };
    }
  | { type: 'PigmentLotReleased'; data: { pigmentLotId: string; certificateOfAnalysis: string } }
  | { type: 'PigmentLotUsed'; data: { pigmentLotId: string; treatmentId: string; clientId: string; at: Instant } }
  /** `awaiting`: how many treatments are still to be told, step by step. */
  | {
      type: 'PigmentRecalled';
      data: Named & Reach & Window & { recallId: string; lot: string; source: string | null; awaiting?: number };
    }
  | { type: 'PigmentRecallReached'; data: Reach & { recallId: string; clinicId: string; awaiting?: number } }
  /** `clientIds`: the clients whom it touched, where they are few. */
  | {
      type: 'PigmentRecallClosed';
      data: { recallId: string; clinicId: string; clientIds: readonly string[]; reason: string | null; at: Instant };
    };
