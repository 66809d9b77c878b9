// Rebuilding the read model of bookings from a log of bookings, beside reading that log back and a bare COPY of the
// finished rows.
import pg from 'pg';
import { beginning, prepareView, rebuildView } from '../../libs/event-store/dist/src/index.js';
import { bookingDeciders, bookingsView, writeBookings } from './bookings.mjs';
import { openLab } from './lab.mjs';
import { beside, throughput } from './measure.mjs';
import { copyAway } from './replay.mjs';

/** Rows as the text that COPY takes. */
async function rowsOf(client, statement) {
  const chunks = [];
  await copyAway(client, statement, (chunk) => chunks.push(Buffer.from(chunk)));
  return chunks;
}

/** The fastest way to bring rows into PostgreSQL: one COPY. */
function copyBack(client, statement, chunks) {
  return new Promise((resolve, reject) =>
    client.query({
      submit: (connection) => connection.query(statement),
      handleCopyInResponse: (connection) => {
        for (const chunk of chunks) connection.sendCopyFromChunk(chunk);
        connection.endCopyFrom();
      },
      handleCommandComplete: () => {},
      handleReadyForQuery: resolve,
      handleError: reject,
    }),
  );
}

export async function benchRebuild({ adminUrl, report, say, events = 100_000, rounds = 3 }) {
  const lab = await openLab(adminUrl, bookingDeciders);
  const { database, log } = lab;
  const client = new pg.Client({ connectionString: lab.url });
  await client.connect();
  try {
    await writeBookings(lab, events, say);
    await lab.settle();
    await prepareView(database, bookingsView);
    const ours = () =>
      throughput(async () => {
        await rebuildView(database, log, bookingsView, () => {});
        return events;
      });
    await ours();
    const rows = await rowsOf(client, 'copy (select * from bookings) to stdout');
    if (rows.length !== events / 4)
      throw new Error(`The read model has ${rows.length} rows for ${events / 4} bookings.`);
    const limit = () =>
      throughput(async () => {
        for await (const page of log.replay(beginning)) if (page.length === 0) break;
        await client.query('create table bare (like bookings)');
        await copyBack(client, 'copy bare from stdin', rows);
        await client.query('drop table bare');
        return events;
      });
    report({
      name: `rebuild of the bookings from ${events} events / replay and COPY of its ${rows.length} rows`,
      unit: 'events',
      goal: '100,000 events/s',
      ...(await beside(rounds, ours, limit)),
    });
  } finally {
    await client.end();
    await lab.close();
  }
}
