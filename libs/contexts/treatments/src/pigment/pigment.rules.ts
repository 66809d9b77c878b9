import { comparableCode } from '@stipple/text';
import type { Day, Instant } from '@stipple/time';
import type { PigmentEvent, Reach, Window } from './pigment.events.js';

export interface PigmentLot {
  id: string;
  clinicId: string;
  manufacturer: string;
  product: string;
  lot: string;
  expiresOn: Day;
  distributedOn: Day;
  useWithinDaysOfOpening: number;
  released: boolean;
  recalled: boolean;
  certificateOfAnalysis?: string;
  /** First use. */
  openedAt?: Instant;
  uses: readonly { treatmentId: string; clientId: string }[];
}

export interface PigmentRecall extends Reach, Window {
  id: string;
  status: 'OPEN' | 'CLOSED';
  clinicId: string;
  manufacturer: string;
  product: string;
  lot: string;
  source: string | null;
  /** Treatments that are still to be told. */
  awaiting: number;
}

/** Stands for all lots in a recall. */
export const everyLot = '*';

export const concerns = (
  { lot, distributedFrom, distributedTo }: Window & { lot: string },
  received: Pick<PigmentLot, 'lot' | 'distributedOn'>,
): boolean =>
  (lot === everyLot || comparableCode(lot) === comparableCode(received.lot)) &&
  (distributedFrom === undefined || distributedFrom <= received.distributedOn) &&
  (distributedTo === undefined || received.distributedOn <= distributedTo);

/** Lots and treatments that one event names at most, and characters of their clients' ids: so it stays below 40 KiB. */
export const mostLots = 200;
export const mostTreatments = 250;
const mostCharacters = 12_000;
export const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

export const joined = (before: Reach, more: Reach): Reach => ({
  pigmentLotIds: distinct([...before.pigmentLotIds, ...more.pigmentLotIds]),
  treatmentIds: distinct([...before.treatmentIds, ...more.treatmentIds]),
  clientIds: distinct([...before.clientIds, ...more.clientIds]),
});

/** What a recall reaches besides what it named before. One that had been closed is open again by it. */
export const reached = (
  recall: Pick<PigmentRecall, 'id' | 'clinicId'>,
  { pigmentLotIds, treatmentIds, clientIds }: Reach,
  awaiting?: number,
): PigmentEvent => ({
  type: 'PigmentRecallReached',
  data: {
    recallId: recall.id,
    clinicId: recall.clinicId,
    pigmentLotIds,
    treatmentIds,
    clientIds,
    ...(awaiting === undefined ? {} : { awaiting }),
  },
});

/**
 * The first treatments of some lots that have not been told, as many as one step takes, and how many are left after it.
 */
export function nextOf(
  lots: readonly PigmentLot[],
  told: readonly string[],
): { treatmentIds: string[]; clientIds: string[]; awaiting: number } {
  const known = new Set(told);
  const open = new Map(
    lots
      .flatMap((lot) => lot.uses)
      .flatMap(({ treatmentId, clientId }) => (known.has(treatmentId) ? [] : [[treatmentId, clientId] as const])),
  );
  const step: (readonly [string, string])[] = [];
  let room = mostCharacters;
  for (const use of open) {
    if (step.length >= mostTreatments || room < use[1].length) break;
    room -= use[1].length;
    step.push(use);
  }
  return {
    treatmentIds: step.map(([treatmentId]) => treatmentId),
    clientIds: distinct(step.map(([, clientId]) => clientId)),
    awaiting: open.size - step.length,
  };
}
