import { already, command, type Decider } from '@stipple/event-store';

export class NoteClinic extends command('NoteClinic')<{ clinicId: string; timeZone: string }> {}

// Stored for ever: add, never rename.
export type ClinicEvent = { type: 'ClinicNoted'; data: { clinicId: string; timeZone: string } };

export interface Clinic {
  id?: string;
  timeZone?: string;
}

/** A clinic that staff opened. Bookings keep its time zone, in which its days are counted. */
export const clinic: Decider<NoteClinic, ClinicEvent, Clinic> = {
  stream: 'clinic',
  idOf: ({ data }) => data.clinicId,
  initial: {},
  clinicOf: (state) => state.id,
  decide: ({ data }, state) => (state.timeZone === data.timeZone ? already() : [{ type: 'ClinicNoted', data }]),
  evolve: (_state, { data }) => ({ id: data.clinicId, timeZone: data.timeZone }),
};
