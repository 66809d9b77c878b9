import { decides } from '@stipple/service';
import { AcceptInvitation, AppointAdministrator, HireStaff, member } from './member.decider.js';
import { hashPassword } from './password-hash.js';

export const memberHandlers = [
  decides(member, HireStaff),
  decides(member, AppointAdministrator),
  decides(member, AcceptInvitation, async ({ data }) => ({ passwordHash: await hashPassword(data.password.reveal()) })),
];
