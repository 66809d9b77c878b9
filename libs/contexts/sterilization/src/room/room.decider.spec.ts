import { describe, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
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
  type RoomEvent,
} from './room.decider.js';

const given = specify(room, {});
const of = { roomId: 'r1', clinicId: 'c1' };
const on = { roomId: 'r1' };
const at = (minute: number) => `2026-06-15T11:${String(minute).padStart(2, '0')}:00.000Z`;
const added: RoomEvent = { type: 'RoomAdded', data: { ...of, name: 'Room 1', at: at(0) } };
const cleaning: RoomEvent = { type: 'RoomCleaningStarted', data: { ...of, at: at(1) } };
const applied: RoomEvent = {
  type: 'DisinfectantApplied',
  data: { ...of, product: 'Surfa', lot: 'L1', contactSeconds: 300, at: at(10) },
};
const ready: RoomEvent = { type: 'RoomReleased', data: { ...of, at: at(20) } };
const occupied: RoomEvent = { type: 'RoomOccupied', data: { ...of, treatmentId: 't1', at: at(30) } };
const quarantined: RoomEvent = { type: 'RoomQuarantined', data: { ...of, reason: 'leak', at: at(40) } };
const apply = new ApplyDisinfectant({ ...on, product: 'Surfa', lot: 'L1', contactSeconds: 300 });

describe('a room', () => {
  it('is added with a name', () => {
    given()
      .when(new AddRoom({ ...of, name: ' Room 1 ' }))
      .then({ type: 'RoomAdded', data: { ...of, name: 'Room 1', at: noon } });
    given()
      .when(new AddRoom({ ...of, name: ' ' }))
      .refuses('NAME_MISSING');
    given(added)
      .when(new AddRoom({ ...of, name: 'Room 1' }))
      .refuses('ALREADY_EXISTS');
  });
  it('is cleaned while it is dirty', () => {
    given(added)
      .when(new StartTurnover(on))
      .then({ type: 'RoomCleaningStarted', data: { ...of, at: noon } });
    given(added, cleaning).when(new StartTurnover(on)).isSo();
    given(added, cleaning, applied, ready).when(new StartTurnover(on)).refuses('WRONG_STATUS');
  });
  it('is disinfected after it was cleaned, with a product and its lot', () => {
    given(added).when(apply).refuses('WRONG_STATUS');
    given(added, cleaning)
      .when(apply)
      .then({
        type: 'DisinfectantApplied',
        data: { ...of, product: 'Surfa', lot: 'L1', contactSeconds: 300, at: noon },
      });
    given(added)
      .when(
        new ApplyDisinfectant({
          ...on,
          product: '',
          lot: '',
          contactSeconds: 0,
          appliedAt: '2026-06-15T12:00:00.001Z',
        }),
      )
      .refuses('WRONG_STATUS', 'PRODUCT_MISSING', 'LOT_MISSING', 'OUT_OF_RANGE', 'IN_THE_FUTURE');
  });
  it('is released once the disinfectant has stood', () => {
    given(added, cleaning, applied)
      .when(new ReleaseRoom({ ...on, at: '2026-06-15T11:14:59.999Z' }))
      .refuses('CONTACT_TIME_SHORT');
    given(added, cleaning, applied)
      .when(new ReleaseRoom({ ...on, at: at(15) }))
      .then({ type: 'RoomReleased', data: { ...of, at: at(15) } });
    given(added, cleaning).when(new ReleaseRoom(on)).refuses('WRONG_STATUS');
    given(added, cleaning, applied)
      .when(new ReleaseRoom({ ...on, at: '2026-06-15T13:00:00.000Z' }))
      .refuses('IN_THE_FUTURE');
    given(added, cleaning, applied, ready).when(new ReleaseRoom(on)).isSo();
  });
  it('is occupied by a treatment and dirty after it', () => {
    given(added, cleaning, applied, ready)
      .when(new OccupyRoom({ ...on, treatmentId: 't1', at: at(30) }))
      .then(occupied);
    given(added, occupied)
      .when(new VacateRoom({ ...on, treatmentId: 't1', at: at(50) }))
      .then({ type: 'RoomVacated', data: { ...of, treatmentId: 't1', at: at(50) } });
    given(added, occupied)
      .when(new VacateRoom({ ...on, treatmentId: 't0', at: at(50) }))
      .ignores('Another treatment goes on in Room 1 by now.');
    given()
      .when(new OccupyRoom({ ...on, treatmentId: 't1', at: at(30) }))
      .ignores('There is no such room here.');
  });
  it('stays in quarantine until it is reopened, whatever happens in it', () => {
    given(added, occupied)
      .when(new QuarantineRoom({ ...on, reason: 'leak' }))
      .then({ type: 'RoomQuarantined', data: { ...of, reason: 'leak', at: noon } });
    given(added)
      .when(new QuarantineRoom({ ...on, reason: ' ' }))
      .refuses('REASON_MISSING');
    given(added, quarantined)
      .when(new VacateRoom({ ...on, treatmentId: 't1', at: at(50) }))
      .ignores('Room 1 is in quarantine, which outlasts a treatment.');
    given(added, quarantined)
      .when(new ReopenRoom({ ...on, reason: 'repaired' }))
      .then({ type: 'RoomReopened', data: { ...of, reason: 'repaired', at: noon } });
    given(added)
      .when(new ReopenRoom({ ...on, reason: '' }))
      .refuses('WRONG_STATUS', 'REASON_MISSING');
  });
});
