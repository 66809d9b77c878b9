// Writes into the log by hand, in transactions that stay open, are rolled back, abandoned, or left idle until the
// server ends them.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { appendColumns, appendedMany, appendParameters } from '../../../libs/event-store/dist/src/append.js';
import { actor } from '../contexts.mjs';
import { openLines } from '../notes.mjs';
import { randomOf } from '../random.mjs';

export default async function play(hub) {
  const notes = openLines(path.join(hub.folder, `${hub.name}.held`));
  const random = randomOf(hub.seed + 1 + process.pid);
  /** Answers the status of the append. */
  async function append(client, stream, id) {
    const event = {
      eventId: id,
      type: 'Noise',
      schemaVersion: 1,
      data: '{}',
      meta: { actor: actor.id, correlation: id },
      occurredAt: new Date().toISOString(),
    };
    const appends = [{ stream, expected: -1, events: [event] }];
    const { rows } = await client.query(`select * from append_many(${appendColumns})`, appendParameters(appends));
    return appendedMany(appends, rows[0])[0].status;
  }

  async function hold() {
    const client = new pg.Client({
      connectionString: hub.urls.alpha,
      connectionTimeoutMillis: 5_000,
      query_timeout: 20_000,
      application_name: 'faults holder',
    });
    let lost;
    client.on('error', (error) => (lost = error));
    const events = Array.from({ length: random.whole(1, 3) }, () => randomUUID());
    const end = random.next();
    try {
      await client.connect();
      await client.query('begin');
      // Only a transaction's first append may go to a stream that others write, because it has to be its first write.
      const statuses = [];
      for (const [nth, id] of events.entries()) {
        const stream = nth === 0 && random.chance(0.3) ? `box-b${random.whole(1, 20)}` : `noise-${randomUUID()}`;
        statuses.push(await append(client, stream, id));
        await hub.pause(random.chance(0.2) ? random.between(300, 2_500) : random.between(5, 150));
      }
      if (end < 0.05) await hub.pause(7_000);
      const commits = end >= 0.35;
      const held = events.filter((_, nth) => statuses[nth] === 'ok');
      if (commits) notes.write(JSON.stringify({ committing: held }));
      else notes.write(JSON.stringify({ rolledBack: events }));
      if (end >= 0.05 && end < 0.15) client.connection.stream.destroy();
      await client.query(commits ? 'commit' : 'rollback');
      if (commits) notes.write(JSON.stringify({ committed: held }));
      hub.bump(commits ? 'held and committed' : 'held and rolled back');
    } catch (error) {
      hub.bump('held and broken');
      hub.tell('a held transaction ended', lost ?? error);
    }
    return client.end();
  }
  const hand = async () => {
    while (!hub.stopping.aborted) {
      await hold().catch((error) => hub.tell('holding', error));
      await hub.pause(random.between(20, 300));
    }
  };
  await Promise.all([hand(), hand()]);
}
