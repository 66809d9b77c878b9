import { Injectable } from '@nestjs/common';
import { view, type Recorded } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { procedure, ProcedureEvent, ProcedureTerms } from './procedure.decider.js';

export interface ProcedureRow {
  id: string;
  clinic_id: string;
  code: string;
  name: string;
  kind: ProcedureTerms['kind'];
  duration_minutes: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  healing_days: number;
  requires_privilege: boolean;
  requires_consultation: boolean;
  requires_patch_test: boolean;
  requires_consent: boolean;
}

const rowOf = (_row: ProcedureRow | undefined, { data, id }: Recorded<ProcedureEvent>): ProcedureRow => ({
  id,
  clinic_id: data.clinicId,
  code: data.code,
  name: data.name,
  kind: data.kind,
  duration_minutes: data.durationMinutes,
  buffer_before_minutes: data.bufferBeforeMinutes,
  buffer_after_minutes: data.bufferAfterMinutes,
  healing_days: data.healingDays,
  requires_privilege: data.requiresPrivilege,
  requires_consultation: data.requiresConsultation,
  requires_patch_test: data.requiresPatchTest,
  requires_consent: data.requiresConsent,
});

/** What each clinic offers today. */
export const procedures = view<ProcedureRow, typeof procedure>({
  name: 'procedures',
  key: 'id',
  columns: {
    id: 'text',
    clinic_id: 'text',
    code: 'text',
    name: 'text',
    kind: 'text',
    duration_minutes: 'int',
    buffer_before_minutes: 'int',
    buffer_after_minutes: 'int',
    healing_days: 'int',
    requires_privilege: 'boolean',
    requires_consultation: 'boolean',
    requires_patch_test: 'boolean',
    requires_consent: 'boolean',
  },
  indexes: ['(clinic_id)'],
  on: { ProcedureDefined: rowOf, ProcedureRedefined: rowOf },
});

@Injectable()
export class Procedures {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(ProcedureRow | undefined)[]> {
    return this.reads.byKey<ProcedureRow>('select * from procedures where id = any ($1)', ids, (row) => row.id);
  }

  /** A clinic's catalogue, bounded by nature. */
  ofClinic(clinicId: string): Promise<ProcedureRow[]> {
    return this.reads.rows<ProcedureRow>('select * from procedures where clinic_id = $1 order by name, id', [clinicId]);
  }
}
