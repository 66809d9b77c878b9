import { already, command, ignored, type Decider } from '@stipple/event-store';

export class NoteRoom extends command('NoteRoom')<{ roomId: string; clinicId: string; name: string; at: string }> {}
export class NoteRoomHygiene extends command('NoteRoomHygiene')<{
  roomId: string;
  clinicId: string;
  status: string;
  at: string;
}> {}

export type RoomCommand = NoteRoom | NoteRoomHygiene;

// Stored for ever: add, never rename.
export type RoomEvent =
  | { type: 'RoomNoted'; data: { roomId: string; clinicId: string; name: string; at: string } }
  | { type: 'RoomHygieneNoted'; data: { roomId: string; clinicId: string; quarantined: boolean; at: string } };

export interface Room {
  clinicId?: string;
  name?: string;
  quarantined: boolean;
  /** The moment of the newest message about its hygiene. */
  at: string;
}

/** A room of sterilization. Bookings keep its clinic, its name, and whether it is quarantined. */
export const room: Decider<RoomCommand, RoomEvent, Room> = {
  stream: 'room',
  idOf: ({ data }) => data.roomId,
  initial: { quarantined: false, at: '' },
  clinicOf: (state) => state.clinicId,

  decide({ type, data }, state) {
    switch (type) {
      case 'NoteRoom':
        return state.name === data.name ? already() : [{ type: 'RoomNoted', data }];
      case 'NoteRoomHygiene': {
        const quarantined = data.status === 'QUARANTINED';
        if (data.at < state.at) return ignored('Newer news of this room was heard before.');
        if (quarantined === state.quarantined && state.clinicId !== undefined) return already();
        return [
          {
            type: 'RoomHygieneNoted',
            data: { roomId: data.roomId, clinicId: data.clinicId, quarantined, at: data.at },
          },
        ];
      }
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'RoomNoted':
        return { ...state, clinicId: event.data.clinicId, name: event.data.name };
      case 'RoomHygieneNoted':
        return { ...state, clinicId: event.data.clinicId, quarantined: event.data.quarantined, at: event.data.at };
    }
  },
};
