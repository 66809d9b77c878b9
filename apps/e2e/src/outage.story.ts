import { describe, expect, it } from '@jest/globals';
import { operations } from '@stipple/demo';
import { book, certify, openClinic, registerClient, shape, soon, type DaySheetLine, type Thing } from './world.js';

const split = shape.name === 'split';
if (!split) process.stdout.write('Not run in one process: a service that is down, because there no service can be down alone.\n');

(split ? describe : describe.skip)('a service that is down (split)', () => {
  it('makes its own part of the day sheet an error, and the rest still answers', async () => {
    const clinic = await openClinic();
    const { desk } = clinic.people;
    await certify(clinic, 'technician');
    const { booking } = await desk.does<Thing<'booking'>>('book', book(clinic, await registerClient(clinic)));
    const billing = shape.processes['billing'];
    if (billing === undefined) throw new Error('The billing service has no process id.');
    process.kill(billing, 'SIGKILL');
    const sheet = () => desk.client.ask<{ daySheet: DaySheetLine[] }>(operations.daySheet, { clinicId: clinic.id, date: soon().slice(0, 10) });
    const down = await sheet();
    expect(down.data?.daySheet).toMatchObject([{ id: booking.id, client: { name: 'Prasert Jaidee' }, staffMember: { privileges: [{ status: 'ACTIVE' }] }, room: { name: 'Room 1' }, invoice: null }]);
    expect(down.errors?.map((error) => error.extensions)).toMatchObject([{ code: 'SERVICE_UNAVAILABLE', service: 'billing' }]);
    for (let waited = 0; waited < 60 && (await sheet()).errors; waited += 1) await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await sheet()).errors).toBeUndefined();
  });
});
