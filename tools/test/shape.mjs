// Starts one shape of Stipple for the stories: all in one process, or split over Kafka. STIPPLE_STORY_SHAPE says which.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '../..');
const readyWithin = 400_000;

async function ask(url, query, variables) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

export default async function startShape() {
  const shape = process.env.STIPPLE_STORY_SHAPE === 'split' ? 'split' : 'embedded';
  const home = await mkdtemp(path.join(os.tmpdir(), 'stipple-story-'));
  const adminEmail = 'admin@example.test';
  const password = randomBytes(12).toString('base64url');
  const main = shape === 'split' ? 'apps/cli/dist/src/split.js' : 'apps/clinic/dist/src/main.js';
  const { NODE_OPTIONS, DATABASE_URL, KAFKA_BROKERS, ...environment } = process.env;
  const child = fork(path.join(root, main), [], {
    cwd: root,
    env: {
      ...environment,
      NODE_ENV: 'production',
      NODE_OPTIONS: `--import=${pathToFileURL(path.join(import.meta.dirname, 'throws.mjs')).href}`,
      STIPPLE_HOME: home,
      STIPPLE_DEMO: 'off',
      STIPPLE_ADMIN_EMAIL: adminEmail,
      PORT: '0',
      LOG_LEVEL: 'warn',
      STIPPLE_PRODUCTION: 'false',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  globalThis.stippleStory = { child, home };
  const started = await new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`The ${shape} shape was not ready within ${readyWithin / 1000} s.`)),
      readyWithin,
    );
    child.once('message', (message) => (clearTimeout(late), resolve(message)));
    child.once(
      'exit',
      (code) => (clearTimeout(late), reject(new Error(`The ${shape} shape ended with exit code ${code}.`))),
    );
  });
  const token = started.notices.find((notice) => notice.invitation)?.invitation;
  await ask(
    started.ready,
    'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { user { id } refusals { code } } }',
    { input: { token, password } },
  );
  Object.assign(process.env, {
    STIPPLE_STORY_URL: started.ready,
    STIPPLE_STORY_HOME: home,
    STIPPLE_STORY_ADMIN_EMAIL: adminEmail,
    STIPPLE_STORY_PASSWORD: password,
    STIPPLE_STORY_BROKERS: started.brokers ?? '',
    STIPPLE_STORY_PROCESSES: JSON.stringify(started.processes ?? {}),
  });
}

export async function stopShape() {
  const { child, home } = globalThis.stippleStory ?? {};
  if (child && child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 60_000);
    await ended;
    clearTimeout(force);
  }
  if (home) await rm(home, { recursive: true, force: true });
}
