// npm run fuzz -- --requests N --seed S: hostile GraphQL and HTTP against a running clinic, as several of its people
// and as nobody. Ends with 0 if there was no 5xx, no masked error, no error that repeats its input, nothing parked, no
// request that held the event loop over 200 ms, the process lives, and the next person can sign in. A batch in which
// the loop was held is sent again one by one, three times each, and only a request that holds it every time counts. A
// garbage collection or a busy neighbour is reported, and is no fault.
import http from 'node:http';
import { setTimeout as elapse } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ask, roles, signIn, startClinic, stateOf, worldFrom } from './clinic.mjs';
import { requestOf, shownRequest } from './requests.mjs';
import { faultIn, send } from './wire.mjs';

const usage = `Usage: npm run fuzz -- [--requests N] [--seed S] [--only INDEX] [--url URL --password P] [--hold MILLISECONDS]
--only sends one request, as a run of that seed would; --url takes a clinic that runs, whose demo accounts have --password, and which is then
watched from outside alone; --hold is how long a request may hold the event loop, 200 by default.`;
const say = (line) => process.stdout.write(`${line}\n`);
const batch = 64;
const together = 16;
const mostFaults = 20;

function asked() {
  const text = { type: 'string' };
  const { values } = parseArgs({
    options: {
      requests: text,
      seed: text,
      only: text,
      url: text,
      password: text,
      hold: text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    say(usage);
    process.exit(0);
  }
  const number = (name, otherwise, most) => {
    const value = Number(values[name] ?? otherwise);
    if (!Number.isInteger(value) || value < 0 || value > most)
      throw new Error(`--${name} is "${values[name]}" and has to be a whole number from 0 to ${most}.`);
    return value;
  };
  if (values.url && !values.password) throw new Error('--url needs --password, which its demo accounts have.');
  return {
    requests: number('requests', 10_000, 10_000_000),
    seed: number('seed', Math.floor(Math.random() * 1e9), 4_294_967_295),
    hold: number('hold', 200, 60_000),
    only: values.only === undefined ? undefined : number('only', 0, 10_000_000),
    url: values.url,
    password: values.password,
  };
}

let options;
try {
  options = asked();
} catch (error) {
  process.stderr.write(`${error.message}\n${usage}\n`);
  process.exit(2);
}
const { requests, seed, hold, only } = options;
const faults = [];
const statuses = new Map();
const notes = [];
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => (stopped = true));

/** The request with a comment at the end of its document, so that no cache makes it fast. */
function asNew(request, round) {
  try {
    const body = JSON.parse(request.body);
    return typeof body.query === 'string'
      ? { ...request, body: JSON.stringify({ ...body, query: `${body.query}\n#${seed} ${round}` }) }
      : request;
  } catch {
    return request;
  }
}

async function fuzz(clinic) {
  const { url, password } = clinic;
  const target = new URL(url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: together });
  const tokens = new Map();
  for (const role of roles) tokens.set(role, await signIn(url, role, password));
  const world = await worldFrom(url, tokens);
  const before = { ...(await stateOf(url)), ...(await clinic.look?.()) };
  say(
    `Seed ${seed}: ${only === undefined ? `${requests} requests` : `request ${only}`} to ${url}, with ${world.ids.length} ids of what is there.`,
  );

  const blame = (index, request, what) => {
    faults.push(`request ${index}: ${what}`);
    if (faults.length <= mostFaults)
      say(
        `\nFAULT in request ${index} (npm run fuzz -- --seed ${seed} --only ${index}): ${what}\n    ${shownRequest(request)}\n`,
      );
  };
  const one = async (index) => {
    const request = requestOf(seed, index, world);
    const answer = await send(target, agent, request, tokens.get(request.role));
    const status = answer.unsent ? 'unsent' : (answer.status ?? 'hung up');
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const fault = faultIn(answer);
    if (fault !== undefined) blame(index, request, fault);
    if (only !== undefined) say(`status ${status}: ${(answer.text ?? answer.broken ?? '').slice(0, 2_000)}`);
    // Hostile requests may sign their sender out.
    if (status === 401 && request.role && !request.headers.authorization && /signed out/.test(answer.text))
      tokens.set(request.role, await signIn(url, request.role, password));
  };
  const several = async (indices) => {
    const waiting = [...indices];
    await Promise.all(
      Array.from({ length: together }, async () => {
        for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) await one(index);
      }),
    );
  };
  /** Sends each request of a batch alone. One that holds the loop three times out of three is at fault. */
  const confirm = async (indices, seen) => {
    const suspects = new Map();
    for (let round = 0; round < 3; round++) {
      for (const index of round === 0 ? indices : suspects.keys()) {
        const request = requestOf(seed, index, world);
        await clinic.look();
        await send(target, agent, asNew(request, round), tokens.get(request.role));
        const held = (await clinic.look())?.held ?? Infinity;
        if (held > hold) suspects.set(index, Math.min(held, suspects.get(index) ?? Infinity));
        else suspects.delete(index);
      }
    }
    for (const [index, held] of suspects)
      blame(index, requestOf(seed, index, world), `it holds the event loop for ${Math.round(held)} ms`);
    if (suspects.size === 0)
      notes.push(
        `requests ${indices[0]} to ${indices.at(-1)}: held for ${Math.round(seen.held)} ms ` +
          `(${Math.round(seen.collecting)} ms of it at most by one garbage collection), and by none of them alone`,
      );
  };

  const all = only === undefined ? Array.from({ length: requests }, (_, index) => index) : [only];
  const began = performance.now();
  let worst = 0;
  let told = performance.now();
  for (let from = 0; from < all.length && !stopped && faults.length < 200; from += batch) {
    const indices = all.slice(from, from + batch);
    await several(indices);
    if (clinic.ended?.() !== undefined) {
      faults.push(`the process ended within requests ${indices[0]} to ${indices.at(-1)}: ${clinic.ended()}`);
      break;
    }
    const seen = await clinic.look?.();
    if (clinic.look && seen === undefined)
      faults.push(
        `the process did not answer its monitor within 20 s after requests ${indices[0]} to ${indices.at(-1)}`,
      );
    else if (seen) {
      worst = Math.max(worst, seen.held);
      if (seen.held > hold) await confirm(indices, seen);
    }
    if (performance.now() - told > 5_000) {
      told = performance.now();
      const rate = Math.round((from + batch) / ((told - began) / 1_000));
      say(
        `${String(from + batch).padStart(8)} of ${all.length}, ${rate} a second; held at most ${Math.round(worst)} ms; ` +
          `memory ${seen ? `${Math.round(seen.rss / 1e6)} MB, ${Math.round(seen.heapUsed / 1e6)} of it heap` : '?'}; ` +
          `faults ${faults.length}`,
      );
    }
  }
  agent.destroy();
  return { before, worst };
}

/** Checks the clinic after the last request. Connections may take until their deadlines to end. */
async function judge(clinic, before) {
  if (clinic.ended?.() !== undefined) return;
  for (let tries = 0; ; tries++) {
    const after = { ...(await stateOf(clinic.url)), ...(await clinic.look?.()) };
    const lacking = [
      ...(after.ready === 'ready' ? [] : [`it is not ready: ${after.problems.join('; ')}`]),
      ...(after.parked > before.parked ? [`${after.parked - before.parked} messages or events are parked`] : []),
      ...((after.sockets ?? 0) > (before.sockets ?? 0) + 8
        ? [`${after.sockets} connections are open, of ${before.sockets} before`]
        : []),
    ];
    if (lacking.length === 0) break;
    if (tries === 40) return faults.push(...lacking);
    await elapse(1_000);
  }
  const token = await signIn(clinic.url, 'desk', clinic.password);
  const { data } = await ask(clinic.url, '{ me { id } }', {}, token);
  if (!data?.me?.id) faults.push(`the next one who signs in is not known: ${JSON.stringify(data)}`);
}

let code = 1;
const clinic = options.url ? { url: options.url, password: options.password } : await startClinic(say);
try {
  const { before, worst } = await fuzz(clinic);
  await judge(clinic, before);
  say(
    `\nSeed ${seed}: answers by status: ${[...statuses]
      .sort(([a], [b]) => String(a).localeCompare(String(b)))
      .map(([status, count]) => `${status} ${count} times`)
      .join(', ')}`,
  );
  for (const note of notes.slice(0, 20)) say(`  not a fault: ${note}`);
  const sent = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  if (stopped) say(`Stopped after ${sent} requests.`);
  else if (faults.length === 0)
    say(
      `Verdict: clean. ${sent} requests; the event loop was held for at most ${Math.round(worst)} ms` +
        `${notes.length > 0 ? `, ${notes.length} times over ${hold} by no request alone` : ''}.`,
    );
  else {
    say(`Verdict: ${faults.length} FAULTS, such as:`);
    for (const fault of faults.slice(0, mostFaults)) say(`  ${fault.slice(0, 400)}`);
  }
  code = faults.length === 0 && !stopped ? 0 : 1;
} catch (error) {
  say(`The run failed: ${error.stack ?? error}`);
} finally {
  await clinic.stop?.();
  if (code === 0 || stopped) await clinic.forget?.();
  else if (clinic.home) say(`What the clinic had is in ${clinic.home}; its log is logs/stipple.log.`);
}
process.exit(code);
