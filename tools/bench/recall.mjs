// A large recall, from the grown indicator to the last client's booking, with the parts and transactions of the
// embedded shape. `node tools/bench/recall.mjs --loads 2000 --packs 20 --clients 20000` makes the data, recalls it and
// prints the times. Exits with 1 if anything is missing, parked or too large. Needs the packages built.
process.env.NODE_ENV = 'production';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { parse } from 'graphql';
import { BookingsModule } from '../../libs/contexts/bookings/dist/src/index.js';
import { SterilizationModule } from '../../libs/contexts/sterilization/dist/src/index.js';
import { RecordCycle, StartLoad } from '../../libs/contexts/sterilization/dist/src/load/load.decider.js';
import { LabelPack } from '../../libs/contexts/sterilization/dist/src/pack/pack.decider.js';
import { CloseRecall, recall } from '../../libs/contexts/sterilization/dist/src/recall/recall.decider.js';
import {
  CommissionSterilizer,
  ReadBiologicalIndicator,
  RecordRoutineTest,
} from '../../libs/contexts/sterilization/dist/src/sterilizer/sterilizer.decider.js';
import { NoteTreatmentStarted } from '../../libs/contexts/sterilization/dist/src/heard/treatment.decider.js';
import { actAs } from '../../libs/event-store/dist/src/index.js';
import { openHome, startPostgres } from '../../libs/local-servers/dist/src/index.js';
import { EmbeddedBroker } from '../../libs/messaging/dist/src/index.js';
import { installDatabase, startContext } from '../../libs/service/dist/src/index.js';

const { values } = parseArgs({
  options: {
    loads: { type: 'string', default: '2000' },
    packs: { type: 'string', default: '20' },
    clients: { type: 'string', default: '20000' },
  },
});
const [loads, packsOfLoad, clients] = [values.loads, values.packs, values.clients].map(Number);
const say = (line) => process.stdout.write(`${line}\n`);
const seconds = (since) => `${((performance.now() - since) / 1_000).toFixed(1)} s`;
const ids = (count) => Array.from({ length: count }, () => randomUUID());
const clinicId = randomUUID();
const lead = { id: randomUUID(), admin: false, roles: { [clinicId]: ['HYGIENE_LEAD', 'MANAGER'] } };
const stops = [];

async function start(module, access, broker) {
  const log = {
    info: () => {},
    warn: (fields, message) => say(`${message} ${JSON.stringify(fields)}`),
    error: (fields, message) => say(`${message} ${JSON.stringify(fields)}`),
  };
  const context = await startContext(module, {
    databaseUrl: access[module.parts.name].url,
    broker,
    masterKey: randomBytes(32),
    log,
    peers: false,
  });
  stops.push(() => context.stop());
  return context;
}

/** Runs commands as those of one message, in one transaction. */
async function done(context, ...commands) {
  const given = commands.map((command) =>
    context.parts.handlers.find((one) => one.commandType === command.type).given(context.store, command),
  );
  const answer = await actAs({ actor: lead, now: new Date().toISOString(), correlationId: 'bench', written: [] }, () =>
    context.store.handleMessage({ messageId: randomUUID() }, given),
  );
  if (answer.status !== 'done') throw new Error(`${commands[0].type}: ${JSON.stringify(answer)}`);
}

async function until(what, isSo) {
  for (
    const deadline = Date.now() + 1_800_000;
    !(await isSo());
    await new Promise((resolve) => setTimeout(resolve, 100))
  )
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
}

const count = async (context, sql, parameters = []) =>
  Number((await context.database.query(sql, parameters)).rows[0].count);

/** Makes a sterilizer with loads that no indicator has cleared, and treatments of clients with their packs. */
async function world(sterilization) {
  const sterilizerId = randomUUID();
  const samples = Array.from({ length: 25 }, (_, nth) => ({ second: nth * 10, celsius: 134.6, kPaAbsolute: 309.7 }));
  await done(
    sterilization,
    new CommissionSterilizer({
      sterilizerId,
      clinicId,
      name: 'Autoclave',
      type: 'N',
      serialNumber: 'SN-1',
      nextCycleNumber: 1,
    }),
  );
  await done(
    sterilization,
    new RecordRoutineTest({ sterilizerId, kind: 'AUTOMATIC_CONTROL', cycleNumber: 1, result: 'PASS' }),
  );
  const packIds = [];
  let loadId;
  for (let nth = 0; nth < loads; nth += 1) {
    loadId = randomUUID();
    const packs = ids(packsOfLoad);
    await done(
      sterilization,
      ...packs.map(
        (packId) => new LabelPack({ packId, clinicId, contents: ['tweezers'], wrapped: false, hollow: false }),
      ),
    );
    await done(
      sterilization,
      new StartLoad({ loadId, sterilizerId, cycleNumber: nth + 2, program: 'STEAM_134_3', packIds: packs }),
    );
    await done(sterilization, new RecordCycle({ loadId, samples }));
    packIds.push(...packs);
  }
  const each = Math.floor(packIds.length / clients);
  const at = new Date().toISOString();
  const treatments = ids(clients).map(
    (clientId, nth) =>
      new NoteTreatmentStarted({
        treatmentId: randomUUID(),
        clinicId,
        clientId,
        roomId: 'room',
        packIds: packIds.slice(nth * each, (nth + 1) * each),
        at,
      }),
  );
  for (let nth = 0; nth < treatments.length; nth += 50) await done(sterilization, ...treatments.slice(nth, nth + 50));
  return { sterilizerId, loadId };
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-recall-'));
try {
  const postgres = await startPostgres({ home: await openHome(folder), progress: () => {} });
  stops.push(() => postgres.stop());
  const secrets = new Map();
  const secretOf = (role) => secrets.get(role) ?? secrets.set(role, randomBytes(12).toString('hex')).get(role);
  const access = await installDatabase({
    adminUrl: postgres.adminUrl,
    parts: [SterilizationModule.parts, BookingsModule.parts],
    secretOf,
    progress: () => {},
  });
  const broker = new EmbeddedBroker({ url: access.broker.url, log: () => {} });
  stops.push(() => broker.close());
  const [sterilization, bookings] = [
    await start(SterilizationModule, access, broker),
    await start(BookingsModule, access, broker),
  ];

  let begun = performance.now();
  const { sterilizerId, loadId } = await world(sterilization);
  say(`${loads} loads with ${loads * packsOfLoad} packs, used for ${clients} clients, made in ${seconds(begun)}`);

  const recallId = randomUUID();
  const state = () => sterilization.store.state(recall, recallId);
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  begun = performance.now();
  await done(
    sterilization,
    new ReadBiologicalIndicator({
      sterilizerId,
      loadId,
      recallId,
      lot: 'BI',
      growth: true,
      controlLot: 'BI',
      controlGrowth: true,
    }),
  );
  say(
    `the indicator was recorded and the recall opened in ${seconds(begun)}, ${(await state()).awaiting} loads still to be followed`,
  );
  await until('the recall names everything', async () => (await state()).awaiting === 0);
  say(`the recall named everything after ${seconds(begun)}`);
  const known = async (where) => count(bookings, `select count(*) from exposures e where ${where}`);
  await until('bookings know every client', async () => (await known('true')) === clients);
  say(`bookings knew of every client after ${seconds(begun)}`);

  const named = await state();
  const counts = [named.loadIds.length, named.packIds.length, named.treatmentIds.length, named.clientIds.length];
  const unmarked = await count(sterilization, "select count(*) from packs where state ->> 'recallId' is null");
  const largest = async (context, what) =>
    count(context, `select max(length(data)) as count from events where type = any ($1)`, [what]);
  const bytes = Math.max(
    await largest(sterilization, ['BiologicalIndicatorRead', 'FurtherLoadsRecalled', 'RecallOpened', 'RecallReached']),
    await largest(bookings, ['ExposureNoted', 'RecallNoted']),
  );
  begun = performance.now();
  const document = parse(
    'query ($id: ID!) { recall(id: $id) { awaitingLoads loads { id } packs { id } treatments { id } clients { id } } }',
  );
  const answer = await sterilization.subgraph.execute({
    document,
    variables: { id: recallId },
    actor: lead,
    after: { own: [], others: [] },
    deadline: Date.now() + 30_000,
    correlationId: 'bench',
    address: '127.0.0.1',
  });
  if (answer.errors) throw new Error(answer.errors[0].message);
  const shown = ['loads', 'packs', 'treatments', 'clients'].map((kind) => answer.data.recall[kind].length);
  say(`the graph answered in ${seconds(begun)} with ${shown.join(', ')} entries`);
  begun = performance.now();
  await done(sterilization, new CloseRecall({ recallId, reason: 'all seen to' }));
  await until(
    'no client is exposed any more',
    async () => (await count(bookings, 'select count(*) from exposing_recalls where open')) === 0,
  );
  say(`closed for every client after ${seconds(begun)}`);
  lag.disable();
  const parked = (
    await Promise.all(
      [sterilization, bookings].map((context) =>
        count(
          context,
          'select (select count(*) from parked_messages) + (select count(*) from parked_events) + (select count(*) from parked_outgoing) as count',
        ),
      ),
    )
  ).reduce((a, b) => a + b, 0);
  say(
    `named ${counts.join(', ')}; packs without a mark ${unmarked}; largest event ${bytes} bytes; parked ${parked}; ` +
      `the event loop stood still for ${Math.round(lag.max / 1e6)} ms at most`,
  );
  const whole = counts.join() === [loads, loads * packsOfLoad, clients, clients].join();
  if (!whole || unmarked > 0 || bytes > 40_960 || parked > 0) {
    say('something is missing, parked or too large');
    process.exitCode = 1;
  }
} finally {
  for (const stop of stops.splice(0).reverse()) await stop();
  await rm(folder, { recursive: true, force: true });
}
