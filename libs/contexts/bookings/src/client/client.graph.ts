import type { Client as ClientOfGraph, ConsentForm, Consultation, PatchTest } from '../graphql.gen.js';
import type { Client, KnownClient } from './client.decider.js';
import type { ClientRow } from './client.view.js';

/**
 * A client on their way through the graph. Only the answer of the command that registered them carries who they are.
 * Otherwise that and their record are read for somebody who may know it.
 */
export type ClientNode = Pick<ClientOfGraph, 'id'> &
  Partial<Pick<ClientOfGraph, 'name' | 'phone' | 'email' | 'dateOfBirth'>>;

export const clientToGraph = (state: Client): ClientNode | null =>
  state.status === 'unknown'
    ? null
    : { id: state.id, name: state.name, phone: state.phone, email: state.email, dateOfBirth: state.dateOfBirth };

export const clientRowToGraph = ({ id }: ClientRow): ClientNode => ({ id });

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

/** Shows what was recorded last; null where nothing was. */
const latest =
  <T, Node>(of: (state: KnownClient) => readonly T[], toGraph: (one: T) => Node) =>
  (state: Client): Node | null => {
    const last = state.status === 'unknown' ? undefined : of(state).at(-1);
    return last === undefined ? null : toGraph(last);
  };

export const latestConsultation = latest((state) => state.consultations, consultationToGraph);
export const latestPatchTest = latest((state) => state.patchTests, patchTestToGraph);
export const latestConsent = latest((state) => state.consents, consentToGraph);
