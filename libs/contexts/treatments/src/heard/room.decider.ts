import { already, command, type Decider } from '@stipple/event-store';

export class NoteRoom extends command('NoteRoom')<{ roomId: string; clinicId: string; name: string }> {}
export class NoteRoomHygiene extends command('NoteRoomHygiene')<{ roomId: string; clinicId: string; status: string }> {}

// Stored for ever: add, never rename.
export type KnownRoomEvent =
  | { type: 'RoomNoted'; data: { roomId: string; clinicId: string; name: string } }
  | { type: 'RoomHygieneNoted'; data: { roomId: string; clinicId: string; status: string } };

export interface KnownRoom {
  clinicId?: string;
  name?: string;
  /** As words.md names a room's hygiene; a room that nothing was heard of is DIRTY. */
  status: string;
}

/** A room's hygiene is what was told last; messages about one room come in order. */
export const knownRoom: Decider<NoteRoom | NoteRoomHygiene, KnownRoomEvent, KnownRoom> = {
  stream: 'room',
  idOf: ({ data }) => data.roomId,
  initial: { status: 'DIRTY' },
  clinicOf: (state) => state.clinicId,
  decide({ type, data }, state) {
    switch (type) {
      case 'NoteRoom':
        return state.name === data.name ? already() : [{ type: 'RoomNoted', data }];
      case 'NoteRoomHygiene':
        return state.clinicId === data.clinicId && state.status === data.status
          ? already()
          : [{ type: 'RoomHygieneNoted', data }];
    }
  },
  evolve(state, { type, data }) {
    switch (type) {
      case 'RoomNoted':
        return { ...state, clinicId: data.clinicId, name: data.name };
      case 'RoomHygieneNoted':
        return { ...state, clinicId: data.clinicId, status: data.status };
    }
  },
};
