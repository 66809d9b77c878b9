// npm run faults -- --minutes N --seed S: runs writers, readers, publishers and consumers as processes over a real
// PostgreSQL and a real Kafka, with random faults from the seed. Then a checker judges the raw tables, topics and
// notes. Exit code 1 on any violation.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as elapse } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { kafkaAvailable, openHome } from '../../libs/local-servers/dist/src/index.js';
import { judge } from './checker.mjs';
import { judgeCopy, openCopies } from './copies.mjs';
import { openCleanUp } from './cleanup.mjs';
import { filesOf, openTopic, tablesOf } from './evidence.mjs';
import { faultsOf } from './faults.mjs';
import { openFleet } from './fleet.mjs';
import { openProxy } from './proxy.mjs';
import { randomOf } from './random.mjs';
import { openServers } from './servers.mjs';

const usage = `Usage: npm run faults -- [--minutes N] [--seconds N] [--seed S] [--parts all|store] [--wrong reader|consumer] [--drain SECONDS]
--parts store leaves Kafka out; --wrong puts a deliberately wrong process among them, which has to be caught.`;
const say = (line) => process.stdout.write(`${line}\n`);

function asked() {
  const number = (text, least, most, name) => {
    const value = Number(text);
    if (!(value >= least && value <= most))
      throw new Error(`--${name} is "${text}" and has to be a number from ${least} to ${most}.`);
    return value;
  };
  const text = { type: 'string' };
  const { values } = parseArgs({
    options: {
      minutes: text,
      seconds: text,
      seed: text,
      parts: text,
      wrong: text,
      drain: text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    say(usage);
    process.exit(0);
  }
  const { parts = 'all', wrong } = values;
  if (!['all', 'store'].includes(parts)) throw new Error(`--parts is "${parts}" and has to be all or store.`);
  if (wrong !== undefined && !['reader', 'consumer'].includes(wrong))
    throw new Error(`--wrong is "${wrong}" and has to be reader or consumer.`);
  const seconds =
    values.seconds === undefined
      ? number(values.minutes ?? '3', 0.1, 600, 'minutes') * 60
      : number(values.seconds, 1, 36_000, 'seconds');
  const seed = number(values.seed ?? String(Math.floor(Math.random() * 1e9)), 0, 4_294_967_295, 'seed');
  return { seconds, seed: Math.floor(seed), parts, wrong, drain: number(values.drain ?? '120', 5, 600, 'drain') };
}

let options;
try {
  options = asked();
} catch (error) {
  process.stderr.write(`${error.message}\n${usage}\n`);
  process.exit(2);
}
const { seconds, seed, wrong } = options;
const random = randomOf(seed);
const alarms = [];
const counts = {};
const { cleanups, cleanUp, wasTold } = openCleanUp(say);

const began = Date.now();
const clock = () => `${String(Math.round((Date.now() - began) / 1_000)).padStart(4)} s`;
const listed = (counted) =>
  Object.entries(counted)
    .sort()
    .map(([what, count]) => `    ${what.padEnd(44)} ${count}`)
    .join('\n');

/** Why Kafka is left out, in a sentence; undefined when it takes part. */
async function withoutKafka(home) {
  if (options.parts === 'store') return '--parts store';
  const found = await kafkaAvailable(home);
  if (found.available) return undefined;
  if (process.env.CI === 'true')
    throw new Error(`With CI=true Kafka has to take part, but there is none: ${found.why}`);
  say(`skipped: publishers, consumers and everything about Kafka. ${found.why}`);
  return found.why;
}

async function start() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-faults-'));
  const notes = path.join(folder, 'notes');
  await mkdir(notes);
  const home = await openHome(path.join(folder, 'home'));
  cleanups.push(async () => {
    await home.close();
    await rm(alarms.length > 0 && !wrong ? home.path : folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const withKafka = (await withoutKafka(home)) === undefined;
  if (wrong === 'consumer' && !withKafka) throw new Error('A wrong consumer needs Kafka.');
  say(`Seed ${seed}: ${Math.round(seconds)} s of faults. Starting PostgreSQL${withKafka ? ' and Kafka' : ''} …`);
  const opening = openServers({ home, withKafka, say });
  cleanups.push(async () => (await opening).stop());
  const servers = await opening;
  const wires = {
    postgres: await openProxy(servers.postgresPort),
    ...(withKafka && { kafka: await openProxy(servers.kafkaPort) }),
  };
  cleanups.push(() => Promise.all(Object.values(wires).map((wire) => wire.close())));
  const fleet = openFleet({ folder: notes, alarm: (sentence) => alarms.push(sentence) });
  cleanups.push(() => fleet.stop(() => true, 5_000, true));
  const copies = openCopies({ folder, adminUrl: () => servers.adminUrl, alarm: (sentence) => alarms.push(sentence) });
  cleanups.push(() => copies.close());
  return { notes, servers, wires, fleet, copies, withKafka };
}

/**
 * Starts two processes of every role that shares work, and readers of several page sizes, one without wake-ups. Answers
 * the context of each reader.
 */
function man({ servers, wires, fleet, withKafka }) {
  const urls = { alpha: servers.urlOf('alpha', wires.postgres.port), beta: servers.urlOf('beta', wires.postgres.port) };
  const task = {
    seed,
    urls,
    ...(withKafka && { brokers: servers.brokers, kafka: { port: servers.kafkaPort, proxy: wires.kafka.port } }),
  };
  const readers = new Map();
  const reader = (role, name, context, more) => {
    readers.set(name, context);
    fleet.add(role, name, { ...task, context, ...more });
  };
  for (const n of [1, 2]) fleet.add('writer', `writer-${n}`, { ...task, seed: seed + n * 1_000 });
  for (const n of [1, 2]) fleet.add('recaller', `recaller-${n}`, { ...task, nth: n });
  fleet.add('holder', 'holder', task);
  reader('reader', 'reader-1', 'alpha', { pageSize: 2_000, listens: true });
  reader('reader', 'reader-2', 'alpha', { pageSize: 7, listens: false });
  if (wrong === 'reader') reader('wrong-reader', 'reader-wrong', 'alpha');
  for (const n of [1, 2])
    fleet.add('views', `views-${n}`, { ...task, contexts: withKafka ? ['alpha', 'beta'] : ['alpha'] });
  fleet.add('rebuilder', 'rebuilder', { ...task, contexts: withKafka ? ['alpha', 'beta'] : ['alpha'] });
  if (!withKafka) return readers;
  reader('reader', 'reader-3', 'beta', { pageSize: 100, listens: true });
  for (const n of [1, 2]) fleet.add('publisher', `publisher-${n}`, task);
  for (const n of [1, 2]) fleet.add(wrong === 'consumer' ? 'wrong-consumer' : 'consumer', `consumer-${n}`, task);
  fleet.add('repeater', 'repeater', task);
  return readers;
}

/**
 * Causes faults, some at once, and every kind before any comes again. Ends when the time is over, every kind has come,
 * and all have ended.
 */
async function torment(run) {
  // A second generator: the number of draws within a fault depends on the run and must not change the schedule.
  const faults = faultsOf({ random: randomOf(seed + 1), ...run });
  const underWay = new Map();
  const end = Date.now() + seconds * 1_000;
  const pace = Math.min(2_500, Math.max(700, (seconds * 1_000) / Object.keys(faults).length / 1.3));
  let deck = [];
  let told = Date.now();
  for (
    let dealt = 0;
    Date.now() < end || (dealt < Object.keys(faults).length && Date.now() < end + 30_000);
    dealt += 1
  ) {
    if (deck.length === 0) deck = random.shuffled(Object.keys(faults));
    const name = deck.pop();
    const fault = Promise.resolve(faults[name]()).then(
      (done) => done !== false && (counts[name] = (counts[name] ?? 0) + 1),
      (error) => (counts[`${name} (in vain: ${error.code ?? error.message})`] = 1),
    );
    underWay.set(fault, name);
    void fault.finally(() => underWay.delete(fault));
    await elapse(Math.min(random.between(0.4, 1.6) * pace, Math.max(200, end - Date.now())));
    if (Date.now() - told < 3_000) continue;
    told = Date.now();
    const totals = run.fleet.totals();
    say(
      `${clock()}  last: ${name}; faults ${Object.values(counts).reduce((a, b) => a + b, 0)}, ` +
        `commands accepted ${totals.accepted ?? 0}, read ${totals.read ?? 0}, published ${totals.published ?? 0}, ` +
        `heard ${totals.heard ?? 0}${alarms.length > 0 ? `, ALARMS ${alarms.length}` : ''}`,
    );
  }
  let timer;
  const tooLong = new Promise((resolve) => (timer = setTimeout(resolve, 150_000, 'too long')));
  const outcome = await Promise.race([Promise.all(underWay.keys()), tooLong]);
  clearTimeout(timer);
  if (outcome === 'too long')
    alarms.push(`Not over 150 s after the last fault began: ${[...underWay.values()].join(', ')}.`);
}

/** Judges again and again until nothing is wrong or lacking, or the time is over. */
async function verdict({ notes, servers, copies, withKafka }, readers) {
  const topic = withKafka ? await openTopic(servers.brokers, 'stipple.alpha') : undefined;
  try {
    for (const until = Date.now() + options.drain * 1_000; ; await elapse(1_500)) {
      // Read effects before the log, so that every effect's cause is in the log by then.
      const seen = filesOf(notes, 'seen');
      const partitions = await topic?.all();
      const tables = await tablesOf(servers.adminUrl);
      const commands = filesOf(notes, 'commands');
      const findings = judge({ tables, commands, held: filesOf(notes, 'held'), seen, readers, partitions });
      if (findings.lacking.length === 0 || Date.now() > until) {
        for (const copy of copies.copies) {
          const { wrong: violations, compared } = judgeCopy(copy, { final: tables, commands });
          findings.wrong.push(...violations);
          findings.checked['copies restored'] = (findings.checked['copies restored'] ?? 0) + 1;
          findings.checked['commands acknowledged before a copy'] =
            (findings.checked['commands acknowledged before a copy'] ?? 0) + compared;
        }
        return findings;
      }
      say(
        `${clock()}  waiting for what is under way: ${findings.lacking.length} lacking, such as: ${findings.lacking[0]}`,
      );
    }
  } finally {
    await topic?.close();
  }
}

function report({ wrong: violations, lacking, checked }, { fleet, notes, withKafka }) {
  const all = [
    ...alarms,
    ...violations,
    ...lacking.map((sentence) => `${sentence} (${options.drain} s after the faults)`),
  ];
  say(
    `\nSeed ${seed}, ${Math.round(seconds)} s${withKafka ? '' : ', without Kafka'}${wrong ? `, with a wrong ${wrong}` : ''}`,
  );
  say(`  faults\n${listed(counts)}`);
  say(`  done by the processes\n${listed(fleet.totals())}`);
  say(`  checked\n${listed(checked)}`);
  if (all.length === 0) {
    say('\nVerdict: clean. Nothing was lost, doubled, late or out of order.');
    return 0;
  }
  say(`\nVerdict: ${all.length} VIOLATIONS, of each kind the first:`);
  const kinds = new Map();
  for (const sentence of all) {
    const kind = sentence.replace(/\b(?=\w*\d)[\w:-]+/g, '').slice(0, 50);
    kinds.set(kind, [...(kinds.get(kind) ?? []), sentence]);
  }
  for (const [, sentences] of [...kinds].slice(0, 20))
    say(`  ${String(sentences.length).padStart(5)} × such as: ${sentences.slice(0, 2).join('\n          and: ')}`);
  if (!wrong) say(`The processes' notes and logs are in ${notes}`);
  if (alarms.length === 0) alarms.push('violations');
  return 1;
}

let code = 1;
try {
  const run = await start();
  const readers = man(run);
  await elapse(1_500);
  await torment(run);
  say(`${clock()}  the faults are over; what was begun is brought to its end …`);
  run.fleet.heal();
  await run.fleet.stop(({ role }) => /^(repeater|holder|rebuilder)$/.test(role), 40_000);
  await run.fleet.stop(({ role }) => role === 'writer' || role === 'recaller', 60_000);
  code = report(await verdict(run, readers), run);
} catch (error) {
  if (!wasTold()) say(`The run failed: ${error.stack ?? error}`);
} finally {
  await cleanUp();
}
process.exit(code);
