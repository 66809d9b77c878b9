import { found, handlerFor } from '@stipple/service';
import { member } from '../member/member.decider.js';
import { notAt } from '../member/member.state.js';
import { PublishShift, shift } from './shift.decider.js';

export const shiftHandlers = [
  handlerFor(shift, PublishShift, async ({ data: { memberId, clinicId } }, facts) => {
    const person = await facts.state(member, memberId);
    return { notThere: notAt(found(person.status === 'unknown' ? undefined : person, 'staff member'), clinicId) };
  }),
];
