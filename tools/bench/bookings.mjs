// A log of bookings in the shapes that their context stores: four events each. For one in ten the last one is a
// cancellation with a sealed reason.
import { randomUUID } from 'node:crypto';
import { BookingsModule } from '../../libs/contexts/bookings/dist/src/index.js';

const { parts } = BookingsModule;
export const publishes = (event) => parts.publishes(event);
export const bookingDeciders = [...new Set(parts.handlers.map(({ decider }) => decider))];
export const bookingsView = parts.views.find(({ name }) => name === 'bookings');

const moment = (minutes) => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();
const clinics = Array.from({ length: 5 }, () => randomUUID());
const people = Array.from({ length: 40 }, () => randomUUID());
const clients = Array.from({ length: 500 }, () => randomUUID());

async function historyOf(keys, n) {
  const bookingId = randomUUID();
  const stream = `booking-${bookingId}`;
  const start = moment(n * 15);
  const clientId = clients[n % clients.length];
  const appointment = {
    clinicId: clinics[n % clinics.length],
    clientId,
    procedureCode: 'SMP-1',
    procedureKind: 'SESSION',
    requiresPrivilege: true,
    requiresConsent: true,
    requiresPatchTest: true,
    staffMemberId: people[n % people.length],
    roomId: people[(n + 7) % people.length],
    start,
    end: moment(n * 15 + 180),
    bufferBeforeMinutes: 10,
    bufferAfterMinutes: 15,
    healingDays: 28,
    mode: 'IN_PERSON',
  };
  const treatmentId = randomUUID();
  const correlation = randomUUID();
  const event = (type, data, occurredAt = start) => ({
    eventId: randomUUID(),
    type,
    schemaVersion: 1,
    data: JSON.stringify(data),
    meta: { actor: people[n % people.length], correlation, command: randomUUID(), clinic: appointment.clinicId },
    occurredAt,
  });
  const events = [
    event('BookingConfirmed', { bookingId, appointment, policyVersion: 1 }),
    event('ClientCheckedIn', { bookingId, appointment, policyVersion: 1 }),
    event('BookingTreatmentStarted', { bookingId, appointment, treatmentId, at: start }),
  ];
  if (n % 10 > 0)
    return {
      stream,
      events: [...events, event('BookingCompleted', { bookingId, appointment, treatmentId, at: start })],
    };
  const cancelled = event('BookingCancelled', {});
  const data = await keys.seal(
    { bookingId, appointment, clientId, by: 'CLIENT', reason: 'They felt unwell in the morning.' },
    clientId,
    ['reason'],
    `${cancelled.eventId} ${stream} BookingCancelled`,
  );
  return {
    stream,
    events: [
      ...events.slice(0, 2),
      event('BookingRescheduled', { bookingId, appointment, clientId, reason: null, policyVersion: 1 }),
      { ...cancelled, data: JSON.stringify(data) },
    ],
  };
}

/** Appends `events` events, a multiple of four. */
export async function writeBookings({ store, keys }, events, say) {
  const started = performance.now();
  for (let n = 0; n < events / 4; n += 200) {
    const some = await Promise.all(
      Array.from({ length: Math.min(200, events / 4 - n) }, (_, index) => historyOf(keys, n + index)),
    );
    const answers = await Promise.all(
      some.map(({ stream, events: history }) => store.batcher.append({ stream, expected: 0, events: history })),
    );
    if (answers.some(({ status }) => status !== 'ok')) throw new Error('A booking could not be written.');
  }
  say(`    ${events} events written, ${Math.round(events / ((performance.now() - started) / 1000))} a second`);
}
