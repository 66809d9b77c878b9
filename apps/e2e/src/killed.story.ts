import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { GraphClient, Person } from '@stipple/demo';
import { shape, type Thing } from './world.js';

interface Started {
  child: ChildProcess;
  url: string;
  invitation?: string;
}

const root = path.resolve(import.meta.dirname, '../../..');

/** Starts a Stipple in one process, apart from the other stories', so that it can be killed. */
function start(home: string): Promise<Started> {
  const { NODE_OPTIONS, DATABASE_URL, ...environment } = process.env;
  const child = fork(path.join(root, 'apps/clinic/dist/src/main.js'), [], {
    env: {
      ...environment,
      NODE_ENV: 'production',
      STIPPLE_HOME: home,
      STIPPLE_DEMO: 'off',
      STIPPLE_ADMIN_EMAIL: shape.adminEmail,
      PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('It did not start within four minutes.')), 240_000);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}.`)));
    child.once('message', (message) => {
      clearTimeout(late);
      const { ready, notices } = message as { ready: string; notices: { invitation?: string }[] };
      const invitation = notices.find((notice) => notice.invitation !== undefined)?.invitation;
      resolve({ child, url: ready, ...(invitation === undefined ? {} : { invitation }) });
    });
  });
}

const killed = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

const alone = shape.name === 'embedded';
if (!alone)
  process.stdout.write(
    'Run in one process only: being killed between a command and its effects, because there one signal ends everything at once.\n',
  );

(alone ? describe : describe.skip)('killed between a command and its effects', () => {
  it('loses nothing that was answered, and finishes what follows from it at the next start', async () => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'stipple-killed-'));
    let running = await start(home);
    try {
      const nobody = new Person(new GraphClient(running.url));
      await nobody.does('acceptInvitation', { token: running.invitation, password: shape.password });
      const signIn = async (email: string) =>
        new Person(await new GraphClient(running.url).signIn(email, shape.password));
      const admin = await signIn(shape.adminEmail);
      const { clinic } = await admin.does<Thing<'clinic'>>('openClinic', {
        name: 'Killed',
        timeZone: 'UTC',
        currency: 'THB',
        country: 'TH',
      });
      const { invitation } = await admin.does<{ invitation: string }>('hireStaff', {
        clinicId: clinic.id,
        name: 'Manager',
        email: 'm@example.test',
        roles: ['MANAGER'],
      });
      await nobody.does('acceptInvitation', { token: invitation, password: shape.password });
      let manager = await signIn('m@example.test');

      const rooms: string[] = [];
      for (let round = 0; round < 3; round += 1) {
        const { room } = await manager.does<Thing<'room'>>('addRoom', { clinicId: clinic.id, name: `Room ${round}` });
        // Another context handles the room's message a moment after the answer; the process dies before that.
        await killed(running.child);
        rooms.push(room.id);
        running = await start(home);
        manager = await signIn('m@example.test');
      }
      const heard = async () => {
        const { errors } = await manager.client.ask(
          'query ($input: AvailabilityInput!) { availability(input: $input) { start } }',
          {
            input: {
              clinicId: clinic.id,
              procedureCode: 'NONE',
              from: new Date().toISOString(),
              to: new Date(Date.now() + 3_600_000).toISOString(),
            },
          },
        );
        return errors?.map((error) => error.extensions?.code);
      };
      expect(await heard()).toEqual(['NOT_FOUND']);
      await manager.does('defineProcedure', {
        clinicId: clinic.id,
        code: 'CUT',
        name: 'Cut',
        kind: 'FOLLOW_UP',
        durationMinutes: 30,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        healingDays: 0,
        requiresPrivilege: false,
        requiresConsultation: false,
        requiresPatchTest: false,
        requiresConsent: false,
      });
      const { client } = await manager.does<Thing<'client'>>('registerClient', {
        clinicId: clinic.id,
        name: 'Somebody',
        phone: '+66812345678',
        email: 's@example.test',
        dateOfBirth: '1990-01-01',
      });
      for (const roomId of rooms) {
        const me = await manager.asks<{ id: string }>('me', {});
        const answer = await manager.tries('book', {
          clinicId: clinic.id,
          clientId: client.id,
          procedureCode: 'CUT',
          staffMemberId: me.id,
          roomId,
          start: new Date(Date.now() + 86_400_000).toISOString(),
          mode: 'IN_PERSON',
        });
        expect(answer.refusals.map((refusal) => refusal.code)).toEqual(['OUTSIDE_SHIFT']);
      }
    } finally {
      await stopped(running.child);
      await rm(home, { recursive: true, force: true });
    }
  });
});
