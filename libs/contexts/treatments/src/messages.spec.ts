import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bookings, staff, sterilization, treatments, type Contract, type Heard } from '@stipple/contracts';
import type { Recorded } from '@stipple/event-store';
import { publishes } from './publishes.js';
import { subscribes } from './subscribes.js';

const sample = (type: string) => JSON.parse(readFileSync(path.join(import.meta.dirname, `../../../contracts/samples/${type}.json`), 'utf8')) as Record<string, unknown>;
const told = (type: string, data: object) => publishes({ type, data } as unknown as Recorded);
const commandsOf = (contract: Contract, data: unknown) => {
  expect(contract.problem(data)).toBeUndefined();
  const hearing = subscribes.find((one) => one.contract.type === contract.type);
  return hearing?.commands({ id: 'm1', type: contract.type, subject: 's', time: '2026-06-15T12:00:00.000Z', data } as Heard<Contract>).map(({ type, data: given }) => ({ type, data: given }));
};

describe('treatments tell the others', () => {
  const sampled = (contract: Contract, subject: string) => {
    const data = sample(contract.type);
    expect(contract.problem(data)).toBeUndefined();
    return [{ type: contract.type, subject, data }];
  };
  it('that one started', () => {
    const { packIds: _ids, ...data } = sample(treatments.treatmentStarted.type);
    const event = { ...data, packs: [{ packId: 'pack-1', barcode: 'B1' }], cartridges: [], preChecklist: [], policyVersion: 1 };
    expect(told('TreatmentStarted', event)).toEqual(sampled(treatments.treatmentStarted, 'treatment-1'));
  });
  it('that one was completed', () =>
    expect(told('TreatmentCompleted', { ...sample(treatments.treatmentCompleted.type), aftercareGiven: true, postChecklist: [], policyVersion: 1 })).toEqual(sampled(treatments.treatmentCompleted, 'treatment-1')));
  it('that one was broken off, without why', () =>
    expect(told('TreatmentAbandoned', { ...sample(treatments.treatmentAbandoned.type), reason: 'the client fainted' })).toEqual(sampled(treatments.treatmentAbandoned, 'treatment-1')));
  it('what a recall of pigment reaches', () => {
    for (const type of ['PigmentRecalled', 'PigmentRecallReached']) expect(told(type, { ...sample(treatments.pigmentRecalled.type), source: 'FDA' })).toEqual(sampled(treatments.pigmentRecalled, 'recall-1'));
  });
  it('nothing of passes and follow-ups', () => expect([...told('PassRecorded', {}), ...told('FollowUpRecorded', {})]).toEqual([]));
});

describe('treatments hear', () => {
  it('their own starts, for the pigments that were opened', () =>
    expect(commandsOf(treatments.treatmentStarted, sample(treatments.treatmentStarted.type))).toEqual([
      { type: 'NotePigmentUse', data: { pigmentId: 'pigment-1', pigmentLotIds: ['pigment-1.lot-1'], treatmentId: 'treatment-1', clientId: 'client-1', at: '2026-06-15T12:00:00.000Z' } },
    ]));
  it('a clinic’s zone and a person’s privilege', () => {
    const { clinicId, timeZone } = sample(staff.clinicOpened.type);
    expect(commandsOf(staff.clinicOpened, sample(staff.clinicOpened.type))).toEqual([{ type: 'NoteClinic', data: { clinicId, timeZone } }]);
    expect(commandsOf(staff.privilegeChanged, sample(staff.privilegeChanged.type))).toEqual([{ type: 'NotePrivilege', data: sample(staff.privilegeChanged.type) }]);
  });
  it('bookings and consents', () => {
    const booking = {
      bookingId: 'b1', clinicId: 'c1', clientId: 'client', procedureCode: 'SMP', procedureKind: 'TREATMENT', requiresPrivilege: true, requiresConsent: true, staffMemberId: 'tech', roomId: 'r1',
      start: '2026-06-15T12:00:00.000Z', end: '2026-06-15T15:00:00.000Z', status: 'CHECKED_IN',
    };
    expect(commandsOf(bookings.bookingChanged, booking)).toEqual([{ type: 'NoteBooking', data: booking }]);
    const consent = { consentId: 'k1', clientId: 'client', procedureCode: 'SMP', signedAt: '2026-06-15T12:00:00.000Z' };
    expect(commandsOf(bookings.consentSigned, consent)).toEqual([{ type: 'NoteConsent', data: consent }]);
  });
  it('rooms and packs', () => {
    expect(commandsOf(sterilization.roomAdded, { roomId: 'r1', clinicId: 'c1', name: 'One' })).toEqual([{ type: 'NoteRoom', data: { roomId: 'r1', clinicId: 'c1', name: 'One' } }]);
    expect(commandsOf(sterilization.roomHygieneChanged, { roomId: 'r1', clinicId: 'c1', status: 'READY' })).toEqual([{ type: 'NoteRoomHygiene', data: { roomId: 'r1', clinicId: 'c1', status: 'READY' } }]);
    const pack = { packId: 'p1', barcode: 'B1', clinicId: 'c1', status: 'STERILE', recalled: false, expiresAt: '2026-12-15T12:00:00.000Z' };
    expect(commandsOf(sterilization.packChanged, pack)).toEqual([{ type: 'NotePack', data: pack }]);
  });
});
