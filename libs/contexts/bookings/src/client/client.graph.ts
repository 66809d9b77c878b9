import type { Client as ClientOfGraph, ConsentForm, Consultation, PatchTest } from '../graphql.gen.js';
import type { Client, KnownClient } from './client.decider.js';

/**
 * A client on their way through the graph. Who they are is carried only by the answer of the command that registered
 * them; else it is read for who may know it, as is their record.
 */
export type ClientNode = Pick<ClientOfGraph, 'id'> &
  Partial<Pick<ClientOfGraph, 'name' | 'phone' | 'email' | 'dateOfBirth'>>;

export const clientToGraph = (state: Client): ClientNode | null =>
  state.status === 'unknown'
    ? null
    : { id: state.id, name: state.name, phone: state.phone, email: state.email, dateOfBirth: state.dateOfBirth };

export const consultationToGraph = ({
  consultationId,
  ...rest
}: KnownClient['consultations'][number]): Consultation => ({
  id: consultationId,
  ...rest,
  contraindications: rest.contraindications && [...rest.contraindications],
});

export const patchTestToGraph = ({ patchTestId, ...rest }: KnownClient['patchTests'][number]): PatchTest => ({
  id: patchTestId,
  ...rest,
});

export const consentToGraph = ({ consentId, ...rest }: KnownClient['consents'][number]): ConsentForm => ({
  id: consentId,
  ...rest,
});
