import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sterilization, type Contract } from '@stipple/contracts';
import { noon } from '@stipple/event-store';
import { publishes } from './publishes.js';

const sample = (type: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../contracts/samples/${type}.json`, import.meta.url), 'utf8'));
const event = (type: string, data: object) => publishes({ type, data } as Parameters<typeof publishes>[0]);
const of = { at: noon, clinicId: 'clinic-1' };
const pack = { ...of, packId: 'pack-1', barcode: 'P-7KQ2M-XW4NB-C9' };
const reach = {
  loadIds: ['load-1', 'load-2'],
  packIds: ['pack-1', 'pack-2'],
  treatmentIds: ['treatment-1'],
  clientIds: ['client-1'],
};

const said: [Contract, string, string, object][] = [
  [sterilization.roomAdded, 'room-1', 'RoomAdded', { ...of, roomId: 'room-1', name: 'Room 1' }],
  [sterilization.roomHygieneChanged, 'room-1', 'RoomReleased', { ...of, roomId: 'room-1' }],
  [
    sterilization.packChanged,
    'pack-1',
    'PackSterilized',
    { ...pack, loadId: 'load-1', expiresAt: '2027-01-22T09:30:00.000Z' },
  ],
  [
    sterilization.recallOpened,
    'recall-1',
    'RecallOpened',
    {
      ...of,
      recallId: 'recall-1',
      sterilizerId: 's',
      trigger: 'BIOLOGICAL_INDICATOR',
      triggerLoadId: 'load-1',
      ...reach,
    },
  ],
  [
    sterilization.recallOpened,
    'recall-1',
    'RecallScopeWidened',
    { ...of, recallId: 'recall-1', sterilizerId: 's', ...reach },
  ],
  [
    sterilization.recallOpened,
    'recall-1',
    'RecallReached',
    { ...of, recallId: 'recall-1', sterilizerId: 's', ...reach, awaiting: 3 },
  ],
  [
    sterilization.recallContinues,
    'recall-1',
    'BiologicalIndicatorRead',
    { ...of, sterilizerId: 'sterilizer-1', recallId: 'recall-1', recalledLoadIds: ['load-1'], awaiting: 3 },
  ],
  [
    sterilization.recallContinues,
    'recall-1',
    'FurtherLoadsRecalled',
    { ...of, sterilizerId: 'sterilizer-1', recallId: 'recall-1', loadIds: ['load-2'], awaiting: 2 },
  ],
  [
    sterilization.recallClosed,
    'recall-1',
    'RecallClosed',
    {
      ...of,
      at: '2026-06-22T09:30:00.000Z',
      recallId: 'recall-1',
      sterilizerId: 's',
      reason: 'Malee was told',
      clientIds: reach.clientIds,
    },
  ],
];

describe('what others hear', () => {
  it.each(said)('is as promised: $type', (contract, subject, type, data) => {
    const drafts = event(type, data);
    expect(drafts).toEqual([{ type: contract.type, subject, data: sample(contract.type) }]);
    expect(contract.problem(drafts[0]?.data)).toBeUndefined();
  });
  it('is the status of a room after each change', () => {
    const changes = [
      'DisinfectantApplied',
      'RoomReleased',
      'RoomOccupied',
      'RoomVacated',
      'RoomQuarantined',
      'RoomReopened',
    ];
    expect(changes.map((type) => (event(type, { ...of, roomId: 'r' })[0]?.data as { status: string }).status)).toEqual([
      'DISINFECTING',
      'READY',
      'OCCUPIED',
      'DIRTY',
      'QUARANTINED',
      'DIRTY',
    ]);
  });
  it('is the status of a pack after each change', () => {
    const changes = [
      'PackLabelled',
      'PackPutInLoad',
      'PackSterilized',
      'PackUsed',
      'PackQuarantined',
      'PackRecalled',
      'PackDamaged',
    ];
    const recalled = (type: string) => ({
      ...pack,
      recalled: type === 'PackRecalled',
      ...(type === 'PackSterilized' ? { expiresAt: noon } : {}),
    });
    const drafts = changes.flatMap((type) => event(type, recalled(type)));
    expect(drafts.map(({ data }) => (data as { status: string }).status)).toEqual([
      'LABELLED',
      'IN_LOAD',
      'STERILE',
      'USED',
      'QUARANTINED',
      'QUARANTINED',
      'DAMAGED',
    ]);
    expect(drafts.map(({ data }) => sterilization.packChanged.problem(data)).filter(Boolean)).toEqual([]);
    expect(event('PackUsed', { ...pack, recalled: true })[0]?.data).toMatchObject({
      status: 'QUARANTINED',
      recalled: true,
    });
  });
  it('of a recall that was closed before its clients were kept is that it was closed', () => {
    const [draft] = event('RecallClosed', { ...of, recallId: 'r', sterilizerId: 's', reason: 'done' });
    expect(sterilization.recallClosed.problem(draft?.data)).toBeUndefined();
    expect(draft?.data).toMatchObject({ recallId: 'r', clientIds: [] });
  });
  it('is nothing of what concerns nobody else', () => expect(event('CycleRecorded', of)).toEqual([]));
  it('is nothing of an indicator that recalls no more than one step takes', () => {
    const read = { ...of, sterilizerId: 's', recallId: 'r', recalledLoadIds: ['l'] };
    expect([
      event('BiologicalIndicatorRead', { ...read, awaiting: 0 }),
      event('BiologicalIndicatorRead', read),
      event('BiologicalIndicatorRead', { ...read, recallId: null }),
      event('FurtherLoadsRecalled', { ...read, awaiting: 0 }),
    ]).toEqual([[], [], [], []]);
  });
});
