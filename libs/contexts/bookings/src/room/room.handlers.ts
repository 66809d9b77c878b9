import { decides } from '@stipple/service';
import { NoteRoom, NoteRoomHygiene, room } from './room.decider.js';

export const roomHandlers = [decides(room, NoteRoom), decides(room, NoteRoomHygiene)];
