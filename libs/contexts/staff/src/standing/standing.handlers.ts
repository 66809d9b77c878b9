import type { Facts } from '@stipple/event-store';
import { decides } from '@stipple/service';
import { clinic } from '../clinic/clinic.decider.js';
import { member, worksAt } from '../member/member.decider.js';
import { ClaimCredential, GrantPrivilege, LiftSuspension, RevokeCredential, standing, SuspendPrivilege, VerifyCredential, type StandingFacts } from './standing.decider.js';

async function factsAbout(memberId: string, clinicId: string | undefined, facts: Facts): Promise<StandingFacts> {
  const person = await facts.state(member, memberId);
  const clinics = await Promise.all(Object.keys(person.status === 'unknown' ? {} : person.roles).map((id) => facts.state(clinic, id)));
  const [timeZone, ...others] = [...new Set(clinics.flatMap((one) => (one.status === 'unknown' ? [] : [one.timeZone])))];
  return { timeZone: timeZone === undefined || others.length > 0 ? 'UTC' : timeZone, worksThere: clinicId !== undefined && worksAt(person, clinicId) };
}

export const standingHandlers = [
  decides(standing, ClaimCredential, ({ data }, facts) => factsAbout(data.memberId, undefined, facts)),
  decides(standing, VerifyCredential),
  decides(standing, RevokeCredential),
  decides(standing, GrantPrivilege, ({ data }, facts) => factsAbout(data.memberId, data.clinicId, facts)),
  decides(standing, SuspendPrivilege),
  decides(standing, LiftSuspension),
];
