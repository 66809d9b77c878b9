import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openClinic, shape, signIn } from './world.js';

const root = path.resolve(import.meta.dirname, '../../..');

/** Runs `stipple` on the home of the stories' Stipple. */
function stipple(
  parameters: readonly string[],
  home = shape.home,
): Promise<{ status: number; output: string; problem: string }> {
  const { NODE_OPTIONS, DATABASE_URL, KAFKA_BROKERS, ...environment } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(root, 'apps/cli/dist/src/main.js'), ...parameters],
      { env: { ...environment, STIPPLE_HOME: home }, timeout: 180_000 },
      (error, output, problem) => resolve({ status: error ? Number(error.code ?? 1) : 0, output, problem }),
    );
  });
}

describe(`the command line (${shape.name})`, () => {
  it('tells what it can do', async () => {
    const { status, output } = await stipple(['--help']);
    expect(status).toBe(0);
    for (const name of ['demo', 'reset', 'doctor', 'views', 'parked', 'migrate']) expect(output).toContain(name);
    expect((await stipple(['dance'])).status).not.toBe(0);
  });

  it('examines what is installed, reachable, migrated and lagging', async () => {
    const { status, output } = await stipple(['doctor']);
    expect(output).toMatch(/ok {2}PostgreSQL +PostgreSQL 18/);
    for (const name of ['staff', 'bookings', 'sterilization', 'treatments', 'billing'])
      expect(output).toMatch(new RegExp(`ok {2}${name} .*events`));
    expect(status).toBe(output.includes('!!') ? 1 : 0);
  });

  it('lists each read model with its place, and makes one again with progress while it is read', async () => {
    const clinic = await openClinic();
    const listed = await stipple(['views']);
    expect(listed.status).toBe(0);
    expect(listed.output).toMatch(/clinics +staff +\d+:\d+ +\d+ +0/);
    const rebuilt = await stipple(['views', 'rebuild', 'clinics']);
    expect(rebuilt).toMatchObject({ status: 0, problem: '' });
    expect(rebuilt.output).toMatch(/clinics 100 %/);
    const { clinics } = await clinic.people.desk.client.get<{ clinics: { id: string }[] }>('{ clinics { id } }');
    expect(clinics).toEqual([{ id: clinic.id }]);
    const another = await openClinic();
    expect((await another.people.desk.client.get<{ clinics: { id: string }[] }>('{ clinics { id } }')).clinics).toEqual(
      [{ id: another.id }],
    );
    const unknown = await stipple(['views', 'rebuild', 'nothing']);
    expect(unknown).toMatchObject({
      status: 1,
      problem: 'There is no read model nothing. npx stipple views lists them.\n',
    });
  });

  it('says what is parked', async () => {
    expect((await stipple(['parked', 'billing'])).output).toBe('Nothing is parked.\n');
    expect((await stipple(['parked', 'nobody'])).status).toBe(1);
  });

  it('replays a context, or one kind of thing in it, in order and without personal data', async () => {
    const lines = async (...more: string[]) =>
      (await stipple(['replay', 'bookings', ...more])).output
        .split('\n')
        .filter((line) => line !== '')
        .map(
          (line) => JSON.parse(line) as { type: string; stream: string; position: string; data: { name?: unknown } },
        );
    const clinic = await openClinic();
    await clinic.people.desk.does('registerClient', {
      clinicId: clinic.id,
      name: 'Niran Wongsa',
      phone: '+66812345678',
      email: 'niran@example.test',
      dateOfBirth: '1985-04-12',
    });
    const all = await lines();
    const clients = await lines('--category', 'client');
    expect(clients.length).toBeGreaterThan(0);
    expect(clients).toEqual(all.filter(({ stream }) => stream.startsWith('client-')));
    for (const { data } of clients.filter(({ type }) => type === 'ClientRegistered')) expect(data.name).toBeNull();
    const [first] = clients;
    expect(await lines('--stream', first?.stream ?? '')).toEqual(
      clients.filter(({ stream }) => stream === first?.stream),
    );
    expect(await lines('--after', all.at(-1)?.position ?? '')).toEqual([]);
    expect(await stipple(['replay', 'bookings', '--category', 'tooth'])).toMatchObject({
      status: 1,
      problem: expect.stringContaining('bookings has no category tooth.') as unknown,
    });
    expect(await stipple(['replay', 'bookings', '--after', '1; drop'])).toMatchObject({
      status: 1,
      problem: expect.stringContaining('is no place in a log') as unknown,
    });
  });

  it('tries again what is parked, gives up nothing without a reason, and leaves a record that an administrator reads in the graph', async () => {
    expect(await stipple(['parked', 'billing', '--retry', 'nobody', '--reason', 'Looking.'])).toMatchObject({
      status: 0,
      output: '0 messages and 0 rows of read models went through; 0 are parked still.\n',
    });
    expect(
      await stipple(['parked', 'billing', '--give-up', '5a0c3b1e-0000-4000-8000-000000000000', '--reason', 'Looking.']),
    ).toMatchObject({ status: 1, problem: 'There is no such parked message or event.\n' });
    const { client } = await signIn(shape.adminEmail);
    const names = ['Staff', 'Bookings', 'Sterilization', 'Treatments', 'Billing'];
    const answer = await client.get<
      Record<string, { totalCount: number; nodes: { actorId: string; reason: string | null }[] }>
    >(
      `{
        ${names.map((name) => `parkedIn${name} { totalCount nodes { id } }`).join(' ')}
        parkedDecisionsInBilling(first: 1) { totalCount nodes { actorId reason } }
      }`,
    );
    for (const name of names) expect(answer[`parkedIn${name}`]).toEqual({ totalCount: 0, nodes: [] });
    expect(answer['parkedDecisionsInBilling']?.nodes).toEqual([
      { actorId: expect.stringMatching(/^command-line:/) as unknown, reason: 'Looking.' },
    ]);
  });

  it('deletes nothing without being sure, nor what is in use', async () => {
    const used = await stipple(['reset', '--yes']);
    expect(used.status).toBe(1);
    expect(used.problem).toContain('is using');
    const home = await mkdtemp(path.join(os.tmpdir(), 'stipple-cli-'));
    try {
      const unasked = await stipple(['reset'], home);
      expect(unasked.status).toBe(1);
      expect(unasked.problem).toContain('--yes');
      expect((await stipple(['views'], home)).problem).toContain('npm start');
      expect((await stipple(['reset', '--yes'], home)).output).toContain('begins anew');
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });
});
