import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bookings, staff, sterilization, treatments, type Contract, type Heard } from '@stipple/contracts';
import { publishes } from './publishes.js';
import { subscribes } from './subscribes.js';

const sample = (type: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `../../../contracts/samples/${type}.json`), 'utf8')) as Record<
    string,
    unknown
  >;
const told = (type: string, data: object) => publishes({ type, data } as unknown as Parameters<typeof publishes>[0]);
const commandsOf = (contract: Contract, data: unknown) => {
  expect(contract.problem(data)).toBeUndefined();
  const hearing = subscribes.find((one) => one.contract.type === contract.type);
  return hearing
    ?.commands({
      id: 'm1',
      type: contract.type,
      subject: 's',
      time: '2026-06-15T12:00:00.000Z',
      data,
    } as Heard<Contract>)
    .map(({ type, data: given }) => ({ type, data: given }));
};

describe('treatments tell the others', () => {
  const sampled = (contract: Contract, subject: string) => {
    const data = sample(contract.type);
    expect(contract.problem(data)).toBeUndefined();
    return [{ type: contract.type, subject, data }];
  };
  it('that one started', () => {
    const { packIds: _ids, ...data } = sample(treatments.treatmentStarted.type);
    const event = {
      ...data,
      packs: [{ packId: 'pack-1', barcode: 'B1' }],
      cartridges: [],
      preChecklist: [],
      policyVersion: 1,
    };
    expect(told('TreatmentStarted', event)).toEqual(sampled(treatments.treatmentStarted, 'treatment-1'));
  });
  it('that one was completed', () =>
    expect(
      told('TreatmentCompleted', {
        ...sample(treatments.treatmentCompleted.type),
        aftercareGiven: true,
        postChecklist: [],
        policyVersion: 1,
      }),
    ).toEqual(sampled(treatments.treatmentCompleted, 'treatment-1')));
  it('that one was broken off, without why', () =>
    expect(
      told('TreatmentAbandoned', { ...sample(treatments.treatmentAbandoned.type), reason: 'the client fainted' }),
    ).toEqual(sampled(treatments.treatmentAbandoned, 'treatment-1')));
  it('what a recall of pigment reaches', () => {
    for (const type of ['PigmentRecalled', 'PigmentRecallReached'])
      expect(told(type, { ...sample(treatments.pigmentRecalled.type), source: 'FDA' })).toEqual(
        sampled(treatments.pigmentRecalled, 'recall-1'),
      );
  });
  it('themselves that a recall has more to reach', () => {
    const [reached, goesOn] = publishes({
      type: 'PigmentRecallReached',
      id: 'pigment-1',
      data: { ...sample(treatments.pigmentRecalled.type), awaiting: 3 },
    } as unknown as Parameters<typeof publishes>[0]);
    expect([reached, goesOn]).toEqual([
      ...sampled(treatments.pigmentRecalled, 'recall-1'),
      ...sampled(treatments.pigmentRecallContinues, 'recall-1'),
    ]);
    expect(told('PigmentRecallReached', { ...sample(treatments.pigmentRecalled.type), awaiting: 0 })).toHaveLength(1);
  });
  it('that a recall of pigment was closed, without why', () => {
    const { closedAt: at, ...data } = sample(treatments.pigmentRecallClosed.type);
    expect(told('PigmentRecallClosed', { ...data, at, reason: 'Malee was told' })).toEqual(
      sampled(treatments.pigmentRecallClosed, 'recall-1'),
    );
  });
  it('nothing of passes and follow-ups', () =>
    expect([...told('PassRecorded', {}), ...told('FollowUpRecorded', {})]).toEqual([]));
});

describe('treatments hear', () => {
  it('their own starts, for the pigments that were opened', () =>
    expect(commandsOf(treatments.treatmentStarted, sample(treatments.treatmentStarted.type))).toEqual([
      {
        type: 'NotePigmentUse',
        data: {
          pigmentId: 'pigment-1',
          pigmentLotIds: ['pigment-1.lot-1'],
          treatmentId: 'treatment-1',
          clientId: 'client-1',
          at: '2026-06-15T12:00:00.000Z',
        },
      },
    ]));
  it('their own recalls that have more to reach', () =>
    expect(commandsOf(treatments.pigmentRecallContinues, sample(treatments.pigmentRecallContinues.type))).toEqual([
      { type: 'ContinuePigmentRecall', data: { pigmentId: 'pigment-1', recallId: 'recall-1' } },
    ]));
  it('a clinic’s zone and a person’s privilege', () => {
    const { clinicId, timeZone } = sample(staff.clinicOpened.type);
    expect(commandsOf(staff.clinicOpened, sample(staff.clinicOpened.type))).toEqual([
      { type: 'NoteClinic', data: { clinicId, timeZone } },
    ]);
    expect(commandsOf(staff.privilegeChanged, sample(staff.privilegeChanged.type))).toEqual([
      { type: 'NotePrivilege', data: sample(staff.privilegeChanged.type) },
    ]);
  });
  it('bookings, consents, rooms and packs, as they are told', () => {
    const noted: [Contract, string][] = [
      [bookings.bookingChanged, 'NoteBooking'],
      [bookings.consentSigned, 'NoteConsent'],
      [sterilization.roomAdded, 'NoteRoom'],
      [sterilization.roomHygieneChanged, 'NoteRoomHygiene'],
      [sterilization.packChanged, 'NotePack'],
    ];
    for (const [contract, type] of noted)
      expect(commandsOf(contract, sample(contract.type))).toEqual([{ type, data: sample(contract.type) }]);
    const { expiresAt: _later, ...labelled } = sample(sterilization.packChanged.type);
    expect(commandsOf(sterilization.packChanged, labelled)).toEqual([{ type: 'NotePack', data: labelled }]);
  });
  it('something of every message for which they listen', () =>
    expect(
      subscribes
        .filter(({ contract }) => commandsOf(contract, sample(contract.type))?.length === 0)
        .map(({ contract }) => contract.type),
    ).toEqual([]));
});
