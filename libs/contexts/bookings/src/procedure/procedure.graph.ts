import type { Procedure as ProcedureOfGraph } from '../graphql.gen.js';
import { procedureId, type Procedure } from './procedure.decider.js';
import type { ProcedureRow } from './procedure.view.js';

export const procedureToGraph = (state: Procedure): ProcedureOfGraph | null =>
  state.status === 'unknown' ? null : { id: procedureId(state.terms.clinicId, state.terms.code), ...state.terms };

export const procedureRowToGraph = (row: ProcedureRow): ProcedureOfGraph => ({
  id: row.id,
  code: row.code,
  name: row.name,
  kind: row.kind,
  durationMinutes: row.duration_minutes,
  bufferBeforeMinutes: row.buffer_before_minutes,
  bufferAfterMinutes: row.buffer_after_minutes,
  healingDays: row.healing_days,
  requiresPrivilege: row.requires_privilege,
  requiresConsultation: row.requires_consultation,
  requiresPatchTest: row.requires_patch_test,
  requiresConsent: row.requires_consent,
});
