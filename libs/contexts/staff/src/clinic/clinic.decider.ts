import { command, needsName, refusal, unless, type Decider } from '@stipple/event-store';
import { isCurrency } from '@stipple/money';
import { isZone } from '@stipple/time';
import { countries } from './iso.js';

export class OpenClinic extends command('OpenClinic')<{
  clinicId: string;
  name: string;
  timeZone: string;
  currency: string;
  country: string;
}> {}

export type ClinicCommand = OpenClinic;

// Stored for ever: add, never rename.
export type ClinicEvent = {
  type: 'ClinicOpened';
  data: { clinicId: string; name: string; timeZone: string; currency: string; country: string };
};

export type Clinic =
  | { status: 'unknown' }
  | { status: 'open'; id: string; name: string; timeZone: string; currency: string; country: string };

const cut = (text: string): string => text.slice(0, 40);

/** A clinic opens with a name, a time zone that its days are counted in, and a currency that it charges in. */
export const clinic: Decider<ClinicCommand, ClinicEvent, Clinic> = {
  stream: 'clinic',
  idOf: ({ data }) => data.clinicId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.id),

  decide({ type, data }, state) {
    switch (type) {
      case 'OpenClinic':
        return (
          unless(
            state.status !== 'unknown' && refusal('ALREADY_EXISTS', 'This clinic is open already.'),
            needsName(data.name, 'A name', 'name'),
            !isZone(data.timeZone) &&
              refusal(
                'UNKNOWN_TIME_ZONE',
                `"${cut(data.timeZone)}" is not a time zone such as Asia/Bangkok.`,
                'timeZone',
              ),
            !isCurrency(data.currency) &&
              refusal('UNKNOWN_CURRENCY', `"${cut(data.currency)}" is not a currency code such as THB.`, 'currency'),
            !countries.has(data.country) &&
              refusal('UNKNOWN_COUNTRY', `"${cut(data.country)}" is not a country code such as TH.`, 'country'),
          ) ?? [{ type: 'ClinicOpened', data: { ...data, name: data.name.trim() } }]
        );
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'ClinicOpened':
        return {
          status: 'open',
          id: event.data.clinicId,
          name: event.data.name,
          timeZone: event.data.timeZone,
          currency: event.data.currency,
          country: event.data.country,
        };
    }
  },
};
