import { handlerFor } from '@stipple/service';
import { NoteRoom, NoteRoomHygiene, room } from './room.decider.js';

export const roomHandlers = [handlerFor(room, NoteRoom), handlerFor(room, NoteRoomHygiene)];
