import { Injectable } from '@nestjs/common';
import { Reads } from '@stipple/service';
import { stateView } from '../state-view.js';
import { room, type Room } from './room.decider.js';

export interface RoomRow {
  id: string;
  clinic_id: string;
  name: string;
  state: Room;
}

/** The rooms and how clean they are. */
export const rooms = stateView({
  name: 'rooms',
  decider: room,
  columns: { id: 'text', clinic_id: 'text', name: 'text', state: 'jsonb' },
  indexes: ['(clinic_id, name)'],
  types: {
    RoomAdded: true,
    RoomCleaningStarted: true,
    DisinfectantApplied: true,
    RoomReleased: true,
    RoomQuarantined: true,
    RoomReopened: true,
    RoomOccupied: true,
    RoomVacated: true,
  },
  row: (id, state): RoomRow => ({
    id,
    clinic_id: state.status === 'unknown' ? '' : state.clinicId,
    name: state.status === 'unknown' ? '' : state.name,
    state,
  }),
});

@Injectable()
export class Rooms {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(RoomRow | undefined)[]> {
    return this.reads.byKey<RoomRow>('select * from rooms where id = any ($1)', ids, (row) => row.id);
  }

  /** By name, a thousand at most. */
  of(clinicId: string): Promise<RoomRow[]> {
    return this.reads.rows<RoomRow>('select * from rooms where clinic_id = $1 order by name, id limit 1000', [
      clinicId,
    ]);
  }
}
