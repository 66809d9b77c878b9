import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { kafkaAvailable, openHome } from '@stipple/local-servers';
import { demoPassword, Installation } from './running.js';

const zone = 'Asia/Bangkok';
/**
 * Whether a local Apache Kafka can be started. If not, prints a `skipped:` line, which `npm test` repeats at its end.
 */
async function hasKafka(): Promise<boolean> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-hours-'));
  const found = await kafkaAvailable(await openHome(folder, { lock: null }));
  await rm(folder, { recursive: true });
  if (found.available) return true;
  if (process.env['CI'] === 'true')
    throw new Error(
      `With CI=true the demo of the split shape has to be made, but there is no Apache Kafka: ${found.why}`,
    );
  process.stdout.write(`skipped: the demo of the split shape. ${found.why}\n`);
  return false;
}
const onKafka = await hasKafka();

/** The number of things in the demo, so that doubled ones show. */
async function counted(one: Installation): Promise<object> {
  const [desk, manager, auditor, technician] = await Promise.all(
    ['desk', 'manager', 'auditor', 'technician'].map((name) => one.signIn(name)),
  );
  const { clinicId, all } = await one.sheets(await one.begun(), zone);
  const count = async <Answer>(person: typeof desk, document: string, of: (answer: Answer) => number) =>
    of((await person?.client.get<Answer>(document, { clinicId })) as Answer);
  const events = await auditor?.asks<{ edges: { node: { type: string } }[] }>('hygieneEvents', {
    clinicId,
    first: 100,
  });
  const types = (events?.edges ?? []).map(({ node }) => node.type);
  return {
    bookings: all.map((line) => line.client.name),
    staff: await count<{ staff: unknown[] }>(
      manager,
      'query ($clinicId: ID!) { staff(clinicId: $clinicId) { id } }',
      ({ staff }) => staff.length,
    ),
    clients: await count<{ clients: { totalCount: number } }>(
      desk,
      'query ($clinicId: ID!) { clients(clinicId: $clinicId) { totalCount } }',
      ({ clients }) => clients.totalCount,
    ),
    lots: await count<{ pigmentLots: { totalCount: number } }>(
      technician,
      'query ($clinicId: ID!) { pigmentLots(clinicId: $clinicId) { totalCount } }',
      ({ pigmentLots }) => pigmentLots.totalCount,
    ),
    hygiene: Object.fromEntries(
      [...new Set(types)].sort().map((type) => [type, types.filter((other) => other === type).length]),
    ),
  };
}

const whole = {
  bookings: ['Prasert Jaidee', 'Kanya Thongdee', 'Wichai Saelim', 'Ratana Pongpan'],
  staff: 10,
  clients: 4,
  lots: 1,
  hygiene: expect.objectContaining({
    RoomAdded: 2,
    SterilizerCommissioned: 1,
    RoutineTestRecorded: 3,
    PackLabelled: 4,
    LoadStarted: 1,
    LoadReleased: 1,
    DisinfectantApplied: 2,
    RoomReleased: 2,
  }),
};

describe('the demo that is interrupted', () => {
  it('is gone on with by the next start, whenever the process was killed, and nothing is there twice', async () => {
    const one = await Installation.of();
    try {
      for (const said of ['hiring its people', 'the autoclave', 'clients and bookings']) {
        one.start();
        await one.until(`it said "${said}"`, () => one.said.includes(said));
        await one.end('SIGKILL');
      }
      one.start();
      await one.untilReady();
      expect(await counted(one)).toEqual(whole);
      expect(one.said).toContain('The demo clinic is open.');
      await one.until('it said that it is ready', () => one.said.includes('Stipple is ready'));
      expect(await one.end('SIGTERM')).toBe(0);
      one.start();
      await one.untilReady();
      expect(await counted(one)).toEqual(whole);
      await one.until('it said that it is ready', () => one.said.includes('Stipple is ready'));
      expect(one.said).not.toContain('Demo:');
    } finally {
      await one.remove();
    }
  });

  it('says in a sentence that it cannot have a password, or was begun with another', async () => {
    const one = await Installation.of({ STIPPLE_DEMO_PASSWORD: 'short' });
    try {
      one.start();
      await expect(one.untilReady()).rejects.toThrow(
        /^It ended with 1 before it was ready:[^]*The demo's accounts cannot have this password: /,
      );
      one.change({ STIPPLE_DEMO_PASSWORD: demoPassword });
      one.start();
      await one.until('it said "rooms"', () => one.said.includes('rooms, procedures'));
      await one.end('SIGKILL');
      one.change({ STIPPLE_DEMO_PASSWORD: `${demoPassword} and seconds` });
      one.start();
      await expect(one.untilReady()).rejects.toThrow(
        /^It ended with 1 before it was ready:[^]*The demo clinic was begun with another password: /,
      );
    } finally {
      await one.remove();
    }
  });

  it('is ready as soon as its parts are where there is to be no demo', async () => {
    const one = await Installation.of({ STIPPLE_DEMO: 'off' });
    try {
      one.start();
      const before = await one.untilReady();
      expect(before.flatMap(({ parts }) => Object.keys(parts))).not.toContain('demo');
      expect((await one.ready())?.parts).not.toHaveProperty('demo');
    } finally {
      await one.remove();
    }
  });
});

(onKafka ? describe : describe.skip)('the demo of the split shape', () => {
  it('is delayed by services that die meanwhile, and is whole when they are back', async () => {
    const one = await Installation.of();
    try {
      one.start('apps/cli/dist/src/split.js');
      for (const [said, service] of [
        ['hiring its people', 'staff'],
        ['rooms, procedures', 'billing'],
        ['the autoclave', 'sterilization'],
        ['clients and bookings', 'bookings'],
      ] as const) {
        await one.until(`it said "${said}"`, () => one.said.includes(said));
        process.kill(await one.processOf(service), 'SIGKILL');
      }
      const before = await one.untilReady();
      for (const { parts } of before) expect(parts['demo']?.ok ?? false).toBe(false);
      expect(await counted(one)).toEqual(whole);
    } finally {
      await one.remove();
    }
  });
});
