// Reads the data that a run left: raw tables, raw topics and the processes' own files. Imports nothing of Stipple's.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import kafkajs from 'kafkajs';
import pg from 'pg';

/** The whole lines of every file of one kind in the folder, by the process that wrote them. */
export function filesOf(folder, kind) {
  const names = readdirSync(folder).filter((name) => name.endsWith(`.${kind}`));
  return new Map(
    names.map((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      return [
        name.slice(0, -kind.length - 1),
        text
          .slice(0, text.lastIndexOf('\n') + 1)
          .split('\n')
          .filter((line) => line !== ''),
      ];
    }),
  );
}

/** Both contexts' tables, read at one moment. Events are in the order of (xid, position). */
export async function tablesOf(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 60_000 });
  let broken;
  client.on('error', (error) => (broken = error));
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    const rows = async (sql) => (await client.query(sql)).rows;
    const events = async (schema) =>
      (
        await rows(
          `select xid::text || ':' || position as at, stream, version, event_id as id, type, data, meta
             from ${schema}.events order by events.xid, events.position`,
        )
      ).map((row) => ({ ...row, data: JSON.parse(row.data), meta: JSON.parse(row.meta) }));
    const there = async (name) => (await rows(`select to_regclass('${name}') as found`))[0].found !== null;
    const ifThere = async (name, sql) => ((await there(name)) ? rows(sql) : undefined);
    return {
      events: { alpha: await events('alpha'), beta: await events('beta') },
      streams: {
        alpha: await rows('select stream, version from alpha.streams'),
        beta: await rows('select stream, version from beta.streams'),
      },
      claims: await rows('select holder, resource, lower(during) as "from", upper(during) as "to" from alpha.claims'),
      boxes: await ifThere('alpha_views.boxes', 'select id, items, last from alpha_views.boxes'),
      shelves: await ifThere('alpha_views.shelves', 'select id, items, last from alpha_views.shelves'),
      tallies: await ifThere('beta_views.tallies', 'select id, heard, balance, last from beta_views.tallies'),
      inbox: (await rows('select message_id as id from beta.inbox')).map(({ id }) => id),
      parked: [
        ...(await rows('select message_id as id, problem from beta.parked_messages')),
        ...(await rows('select key as id, problem from alpha.parked_events')),
        ...(await rows('select key as id, problem from beta.parked_events')),
      ],
    };
  } catch (error) {
    throw broken ?? error;
  } finally {
    await client.end();
  }
}

/**
 * Reads a topic from its beginning and keeps its records. `all` waits until it has reached the end, for some seconds at
 * most.
 */
export async function openTopic(brokers, topic) {
  const kafka = new kafkajs.Kafka({ brokers: [brokers], clientId: 'checker', logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: `checker-${randomUUID()}`, maxWaitTimeInMs: 200 });
  const partitions = new Map();
  await Promise.all([admin.connect(), consumer.connect()]);
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: ({ batch }) => {
      const records = partitions.get(batch.partition) ?? [];
      partitions.set(batch.partition, records);
      for (const { offset, key, value, headers } of batch.messages) {
        const text = (name) => headers[name]?.toString();
        if (Number(offset) === records.length)
          records.push({
            id: text('ce_id'),
            type: text('ce_type'),
            subject: text('ce_subject'),
            key: key?.toString(),
            value: value?.toString(),
            partition: batch.partition,
          });
      }
      return Promise.resolve();
    },
  });
  return {
    async all(seconds = 20) {
      const ends = await admin.fetchTopicOffsets(topic);
      const missing = () =>
        ends.filter(({ partition, high }) => (partitions.get(partition)?.length ?? 0) < Number(high));
      for (
        const until = Date.now() + seconds * 1_000;
        missing().length > 0;
        await new Promise((resolve) => setTimeout(resolve, 50))
      )
        if (Date.now() > until) throw new Error(`The checker could not read ${topic} to its end in ${seconds} s.`);
      return [...partitions.values()];
    },
    async close() {
      await Promise.all([consumer.disconnect(), admin.disconnect()]);
    },
  };
}
