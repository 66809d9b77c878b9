// Reading the whole log back as events, upcast and with personal fields, beside a COPY of the same rows in the same
// order that discards them.
import pg from 'pg';
import { beginning } from '../../libs/event-store/dist/src/index.js';
import { bookingDeciders, writeBookings } from './bookings.mjs';
import { openLab } from './lab.mjs';
import { beside, throughput } from './measure.mjs';

const columns = 'position, xid, stream, version, event_id, type, schema_version, data, meta, occurred_at, recorded_at';

/** The fastest way to read rows from PostgreSQL: one COPY as text, counted and discarded. */
export async function copyAway(client, statement, take = () => {}) {
  let rows = 0;
  await new Promise((resolve, reject) =>
    client.query({
      submit: (connection) => connection.query(statement),
      handleCopyData: ({ chunk }) => {
        rows += 1;
        take(chunk);
      },
      handleCommandComplete: () => {},
      handleReadyForQuery: resolve,
      handleError: reject,
    }),
  );
  return rows;
}

export async function benchReplay({ adminUrl, report, say, events = 100_000, rounds = 5 }) {
  const lab = await openLab(adminUrl, bookingDeciders);
  const client = new pg.Client({ connectionString: lab.url });
  await client.connect();
  try {
    await writeBookings(lab, events, say);
    await lab.settle();
    const ours = () =>
      throughput(async () => {
        let count = 0;
        for await (const page of lab.log.replay(beginning))
          for (const event of page) if (event.data.bookingId === event.id) count += 1;
        if (count !== events) throw new Error(`${count} of ${events} events were read.`);
        return count;
      });
    const limit = () =>
      throughput(() => copyAway(client, `copy (select ${columns} from events order by xid, position) to stdout`));
    report({
      name: `replay of ${events} events / COPY of the same rows`,
      unit: 'events',
      goal: '0.7',
      ...(await beside(rounds, ours, limit)),
    });
  } finally {
    await client.end();
    await lab.close();
  }
}
