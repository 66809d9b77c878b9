import { describe, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import { plusHours } from '@stipple/time';
import { NoteRoom, NoteRoomHygiene, room, type RoomEvent } from './room.decider.js';

const given = specify(room, {});
const known = { roomId: 'r1', clinicId: 'c1', name: 'Room 1', at: noon };
const noted: RoomEvent = { type: 'RoomNoted', data: known };
const quarantined: RoomEvent = {
  type: 'RoomHygieneNoted',
  data: { roomId: 'r1', clinicId: 'c1', quarantined: true, at: noon },
};
const hygiene = (status: string, at = noon) => new NoteRoomHygiene({ roomId: 'r1', clinicId: 'c1', status, at });

describe('a room as bookings know it', () => {
  it('is noted once', () => {
    given().when(new NoteRoom(known)).then(noted);
    given(noted).when(new NoteRoom(known)).isSo();
  });
  it('goes into quarantine and comes out of it', () => {
    given(noted).when(hygiene('QUARANTINED')).then(quarantined);
    given(noted, quarantined)
      .when(hygiene('DIRTY'))
      .then({ type: 'RoomHygieneNoted', data: { roomId: 'r1', clinicId: 'c1', quarantined: false, at: noon } });
  });
  it('is none the different for being dirty', () => given(noted).when(hygiene('DIRTY')).isSo());
  it('is not changed by older news', () =>
    given(noted, quarantined)
      .when(hygiene('DIRTY', plusHours(noon, -1)))
      .ignores('Newer news of this room was heard before.'));
});
