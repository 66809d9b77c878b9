import { Injectable } from '@nestjs/common';
import { view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { room } from './room.decider.js';

export interface RoomRow {
  id: string;
  clinic_id: string;
  name: string | null;
  quarantined: boolean;
}

/** The rooms in which a booking can take place. */
export const rooms = view<RoomRow, typeof room>({
  name: 'rooms',
  key: 'id',
  columns: { id: 'text', clinic_id: 'text', name: 'text', quarantined: 'boolean' },
  indexes: ['(clinic_id)'],
  on: {
    RoomNoted: (row, { data }) => ({
      quarantined: false,
      ...row,
      id: data.roomId,
      clinic_id: data.clinicId,
      name: data.name,
    }),
    RoomHygieneNoted: (row, { data }) => ({
      name: null,
      ...row,
      id: data.roomId,
      clinic_id: data.clinicId,
      quarantined: data.quarantined,
    }),
  },
});

@Injectable()
export class Rooms {
  constructor(private readonly reads: Reads) {}

  ofClinic(clinicId: string): Promise<RoomRow[]> {
    return this.reads.rows<RoomRow>('select * from rooms where clinic_id = $1 order by name, id', [clinicId]);
  }

  byId(ids: readonly string[]): Promise<RoomRow[]> {
    return this.reads.rows<RoomRow>('select * from rooms where id = any ($1)', [ids]);
  }
}
