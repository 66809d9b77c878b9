import { decides } from '@stipple/service';
import { member, worksAt } from '../member/member.decider.js';
import { PublishShift, shift, shiftClaim } from './shift.decider.js';

export const shiftHandlers = [
  decides(shift, PublishShift, async ({ data: { shiftId, memberId, clinicId, start, end } }, facts) => {
    const [person, held] = await Promise.all([facts.state(member, memberId), start < end ? facts.claimed([shiftClaim(memberId, start, end)], `${shift.stream}-${shiftId}`) : []]);
    return { worksThere: worksAt(person, clinicId), busy: held.length > 0 };
  }),
];
