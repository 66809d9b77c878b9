import { decides } from '@stipple/service';
import { NoteMember, NoteMembershipEnded, NotePrivilege, NoteShift, staffStanding } from './staff-standing.decider.js';

export const staffStandingHandlers = [
  decides(staffStanding, NoteMember),
  decides(staffStanding, NotePrivilege),
  decides(staffStanding, NoteShift),
  decides(staffStanding, NoteMembershipEnded),
];
