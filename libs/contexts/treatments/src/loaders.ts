import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import { holds, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import { anyRole } from './access.js';
import type { PigmentLot } from './graphql.gen.js';
import { knownClinic } from './heard/clinic.decider.js';
import { pigmentLotRowToGraph } from './pigment/pigment-lot.graph.js';
import { PigmentLots, type PigmentLotRow } from './pigment/pigment.view.js';
import { treatment } from './treatment/treatment.decider.js';
import { treatmentRowToGraph, treatmentToGraph, type TreatmentNode } from './treatment/treatment.graph.js';
import { Treatments, type TreatmentRow } from './treatment/treatment.view.js';

/** Lots by id, gathered over one operation. */
@Injectable()
export class PigmentLotLoader {
  constructor(
    private readonly lots: PigmentLots,
    private readonly store: EventStore,
  ) {}

  async zone(clinicId: string): Promise<string> {
    return (await this.store.state(knownClinic, clinicId)).timeZone;
  }

  async row(request: Request, id: string): Promise<PigmentLotRow | undefined> {
    return request
      .loader('pigmentLots', () => new DataLoader<string, PigmentLotRow | undefined>((ids) => this.lots.byId(ids)))
      .load(id);
  }

  /** A row as the graph shows it now. */
  async toGraph(row: PigmentLotRow): Promise<PigmentLot> {
    return pigmentLotRowToGraph(row, await this.zone(row.clinic_id));
  }

  /** The lots among the ids that exist at clinics of whoever asks. */
  async load(request: Request, ids: readonly string[]): Promise<PigmentLot[]> {
    const rows = (await Promise.all(ids.map((id) => this.row(request, id)))).flatMap((row) =>
      row && holds(request.actor, row.clinic_id, ...anyRole) ? row : [],
    );
    return Promise.all(rows.map((row) => this.toGraph(row)));
  }
}

/** Treatments by id, gathered over one operation. */
@Injectable()
export class TreatmentLoader {
  constructor(
    private readonly treatments: Treatments,
    private readonly store: EventStore,
  ) {}

  row(request: Request, id: string): Promise<TreatmentRow | undefined> {
    return request
      .loader('treatments', () => new DataLoader<string, TreatmentRow | undefined>((ids) => this.treatments.byId(ids)))
      .load(id);
  }

  /**
   * The treatments among the ids at clinics of whoever asks; one that the read model does not have yet is read from the
   * log.
   */
  async load(request: Request, ids: readonly string[]): Promise<TreatmentNode[]> {
    const nodes = await Promise.all(ids.map((id) => this.node(request, id)));
    return nodes.flatMap((node) => (node && holds(request.actor, node.clinicId, ...anyRole) ? node : []));
  }

  private async node(request: Request, id: string): Promise<TreatmentNode | null> {
    const row = await this.row(request, id);
    return row ? treatmentRowToGraph(row) : treatmentToGraph(await this.store.state(treatment, id));
  }
}
