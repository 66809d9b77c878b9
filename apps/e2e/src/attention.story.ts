import { describe, expect, it } from '@jest/globals';
import { plusHours } from '@stipple/time';
import {
  book,
  certify,
  checklists,
  codes,
  commission,
  dayOf,
  makeReady,
  now,
  openClinic,
  registerClient,
  releasePigment,
  shape,
  soon,
  type Clinic,
  type DaySheetLine,
  type Thing,
} from './world.js';

const attentionOf = async (clinic: Clinic, bookingId: string, start: string) => {
  const lines = await clinic.people.desk.asks<DaySheetLine[]>('daySheet', { clinicId: clinic.id, date: dayOf(start) });
  return lines.find((line) => line.id === bookingId)?.attention.map((one) => one.code);
};

describe(`what changed since it was booked (${shape.name})`, () => {
  it('shows on every future booking it touches, and goes when it is put right', async () => {
    const clinic = await openClinic();
    const { desk, manager, manager2, hygiene } = clinic.people;
    const { privilegeId, credentialId } = await certify(clinic, 'technician');
    const clientId = await registerClient(clinic);
    const start = soon();
    const { booking } = await desk.does<Thing<'booking'>>('book', book(clinic, clientId, { start }));
    const attention = () => attentionOf(clinic, booking.id, start);
    expect(await attention()).toEqual([]);

    expect(
      (await manager.does<Thing<'privilege'>>('suspendPrivilege', { privilegeId, reason: 'Needlestick inquiry' }))
        .privilege.status,
    ).toBe('SUSPENDED');
    expect(await attention()).toEqual(['PRIVILEGE_SUSPENDED']);
    expect(codes(await manager.tries('liftSuspension', { privilegeId, reason: 'Cleared' }))).toEqual([
      'LIFTER_IS_SUSPENDER',
    ]);
    await manager2.does('liftSuspension', { privilegeId, reason: 'Cleared' });
    expect(await attention()).toEqual([]);

    await hygiene.does('quarantineRoom', { roomId: clinic.rooms[0], reason: 'Leak' });
    expect(await attention()).toEqual(['ROOM_QUARANTINED']);
    await hygiene.does('reopenRoom', { roomId: clinic.rooms[0], reason: 'Repaired' });
    expect(await attention()).toEqual([]);

    await manager2.does('revokeCredential', { credentialId, reason: 'Forged' });
    expect(await attention()).toEqual(['NOT_PRIVILEGED']);
    const another = await registerClient(clinic, 'Kanya Thongdee');
    expect(codes(await desk.tries('book', book(clinic, another, { start: plusHours(start, 4) })))).toContain(
      'NOT_PRIVILEGED',
    );
  });

  it('opens a recall when spores grow, which names the treatments and clients', async () => {
    const clinic = await openClinic();
    const { desk, technician, hygiene, manager } = clinic.people;
    await certify(clinic, 'technician');
    const autoclave = await commission(clinic);
    const { packs, loadId } = await autoclave.run(3);
    await makeReady(clinic, clinic.rooms[0]);
    const pigmentLotId = await releasePigment(clinic);
    const clientId = await registerClient(clinic);
    const { booking } = await desk.does<Thing<'booking'>>('book', book(clinic, clientId));
    await desk.does('checkIn', { bookingId: booking.id });
    const { treatment } = await technician.does<Thing<'treatment'>>('startTreatment', {
      bookingId: booking.id,
      packBarcodes: [packs[0]?.barcode],
      pigmentLotIds: [pigmentLotId],
      cartridges: [{ lot: 'N-1', expiresOn: '2199-01-01' }],
      preChecklist: checklists.before,
    });

    const read = await hygiene.does<{ result: string; sterilizer: { status: string }; recall: { id: string } }>(
      'readBiologicalIndicator',
      { loadId, lot: 'BI-7', growth: true, controlLot: 'BI-7', controlGrowth: true, readAt: now() },
    );
    expect(read).toMatchObject({ result: 'POSITIVE', sterilizer: { status: 'OUT_OF_SERVICE' } });
    const recall = await manager.asks<{
      status: string;
      loads: unknown[];
      packs: { barcode: string; status: string }[];
      treatments: unknown[];
      clients: unknown[];
    }>('recall', { id: read.recall.id });
    expect(recall).toMatchObject({
      status: 'OPEN',
      loads: [{ id: loadId }],
      treatments: [{ id: treatment.id }],
      clients: [{ id: clientId }],
    });
    expect(recall.packs.map((pack) => pack.barcode).sort()).toEqual(packs.map((pack) => pack.barcode).sort());

    const second = await registerClient(clinic, 'Wichai Saelim');
    await technician.does('completeTreatment', {
      treatmentId: treatment.id,
      aftercareGiven: true,
      postChecklist: checklists.after,
    });
    await makeReady(clinic, clinic.rooms[1]);
    const next = await desk.does<Thing<'booking'>>(
      'book',
      book(clinic, second, {
        roomId: clinic.rooms[1],
        staffMemberId: clinic.ids.technician,
        start: plusHours(soon(), 3),
      }),
    );
    expect(codes(await desk.tries('checkIn', { bookingId: next.booking.id }))).not.toEqual([]);
    const refused = await technician.tries('startTreatment', {
      bookingId: next.booking.id,
      packBarcodes: [packs[0]?.barcode, packs[1]?.barcode],
      pigmentLotIds: [pigmentLotId],
      cartridges: [{ lot: 'N-1', expiresOn: '2020-01-01' }],
      preChecklist: ['GLOVES'],
    });
    expect(codes(refused)).toEqual(
      expect.arrayContaining([
        'NOT_CHECKED_IN',
        'PACK_RECALLED',
        'CARTRIDGE_EXPIRED',
        'CHECKLIST_INCOMPLETE',
        'PACK_USED',
      ]),
    );

    const { auditor } = clinic.people;
    const nameOf = (id: string) =>
      auditor.client.ask<{ client: { name: string | null } | null }>('query ($id: ID!) { client(id: $id) { name } }', {
        id,
      });
    expect((await nameOf(clientId)).data).toEqual({ client: { name: 'Prasert Jaidee' } });
    expect((await nameOf(second)).errors?.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
    const closed = await hygiene.client.get<{ closeRecall: { refusals: unknown[] } }>(
      'mutation ($input: CloseRecallInput!) { closeRecall(input: $input) { refusals { code message } } }',
      { input: { recallId: read.recall.id, reason: 'All found' } },
    );
    expect(closed.closeRecall.refusals).toEqual([]);
    expect((await nameOf(clientId)).errors?.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
  });
});
