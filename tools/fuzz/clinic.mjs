// The clinic under fuzz, started in a new home or running already: its people, its ids, and its health.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { introspection, worldOf } from './documents.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const readyWithin = 240_000;
export const roles = [
  'admin',
  'manager',
  'manager2',
  'desk',
  'technician',
  'technician2',
  'hygiene',
  'hygiene2',
  'auditor',
];

/** Starts a clinic with its demo and the monitor in its process. Resolves when it serves. */
export async function startClinic(say) {
  const home = await mkdtemp(path.join(os.tmpdir(), 'stipple-fuzz-'));
  const password = randomBytes(12).toString('base64url');
  const { DATABASE_URL, NODE_OPTIONS, npm_lifecycle_event, ...environment } = process.env;
  const child = fork(path.join(root, 'apps/clinic/dist/src/main.js'), [], {
    cwd: root,
    execArgv: ['--import', pathToFileURL(path.join(import.meta.dirname, 'watch.mjs')).href],
    env: {
      ...environment,
      NODE_ENV: 'production',
      STIPPLE_PRODUCTION: 'false',
      STIPPLE_HOME: home,
      STIPPLE_DEMO: 'on',
      STIPPLE_DEMO_PASSWORD: password,
      TRUST_PROXY: '127.0.0.1',
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true,
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaint = (complaint + text).slice(-4_000)));
  let ended;
  const end = new Promise((resolve) =>
    child.once('exit', (code, signal) => resolve((ended = signal ?? `exit code ${code}`))),
  );
  const clinic = {
    home,
    password,
    /** How the process ended, with its last output; undefined while it runs. */
    ended: () => (ended === undefined ? undefined : `${ended}: ${complaint}`),
    async stop() {
      if (ended === undefined) child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 50_000);
      await end;
      clearTimeout(force);
    },
    forget: () => rm(home, { recursive: true, force: true, maxRetries: 5 }),
    /** The monitor's measurements since the last call; undefined if the process does not answer within 20 s. */
    look: () =>
      new Promise((resolve) => {
        if (ended !== undefined) return resolve(undefined);
        const hear = (message) =>
          message?.fuzz && (clearTimeout(late), child.off('message', hear), resolve(message.fuzz));
        const late = setTimeout(() => (child.off('message', hear), resolve(undefined)), 20_000);
        child.on('message', hear);
        child.send({ fuzz: 'look' });
      }),
  };
  say(`Starting a clinic in ${home} …`);
  const started = new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`The clinic was not ready within ${readyWithin / 1_000} s.`)),
      readyWithin,
    );
    child.on('message', (message) => message?.ready && (clearTimeout(late), resolve(message.ready)));
    void end.then(() => (clearTimeout(late), reject(new Error(`The clinic ended with ${clinic.ended()}`))));
  });
  try {
    return { ...clinic, url: await started };
  } catch (error) {
    await clinic.stop();
    await clinic.forget();
    throw error;
  }
}

export async function ask(url, query, variables, token) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  });
  return await response.json();
}

/** @returns a token @throws Error if the sign-in fails */
export async function signIn(url, role, password) {
  const { data, errors } = await ask(
    url,
    'mutation ($input: SignInInput!) { signIn(input: $input) { token refusals { code } } }',
    { input: { email: `${role}@stipple.example`, password } },
  );
  if (!data?.signIn?.token) throw new Error(`${role} cannot sign in: ${JSON.stringify(errors ?? data)}`);
  return data.signIn.token;
}

/** The schema, and the existing ids that its lists show. */
export async function worldFrom(url, tokens) {
  const asked = [tokens.get('manager'), tokens.get('admin')].filter(Boolean);
  const { data } = await ask(url, introspection, {}, asked[0]);
  const world = worldOf(data, [], Date.now());
  const ids = new Set();
  const named = (type) => (type.ofType ? named(type.ofType) : type.name);
  const collect = (value) => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (value !== null && typeof value === 'object')
      for (const [key, each] of Object.entries(value))
        key === 'id' || key === 'clinicId' ? ids.add(each) : collect(each);
  };
  for (const token of asked) collect(await ask(url, '{ me { id memberships { clinicId } } }', {}, token));
  const clinicId = (await ask(url, '{ me { memberships { clinicId } } }', {}, asked[0])).data?.me?.memberships[0]
    ?.clinicId;
  const shapeOf = (type) => {
    const found = world.types.get(named(type));
    const has = (name) => found?.fields?.some((field) => field.name === name);
    return has('edges') ? '{ edges { node { id } } }' : has('id') ? '{ id }' : undefined;
  };
  for (const { name, args, type } of world.types.get(world.roots.query).fields) {
    const needed = args.filter((arg) => arg.type.kind === 'NON_NULL' && arg.defaultValue === null);
    const shape = shapeOf(type);
    if (shape === undefined || needed.some((arg) => !['clinicId', 'date'].includes(arg.name))) continue;
    const written = needed
      .map(
        (arg) =>
          `${arg.name}: ${JSON.stringify(arg.name === 'date' ? new Date(world.now).toISOString().slice(0, 10) : clinicId)}`,
      )
      .join(', ');
    for (const token of asked)
      collect((await ask(url, `{ ${name}${written ? `(${written})` : ''} ${shape} }`, {}, token)).data);
  }
  return { ...world, ids: [...ids].slice(0, 300), roles: [...tokens.keys()] };
}

/** How many messages and events are parked, and why the clinic is not ready. */
export async function stateOf(url) {
  const ready = await (await fetch(`${url}/health/ready`)).json();
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const parked = [...metrics.matchAll(/^stipple_parked_\w+\{[^}]*\} (\d+)/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
  return {
    ready: ready.status,
    parked,
    problems: Object.entries(ready.parts ?? {})
      .filter(([, { status }]) => status !== 'ok')
      .map(([name, { detail }]) => `${name}: ${detail}`),
  };
}
