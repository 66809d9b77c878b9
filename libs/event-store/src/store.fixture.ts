import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  actAs,
  beginning,
  command,
  eventStoreMigrations,
  EventStore,
  keeps,
  Feed,
  Log,
  openDatabase,
  PersonalKeys,
  refusal,
  unless,
  view,
  type Claim,
  type Database,
  type Decider,
  type Recorded,
} from './index.js';

/** A small thing of many rules, for specifications of the store itself. */
export class Put extends command('Put')<{ boxId: string; item: string; owner?: string }> {}
export class Reserve extends command('Reserve')<{ boxId: string; resource: string; from: string; to: string }> {}
type BoxCommand = Put | Reserve;
export type BoxEvent =
  | { type: 'ItemPut'; data: { boxId: string; item: string; owner?: string | null } }
  | { type: 'Reserved'; data: { boxId: string; resource: string; from: string; to: string } };
export interface Box {
  items: readonly string[];
  owner: string | null;
  reserved: readonly Claim[];
}
export const box: Decider<BoxCommand, BoxEvent, Box, { Reserve: { held: readonly string[] } | undefined }> = {
  stream: 'box',
  idOf: ({ data }) => data.boxId,
  initial: { items: [], owner: null, reserved: [] },
  claims: (state) => state.reserved,
  clinicOf: () => 'clinic',
  personal: { ItemPut: { subject: (data) => `owner-of-${data.boxId}`, fields: ['owner'] } },
  decide({ type, data, facts }, state) {
    switch (type) {
      case 'Put':
        return (
          unless(
            state.items.includes(data.item) && refusal('THERE_ALREADY', `${data.item} is in the box.`),
            data.item === 'heavy' && refusal('TOO_HEAVY', 'It is too heavy.'),
          ) ?? [{ type: 'ItemPut', data }]
        );
      case 'Reserve':
        return (
          unless((facts?.held ?? []).length > 0 && refusal('TAKEN', 'It is taken.')) ?? [{ type: 'Reserved', data }]
        );
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'ItemPut':
        return { ...state, items: [...state.items, event.data.item], owner: event.data.owner ?? null };
      case 'Reserved':
        return {
          ...state,
          reserved: [{ resource: event.data.resource, during: { from: event.data.from, to: event.data.to } }],
        };
    }
  },
};

export interface BoxRow {
  id: string;
  items: number;
  last: string;
}
export const boxes = view<BoxRow, typeof box>({
  name: 'boxes',
  key: 'id',
  columns: { id: 'text', items: 'int', last: 'text' },
  on: {
    ItemPut: (row, { data }) => {
      if (data.item === 'poison') throw new Error('poison');
      return { id: data.boxId, items: (row?.items ?? 0) + 1, last: data.item };
    },
    Reserved: keeps,
  },
});

/** An event store in a database of its own, as its service role. */
export async function openStore() {
  const url = process.env['STIPPLE_TEST_DATABASE_URL'];
  if (!url) throw new Error('STIPPLE_TEST_DATABASE_URL does not name a PostgreSQL for tests.');
  const name = `store_${randomBytes(5).toString('hex')}`;
  const inside = new URL(url);
  inside.pathname = `/${name}`;
  await asAdmin(url, [`create database ${name}`]);
  const as = new URL(inside);
  [as.username, as.password] = [`${name}_role`, 'secret'];
  await asAdmin(inside.toString(), [
    'create extension btree_gist',
    'create schema boxes',
    'create schema boxes_views',
    `create role ${name}_role login password 'secret'`,
    `grant usage on schema boxes to ${name}_role`,
    `alter schema boxes_views owner to ${name}_role`,
    `alter role ${name}_role set search_path = boxes_views, boxes, public`,
  ]);
  for (const Migration of eventStoreMigrations('boxes', `${name}_role`))
    await asAdmin(inside.toString(), [], (client) => new Migration().up(client as never));
  const open = (): Database =>
    openDatabase({ url: as.toString(), name: 'specification', max: 24, onError: () => undefined });
  const database = open();
  const keys = new PersonalKeys(database, Buffer.alloc(32, 7));
  const log = new Log(database, keys, [box]);
  const feed = new Feed(log, { database, channel: name });
  const store = new EventStore({ database, log, keys, appended: () => feed.wake() });
  const extra: Database[] = [];
  return {
    url: as.toString(),
    adminUrl: inside.toString(),
    database,
    keys,
    log,
    feed,
    store,
    /** All events, once none is held back any more by a writer elsewhere on the server, such as another test. */
    async everything(): Promise<Recorded[]> {
      const { rows } = await database.query<{ stored: number }>('select count(*)::int as stored from events');
      for (const deadline = Date.now() + 120_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
        const events = await log.after(beginning, 100_000);
        if (events.length >= (rows[0]?.stored ?? 0)) return events;
        if (Date.now() > deadline)
          throw new Error(
            `Only ${events.length} of ${rows[0]?.stored} events can be read: an older transaction is open somewhere.`,
          );
      }
    },
    /** Another process's store over the same tables. */
    another() {
      const own = open();
      extra.push(own);
      const ownKeys = new PersonalKeys(own, Buffer.alloc(32, 7));
      return new EventStore({ database: own, log: new Log(own, ownKeys, [box]), keys: ownKeys });
    },
    async close() {
      await feed.close();
      await Promise.all([database, ...extra].map((one) => one.end()));
      await asAdmin(url, [`drop database ${name} with (force)`, `drop role ${name}_role`]);
    },
  };
}

export async function asAdmin(
  url: string,
  statements: readonly string[],
  more?: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
    await more?.(client);
  } finally {
    await client.end();
  }
}

/** Does something as somebody, now. */
export const as = <T>(work: () => Promise<T>, commandId?: string): Promise<T> =>
  actAs(
    {
      actor: { id: 'somebody', admin: false, roles: {} },
      now: '2026-06-15T12:00:00.000Z',
      correlationId: randomUUID(),
      ...(commandId ? { commandId } : {}),
    },
    work,
  );
