import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import { inReadModel, type About } from '@stipple/service';
import type { PigmentLot } from './graphql.gen.js';
import { knownClinic } from './heard/clinic.decider.js';
import { pigmentLotRowToGraph } from './pigment/pigment-lot.graph.js';
import { PigmentLots, type PigmentLotRow } from './pigment/pigment.view.js';
import { treatment } from './treatment/treatment.decider.js';
import { treatmentRowToGraph, treatmentToGraph, type TreatmentNode } from './treatment/treatment.graph.js';
import { Treatments, type TreatmentRow } from './treatment/treatment.view.js';

/** The things of this context as their read models have them: for queries, references, and fields that lead to them. */
@Injectable()
export class Loaders {
  readonly pigmentLot: About<{ id: string }, PigmentLotRow>;
  readonly treatment: About<{ id: string }, TreatmentRow>;
  /** A treatment; one that the read model does not have yet comes from the log. */
  readonly newestTreatment: About<{ id: string }, TreatmentNode>;

  constructor(
    lots: PigmentLots,
    treatments: Treatments,
    private readonly store: EventStore,
  ) {
    this.pigmentLot = inReadModel('pigment lot', (ids) => lots.byId(ids));
    this.treatment = inReadModel('treatment', (ids) => treatments.byId(ids));
    this.newestTreatment = {
      name: 'treatment',
      load: async ({ id }, request) => {
        const row = await this.treatment.load({ id }, request);
        return row ? treatmentRowToGraph(row) : (treatmentToGraph(await store.state(treatment, id)) ?? undefined);
      },
      clinicOf: ({ clinicId }) => clinicId,
    };
  }

  /** The time zone in which a clinic's days are counted. */
  async zone(clinicId: string): Promise<string> {
    return (await this.store.state(knownClinic, clinicId)).timeZone;
  }

  /** A lot as it is now. */
  readonly pigmentLotToGraph = async (row: PigmentLotRow): Promise<PigmentLot> =>
    pigmentLotRowToGraph(row, await this.zone(row.clinic_id));
}
