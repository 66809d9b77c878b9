import { decides } from '@stipple/service';
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
  decides(room, AddRoom),
  decides(room, StartTurnover),
  decides(room, ApplyDisinfectant),
  decides(room, ReleaseRoom),
  decides(room, QuarantineRoom),
  decides(room, ReopenRoom),
  decides(room, OccupyRoom),
  decides(room, VacateRoom),
];
