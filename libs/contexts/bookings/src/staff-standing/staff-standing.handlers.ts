import { decides } from '@stipple/service';
import { NoteMember, NotePrivilege, NoteShift, staffStanding } from './staff-standing.decider.js';

export const staffStandingHandlers = [decides(staffStanding, NoteMember), decides(staffStanding, NotePrivilege), decides(staffStanding, NoteShift)];
