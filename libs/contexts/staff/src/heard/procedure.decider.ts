import { already, command, type Decider } from '@stipple/event-store';
import { canonicalCode } from '@stipple/text';

export class NoteProcedure extends command('NoteProcedure')<{ clinicId: string; code: string }> {}

// Stored for ever: add, never rename.
export type ProcedureEvent = { type: 'ProcedureNoted'; data: { clinicId: string; code: string } };

/** The code as the clinic spelled it; none where it offers no such procedure. */
export interface Procedure {
  code?: string;
}

/** Procedures of one clinic differ by their codes in one form, however they are spelled. */
export const procedureId = (clinicId: string, code: string): string => `${clinicId}:${canonicalCode(code)}`;

/** That a clinic offers a procedure: privileges are granted for nothing else. */
export const procedure: Decider<NoteProcedure, ProcedureEvent, Procedure> = {
  stream: 'procedure',
  idOf: ({ data }) => procedureId(data.clinicId, data.code),
  initial: {},
  clinicOf: (_state, { data }) => data.clinicId,
  decide: ({ data }, state) => (state.code === data.code ? already() : [{ type: 'ProcedureNoted', data }]),
  evolve: (_state, { data }) => ({ code: data.code }),
};
