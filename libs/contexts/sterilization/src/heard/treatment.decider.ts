import { already, command, type Decider } from '@stipple/event-store';
import type { Instant } from '@stipple/time';

export class NoteTreatmentStarted extends command('NoteTreatmentStarted')<{
  treatmentId: string;
  clinicId: string;
  clientId: string;
  roomId: string;
  packIds: readonly string[];
  at: Instant;
}> {}

// Stored for ever: add, never rename.
export type TreatmentEvent = {
  type: 'TreatmentNoted';
  data: {
    treatmentId: string;
    clinicId: string;
    clientId: string;
    roomId: string;
    packIds: readonly string[];
    at: Instant;
  };
};

export type Treatment = { status: 'unknown' } | { status: 'noted'; clinicId: string };

/** A treatment, from the messages of the treatments context: its packs and its client. */
export const treatment: Decider<NoteTreatmentStarted, TreatmentEvent, Treatment> = {
  stream: 'treatment',
  idOf: ({ data }) => data.treatmentId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  occurredAt: ({ data }) => data.at,
  decide: ({ data }, state) => (state.status === 'noted' ? already() : [{ type: 'TreatmentNoted', data }]),
  evolve: (_state, { data }) => ({ status: 'noted', clinicId: data.clinicId }),
};
