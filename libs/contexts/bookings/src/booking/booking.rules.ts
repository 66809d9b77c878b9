import { refusal, type Claim, type Refusal } from '@stipple/event-store';
import { clock, plusFullDays, plusHours, plusMinutes, spoken } from '@stipple/time';
import type { KnownClient } from '../client/client.decider.js';
import { contraindicationCode, type BookingPolicy } from '../policy.js';
import type { ProcedureTerms } from '../procedure/procedure.decider.js';
import type { Room } from '../room/room.decider.js';
import type { StaffStanding } from '../staff-standing/staff-standing.decider.js';
import { onShift, privilegeProblems } from '../staff-standing/staff-standing.rules.js';

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

/** What a booking's rules look at, as it stands at that moment. */
export interface BookingFacts {
  policy: BookingPolicy;
  /** The clinic's zone; UTC where it is not known yet. */
  timeZone: string;
  procedure: ProcedureTerms | undefined;
  client: KnownClient | undefined;
  room: Room;
  standing: StaffStanding;
  /** The resources of the wished-for appointment that others hold. */
  claimed: readonly string[];
}

/** What is asked for when somebody books or moves a booking. */
export type Wish = Pick<Appointment, 'clinicId' | 'clientId' | 'procedureCode' | 'staffMemberId' | 'roomId' | 'start' | 'mode'>;

/** The appointment that a wish comes to under a procedure's terms. */
export const appointmentOf = (wish: Wish, terms: ProcedureTerms): Appointment => ({
  clinicId: wish.clinicId,
  clientId: wish.clientId,
  procedureCode: wish.procedureCode,
  procedureKind: terms.kind,
  requiresPrivilege: terms.requiresPrivilege,
  requiresConsent: terms.requiresConsent,
  requiresPatchTest: terms.requiresPatchTest,
  staffMemberId: wish.staffMemberId,
  roomId: wish.roomId,
  start: wish.start,
  end: plusMinutes(wish.start, terms.durationMinutes),
  bufferBeforeMinutes: terms.bufferBeforeMinutes,
  bufferAfterMinutes: terms.bufferAfterMinutes,
  healingDays: terms.healingDays,
  mode: wish.mode,
});

/**
 * What an appointment takes of which there is one: staff and room with the buffers around it, the client for its time, and,
 * for a treatment, the client's healing from its start on: two sessions closer than the healing days would overlap there.
 */
export function claimsOf(wished: Appointment): Claim[] {
  const around = { from: plusMinutes(wished.start, -wished.bufferBeforeMinutes), to: plusMinutes(wished.end, wished.bufferAfterMinutes) };
  return [
    { resource: `staff:${wished.staffMemberId}`, during: around },
    ...(wished.mode === 'IN_PERSON' ? [{ resource: `room:${wished.roomId}`, during: around }] : []),
    { resource: `client:${wished.clientId}`, during: { from: wished.start, to: wished.end } },
    ...(wished.procedureKind === 'TREATMENT' && wished.healingDays > 0
      ? [{ resource: `healing:${wished.clientId}:${wished.procedureCode}`, during: { from: wished.start, to: plusFullDays(wished.start, wished.healingDays) } }]
      : []),
  ];
}

/** Every rule that stands in the way of an appointment; see words.md for the codes. */
export function appointmentRefusals(wished: Appointment, terms: ProcedureTerms, facts: BookingFacts, now: string): Refusal[] {
  const { client, room, standing } = facts;
  const when = spoken(wished.start, facts.timeZone);
  const where = room.name ?? 'The room';
  const taken = (resource: string) => facts.claimed.includes(resource);
  const checks: (Refusal | readonly Refusal[] | false)[] = [
    wished.start < now && refusal('IN_THE_PAST', `${when} is in the past.`, 'start'),
    client?.clinicId !== wished.clinicId && refusal('WRONG_CLINIC', 'This client is registered at another clinic.', 'clientId'),
    room.clinicId !== wished.clinicId && refusal('WRONG_CLINIC', `${where} belongs to another clinic.`, 'roomId'),
    !standing.clinics.includes(wished.clinicId) && refusal('WRONG_CLINIC', 'This member of staff does not work at this clinic.', 'staffMemberId'),
    taken(`staff:${wished.staffMemberId}`) && refusal('STAFF_BUSY', `This member of staff is busy with another booking around ${when}.`, 'staffMemberId'),
    wished.mode === 'IN_PERSON' && taken(`room:${wished.roomId}`) && refusal('ROOM_BUSY', `${where} is taken by another booking around ${when}.`, 'roomId'),
    taken(`client:${wished.clientId}`) && refusal('CLIENT_BUSY', `The client has another booking around ${when}.`, 'start'),
    !onShift(Object.values(standing.shifts), wished) && refusal('OUTSIDE_SHIFT', `No published shift of this member of staff covers ${when} to ${clock(wished.end, facts.timeZone)}.`, 'start'),
    terms.requiresPrivilege && privilegeRefusals(wished, terms, facts, now),
    terms.requiresConsultation && consultationRefusals(client, facts.policy),
    terms.requiresPatchTest && patchTestRefusals(wished, client, facts),
    terms.requiresConsent && !(client?.consents ?? []).some((one) => one.procedureCode === wished.procedureCode) && refusal('CONSENT_MISSING', `The client has not signed the consent for ${terms.name}.`, 'clientId'),
    taken(`healing:${wished.clientId}:${wished.procedureCode}`) && refusal('HEALING_INTERVAL', `Between two sessions of ${terms.name} the skin heals for ${terms.healingDays} days; another session is closer to ${when}.`, 'start'),
    wished.mode === 'IN_PERSON' && room.quarantined && refusal('ROOM_QUARANTINED', `${where} is in quarantine.`, 'roomId'),
  ];
  return checks.flatMap((check) => (check ? check : []) as readonly Refusal[]);
}

function privilegeRefusals(wished: Appointment, terms: ProcedureTerms, facts: BookingFacts, now: string): Refusal[] {
  const sentences = {
    NOT_PRIVILEGED: `This member of staff holds no privilege for ${terms.name} on ${spoken(wished.start, facts.timeZone)}.`,
    PRIVILEGE_SUSPENDED: `The privilege of this member of staff for ${terms.name} is suspended.`,
    PRIVILEGE_ENDS_TOO_SOON: `The privilege of this member of staff for ${terms.name} ends before this booking does.`,
  };
  return privilegeProblems(Object.values(facts.standing.privileges), { ...wished, now }).map((code) => refusal(code, sentences[code], 'staffMemberId'));
}

/** The consultation held last decides. Referring somebody elsewhere is no go; contraindications that a GO was given in spite of are its clinician's judgement, unless the policy makes them absolute. */
function consultationRefusals(client: KnownClient | undefined, policy: BookingPolicy): Refusal[] {
  const last = latestBy(client?.consultations ?? [], (one) => one.at);
  if (!last) return [refusal('CONSULTATION_MISSING', 'The client has had no consultation yet.', 'clientId')];
  const found = last.contraindications ?? [];
  const refusals: Refusal[] = [];
  if (last.outcome === 'NO_GO') refusals.push(refusal('CONSULTATION_NO_GO', 'The last consultation decided against treatment.', 'clientId'));
  if (last.outcome === 'REFER') refusals.push(refusal('CONSULTATION_NO_GO', 'The last consultation referred the client elsewhere first.', 'clientId'));
  if (found.length > 0 && (last.outcome !== 'GO' || found.some((one) => policy.absoluteContraindications.includes(contraindicationCode(one)))))
    refusals.push(refusal('CONTRAINDICATED', 'The last consultation found a contraindication.', 'clientId'));
  return refusals;
}

/** The test performed last must not have shown a reaction, and one that was clear lies in the window before the appointment. */
function patchTestRefusals(wished: Appointment, client: KnownClient | undefined, { policy }: BookingFacts): Refusal[] {
  const tests = client?.patchTests ?? [];
  const last = latestBy(tests, (one) => one.performedAt);
  if (!last) return [refusal('PATCH_TEST_MISSING', 'The client has had no patch test.', 'clientId')];
  if (last.result === 'REACTION') return [refusal('PATCH_TEST_REACTION', 'The client reacted to the last patch test.', 'clientId')];
  const inWindow = tests.some((one) => one.result === 'CLEAR' && plusHours(one.performedAt, policy.patchTestMinHours) <= wished.start && plusFullDays(one.performedAt, policy.patchTestMaxDays) >= wished.start);
  if (inWindow) return [];
  return [refusal('PATCH_TEST_OUT_OF_WINDOW', `A patch test is performed between ${policy.patchTestMinHours} hours and ${policy.patchTestMaxDays} days before the session.`, 'start')];
}

/** The entry with the latest moment; of equal ones, the one recorded last. */
const latestBy = <T>(entries: readonly T[], moment: (entry: T) => string): T | undefined =>
  entries.reduce<T | undefined>((latest, entry) => (latest === undefined || moment(entry) >= moment(latest) ? entry : latest), undefined);
