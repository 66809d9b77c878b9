// A temporary database with one context's event store, as its service role sees it.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import {
  eventStoreMigrations,
  EventStore,
  Log,
  openDatabase,
  PersonalKeys,
} from '../../libs/event-store/dist/src/index.js';

/** Runs `work` with a superuser's connection. */
export async function asAdmin(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** @param more SQL that the service role runs in its schema after the store is made */
export async function openLab(adminUrl, deciders, more = '') {
  const name = `bench_${randomBytes(5).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const inside = new URL(adminUrl);
  inside.pathname = `/${name}`;
  await asAdmin(adminUrl, (client) => client.query(`create database ${name}`));
  await asAdmin(inside.href, async (client) => {
    await client.query(
      `create role ${name} login password '${password}'; create extension btree_gist;
       create schema bench; create schema bench_views authorization ${name}; grant usage on schema bench to ${name}`,
    );
    await client.query(`alter role ${name} set search_path = bench_views, bench, public`);
    for (const Migration of eventStoreMigrations('bench', name)) await new Migration().up(client);
  });
  const url = new URL(inside);
  [url.username, url.password] = [name, password];
  const database = openDatabase({
    url: url.href,
    name: 'bench',
    max: 16,
    onError: (error) => process.stderr.write(`${error.message}\n`),
  });
  const keys = new PersonalKeys(database, Buffer.alloc(32, 1));
  const log = new Log(database, keys, deciders);
  const store = new EventStore({ database, keys, log });
  if (more) await database.query(more);
  return {
    name,
    url: url.href,
    adminInside: inside.href,
    database,
    keys,
    log,
    store,
    /**
     * Does at once the work that a database does by itself after many writes, so that it does not disturb the
     * measurement.
     */
    settle: () =>
      asAdmin(
        inside.href,
        async (client) => void (await client.query('vacuum analyze'), await client.query('checkpoint')),
      ),
    async close() {
      await database.end();
      await asAdmin(adminUrl, async (client) => {
        await client.query(`drop database ${name} with (force)`);
        await client.query(`drop role ${name}`);
      });
    },
  };
}
