import { decides } from '@stipple/service';
import { member, worksAt } from '../member/member.decider.js';
import { PublishShift, shift } from './shift.decider.js';

export const shiftHandlers = [
  decides(shift, PublishShift, async ({ data: { memberId, clinicId } }, facts) => {
    return { worksThere: worksAt(await facts.state(member, memberId), clinicId) };
  }),
];
