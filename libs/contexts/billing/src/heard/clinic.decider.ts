import { command, type Decider } from '@stipple/event-store';

export class NoteClinic extends command('NoteClinic')<{ clinicId: string; currency: string }> {}

// Stored for ever: add, never rename.
export type KnownClinicEvent = { type: 'ClinicNoted'; data: { clinicId: string; currency: string } };

export type KnownClinic = { clinicId: string; currency: string } | undefined;

/** The currency that a clinic charges in. */
export const knownClinic: Decider<NoteClinic, KnownClinicEvent, KnownClinic> = {
  stream: 'clinic',
  idOf: ({ data }) => data.clinicId,
  initial: undefined,
  clinicOf: (state) => state?.clinicId,
  decide: ({ data }, state) => (state?.currency === data.currency ? [] : [{ type: 'ClinicNoted', data }]),
  evolve: (_state, { data }) => data,
};
