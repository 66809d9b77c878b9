import {
  between,
  command,
  firstOf,
  needsName,
  noMore,
  notInFuture,
  refusal,
  refuse,
  unless,
  type Decider,
  type Refusal,
} from '@stipple/event-store';
import { comparable } from '@stipple/text';

interface HairLoss {
  scale: 'NORWOOD' | 'LUDWIG' | 'ALOPECIA_AREATA' | 'SCAR' | 'DIFFUSE';
  stage: string;
}

interface Plan {
  procedureCode: string;
  sessions: number;
}

type Mode = 'IN_PERSON' | 'VIDEO';
type ConsultationOutcome = 'GO' | 'NO_GO' | 'REFER';
type PatchTestResult = 'CLEAR' | 'REACTION';

/** A person. Here and below, personal and health fields are `null` once the person was erased. */
interface Person {
  name: string | null;
  phone: string | null;
  email: string | null;
  dateOfBirth: string | null;
}

interface ConsultationRecord {
  consultationId: string;
  clientId: string;
  clinicId: string;
  mode: Mode;
  at: string;
  hairLoss: HairLoss | null;
  contraindications: readonly string[] | null;
  outcome: ConsultationOutcome | null;
  plan: Plan | null;
}

interface PatchTestRecord {
  patchTestId: string;
  clientId: string;
  pigmentProduct: string | null;
  performedAt: string;
  readAt: string;
  result: PatchTestResult | null;
}

interface ConsentRecord {
  consentId: string;
  clientId: string;
  procedureCode: string;
  templateVersion: string | null;
  signedAt: string;
}

type Late<Data, Times extends keyof Data> = Omit<Data, Times> & { [Time in Times]?: string | undefined };

export class RegisterClient extends command('RegisterClient')<{
  clientId: string;
  clinicId: string;
  name: string;
  phone: string;
  email: string;
  dateOfBirth: string;
}> {}
export class RecordConsultation extends command('RecordConsultation')<
  Late<ConsultationRecord, 'at'> & { outcome: ConsultationOutcome }
> {}
export class RecordPatchTest extends command('RecordPatchTest')<
  Late<PatchTestRecord, 'performedAt' | 'readAt'> & { pigmentProduct: string; result: PatchTestResult }
> {}
export class SignConsent extends command('SignConsent')<
  Late<ConsentRecord, 'signedAt'> & { templateVersion: string }
> {}

export type ClientCommand = RegisterClient | RecordConsultation | RecordPatchTest | SignConsent;

// Stored for ever: add, never rename.
export type ClientEvent =
  | { type: 'ClientRegistered'; data: { clientId: string; clinicId: string } & Person }
  | { type: 'ConsultationRecorded'; data: ConsultationRecord }
  | { type: 'PatchTestRecorded'; data: PatchTestRecord }
  | { type: 'ConsentSigned'; data: ConsentRecord };

export type Client = { status: 'unknown' } | KnownClient;

export interface KnownClient extends Person {
  status: 'registered';
  id: string;
  clinicId: string;
  consultations: readonly ConsultationRecord[];
  patchTests: readonly PatchTestRecord[];
  consents: readonly ConsentRecord[];
}

const subject = ({ clientId }: { clientId: string }): string => clientId;

/** A client of one clinic: who they are, what consultations and patch tests found, and what they consented to. */
export const client: Decider<ClientCommand, ClientEvent, Client> = {
  stream: 'client',
  idOf: ({ data }) => data.clientId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  personal: {
    ClientRegistered: { subject, fields: ['name', 'phone', 'email', 'dateOfBirth'] },
    ConsultationRecorded: { subject, fields: ['hairLoss', 'contraindications', 'outcome', 'plan'] },
    PatchTestRecorded: { subject, fields: ['pigmentProduct', 'result'] },
    ConsentSigned: { subject, fields: ['templateVersion'] },
  },
  occurredAt(event) {
    switch (event.type) {
      case 'ClientRegistered':
        return undefined;
      case 'ConsultationRecorded':
        return event.data.at;
      case 'PatchTestRecorded':
        return event.data.readAt;
      case 'ConsentSigned':
        return event.data.signedAt;
    }
  },

  decide({ type, data }, state, { now }) {
    switch (type) {
      case 'RegisterClient': {
        const { name, phone, email } = { name: data.name.trim(), phone: data.phone.trim(), email: data.email.trim() };
        return (
          unless(
            state.status !== 'unknown' && refusal('ALREADY_EXISTS', 'This client is registered already.'),
            needsName(name, 'A name', 'name'),
            phoneRefusal(phone),
            !isEmail(email) && refusal('EMAIL_INVALID', 'This is not an e-mail address.', 'email'),
            notInFuture(data.dateOfBirth, now.slice(0, 10), 'dateOfBirth', 'Nobody is born in the future.'),
          ) ?? [{ type: 'ClientRegistered', data: { ...data, name, phone, email } }]
        );
      }
      case 'RecordConsultation': {
        if (state.status === 'unknown') return noSuchClient();
        const at = data.at ?? now;
        const contraindications = (data.contraindications ?? []).map((one) => one.trim());
        return (
          unless(
            state.clinicId !== data.clinicId &&
              refusal('WRONG_CLINIC', 'This client is registered at another clinic.', 'clinicId'),
            notInFuture(at, now, 'at', 'A consultation is recorded once it has taken place.'),
            data.hairLoss !== null && needsName(data.hairLoss.stage, 'The stage', ['hairLoss', 'stage']),
            noMore(
              contraindications.length,
              100,
              'At most 100 contraindications are recorded at once.',
              'contraindications',
            ),
            firstOf(contraindications.map((one) => needsName(one, 'A contraindication', 'contraindications'))),
            data.plan !== null &&
              between(data.plan.sessions, [1, 20], ['plan', 'sessions'], 'A plan has 1 to 20 sessions.'),
          ) ?? [{ type: 'ConsultationRecorded', data: { ...data, at, contraindications } }]
        );
      }
      case 'RecordPatchTest': {
        if (state.status === 'unknown') return noSuchClient();
        const [performedAt, readAt] = [data.performedAt ?? now, data.readAt ?? now];
        const pigmentProduct = data.pigmentProduct.trim();
        return (
          unless(
            needsName(pigmentProduct, 'The pigment that was tested', 'pigmentProduct'),
            notInFuture(performedAt, now, 'performedAt', 'A patch test is recorded once it was performed.'),
            notInFuture(readAt, now, 'readAt', 'A patch test is recorded once it was read.'),
            readAt < performedAt &&
              refusal('READ_BEFORE_PERFORMED', 'A patch test is read after it was performed.', 'readAt'),
          ) ?? [{ type: 'PatchTestRecorded', data: { ...data, pigmentProduct, performedAt, readAt } }]
        );
      }
      case 'SignConsent': {
        if (state.status === 'unknown') return noSuchClient();
        const signedAt = data.signedAt ?? now;
        const templateVersion = data.templateVersion.trim();
        return (
          unless(
            needsName(templateVersion, 'The version of the form that was signed', 'templateVersion'),
            notInFuture(signedAt, now, 'signedAt', 'A consent is recorded once it was signed.'),
          ) ?? [{ type: 'ConsentSigned', data: { ...data, templateVersion, signedAt } }]
        );
      }
    }
  },

  evolve(state, event) {
    if (event.type === 'ClientRegistered') {
      const { clientId, ...person } = event.data;
      return { status: 'registered', id: clientId, ...person, consultations: [], patchTests: [], consents: [] };
    }
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'ConsultationRecorded':
        return { ...state, consultations: [...state.consultations, event.data] };
      case 'PatchTestRecorded':
        return { ...state, patchTests: [...state.patchTests, event.data] };
      case 'ConsentSigned':
        return { ...state, consents: [...state.consents, event.data] };
    }
  },
};

const noSuchClient = () => refuse('UNKNOWN', 'There is no such client.', 'clientId');

/**
 * A number as people write one: digits with spaces, dots, dashes, brackets and slashes, a leading plus, perhaps an
 * extension.
 */
function phoneRefusal(phone: string): Refusal | false {
  const plain = comparable(phone);
  if (phone.length > 60 || !/^\+?[\d ().\-/]+((ext\.?|x|#) ?\d{1,8})?$/.test(plain))
    return refusal(
      'PHONE_INVALID',
      'A telephone number is digits, spaces and signs such as + ( ) - /, with "ext" before an extension.',
      'phone',
    );
  const digits = plain.replace(/(ext|x|#).*$/, '').replace(/\D/g, '').length;
  return (digits < 5 || digits > 20) && refusal('TEXT_INVALID', 'A telephone number has 5 to 20 digits.', 'phone');
}

const isEmail = (email: string): boolean =>
  email.length <= 254 && /^[^\p{Z}\p{C}@]+@([^\p{Z}\p{C}@.]+\.)+[^\p{Z}\p{C}@.]+$/u.test(email);
