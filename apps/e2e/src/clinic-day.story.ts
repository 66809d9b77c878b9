import { describe, expect, it } from '@jest/globals';
import { plusMinutes } from '@stipple/time';
import {
  book,
  certify,
  checklists,
  commission,
  dayOf,
  makeReady,
  now,
  openClinic,
  registerClient,
  releasePigment,
  shape,
  soon,
  type DaySheetLine,
  type Thing,
} from './world.js';

describe(`the clinic's day (${shape.name})`, () => {
  it('runs from opening the clinic to the paid invoice and the auditor’s list', async () => {
    const clinic = await openClinic();
    const { desk, technician, auditor, manager } = clinic.people;
    await certify(clinic, 'technician');
    const autoclave = await commission(clinic);
    const { packs } = await autoclave.run(2);
    await makeReady(clinic, clinic.rooms[0]);
    const pigmentLotId = await releasePigment(clinic);
    const clientId = await registerClient(clinic);

    const start = soon();
    const eligible = await desk.asks<{ id: string }[]>('eligibleStaff', {
      clinicId: clinic.id,
      procedureCode: 'SMP',
      at: start,
    });
    expect(eligible.map((member) => member.id)).toEqual([clinic.ids.technician]);
    const slots = await desk.asks<{ start: string }[]>('availability', {
      input: { clinicId: clinic.id, procedureCode: 'SMP', from: now(), to: plusMinutes(now(), 24 * 60) },
    });
    expect(slots.map((slot) => slot.start)).toContain(start);

    const { booking } = await desk.does<Thing<'booking'>>('book', book(clinic, clientId, { start }));
    expect(booking).toMatchObject({ status: 'CONFIRMED', start, end: plusMinutes(start, 120) });
    const sheet = async () =>
      (await desk.asks<DaySheetLine[]>('daySheet', { clinicId: clinic.id, date: dayOf(start) })).find(
        (line) => line.id === booking.id,
      );
    expect(await sheet()).toMatchObject({
      status: 'CONFIRMED',
      procedure: { code: 'SMP', name: 'SMP' },
      client: { id: clientId, name: 'Prasert Jaidee' },
      staffMember: { id: clinic.ids.technician, privileges: [{ procedureCode: 'SMP', status: 'ACTIVE' }] },
      room: { id: clinic.rooms[0], name: 'Room 1', hygiene: { status: 'READY' } },
      treatment: null,
      invoice: null,
      attention: [],
    });

    expect((await desk.does<Thing<'booking'>>('checkIn', { bookingId: booking.id })).booking.status).toBe('CHECKED_IN');
    const barcode = packs[0]?.barcode ?? '';
    const { treatment } = await technician.does<Thing<'treatment'>>('startTreatment', {
      bookingId: booking.id,
      packBarcodes: [` ${barcode.toLowerCase()}`],
      pigmentLotIds: [pigmentLotId],
      cartridges: [{ lot: 'N-1', expiresOn: '2199-01-01' }],
      preChecklist: checklists.before,
    });
    expect(treatment.status).toBe('IN_PROGRESS');
    expect(await sheet()).toMatchObject({
      status: 'IN_TREATMENT',
      treatment: { id: treatment.id, status: 'IN_PROGRESS' },
      room: { hygiene: { status: 'OCCUPIED' } },
    });
    expect(await desk.asks('pack', { barcode })).toMatchObject({ status: 'USED' });

    const passed = await technician.does<{ treatment: { passes: unknown[] } }>('recordPass', {
      treatmentId: treatment.id,
      zone: 'CROWN',
      needle: '0803RL',
      depthMm: 0.5,
      dotMm: 0.4,
      pigmentLotId,
      dilution: 0.5,
    });
    expect(passed.treatment.passes).toEqual([{ zone: 'CROWN', depthMm: 0.5 }]);
    const completed = await technician.does<Thing<'treatment'>>('completeTreatment', {
      treatmentId: treatment.id,
      aftercareGiven: true,
      postChecklist: checklists.after,
    });
    expect(completed.treatment.status).toBe('COMPLETED');

    const line = await sheet();
    expect(line).toMatchObject({
      status: 'COMPLETED',
      treatment: { status: 'COMPLETED' },
      room: { hygiene: { status: 'DIRTY' } },
      invoice: { status: 'ISSUED' },
    });
    const invoiceId = line?.invoice?.id ?? '';
    const invoice = await desk.asks<{ total: { amount: string; currency: string }; lines: unknown[]; number: string }>(
      'invoice',
      { id: invoiceId },
    );
    expect(invoice.lines).toHaveLength(1);
    expect(line?.invoice?.balance).toEqual(invoice.total);
    const half = { amount: '1000.00', currency: 'THB' };
    expect(
      (
        await desk.does<Thing<'invoice'>>('recordPayment', {
          invoiceId,
          amount: half,
          method: 'CASH',
          reference: 'till 1',
        })
      ).invoice.status,
    ).toBe('PARTLY_PAID');
    const { invoice: owed } = await desk.does<{ invoice: { balance: { amount: string; currency: string } } }>(
      'recordPayment',
      { invoiceId, amount: half, method: 'CARD', reference: 'slip 2' },
    );
    const { invoice: paid } = await desk.does<Thing<'invoice'>>('recordPayment', {
      invoiceId,
      amount: owed.balance,
      method: 'PROMPTPAY',
      reference: 'slip 3',
    });
    expect(paid).toMatchObject({ status: 'PAID', balance: { amount: '0.00', currency: 'THB' } });
    expect(await sheet()).toMatchObject({ invoice: { status: 'PAID' } });

    const followed = await technician.does<Thing<'treatment'>>('recordFollowUp', {
      treatmentId: treatment.id,
      at: now(),
      findings: ['NONE'],
      note: 'Healed well.',
    });
    expect(followed.treatment.id).toBe(treatment.id);
    const payments = await manager.asks<{ payments: { id: string }[] }>('invoice', { id: invoiceId });
    expect(payments.payments).toHaveLength(3);

    const events = await auditor.asks<{
      totalCount: number;
      edges: { node: { type: string; recordedAt: string; actor: { id: string; name: string } | null } }[];
    }>('hygieneEvents', { clinicId: clinic.id, first: 100 });
    expect(events.totalCount).toBe(events.edges.length);
    const moments = events.edges.map((edge) => edge.node.recordedAt);
    expect([...moments].sort()).toEqual(moments);
    const types = events.edges.map((edge) => edge.node.type);
    for (const type of ['RoomAdded', 'SterilizerCommissioned', 'LoadStarted', 'LoadReleased', 'RoomReleased'])
      expect(types).toContain(type);
    const used = events.edges.find((edge) => edge.node.type === 'PackUsed');
    expect(used?.node.actor).toEqual({
      id: clinic.ids.technician,
      name: expect.stringContaining('technician') as unknown,
    });
    const released = events.edges.find((edge) => edge.node.type === 'LoadReleased');
    expect(released?.node.actor).toEqual({
      id: clinic.ids.hygiene2,
      name: expect.stringContaining('hygiene2') as unknown,
    });
  });
});
