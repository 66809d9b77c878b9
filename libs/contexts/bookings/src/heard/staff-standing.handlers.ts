import { handlerFor } from '@stipple/service';
import { NoteMember, NoteMembershipEnded, NotePrivilege, NoteShift, staffStanding } from './staff-standing.decider.js';

export const staffStandingHandlers = [
  handlerFor(staffStanding, NoteMember),
  handlerFor(staffStanding, NotePrivilege),
  handlerFor(staffStanding, NoteShift),
  handlerFor(staffStanding, NoteMembershipEnded),
];
