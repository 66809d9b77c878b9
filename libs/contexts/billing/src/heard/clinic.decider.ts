import { already, command, type Decider } from '@stipple/event-store';

export class NoteClinic extends command('NoteClinic')<{ clinicId: string; currency: string; timeZone: string }> {}

// Stored for ever: add, never rename.
export type KnownClinicEvent = { type: 'ClinicNoted'; data: { clinicId: string; currency: string; timeZone?: string } };

/** The time zone is missing for a clinic that opened before it was kept here. */
export type KnownClinic = { clinicId: string; currency: string; timeZone?: string } | undefined;

/** The currency that a clinic charges in, and its time zone. */
export const knownClinic: Decider<NoteClinic, KnownClinicEvent, KnownClinic> = {
  stream: 'clinic',
  idOf: ({ data }) => data.clinicId,
  initial: undefined,
  clinicOf: (state) => state?.clinicId,
  decide: ({ data }, state) =>
    state?.currency === data.currency && state.timeZone === data.timeZone ? already() : [{ type: 'ClinicNoted', data }],
  evolve: (_state, { data }) => data,
};
