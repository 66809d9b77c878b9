import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { operations } from '@stipple/demo';
import { plusHours } from '@stipple/time';
import {
  book,
  certify,
  dayOf,
  openClinic,
  registerClient,
  shape,
  soon,
  type DaySheetLine,
  type Thing,
} from './world.js';

interface Booked {
  booking: { id: string; start: string };
}

const split = shape.name === 'split';
if (!split)
  process.stdout.write(
    'Not run in one process: a service or a broker that is down, because there neither can be down alone.\n',
  );

(split ? describe : describe.skip)('a service that is down (split)', () => {
  it('makes its own part of the day sheet an error, and the rest still answers', async () => {
    const clinic = await openClinic();
    const { desk } = clinic.people;
    await certify(clinic, 'technician');
    const { booking } = await desk.does<Booked>('book', book(clinic, await registerClient(clinic)));
    const billing = shape.processes['billing'];
    if (billing === undefined) throw new Error('The billing service has no process id.');
    process.kill(billing, 'SIGKILL');
    const sheet = () =>
      desk.client.ask<{ daySheet: DaySheetLine[] }>(operations.daySheet, {
        clinicId: clinic.id,
        date: dayOf(booking.start),
      });
    const down = await sheet();
    expect(down.data?.daySheet).toMatchObject([
      {
        id: booking.id,
        client: { name: 'Prasert Jaidee' },
        staffMember: { privileges: [{ status: 'ACTIVE' }] },
        room: { name: 'Room 1' },
        invoice: null,
      },
    ]);
    expect(down.errors?.map((error) => error.extensions)).toMatchObject([
      { code: 'SERVICE_UNAVAILABLE', service: 'billing' },
    ]);
    for (let waited = 0; waited < 300 && (await sheet()).errors; waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await sheet()).errors).toBeUndefined();
  });
});

(split ? describe : describe.skip)('Kafka that does not answer (split)', () => {
  it('stops no command, and what one service told the others while it was away has its effect once it is back', async () => {
    const clinic = await openClinic();
    const { desk, manager } = clinic.people;
    const { privilegeId } = await certify(clinic, 'technician');
    const clientId = await registerClient(clinic);
    const { booking } = await desk.does<Booked>('book', book(clinic, clientId));
    const sheet = () => desk.asks<DaySheetLine[]>('daySheet', { clinicId: clinic.id, date: dayOf(booking.start) });
    const attention = async () =>
      (await sheet()).find(({ id }) => id === booking.id)?.attention.map(({ code }) => code);
    expect(await attention()).toEqual([]);

    const kafka = Number(readFileSync(path.join(shape.home, 'kafka', 'process'), 'utf8').split(' ')[0]);
    process.kill(kafka, 'SIGSTOP');
    try {
      await manager.does('suspendPrivilege', { privilegeId, reason: 'Needlestick inquiry' });
      for (let n = 1; n <= 8; n += 1) {
        const another = await registerClient(clinic, `Client ${n}`);
        await desk.does('cancelBooking', {
          bookingId: (
            await desk.does<Thing<'booking'>>('book', book(clinic, another, { start: plusHours(soon(), 2 * n + 1) }))
          ).booking.id,
          by: 'CLIENT',
          reason: 'Ill',
        });
      }
      expect(await attention()).toEqual([]);
    } finally {
      process.kill(kafka, 'SIGCONT');
    }
    for (let waited = 0; waited < 300 && (await attention())?.length === 0; waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await attention()).toEqual(['PRIVILEGE_SUSPENDED']);
  });
});
