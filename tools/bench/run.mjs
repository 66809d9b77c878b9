// npm run bench: how close each part comes to its limit, both measured in the same run. `-- --only append,replay` runs
// some parts; `-- --json FILE` writes the figures.
process.env.NODE_ENV = 'production';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { kafkaAvailable, openHome, startKafka, startPostgres } from '../../libs/local-servers/dist/src/index.js';
import { benchAppend } from './append.mjs';
import { benchAudit } from './audit.mjs';
import { benchDaySheet } from './day-sheet.mjs';
import { benchEffect } from './effect.mjs';
import { benchIdle } from './idle.mjs';
import { benchRebuild } from './rebuild.mjs';
import { benchRelay } from './relay.mjs';
import { benchReplay } from './replay.mjs';

const parts = {
  append: { what: 'Appending', run: benchAppend },
  replay: { what: 'Replaying the log', run: benchReplay },
  rebuild: { what: 'Making a read model again', run: benchRebuild },
  relay: { what: 'Relaying the log to Kafka', run: benchRelay, kafka: true },
  effect: { what: "An effect in another context's view, over Kafka", run: benchEffect, kafka: true },
  idle: { what: 'Doing nothing', run: benchIdle },
  audit: { what: 'The audit log', run: benchAudit },
  'day-sheet': { what: 'The day sheet', run: benchDaySheet },
};

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(parts);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.\n`);
  process.exit(1);
}

const say = (line) => process.stdout.write(`${line}\n`);
const figures = {};
const shown = (value) => (value >= 100 ? String(Math.round(value)) : value.toFixed(2));
const phrase = (unit, { perSecond, p50, p99, value }) =>
  [
    ...(perSecond === undefined ? [] : [`${Math.round(perSecond)} ${unit}/s`]),
    ...(value === undefined ? [] : [`${shown(value)} ${unit}`]),
    ...(p50 === undefined ? [] : [`p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`]),
  ].join(', ');

/** Prints one figure beside its limit. `goal`: the ratio to reach. */
function report({ name, unit, ours, limit, ratio, goal, note }) {
  figures[name] = { ours, limit, ratio, ...(goal ? { goal } : {}), ...(note ? { note } : {}) };
  say(
    `${name}\n    ours  ${phrase(unit, ours)}\n    limit ${phrase(unit, limit)}\n    ratio ${ratio.toFixed(2)}` +
      `${goal ? `   (to reach: ${goal})` : ''}${note ? `\n    ${note}` : ''}`,
  );
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-bench-'));
const home = await openHome(folder);
const servers = [];
const stop = async () => {
  for (const server of servers.splice(0).reverse()) await server.stop();
  await home.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop().finally(() => process.exit(130)));
try {
  const postgres = await startPostgres({ home });
  servers.push(postgres);
  let brokers;
  if (wanted.some((name) => parts[name].kafka)) {
    const found = await kafkaAvailable(home);
    if (found.available) {
      const kafka = await startKafka({ home, progress: say });
      servers.push(kafka);
      brokers = kafka.brokers.split(',');
    } else say(`skipped: what needs Kafka. ${found.why}`);
  }
  for (const name of wanted) {
    const { what, run, kafka } = parts[name];
    if (kafka && !brokers) continue;
    const started = Date.now();
    say(`${what} …`);
    await run({ adminUrl: postgres.adminUrl, brokers, home, report, say });
    say(`    (${Math.round((Date.now() - started) / 1000)} s)`);
  }
  if (values.json) await writeFile(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
} finally {
  await stop();
}
