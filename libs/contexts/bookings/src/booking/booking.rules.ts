import { refusal, type Claim, type Refusal } from '@stipple/event-store';
import { canonicalCode } from '@stipple/text';
import { clock, plusFullDays, plusHours, plusMinutes, spoken } from '@stipple/time';
import type { KnownClient } from '../client/client.decider.js';
import { contraindicationCode, type BookingPolicy } from '../policy.js';
import type { ProcedureTerms } from '../procedure/procedure.decider.js';
import type { Room } from '../heard/room.decider.js';
import type { StaffStanding } from '../heard/staff-standing.decider.js';
import { onShift, privilegeProblems } from '../heard/staff-standing.rules.js';

export type BookingMode = 'IN_PERSON' | 'VIDEO';

/** A place in somebody's day: who, what, where, when. */
export interface Appointment {
  clinicId: string;
  clientId: string;
  procedureCode: string;
  procedureKind: ProcedureTerms['kind'];
  requiresPrivilege: boolean;
  requiresConsent: boolean;
  requiresPatchTest: boolean;
  staffMemberId: string;
  roomId: string;
  start: string;
  end: string;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  healingDays: number;
  mode: BookingMode;
}

/** Facts for a booking's rules, read when the command is given. */
export interface BookingFacts {
  policy: BookingPolicy;
  /** The clinic's zone; UTC where it is not known yet. */
  timeZone: string;
  procedure: ProcedureTerms | undefined;
  client: KnownClient | undefined;
  room: Room;
  standing: StaffStanding;
  /** Resources of the wished-for appointment that other bookings hold. */
  claimed: readonly string[];
}

/** The part of an appointment that the desk chooses. The rest follows from the procedure. */
export type AppointmentRequest = Pick<
  Appointment,
  'clinicId' | 'clientId' | 'procedureCode' | 'staffMemberId' | 'roomId' | 'start' | 'mode'
>;

/** The appointment that a request makes under a procedure's terms. */
export const appointmentOf = (request: AppointmentRequest, terms: ProcedureTerms): Appointment => ({
  clinicId: request.clinicId,
  clientId: request.clientId,
  procedureCode: request.procedureCode,
  procedureKind: terms.kind,
  requiresPrivilege: terms.requiresPrivilege,
  requiresConsent: terms.requiresConsent,
  requiresPatchTest: terms.requiresPatchTest,
  staffMemberId: request.staffMemberId,
  roomId: request.roomId,
  start: request.start,
  end: plusMinutes(request.start, terms.durationMinutes),
  bufferBeforeMinutes: terms.bufferBeforeMinutes,
  bufferAfterMinutes: terms.bufferAfterMinutes,
  healingDays: terms.healingDays,
  mode: request.mode,
});

/**
 * Exclusive resources of an appointment: staff and room with the buffers around it, and the client for its time. A
 * treatment also takes the client's healing from its start on, so that two sessions closer than the healing days overlap.
 */
export function claimsOf(wished: Appointment): Claim[] {
  const around = {
    from: plusMinutes(wished.start, -wished.bufferBeforeMinutes),
    to: plusMinutes(wished.end, wished.bufferAfterMinutes),
  };
  return [
    { resource: `staff:${wished.staffMemberId}`, during: around },
    ...(wished.mode === 'IN_PERSON' ? [{ resource: `room:${wished.roomId}`, during: around }] : []),
    { resource: `client:${wished.clientId}`, during: { from: wished.start, to: wished.end } },
    ...(wished.procedureKind === 'TREATMENT' && wished.healingDays > 0
      ? [
          {
            resource: `healing:${wished.clientId}:${wished.procedureCode}`,
            during: { from: wished.start, to: plusFullDays(wished.start, wished.healingDays) },
          },
        ]
      : []),
  ];
}

/** The person or thing that a rule looks at. */
type Subject = 'client' | 'member of staff' | 'room';

/**
 * The subjects that are not this clinic's, each with its refusal. Nothing else may be said of them, for the rest belongs
 * to another clinic.
 */
function strangers({ clinicId }: Appointment, { client, room, standing }: BookingFacts): Map<Subject, Refusal> {
  const found: [Subject, boolean, Refusal][] = [
    [
      'client',
      client?.clinicId === clinicId,
      refusal('WRONG_CLINIC', 'This client is registered at another clinic.', 'clientId'),
    ],
    ['room', room.clinicId === clinicId, refusal('WRONG_CLINIC', 'This room belongs to another clinic.', 'roomId')],
    [
      'member of staff',
      standing.clinics.includes(clinicId),
      refusal('WRONG_CLINIC', 'This member of staff does not work at this clinic.', 'staffMemberId'),
    ],
  ];
  return new Map(found.flatMap(([subject, belongs, refused]) => (belongs ? [] : [[subject, refused] as const])));
}

/**
 * Every rule that stands in the way of an appointment; docs/glossary.md lists the codes. Of a client, a room or a member
 * of staff of another clinic it says nothing but that.
 */
export function appointmentRefusals(
  wished: Appointment,
  terms: ProcedureTerms,
  facts: BookingFacts,
  now: string,
): Refusal[] {
  const { client, room, standing } = facts;
  const elsewhere = strangers(wished, facts);
  const when = spoken(wished.start, facts.timeZone);
  const where = room.name ?? 'The room';
  const taken = (resource: string) => facts.claimed.includes(resource);
  const inPerson = wished.mode === 'IN_PERSON';
  const checks: [Subject | 'nobody', Refusal | readonly Refusal[] | false][] = [
    ['nobody', wished.start < now && refusal('IN_THE_PAST', `${when} is in the past.`, 'start')],
    ['nobody', [...elsewhere.values()]],
    [
      'member of staff',
      taken(`staff:${wished.staffMemberId}`) &&
        refusal('STAFF_BUSY', `This member of staff is busy with another booking around ${when}.`, 'staffMemberId'),
    ],
    [
      'room',
      inPerson &&
        taken(`room:${wished.roomId}`) &&
        refusal('ROOM_BUSY', `${where} is taken by another booking around ${when}.`, 'roomId'),
    ],
    [
      'client',
      taken(`client:${wished.clientId}`) &&
        refusal('CLIENT_BUSY', `The client has another booking around ${when}.`, 'start'),
    ],
    [
      'member of staff',
      !onShift(Object.values(standing.shifts), wished) &&
        refusal(
          'OUTSIDE_SHIFT',
          `No published shift of this member of staff covers ${when} to ${clock(wished.end, facts.timeZone)}.`,
          'start',
        ),
    ],
    ['member of staff', terms.requiresPrivilege && privilegeRefusals(wished, terms, facts, now)],
    ['client', terms.requiresConsultation && consultationRefusals(client, facts.policy)],
    ['client', terms.requiresPatchTest && patchTestRefusals(wished, client, facts)],
    ['client', terms.requiresConsent && consentRefusal(wished, terms, client)],
    [
      'client',
      taken(`healing:${wished.clientId}:${wished.procedureCode}`) &&
        refusal(
          'HEALING_INTERVAL',
          `The skin heals for ${terms.healingDays} days; another session of ${terms.name} is closer to ${when}.`,
          'start',
        ),
    ],
    ['room', inPerson && room.quarantined && refusal('ROOM_QUARANTINED', `${where} is in quarantine.`, 'roomId')],
  ];
  return checks
    .filter(([subject]) => subject === 'nobody' || !elsewhere.has(subject))
    .flatMap(([, check]) => (check ? check : []) as readonly Refusal[]);
}

const consentRefusal = (wished: Appointment, terms: ProcedureTerms, client: KnownClient | undefined): Refusal | false =>
  !(client?.consents ?? []).some((one) => canonicalCode(one.procedureCode) === canonicalCode(wished.procedureCode)) &&
  refusal('CONSENT_MISSING', `The client has not signed the consent for ${terms.name}.`, 'clientId');

function privilegeRefusals(wished: Appointment, terms: ProcedureTerms, facts: BookingFacts, now: string): Refusal[] {
  const when = spoken(wished.start, facts.timeZone);
  const sentences = {
    NOT_PRIVILEGED: `This member of staff holds no privilege for ${terms.name} on ${when}.`,
    PRIVILEGE_SUSPENDED: `The privilege of this member of staff for ${terms.name} is suspended.`,
    PRIVILEGE_ENDS_TOO_SOON: `The privilege of this member of staff for ${terms.name} ends before this booking does.`,
  };
  return privilegeProblems(Object.values(facts.standing.privileges), { ...wished, now }).map((code) =>
    refusal(code, sentences[code], 'staffMemberId'),
  );
}

/**
 * The last consultation decides. A referral counts as a no. A clinician may say GO in spite of contraindications, unless
 * the policy makes them absolute. An erased consultation counts as none.
 */
function consultationRefusals(client: KnownClient | undefined, policy: BookingPolicy): Refusal[] {
  const last = latestBy(client?.consultations ?? [], (one) => one.at);
  if (!last) return [refusal('CONSULTATION_MISSING', 'The client has had no consultation yet.', 'clientId')];
  const { outcome, contraindications: found } = last;
  if (outcome === null || found === null)
    return [
      refusal('CONSULTATION_MISSING', 'What the last consultation came to was erased with the client.', 'clientId'),
    ];
  const refusals: Refusal[] = [];
  if (outcome === 'NO_GO')
    refusals.push(refusal('CONSULTATION_NO_GO', 'The last consultation decided against treatment.', 'clientId'));
  if (outcome === 'REFER')
    refusals.push(
      refusal('CONSULTATION_NO_GO', 'The last consultation referred the client elsewhere first.', 'clientId'),
    );
  const absolute = new Set(policy.absoluteContraindications.map(contraindicationCode));
  if (found.length > 0 && (outcome !== 'GO' || found.some((one) => absolute.has(contraindicationCode(one)))))
    refusals.push(refusal('CONTRAINDICATED', 'The last consultation found a contraindication.', 'clientId'));
  return refusals;
}

/**
 * The last test must not have shown a reaction, and a clear one has to lie in the window before the appointment. A test
 * whose result was erased counts as none.
 */
function patchTestRefusals(wished: Appointment, client: KnownClient | undefined, { policy }: BookingFacts): Refusal[] {
  const tests = client?.patchTests ?? [];
  const last = latestBy(tests, (one) => one.performedAt);
  if (!last) return [refusal('PATCH_TEST_MISSING', 'The client has had no patch test.', 'clientId')];
  if (last.result === null)
    return [refusal('PATCH_TEST_MISSING', 'What the last patch test showed was erased with the client.', 'clientId')];
  if (last.result === 'REACTION')
    return [refusal('PATCH_TEST_REACTION', 'The client reacted to the last patch test.', 'clientId')];
  const counts = (performedAt: string): boolean =>
    plusHours(performedAt, policy.patchTestMinHours) <= wished.start &&
    plusFullDays(performedAt, policy.patchTestMaxDays) >= wished.start;
  if (tests.some((one) => one.result === 'CLEAR' && counts(one.performedAt))) return [];
  return [
    refusal(
      'PATCH_TEST_OUT_OF_WINDOW',
      `A patch test is done ${policy.patchTestMinHours} hours to ${policy.patchTestMaxDays} days before the session.`,
      'start',
    ),
  ];
}

/** The entry with the latest moment. Of equal moments, the one recorded last. */
const latestBy = <T>(entries: readonly T[], moment: (entry: T) => string): T | undefined =>
  entries.reduce<T | undefined>(
    (latest, entry) => (latest === undefined || moment(entry) >= moment(latest) ? entry : latest),
    undefined,
  );
