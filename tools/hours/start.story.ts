import { describe, expect, it } from '@jest/globals';
import { dayIn, epochOf, plusMinutes } from '@stipple/time';
import { clocks, type Clock } from './clocks.js';
import { Installation, shiftedNow, type DemoLine } from './running.js';
import { shifting } from './shifted.js';

const shift = shifting();
const checklists = {
  before: ['HANDS_WASHED', 'GLOVES', 'BARRIERS', 'SURFACES', 'SHARPS_CONTAINER'],
  after: ['SHARPS_DISPOSED', 'BARRIERS_REMOVED', 'SURFACES_CLEANED'],
};

/**
 * Treats the client of the demo's first booking, taken over by a technician who can sign in, up to the paid invoice.
 */
async function treats(one: Installation, clinicId: string, first: DemoLine, zone: string): Promise<void> {
  const [desk, technician, auditor] = await Promise.all([
    one.signIn('desk'),
    one.signIn('technician'),
    one.signIn('auditor'),
  ]);
  const { id: staffMemberId } = await technician.asks<{ id: string }>('me', {});
  const { booking } = await desk.does<{ booking: { status: string } }>('reschedule', {
    bookingId: first.id,
    start: first.start,
    staffMemberId,
    roomId: first.room.id,
    reason: 'Ploy is ill',
  });
  expect(booking.status).toBe('CONFIRMED');
  await desk.does('checkIn', { bookingId: first.id });
  const { edges } = await auditor.asks<{
    edges: { node: { type: string; occurredAt: string; recordedAt: string; data: { barcode?: string } } }[];
  }>('hygieneEvents', { clinicId, first: 100 });
  const barcode = edges.find(({ node }) => node.type === 'PackLabelled')?.node.data.barcode;
  expect(edges.filter(({ node }) => node.occurredAt > node.recordedAt)).toEqual([]);
  const { pigmentLots } = await technician.client.get<{ pigmentLots: { nodes: { id: string }[] } }>(
    'query Lots($clinicId: ID!) { pigmentLots(clinicId: $clinicId, first: 5) { nodes { id } } }',
    { clinicId },
  );
  const { treatment } = await technician.does<{ treatment: { id: string } }>('startTreatment', {
    bookingId: first.id,
    packBarcodes: [barcode],
    pigmentLotIds: [pigmentLots.nodes[0]?.id],
    cartridges: [{ lot: 'N-1', expiresOn: '2199-01-01' }],
    preChecklist: checklists.before,
  });
  await technician.does('recordPass', {
    treatmentId: treatment.id,
    zone: 'CROWN',
    needle: '0803RL',
    depthMm: 0.5,
    dotMm: 0.4,
    pigmentLotId: pigmentLots.nodes[0]?.id,
    dilution: 0.5,
  });
  await technician.does('completeTreatment', {
    treatmentId: treatment.id,
    aftercareGiven: true,
    postChecklist: checklists.after,
  });
  const line = async () =>
    (await desk.asks<DemoLine[]>('daySheet', { clinicId, date: dayIn(zone, first.start) })).find(
      ({ id }) => id === first.id,
    );
  await one.until('the treatment had its invoice', async () => (await line())?.invoice !== null);
  const done = await line();
  expect(done).toMatchObject({
    status: 'COMPLETED',
    treatment: { status: 'COMPLETED' },
    invoice: { status: 'ISSUED', balance: { amount: '19260.00', currency: 'THB' } },
  });
  const { invoice } = await desk.does<{ invoice: { status: string } }>('recordPayment', {
    invoiceId: done?.invoice?.id,
    amount: done?.invoice?.balance,
    method: 'CASH',
    reference: 'till 1',
  });
  expect(invoice.status).toBe('PAID');
}

async function startsAt({ at, clinicZone, systemZone }: Clock): Promise<void> {
  const milliseconds = epochOf(at) - Date.now();
  const now = shiftedNow(milliseconds);
  const one = await Installation.of({ ...shift?.(milliseconds), TZ: systemZone, STIPPLE_DEMO_ZONE: clinicZone });
  try {
    one.start();
    const before = await one.untilReady();
    for (const { status, parts } of before)
      expect({ status, demo: parts['demo'] }).toMatchObject({
        status: 503,
        demo: { ok: false, detail: expect.stringMatching(/^The demo clinic is being made\./) },
      });
    expect(before.length).toBeGreaterThan(0);
    expect((await one.everybody()).length).toBe(9);
    const begun = await one.begun();
    expect(begun >= at && begun < now()).toBe(true);
    const { clinicId, today, all } = await one.sheets(begun, clinicZone);
    expect(
      all.map((line) => [line.client.name, line.room.name, line.status, line.room.hygiene?.status, line.attention]),
    ).toEqual([
      ['Prasert Jaidee', 'Room 1', 'CONFIRMED', 'READY', []],
      ['Kanya Thongdee', 'Room 2', 'CONFIRMED', 'READY', []],
      ['Wichai Saelim', 'Room 1', 'CONFIRMED', 'READY', []],
      ['Ratana Pongpan', 'Room 2', 'CONFIRMED', 'READY', []],
    ]);
    if (dayIn(clinicZone, plusMinutes(begun, 5)) === dayIn(clinicZone, begun)) expect(today).not.toEqual([]);
    await treats(one, clinicId, all[0] as DemoLine, clinicZone);
    expect(await one.end('SIGTERM')).toBe(0);
  } finally {
    await one.remove();
  }
}

(shift ? describe : describe.skip)('the start with its demo', () => {
  it.concurrent.each(clocks.map((clock) => ({ ...clock })))(
    'is whole, and lets a client be treated, $what (clinic in $clinicZone, machine in $systemZone)',
    startsAt,
  );
});
