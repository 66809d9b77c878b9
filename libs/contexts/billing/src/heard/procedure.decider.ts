import { already, command, type Decider } from '@stipple/event-store';

export class NoteProcedure extends command('NoteProcedure')<{ clinicId: string; code: string; name: string }> {}

// Stored for ever: add, never rename.
export type KnownProcedureEvent = { type: 'ProcedureNoted'; data: { clinicId: string; code: string; name: string } };

export type KnownProcedure = { clinicId: string; code: string; name: string } | undefined;

export const procedureIdOf = (clinicId: string, code: string): string => `${clinicId}:${code}`;

/** A procedure's name, for invoice lines. Messages about one procedure come in order, so the last one counts. */
export const knownProcedure: Decider<NoteProcedure, KnownProcedureEvent, KnownProcedure> = {
  stream: 'procedure',
  idOf: ({ data }) => procedureIdOf(data.clinicId, data.code),
  initial: undefined,
  clinicOf: (state) => state?.clinicId,
  decide: ({ data }, state) => (state?.name === data.name ? already() : [{ type: 'ProcedureNoted', data }]),
  evolve: (_state, { data }) => data,
};
