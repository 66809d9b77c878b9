import { already, command, type Decider } from '@stipple/event-store';

export class NoteClinic extends command('NoteClinic')<{ clinicId: string; timeZone: string }> {}

// Stored for ever: add, never rename.
export type KnownClinicEvent = { type: 'ClinicNoted'; data: { clinicId: string; timeZone: string } };

export interface KnownClinic {
  clinicId?: string;
  /** IANA zone in which the clinic's days are counted; UTC as long as the clinic was not heard of. */
  timeZone: string;
}

/** A clinic's zone, in which pigments and cartridges expire. */
export const knownClinic: Decider<NoteClinic, KnownClinicEvent, KnownClinic> = {
  stream: 'clinic',
  idOf: ({ data }) => data.clinicId,
  initial: { timeZone: 'UTC' },
  clinicOf: (state) => state.clinicId,
  decide: ({ data }, state) =>
    state.clinicId !== undefined && state.timeZone === data.timeZone ? already() : [{ type: 'ClinicNoted', data }],
  evolve: (_state, { data }) => data,
};
