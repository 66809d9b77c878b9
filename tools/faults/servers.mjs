// A PostgreSQL and an Apache Kafka for one run. They can be killed and come back on the same ports.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import kafkajs from 'kafkajs';
import pg from 'pg';
import { eventStoreMigrations } from '../../libs/event-store/dist/src/index.js';
import { KafkaBroker, UNSEEN } from '../../libs/messaging/dist/src/index.js';
import { republish } from '../../libs/service/dist/src/republish.js';
import { openContext, publishes } from './contexts.mjs';
import { erasePostgres, startKafka, startPostgres } from '../../libs/local-servers/dist/src/index.js';

/** Runs `work` with a superuser's connection, past every proxy. */
export async function asAdmin(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 60_000 });
  let broken;
  client.on('error', (error) => (broken = error));
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw broken ?? error;
  } finally {
    await client.end();
  }
}

const inDatabase = (url, name) => {
  const inside = new URL(url);
  inside.pathname = `/${name}`;
  return inside.href;
};

/**
 * Makes a database with both contexts, as `stipple` provisions its own. Answers the URLs of each role and of the
 * superuser.
 */
export async function provision(adminUrl, name = 'faults') {
  const password = randomBytes(12).toString('hex');
  await asAdmin(adminUrl, (client) => client.query(`create database ${name} template template0 encoding 'UTF8'`));
  await asAdmin(inDatabase(adminUrl, name), async (client) => {
    await client.query('create extension btree_gist schema public');
    for (const context of ['alpha', 'beta']) {
      const role = `${name}_${context}`;
      await client.query(
        `create role ${role} login password '${password}'; create schema ${context};
         create schema ${context}_views authorization ${role}; grant usage on schema ${context} to ${role}`,
      );
      await client.query(
        `alter role ${role} set search_path = ${context}_views, ${context}, public;
         alter role ${role} set idle_in_transaction_session_timeout = '5s';
         alter role ${role} set statement_timeout = '30s'`,
      );
      for (const Migration of eventStoreMigrations(context, role)) await new Migration().up(client);
    }
  });
  return {
    urlOf: (context, port) => `postgresql://${name}_${context}:${password}@127.0.0.1:${port}/${name}`,
    inside: inDatabase(adminUrl, name),
  };
}

export async function openServers({ home, withKafka, say }) {
  const progress = (line) => say(`  ${line}`);
  const started = await Promise.allSettled([
    startPostgres({ home, progress }),
    withKafka ? startKafka({ home, progress }) : undefined,
  ]);
  let [postgres, kafka] = started.map(({ value }) => value);
  const busy = {};
  const stop = async () => {
    await Promise.allSettled(Object.values(busy));
    const outcomes = await Promise.allSettled([postgres?.stop(), kafka?.stop()]);
    if (postgres) await erasePostgres(home);
    for (const { status, reason } of outcomes) if (status === 'rejected') throw reason;
  };
  const failed = started.find(({ status }) => status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const { urlOf } = await provision(postgres.adminUrl);
  const kafkaPort = kafka && Number(kafka.brokers.split(':')[1]);

  /** Kills a server, waits for its end and starts it again on its port. False if it is down already. */
  async function killed(which, pid, restart) {
    if (busy[which]) return false;
    busy[which] = pid()
      .then((id) => process.kill(id, 'SIGKILL'))
      .then(restart);
    try {
      await busy[which];
      return true;
    } finally {
      busy[which] = undefined;
    }
  }

  const asking = async (work) => {
    const admin = new kafkajs.Kafka({
      brokers: [kafka.brokers],
      clientId: 'remaker',
      logLevel: kafkajs.logLevel.NOTHING,
      retry: { retries: 2 },
    }).admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  };

  return {
    get adminUrl() {
      return inDatabase(postgres.adminUrl, 'faults');
    },
    postgresPort: postgres.port,
    kafkaPort,
    brokers: kafka?.brokers,
    urlOf,
    killDatabase: () =>
      killed(
        'postgres',
        () =>
          asAdmin(postgres.adminUrl, async (client) =>
            Number(
              (await client.query("select split_part(pg_read_file('postmaster.pid'), e'\\n', 1) as pid")).rows[0].pid,
            ),
          ),
        async () => {
          const { port } = postgres;
          await postgres.died;
          await postgres.stop();
          postgres = await startPostgres({ home, port });
        },
      ),
    /** Waits at most half a minute for a record on a context's topic. Answers whether there is one. */
    async isFilled(context) {
      for (
        const until = Date.now() + 30_000;
        Date.now() < until;
        await new Promise((resolve) => setTimeout(resolve, 500))
      )
        if ((await asking((admin) => admin.fetchTopicOffsets(`stipple.${context}`))).some(({ high }) => high !== '0'))
          return true;
      return false;
    },
    /**
     * Deletes a context's topic with its records, and publishes the messages again from the log. Its publishers must
     * not run meanwhile.
     */
    async remakeTopic(context) {
      const topic = `stipple.${context}`;
      await asking((admin) => admin.deleteTopics({ topics: [topic], timeout: 10_000 })).catch((error) => {
        // An earlier try was interrupted after deleting it.
        if (error.type !== 'UNKNOWN_TOPIC_OR_PARTITION') throw error;
      });
      const { database, log, feed, kept } = openContext(context, urlOf(context, postgres.port), () => undefined, {
        listens: false,
      });
      const broker = new KafkaBroker({ brokers: [kafka.brokers], clientId: 'republisher', log: () => undefined });
      try {
        await broker.ensureTopics([topic]);
        // Waits as `stipple republish` does.
        await new Promise((resolve) => setTimeout(resolve, UNSEEN + 4_000));
        await republish({
          parts: { name: context, publishes },
          database,
          log,
          kept,
          broker,
          from: undefined,
          progress: () => undefined,
        });
        return true;
      } finally {
        await Promise.all([broker.close(), feed.close()]);
        await database.end();
      }
    },
    killBroker: () =>
      killed(
        'kafka',
        async () => Number((await readFile(path.join(home.path, 'kafka', 'process'), 'utf8')).split(' ')[0]),
        async () => {
          await kafka.died;
          await kafka.stop();
          kafka = await startKafka({ home, port: kafkaPort });
        },
      ),
    stop,
  };
}
