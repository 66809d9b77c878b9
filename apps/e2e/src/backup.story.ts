import { execFile, fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphClient, Person } from '@stipple/demo';
import { openHome, postgresUrl } from '@stipple/local-servers';
import pg from 'pg';
import {
  book,
  certify,
  commission,
  makeReady,
  openClinic,
  registerClient,
  shape,
  type Clinic,
  type Thing,
} from './world.js';

const root = path.resolve(import.meta.dirname, '../../..');
const passphrase = 'correct horse battery staple';

function stipple(home: string, ...parameters: string[]): Promise<{ status: number; output: string; problem: string }> {
  const { NODE_OPTIONS, DATABASE_URL, KAFKA_BROKERS, ...environment } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(root, 'apps/cli/dist/src/main.js'), ...parameters],
      { env: { ...environment, STIPPLE_HOME: home, STIPPLE_BACKUP_PASSPHRASE: passphrase }, timeout: 120_000 },
      (error, output, problem) => resolve({ status: error ? Number(error.code ?? 1) : 0, output, problem }),
    );
  });
}

/** Starts Stipple in one process on a home. If it does not start, rejects with its complaint. */
function start(home: string): Promise<{ url: string; stop(): Promise<void> }> {
  const { NODE_OPTIONS, DATABASE_URL, KAFKA_BROKERS, ...environment } = process.env;
  const child: ChildProcess = fork(path.join(root, 'apps/clinic/dist/src/main.js'), [], {
    env: {
      ...environment,
      NODE_ENV: 'production',
      STIPPLE_HOME: home,
      STIPPLE_DEMO: 'off',
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('It did not start within two minutes.')), 120_000);
    const ended = new Promise<void>((end) => child.once('close', () => end()));
    void ended.then(() => {
      clearTimeout(late);
      reject(new Error(complaint));
    });
    child.once('message', (message) => {
      clearTimeout(late);
      resolve({
        url: (message as { ready: string }).ready,
        async stop() {
          child.kill('SIGTERM');
          await ended;
        },
      });
    });
  });
}

interface Shown {
  clients: { id: string; name: string }[];
  hygiene: unknown;
  sheet: unknown;
}

describe(`a backup (${shape.name})`, () => {
  let folder: string;
  let clinic: Clinic;
  let booking: { id: string };
  let asked: object;
  let other: string;
  const commandId = randomUUID();
  const file = (name: string) => path.join(folder, name);

  /** Waits until the read models are made again. */
  async function shown(url: string): Promise<Shown> {
    const as = async (email: string) => new GraphClient(url).signIn(email, shape.password);
    const desk = await as(clinic.emails.desk);
    const auditor = new Person(await as(clinic.emails.auditor));
    const { clients } = await desk.get<{ clients: { edges: { node: Shown['clients'][number] }[] } }>(
      'query ($id: ID!) { clients(clinicId: $id, search: "Somchai", first: 50) { edges { node { id name } } } }',
      { id: clinic.id },
    );
    const hygiene = await auditor.asks('hygieneEvents', { clinicId: clinic.id, first: 100 });
    const { booking: sheet } = await desk.get<{ booking: unknown }>(
      'query ($id: ID!) { booking(id: $id) { id status client { name } staffMember { name } room { name } } }',
      { id: booking.id },
    );
    return { clients: clients.edges.map(({ node }) => node), hygiene, sheet };
  }
  const settled = async (url: string, wanted: Shown): Promise<Shown> => {
    let now = await shown(url);
    for (
      const until = Date.now() + 30_000;
      Date.now() < until && JSON.stringify(now) !== JSON.stringify(wanted);
      now = await shown(url)
    )
      await new Promise((resolve) => setTimeout(resolve, 200));
    return now;
  };

  let before: Shown;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-backup-story-'));
    clinic = await openClinic();
    await certify(clinic, 'technician');
    const autoclave = await commission(clinic);
    await autoclave.run(2);
    await makeReady(clinic, clinic.rooms[0]);
    const clientId = await registerClient(clinic, 'Somchai Jaidee');
    other = await registerClient(clinic, 'Somchai Another');
    asked = { ...book(clinic, clientId), commandId };
    booking = (await clinic.people.desk.does<Thing<'booking'>>('book', asked)).booking;
    before = await shown(shape.url);
    before = await settled(shape.url, before);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is taken while Stipple runs and people go on, and holds no key unasked', async () => {
    let working = true;
    const people = (async () => {
      for (let n = 0; working; n += 1)
        await clinic.people.desk.does('registerClient', {
          clinicId: clinic.id,
          name: `Busy ${n}`,
          phone: '+66811111111',
          email: `busy${n}@example.test`,
          dateOfBirth: '1980-04-12',
        });
    })();
    try {
      const { status, output, problem } = await stipple(
        shape.home,
        'backup',
        file('whole'),
        '--keys',
        file('keys'),
        '--secrets',
      );
      expect({ status, problem: problem.replaceAll(/^Written .*\n/gm, '') }).toEqual({ status: 0, problem: '' });
      expect(output).toContain('events of five contexts, whole and of one moment.');
    } finally {
      working = false;
      await people;
    }
    expect(await stipple(shape.home, 'backup', file('whole'))).toMatchObject({
      status: 1,
      problem: expect.stringContaining('is there already') as unknown,
    });
    expect((await stipple(shape.home, 'restore', file('whole'), '--check')).output).toMatch(
      /is whole, of \d{4}-.*bookings\.events +\d+ rows/s,
    );
    expect((await stipple(shape.home, 'restore', file('whole'))).problem).toMatch(/Another Stipple|is not empty/);
  });

  it('comes back in another home, where everybody signs in, everything is found, and nothing is done twice', async () => {
    const home = file('home');
    const restored = await stipple(home, 'restore', file('whole'), '--keys', file('keys'));
    expect(restored).toMatchObject({ status: 0 });
    expect(restored.output).toContain('Read models are made again at the next start.');
    expect(restored.output).not.toContain('does not have');
    expect((await stipple(home, 'restore', file('whole'))).problem).toContain('is not empty');
    const copy = await start(home);
    try {
      expect(await settled(copy.url, before)).toEqual(before);
      const desk = new Person(await new GraphClient(copy.url).signIn(clinic.emails.desk, shape.password));
      expect((await desk.does<Thing<'booking'>>('book', asked)).booking.id).toBe(booking.id);
      const { refusals } = await desk.tries('book', book(clinic, other));
      expect(refusals.map(({ code }) => code)).toEqual(expect.arrayContaining(['STAFF_BUSY', 'ROOM_BUSY']));
      const later = await desk.does<Thing<'client'>>('registerClient', {
        clinicId: clinic.id,
        name: 'Somchai Afterwards',
        phone: '+66811111111',
        email: 'after@example.test',
        dateOfBirth: '1980-04-12',
      });
      const after = {
        ...before,
        clients: [...before.clients, { id: later.client.id, name: 'Somchai Afterwards' }].sort((a, b) =>
          a.id < b.id ? -1 : 1,
        ),
      };
      const found = await settled(copy.url, after);
      expect([...found.clients].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(after.clients);
      const { output } = await stipple(home, 'doctor');
      for (const name of ['staff', 'bookings', 'sterilization', 'treatments', 'billing'])
        expect(output).toMatch(new RegExp(`ok {2}${name} .*events`));
    } finally {
      await copy.stop();
    }
  });

  it('comes back without keys with the work of everybody and the name of nobody, and says so', async () => {
    const home = file('keyless');
    const { output } = await stipple(home, 'restore', file('whole'));
    expect(output).toContain('No keys were given: personal data cannot be read until they are');
    expect(output).toContain('This installation does not have the identity secret, by which people sign in');
  });

  it('was not needed where a database was copied by other means: the start says so in a sentence, and adopting goes on with it', async () => {
    const home = file('home');
    const running = await start(home);
    const url = new URL((await postgresUrl(await openHome(home, { lock: null }))) ?? '');
    url.pathname = '/stipple';
    const admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    // Changes the log into one from a server that has counted more transactions.
    for (const table of ['events', 'checkpoints'])
      await admin.query(
        `update bookings.${table} set xid = (xid::text::bigint + 1000000000)::text::xid8 where xid > '0'`,
      );
    await admin.end();
    await running.stop();
    await expect(start(home)).rejects.toThrow(
      /^The log of bookings was copied here from another server or another time: [^\n]* run npx stipple adopt\.$/m,
    );
    const adopted = await stipple(home, 'adopt');
    expect(adopted).toMatchObject({ status: 0 });
    expect(adopted.output).toMatch(/bookings: epoch 2 begins after \d+:\d+; its newest event comes from a transaction/);
    expect((await stipple(home, 'adopt')).output).toContain('there is nothing to adopt');
    const copy = await start(home);
    try {
      const desk = new Person(await new GraphClient(copy.url).signIn(clinic.emails.desk, shape.password));
      await desk.does('registerClient', {
        clinicId: clinic.id,
        name: 'Somchai Adopted',
        phone: '+66811111111',
        email: 'adopted@example.test',
        dateOfBirth: '1980-04-12',
      });
      let names: string[] = [];
      for (
        const until = Date.now() + 30_000;
        Date.now() < until && !names.includes('Somchai Adopted');
        await new Promise((resolve) => setTimeout(resolve, 100))
      )
        names = (await shown(copy.url)).clients.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['Somchai Jaidee', 'Somchai Afterwards', 'Somchai Adopted']));
    } finally {
      await copy.stop();
    }
  });

  it('is not the only thing that can be done with a stopped Stipple: the master key is changed, and messages are sent again', async () => {
    const home = file('home');
    const rotated = await stipple(home, 'rotate-master-key');
    expect(rotated.output).toMatch(/^[1-9]\d* keys are wrapped by the new master key\./m);
    expect((await stipple(home, 'republish', 'bookings', '--all')).output).toMatch(
      /The messages of \d+ events of bookings were published again\./,
    );
    expect((await stipple(home, 'republish', 'bookings')).problem).toContain(
      'Give --from with a place in the log, or --all.',
    );
    const copy = await start(home);
    try {
      const names = (await shown(copy.url)).clients.map(({ name }) => name);
      expect(names).toContain('Somchai Jaidee');
      const { output } = await stipple(home, 'doctor');
      expect(output).not.toMatch(/!! {2}(staff|bookings|sterilization|treatments|billing)/);
      expect((await stipple(home, 'rotate-master-key')).problem).toContain('Another Stipple');
    } finally {
      await copy.stop();
    }
  });
});
