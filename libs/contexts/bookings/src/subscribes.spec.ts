import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { staff, sterilization, treatments, type Contract } from '@stipple/contracts';
import type { Command } from '@stipple/event-store';
import { subscribes } from './subscribes.js';

const time = '2026-06-15T12:00:00.000Z';
const sample = (contract: Contract): Record<string, unknown> => JSON.parse(readFileSync(path.join(import.meta.dirname, `../../../contracts/samples/${contract.type}.json`), 'utf8')) as Record<string, unknown>;
const heard = (contract: Contract, data: Record<string, unknown>): { type: string; data: object }[] => {
  expect(contract.problem(data)).toBeUndefined();
  const hearing = subscribes.find((one) => one.contract.type === contract.type);
  return (hearing?.commands({ id: 'm1', type: contract.type, subject: 's', time, data }) ?? []).map(({ type, data: given }: Command) => ({ type, data: given }));
};

describe('on hearing', () => {
  it('of a clinic, notes its zone', () => expect(heard(staff.clinicOpened, sample(staff.clinicOpened))).toEqual([{ type: 'NoteClinic', data: { clinicId: sample(staff.clinicOpened)['clinicId'], timeZone: 'Asia/Bangkok' } }]));
  it('of somebody hired, notes where', () => {
    const { staffMemberId, clinicId } = sample(staff.memberHired);
    expect(heard(staff.memberHired, sample(staff.memberHired))).toEqual([{ type: 'NoteMember', data: { staffMemberId, clinicId } }]);
  });
  it('of a privilege, notes it with its time', () => expect(heard(staff.privilegeChanged, sample(staff.privilegeChanged))).toEqual([{ type: 'NotePrivilege', data: { ...sample(staff.privilegeChanged), at: time } }]));
  it('of a shift, notes it with its time', () => expect(heard(staff.shiftPublished, sample(staff.shiftPublished))).toEqual([{ type: 'NoteShift', data: { ...sample(staff.shiftPublished), at: time } }]));
  it('of a room, notes it', () => expect(heard(sterilization.roomAdded, { roomId: 'r1', clinicId: 'c1', name: 'Room 1' })).toEqual([{ type: 'NoteRoom', data: { roomId: 'r1', clinicId: 'c1', name: 'Room 1', at: time } }]));
  it("of a room's hygiene, notes it", () =>
    expect(heard(sterilization.roomHygieneChanged, { roomId: 'r1', clinicId: 'c1', status: 'QUARANTINED' })).toEqual([{ type: 'NoteRoomHygiene', data: { roomId: 'r1', clinicId: 'c1', status: 'QUARANTINED', at: time } }]));
  it('of a recall, notes each client that it touches once', () =>
    expect(heard(sterilization.recallOpened, { recallId: 'x', clinicId: 'c1', loadIds: [], packIds: [], treatmentIds: [], clientIds: ['p1', 'p2', 'p1'] })).toEqual([
      { type: 'NoteExposure', data: { clientId: 'p1', clinicId: 'c1', recallId: 'x', kind: 'PACK' } },
      { type: 'NoteExposure', data: { clientId: 'p2', clinicId: 'c1', recallId: 'x', kind: 'PACK' } },
    ]));
  it('of recalled pigment, notes each client that it touches', () => {
    const data = sample(treatments.pigmentRecalled);
    const { recallId, clinicId, clientIds } = data;
    expect(heard(treatments.pigmentRecalled, data)).toEqual([...new Set(clientIds as string[])].map((clientId) => ({ type: 'NoteExposure', data: { clientId, clinicId, recallId, kind: 'PIGMENT' } })));
  });
  it('of a treatment, follows it', () => {
    const [started, completed] = [sample(treatments.treatmentStarted), sample(treatments.treatmentCompleted)];
    expect(heard(treatments.treatmentStarted, started)).toEqual([{ type: 'NoteTreatmentStarted', data: { bookingId: started['bookingId'], treatmentId: started['treatmentId'], at: started['startedAt'] } }]);
    expect(heard(treatments.treatmentCompleted, completed)).toEqual([{ type: 'NoteTreatmentCompleted', data: { bookingId: completed['bookingId'], treatmentId: completed['treatmentId'], at: completed['completedAt'] } }]);
  });
});
