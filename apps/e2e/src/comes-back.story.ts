import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { GraphClient } from '@stipple/demo';
import { shape, signIn } from './world.js';

const root = path.resolve(import.meta.dirname, '../../..');
const patience = 120_000;

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error(`It did not come to that within ${patience / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const onLinux = process.platform === 'linux';
if (!onLinux)
  process.stdout.write(
    'skipped: an error thrown in a process that npm start keeps, because its process is found by /proc.\n',
  );

(onLinux && shape.name === 'embedded' ? describe : describe.skip)(
  'an error that nobody caught, in the one process',
  () => {
    it('ends it with its reason, and it is started again at the same address with what it knew', async () => {
      const home = await mkdtemp(path.join(os.tmpdir(), 'stipple-back-'));
      const { npm_lifecycle_event, DATABASE_URL, ...environment } = process.env;
      const throws = pathToFileURL(path.join(root, 'tools/test/throws.mjs')).href;
      const starter = spawn(process.execPath, ['tools/start/start.mjs', 'start'], {
        cwd: root,
        env: {
          ...environment,
          NODE_OPTIONS: `--import=${throws}`,
          STIPPLE_HOME: home,
          STIPPLE_DEMO: 'off',
          STIPPLE_ADMIN_EMAIL: shape.adminEmail,
          PORT: '0',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const ended = once(starter, 'exit');
      const said = { out: '', err: '' };
      starter.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
      starter.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
      const ready = () => [...said.out.matchAll(/Stipple is ready: (\S+)/g)].map(([, url]) => url);
      try {
        await until(() => ready().length === 1);
        const invitation = /with this invitation by [^ ]+: (\S+)/.exec(said.out)?.[1];
        await new GraphClient(ready()[0] ?? '').ask(
          'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { user { id } refusals { code } } }',
          { input: { token: invitation, password: shape.password } },
        );
        const [child] = (await readFile(`/proc/${starter.pid}/task/${starter.pid}/children`, 'utf8'))
          .trim()
          .split(' ')
          .map(Number);
        if (child === undefined) throw new Error('npm start keeps no process.');
        process.kill(child, 'SIGUSR2');
        await until(() => ready().length === 2);
        expect(said.err).toContain('Nobody caught this: Error: thrown because a story said so');
        expect(said.err).toContain('Stipple ended by itself with exit code 70; starting it again in 1 s.');
        expect(ready()[1]).toBe(ready()[0]);
        expect(await new GraphClient(ready()[1] ?? '').signIn(shape.adminEmail, shape.password)).toBeInstanceOf(
          GraphClient,
        );
        starter.kill('SIGINT');
        expect(await ended).toEqual([0, null]);
      } finally {
        starter.kill('SIGTERM');
        await ended;
        await rm(home, { recursive: true, force: true, maxRetries: 5 });
      }
    });
  },
);

(shape.name === 'split' ? describe : describe.skip)('an error that nobody caught, in one of the services', () => {
  it('ends that service, and it is started again', async () => {
    const admin = await signIn(shape.adminEmail);
    const away = async () =>
      (await admin.client.ask('{ treatment(id: "00000000-0000-4000-8000-000000000000") { id } }')).errors?.some(
        ({ extensions }) => extensions?.code === 'SERVICE_UNAVAILABLE',
      ) ?? false;
    expect(await away()).toBe(false);
    const treatments = shape.processes['treatments'];
    if (treatments === undefined) throw new Error('The treatments service has no process id.');
    process.kill(treatments, 'SIGUSR2');
    await until(away);
    await until(async () => !(await away()));
  });
});
