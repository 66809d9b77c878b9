import { handlerFor } from '@stipple/service';
import {
  AddRoom,
  ApplyDisinfectant,
  OccupyRoom,
  QuarantineRoom,
  ReleaseRoom,
  ReopenRoom,
  room,
  StartTurnover,
  VacateRoom,
} from './room.decider.js';

export const roomHandlers = [
  handlerFor(room, AddRoom),
  handlerFor(room, StartTurnover),
  handlerFor(room, ApplyDisinfectant),
  handlerFor(room, ReleaseRoom),
  handlerFor(room, QuarantineRoom),
  handlerFor(room, ReopenRoom),
  handlerFor(room, OccupyRoom),
  handlerFor(room, VacateRoom),
];
