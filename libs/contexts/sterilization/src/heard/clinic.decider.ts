import { already, command, type Decider } from '@stipple/event-store';

export class NoteClinic extends command('NoteClinic')<{ clinicId: string; timeZone: string }> {}

// Stored for ever: add, never rename.
export type ClinicEvent = { type: 'ClinicNoted'; data: { clinicId: string; timeZone: string } };

export type Clinic = { status: 'unknown' } | { status: 'open'; id: string; timeZone: string };

/** A clinic, from the messages of the staff context: that it exists, and its time zone. */
export const clinic: Decider<NoteClinic, ClinicEvent, Clinic> = {
  stream: 'clinic',
  idOf: ({ data }) => data.clinicId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.id),
  decide: ({ data }, state) =>
    state.status === 'open' && state.timeZone === data.timeZone ? already() : [{ type: 'ClinicNoted', data }],
  evolve: (_state, { data }) => ({ status: 'open', id: data.clinicId, timeZone: data.timeZone }),
};
