import type { PigmentRecall as PigmentRecallOfGraph } from '../graphql.gen.js';
import type { PigmentRecall } from './pigment.decider.js';
import type { PigmentRecallRow } from './pigment-recall.view.js';

/** A recall on its way through the graph. Its lots and its treatments are read when they are asked for. */
export type PigmentRecallNode = Omit<PigmentRecallOfGraph, 'pigmentLots' | 'treatments'> & {
  pigmentLotIds: readonly string[];
  treatmentIds: readonly string[];
};

/** Entries of each list that one answer gives. */
const mostShown = 20_000;

/** One recall at several clinics, seen as one; null where there is none. */
export function pigmentRecallToGraph(parts: readonly PigmentRecall[]): PigmentRecallNode | null {
  const [first] = parts;
  if (!first) return null;
  const all = (ids: (part: PigmentRecall) => readonly string[]) => [...new Set(parts.flatMap(ids))];
  return {
    id: first.id,
    status: parts.every((part) => part.status === 'CLOSED') ? 'CLOSED' : 'OPEN',
    manufacturer: first.manufacturer,
    product: first.product,
    lot: first.lot,
    distributedFrom: first.distributedFrom ?? null,
    distributedTo: first.distributedTo ?? null,
    source: first.source,
    awaitingTreatments: parts.reduce((sum, part) => sum + part.awaiting, 0),
    clients: all((part) => part.clientIds)
      .slice(0, mostShown)
      .map((id) => ({ id })),
    pigmentLotIds: all((part) => part.pigmentLotIds).slice(0, mostShown),
    treatmentIds: all((part) => part.treatmentIds).slice(0, mostShown),
  };
}

export const pigmentRecallRowsToGraph = (rows: readonly PigmentRecallRow[]): PigmentRecallNode | null =>
  pigmentRecallToGraph(
    rows.map((row) => ({
      id: row.recall_id,
      status: row.status,
      clinicId: row.clinic_id,
      manufacturer: row.manufacturer,
      product: row.product,
      lot: row.lot,
      source: row.source,
      awaiting: row.awaiting,
      ...(row.distributed_from === null ? {} : { distributedFrom: row.distributed_from }),
      ...(row.distributed_to === null ? {} : { distributedTo: row.distributed_to }),
      pigmentLotIds: row.pigment_lot_ids,
      treatmentIds: row.treatment_ids,
      clientIds: row.client_ids,
    })),
  );
