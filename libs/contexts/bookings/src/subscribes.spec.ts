import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { staff, sterilization, treatments, type Contract } from '@stipple/contracts';
import type { Command } from '@stipple/event-store';
import { subscribes } from './subscribes.js';

const time = '2026-06-15T12:00:00.000Z';
const sample = (contract: Contract) =>
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, `../../../contracts/samples/${contract.type}.json`), 'utf8'),
  ) as Record<string, unknown>;
/** The commands given on hearing what the sender sends. */
const heard = (contract: Contract, data = sample(contract)): { type: string; data: object }[] => {
  expect(contract.problem(data)).toBeUndefined();
  const hearing = subscribes.find((one) => one.contract.type === contract.type);
  return (hearing?.commands({ id: 'm1', type: contract.type, subject: 's', time, data }) ?? []).map(
    ({ type, data: given }: Command) => ({ type, data: given }),
  );
};

describe('on hearing', () => {
  it('of a clinic, notes its zone', () =>
    expect(heard(staff.clinicOpened)).toEqual([
      { type: 'NoteClinic', data: { clinicId: sample(staff.clinicOpened)['clinicId'], timeZone: 'Asia/Bangkok' } },
    ]));
  it('of somebody hired, notes where', () => {
    const { staffMemberId, clinicId } = sample(staff.memberHired);
    expect(heard(staff.memberHired)).toEqual([{ type: 'NoteMember', data: { staffMemberId, clinicId } }]);
  });
  it('of a privilege, a shift, a room or its hygiene, notes it with its time', () => {
    const noted: [Contract, string][] = [
      [staff.privilegeChanged, 'NotePrivilege'],
      [staff.shiftPublished, 'NoteShift'],
      [sterilization.roomAdded, 'NoteRoom'],
      [sterilization.roomHygieneChanged, 'NoteRoomHygiene'],
    ];
    for (const [contract, type] of noted)
      expect(heard(contract)).toEqual([{ type, data: { ...sample(contract), at: time } }]);
  });
  it('of a recall, notes each client that it touches, and that it is over when it is closed', () => {
    const told: [Contract, Contract, string][] = [
      [sterilization.recallOpened, sterilization.recallClosed, 'PACK'],
      [treatments.pigmentRecalled, treatments.pigmentRecallClosed, 'PIGMENT'],
    ];
    for (const [contract, closed, kind] of told) {
      const { recallId, clinicId, clientIds } = sample(contract);
      expect(clientIds).not.toEqual([]);
      const noted = (clientIds as string[]).map((clientId) => ({
        type: 'NoteExposure',
        data: { clientId, clinicId, recallId, kind },
      }));
      expect(heard(contract)).toEqual([{ type: 'NoteRecall', data: { clinicId, recallId, kind } }, ...noted]);
      expect(heard(closed, { ...sample(closed), clientIds: [] })).toEqual([
        {
          type: 'EndRecall',
          data: { clinicId: sample(closed)['clinicId'], recallId: sample(closed)['recallId'], kind },
        },
      ]);
    }
  });
  it('of a recall that names a client twice, notes them once', () =>
    expect(
      heard(sterilization.recallOpened, {
        ...sample(sterilization.recallOpened),
        clientIds: ['p1', 'p2', 'p1'],
      }).flatMap(({ data }) => (data as { clientId?: string }).clientId ?? []),
    ).toEqual(['p1', 'p2']));
  it('of a treatment, follows it to whichever end', () => {
    const told: [Contract, string, string][] = [
      [treatments.treatmentStarted, 'NoteTreatmentStarted', 'startedAt'],
      [treatments.treatmentCompleted, 'NoteTreatmentEnded', 'completedAt'],
      [treatments.treatmentAbandoned, 'NoteTreatmentEnded', 'abandonedAt'],
    ];
    for (const [contract, type, moment] of told) {
      const { bookingId, treatmentId, [moment]: at } = sample(contract);
      expect(heard(contract)).toEqual([{ type, data: { bookingId, treatmentId, at } }]);
    }
  });
  it('leaves no message unread for which it listens', () =>
    expect(
      subscribes.filter(({ contract }) => heard(contract).length === 0).map(({ contract }) => contract.type),
    ).toEqual([]));
});
