import { acting, own, type Facts } from '@stipple/event-store';
import { found, handlerFor } from '@stipple/service';
import { clinic } from '../clinic/clinic.decider.js';
import { member } from '../member/member.decider.js';
import { notAt, openedBy } from '../member/member.state.js';
import { procedure, procedureId } from '../heard/procedure.decider.js';
import {
  ClaimCredential,
  GrantPrivilege,
  LeaveClinic,
  LiftSuspension,
  RevokeCredential,
  standing,
  SuspendPrivilege,
  VerifyCredential,
  type HolderFacts,
} from './standing.decider.js';

async function factsAbout(memberId: string, facts: Facts): Promise<HolderFacts> {
  const [person, other] = await Promise.all([facts.state(member, memberId), facts.state(member, acting().actor.id)]);
  const clinics = person.status === 'unknown' ? [] : Object.keys(person.roles);
  const zones = (await Promise.all(clinics.map((id) => facts.state(clinic, id)))).flatMap((one) =>
    one.status === 'unknown' ? [] : [one.timeZone],
  );
  const [timeZone, ...others] = [...new Set(zones)];
  return {
    timeZone: timeZone === undefined || others.length > 0 ? 'UTC' : timeZone,
    clinics,
    openedOther: openedBy(person, other) || openedBy(other, person),
    openedByHolder: openedBy(other, person),
  };
}

const about = ({ data }: { data: { memberId: string } }, facts: Facts): Promise<HolderFacts> =>
  factsAbout(data.memberId, facts);

/** What follows here from the end of a membership. */
export const leaveClinic = handlerFor(standing, LeaveClinic);

export const standingHandlers = [
  handlerFor(standing, ClaimCredential, about),
  handlerFor(standing, VerifyCredential, about),
  handlerFor(standing, RevokeCredential, about),
  handlerFor(
    standing,
    GrantPrivilege,
    async ({ data: { memberId, clinicId, procedureCode, credentialIds } }, facts) => {
      const [known, person, offered, { credentials }] = await Promise.all([
        factsAbout(memberId, facts),
        facts.state(member, memberId, { guarded: true }),
        facts.state(procedure, procedureId(clinicId, procedureCode)),
        facts.state(standing, memberId),
      ]);
      found(person.status === 'unknown' ? undefined : person, 'staff member');
      for (const id of credentialIds) found(own(credentials, id), 'credential of this person');
      return { ...known, notThere: notAt(person, clinicId), procedureCode: offered.code };
    },
  ),
  handlerFor(standing, SuspendPrivilege),
  handlerFor(standing, LiftSuspension, about),
  leaveClinic,
];
