import { already, command, ignored, own, type Decider } from '@stipple/event-store';
import type { Instant } from '@stipple/time';

export class NoteConsent extends command('NoteConsent')<{
  consentId: string;
  clientId: string;
  procedureCode: string;
  signedAt: Instant;
}> {}

// Stored for ever: add, never rename.
export type ConsentEvent = {
  type: 'ConsentNoted';
  data: { consentId: string; clientId: string; procedureCode: string; signedAt: Instant };
};

/** Procedure code to the moment at which the client first consented to it. */
export type Consents = Readonly<Record<string, Instant>>;

/** A client's consents; once given for a procedure it stands from its first signature on. */
export const consents: Decider<NoteConsent, ConsentEvent, Consents> = {
  stream: 'consent',
  idOf: ({ data }) => data.clientId,
  initial: {},
  decide({ data }, state) {
    const known = own(state, data.procedureCode);
    if (known === data.signedAt) return already();
    return known !== undefined && known < data.signedAt
      ? ignored('An earlier consent to this procedure was heard of before.')
      : [{ type: 'ConsentNoted', data }];
  },
  evolve: (state, { data }) => ({ ...state, [data.procedureCode]: data.signedAt }),
};

export const consented = (state: Consents, procedureCode: string, at: Instant): boolean => {
  const signedAt = own(state, procedureCode);
  return signedAt !== undefined && signedAt <= at;
};
