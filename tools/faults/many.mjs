// npm run faults:many -- --events N: a great many events from concurrent writers, under transactions that are held open
// and rolled back, read by three readers. Then compares each reader's events with the raw table: nothing lost, nothing
// doubled, nothing out of order.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as elapse } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openHome } from '../../libs/local-servers/dist/src/index.js';
import { openCleanUp } from './cleanup.mjs';
import { filesOf } from './evidence.mjs';
import { openFleet } from './fleet.mjs';
import { asAdmin, openServers } from './servers.mjs';

const usage = 'Usage: npm run faults:many -- [--events N] [--seed S] [--wrong reader]';
const say = (line) => process.stdout.write(`${line}\n`);
const writers = 2;
const grouped = (count) => Math.round(count).toLocaleString('en').replaceAll(',', ' ');

function asked() {
  const text = { type: 'string' };
  const { values } = parseArgs({
    options: { events: text, seed: text, wrong: text, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    say(usage);
    process.exit(0);
  }
  const events = Number(values.events ?? 10_000_000);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
  if (!(Number.isInteger(events) && events >= 1_000 && events <= 1e9))
    throw new Error(`--events is "${values.events}" and has to be a whole number from 1000 to 1000000000.`);
  if (!(Number.isInteger(seed) && seed >= 0))
    throw new Error(`--seed is "${values.seed}" and has to be a whole number.`);
  if (values.wrong !== undefined && values.wrong !== 'reader')
    throw new Error(`--wrong is "${values.wrong}" and has to be reader.`);
  return { events, seed, wrong: values.wrong };
}

let options;
try {
  options = asked();
} catch (error) {
  process.stderr.write(`${error.message}\n${usage}\n`);
  process.exit(2);
}
const every = Math.min(100_000, Math.ceil(options.events / 20));
const alarms = [];
const { cleanups, cleanUp, wasTold } = openCleanUp(say);

/** Reads the raw table in its order, without Stipple. Answers the digests that a reader has to reach. */
async function walk(url, told) {
  const digest = createHash('sha256');
  const marks = new Map();
  const versions = new Map();
  const wrong = [];
  let count = 0;
  let counted = 0;
  await asAdmin(url, async (client) => {
    let [xid, position] = ['0', '0'];
    for (;;) {
      const { rows } = await client.query({
        text: `select e.xid::text, e.position::text, event_id, stream, version, type from alpha.events e
                where (e.xid, e.position) > ($1::text::xid8, $2::bigint)
                order by e.xid, e.position limit 50000`,
        values: [xid, position],
        rowMode: 'array',
      });
      if (rows.length === 0) return;
      for (const [at, place, id, stream, version, type] of rows) {
        digest.update(`${at}:${place} ${id}\n`);
        count += 1;
        if (type === 'Counted') counted += 1;
        if (count % every === 0) marks.set(count, digest.copy().digest('hex'));
        if (version !== (versions.get(stream) ?? 0) + 1)
          wrong.push(`stream ${stream} goes from version ${versions.get(stream) ?? 0} to ${version} at ${at}:${place}`);
        versions.set(stream, version);
      }
      [xid, position] = rows.at(-1);
      told(count);
    }
  });
  marks.set(count, digest.digest('hex'));
  return { count, counted, marks, streams: versions.size, wrong };
}

/** How a reader's events differ from the table, in sentences. */
function compare(reader, lines, table) {
  let last = 0;
  for (const line of lines) {
    const [count, hash] = line.split(' ');
    if (table.marks.get(Number(count)) !== hash)
      return [
        `${reader} saw something else than the log between events ${grouped(last)} and ${grouped(Number(count))}, ` +
          `and ${grouped(Number(lines.at(-1).split(' ')[0]))} of ${grouped(table.count)} events in all`,
      ];
    last = Number(count);
  }
  return last === table.count ? [] : [`${reader} saw ${grouped(last)} of ${grouped(table.count)} events`];
}

async function run() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-many-'));
  const notes = path.join(folder, 'notes');
  await mkdir(notes);
  const home = await openHome(path.join(folder, 'home'));
  cleanups.push(async () => {
    await home.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  say(`Seed ${options.seed}: ${grouped(options.events)} events. Starting PostgreSQL …`);
  const servers = await openServers({ home, withKafka: false, say });
  cleanups.push(() => servers.stop());
  const fleet = openFleet({ folder: notes, alarm: (sentence) => alarms.push(sentence) });
  cleanups.push(() => fleet.stop(() => true, 5_000, true));
  const task = { seed: options.seed, urls: { alpha: servers.urlOf('alpha', servers.postgresPort) }, every };
  const began = performance.now();
  const readers = ['reader-1', 'reader-2', 'reader-3'];
  readers.forEach((name, nth) => fleet.add('many-reader', name, { ...task, pageSize: [2_000, 5_000, 777][nth] }));
  if (options.wrong) fleet.add('many-reader', 'reader-wrong', { ...task, naive: true });
  for (let n = 1; n <= writers; n += 1)
    fleet.add('many-writer', `writer-${n}`, {
      ...task,
      seed: options.seed + n,
      events: Math.floor(options.events / writers) + (n === 1 ? options.events % writers : 0),
    });
  fleet.add('holder', 'holder', task);

  let told = Date.now();
  const tell = (line) => {
    if (Date.now() - told < 10_000) return;
    told = Date.now();
    say(`  ${line}`);
  };
  for (;;) {
    const totals = fleet.totals();
    if ((totals['writers done'] ?? 0) === writers || alarms.length > 0) break;
    tell(
      `${grouped(totals.written ?? 0)} written, ${readers.map((name) => grouped(totals[`${name} has read`] ?? 0)).join(', ')} read`,
    );
    await elapse(200);
  }
  await fleet.stop(({ role }) => role !== 'many-reader', 30_000);
  const writing = (performance.now() - began) / 1_000;
  const stored = await asAdmin(servers.adminUrl, async (client) =>
    Number((await client.query('select count(*) from alpha.events')).rows[0].count),
  );
  for (const until = Date.now() + 300_000; Date.now() < until && alarms.length === 0; await elapse(200)) {
    const totals = fleet.totals();
    if (readers.every((name) => totals[`${name} has read`] >= stored)) break;
    tell(`${readers.map((name) => grouped(totals[`${name} has read`] ?? 0)).join(', ')} of ${grouped(stored)} read`);
  }
  const held = fleet.totals();
  await fleet.stop(() => true, 30_000);
  say('Comparing with the table …');
  const table = await walk(servers.adminUrl, (count) => tell(`${grouped(count)} of ${grouped(stored)} compared`));
  const acknowledged = [...filesOf(notes, 'written').values()].flat().reduce((sum, line) => sum + Number(line), 0);
  const seen = filesOf(notes, 'digests');
  const problems = [
    ...alarms,
    ...table.wrong,
    ...(acknowledged === options.events && table.counted === acknowledged
      ? []
      : [
          `${grouped(options.events)} events were to be written, ${grouped(acknowledged)} were acknowledged, and ${grouped(table.counted)} are stored`,
        ]),
    ...[...readers, ...(options.wrong ? ['reader-wrong'] : [])].flatMap((name) => {
      const lines = seen.get(name) ?? [];
      const unordered = Number(lines.at(-1)?.split(' ')[2] ?? 0);
      return [
        ...compare(name, lines, table),
        ...(unordered > 0 ? [`${name} saw ${grouped(unordered)} events out of order`] : []),
      ];
    }),
  ];
  say(`
${grouped(table.count)} events in ${grouped(table.streams)} streams, written by ${writers} processes of 32 hands
in ${writing.toFixed(0)} s (${grouped(table.count / writing)} a second), read meanwhile by ${readers.length} readers.
Transactions held open: ${grouped(held['held and committed'] ?? 0)} committed,
${grouped(held['held and rolled back'] ?? 0)} rolled back, ${grouped(held['held and broken'] ?? 0)} broken off.
`);
  for (const problem of problems.slice(0, 20)) say(`  ${problem}`);
  say(problems.length === 0 ? 'Verdict: 0 lost, 0 doubled, 0 out of order.' : `Verdict: ${problems.length} problems.`);
  return problems.length === 0 ? 0 : 1;
}

let code = 1;
try {
  code = await run();
} catch (error) {
  if (!wasTold()) say(`The run failed: ${error.stack ?? error}`);
} finally {
  await cleanUp();
}
process.exit(code);
