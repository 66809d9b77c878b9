import { acting, type Facts } from '@stipple/event-store';
import { handlerFor } from '@stipple/service';
import { leaveClinic } from '../standing/standing.handlers.js';
import { LeaveClinic } from '../standing/standing.decider.js';
import { administration, RemoveAdministrator } from './administration.decider.js';
import {
  AcceptInvitation,
  AcceptMembership,
  AppointAdministrator,
  ChangePassword,
  ChangeRoles,
  EndAdministration,
  EndMembership,
  HireStaff,
  IssuePasswordReset,
  member,
  ResetPassword,
  SignOutEverywhere,
  weaknessFor,
  type Hashed,
} from './member.decider.js';
import { invites, resets, type Member } from './member.state.js';
import { hashPassword, isPassword } from './password-hash.js';
import type { Unsaid } from './password.js';

/** The hash of a password that will be taken: hashing costs too much to be done for what is refused anyway. */
async function hashed(state: Member, password: Unsaid): Promise<Hashed> {
  return {
    passwordHash: weaknessFor(state, password) === undefined ? await hashPassword(password.reveal()) : undefined,
  };
}
const notHashed: Hashed = { passwordHash: undefined };

/** Whether somebody other than this person administers the installation and can sign in. */
async function administrators(memberId: string, facts: Facts): Promise<{ administers: boolean; others: boolean }> {
  const rows = await facts.rows<{ resource: string }>(
    `select resource from claims where resource >= 'administrator:' and resource < 'administrator;' limit 1000`,
    [],
  );
  const itself = `administrator:${memberId}`;
  return {
    administers: rows.some(({ resource }) => resource === itself),
    others: rows.some(({ resource }) => resource !== itself),
  };
}

const endAdministration = handlerFor(member, EndAdministration);

export const memberHandlers = [
  handlerFor(member, HireStaff),
  handlerFor(member, AcceptMembership),
  handlerFor(member, ChangeRoles),
  handlerFor(
    member,
    EndMembership,
    async ({ data }, facts) => ({
      lastAdministrator: !(await administrators(data.memberId, facts)).others,
    }),
    (events) =>
      Promise.resolve(
        events.flatMap(({ type, data }) =>
          type === 'MembershipEnded'
            ? [[leaveClinic, new LeaveClinic({ memberId: data.memberId, clinicId: data.clinicId })] as const]
            : [],
        ),
      ),
  ),
  handlerFor(member, AppointAdministrator),
  endAdministration,
  handlerFor(
    administration,
    RemoveAdministrator,
    ({ data }, facts) => administrators(data.memberId, facts),
    (events) =>
      Promise.resolve(
        events.map(
          ({ data: { memberId, reason } }) =>
            [endAdministration, new EndAdministration({ memberId, reason: reason ?? '' })] as const,
        ),
      ),
  ),
  handlerFor(member, AcceptInvitation, async ({ data }, facts) => {
    const state = await facts.state(member, data.memberId);
    return invites(state, data.number, acting().now) ? hashed(state, data.password) : notHashed;
  }),
  handlerFor(member, ChangePassword, async ({ data }, facts) => {
    const state = await facts.state(member, data.memberId);
    const currentIsRight = await isPassword(
      data.current.reveal(),
      state.status === 'active' ? state.passwordHash : undefined,
    );
    return { currentIsRight, ...(currentIsRight ? await hashed(state, data.password) : notHashed) };
  }),
  handlerFor(member, IssuePasswordReset),
  handlerFor(member, ResetPassword, async ({ data }, facts) => {
    const state = await facts.state(member, data.memberId);
    return resets(state, data.number, acting().now) ? hashed(state, data.password) : notHashed;
  }),
  handlerFor(member, SignOutEverywhere),
];
