// npm run faults:recalls -- --rounds N: recalls and treatments at the same moment, from two processes, for N rounds and
// without other work. Then judges the raw tables: a recall names every treatment that used one of its packs.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as elapse } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openHome } from '../../libs/local-servers/dist/src/index.js';
import { judge } from './checker.mjs';
import { openCleanUp } from './cleanup.mjs';
import { tablesOf } from './evidence.mjs';
import { openFleet } from './fleet.mjs';
import { openServers } from './servers.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
const rounds = Number(values.rounds ?? 10_000);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
if (!(Number.isInteger(rounds) && rounds > 0 && Number.isInteger(seed) && seed >= 0)) {
  process.stderr.write('Usage: npm run faults:recalls -- [--rounds N] [--seed S]\n');
  process.exit(2);
}
const alarms = [];
const { cleanups, cleanUp, wasTold } = openCleanUp(say);

let code = 1;
try {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-recalls-'));
  await mkdir(path.join(folder, 'notes'));
  const home = await openHome(path.join(folder, 'home'));
  cleanups.push(async () => {
    await home.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  say(`Seed ${seed}: ${rounds} rounds. Starting PostgreSQL …`);
  const opening = openServers({ home, withKafka: false, say });
  cleanups.push(async () => (await opening).stop());
  const servers = await opening;
  const fleet = openFleet({ folder: path.join(folder, 'notes'), alarm: (sentence) => alarms.push(sentence) });
  cleanups.push(() => fleet.stop(() => true, 5_000, true));
  const urls = { alpha: servers.urlOf('alpha', servers.postgresPort) };
  for (const nth of [1, 2])
    fleet.add('recaller', `recaller-${nth}`, { seed, urls, nth, rounds, roundMilliseconds: 25 });
  for (let told = 0; (fleet.totals()['all rounds done'] ?? 0) < 2 && alarms.length === 0; told += 1) {
    await elapse(500);
    if (told % 20 === 19)
      say(
        `  recalls opened ${fleet.totals()['recalls opened'] ?? 0}, packs used ${fleet.totals()['packs used'] ?? 0}, ` +
          `decided again in vain ${fleet.totals().Conflict ?? 0}`,
      );
  }
  await fleet.stop(() => true, 20_000);
  const { wrong, lacking, checked } = judge({
    tables: await tablesOf(servers.adminUrl),
    commands: new Map(),
    held: new Map(),
    seen: new Map(),
    readers: new Map(),
    partitions: undefined,
  });
  say(JSON.stringify({ ...checked, ...fleet.totals() }));
  const all = [...alarms, ...wrong, ...lacking];
  for (const sentence of all.slice(0, 10)) say(`  ${sentence}`);
  say(all.length === 0 ? 'Verdict: clean. Nobody was lost.' : `Verdict: ${all.length} VIOLATIONS.`);
  code = all.length === 0 ? 0 : 1;
} catch (error) {
  if (!wasTold()) say(`The run failed: ${error.stack ?? error}`);
} finally {
  await cleanUp();
}
process.exit(code);
