import { randomBytes, randomUUID } from 'node:crypto';
import type { Contract, Draft } from '@stipple/contracts';
import { beginning, type Actor, type Recorded, type Role } from '@stipple/event-store';
import type { Batch, Broker, Message } from '@stipple/messaging';
import { topicOf, toRecord } from '@stipple/messaging';
import { instantOf } from '@stipple/time';
import { parse, type ExecutionResult } from 'graphql';
import pg from 'pg';
import { startContext, type RunningContext } from './context.js';
import type { Provided } from './host.js';
import { migrate } from './migrate.js';
import type { ContextModule } from './definitions.js';
import type { Seen } from './subgraph.port.js';

/** A broker that keeps its messages in memory, for tests of one context alone. */
class Shelf implements Broker {
  readonly messages: Message[] = [];
  ensureTopics = () => Promise.resolve();
  consume = () => Promise.resolve({ stop: () => Promise.resolve() });
  problem = () => undefined;
  close = () => Promise.resolve();
  /** Accepts the messages that every broker accepts. */
  async publish(_topic: string, messages: readonly Message[]): Promise<void> {
    for (const message of messages) toRecord(message);
    this.messages.push(...messages);
    await Promise.resolve();
  }
}

/**
 * One context on a real PostgreSQL with a database of its own. Tests ask its graph, deliver messages, and look at its
 * events and messages.
 */
export interface Stage {
  context: RunningContext;
  masterKey: Buffer;
  /** Runs a document as somebody. Each question sees the writes of those before it. */
  ask(
    actor: Actor | undefined,
    document: string,
    variables?: Record<string, unknown>,
  ): Promise<ExecutionResult<Record<string, never>>>;
  /**
   * Delivers a message as another context would send it. `id` again: the same message once more. `actor`: the person
   * whose act it follows from.
   */
  hear<C extends Contract>(contract: C, draft: Draft, options?: { id?: string; actor?: string }): Promise<void>;
  /** Every event in the log, in its order. */
  events(): Promise<Recorded[]>;
  /** The messages sent to other contexts so far. */
  sent(): readonly Message[];
  close(): Promise<void>;
}

/** Somebody with roles at a clinic. */
export const person = (id: string, clinicId: string, ...roles: Role[]): Actor => ({
  id,
  admin: false,
  roles: { [clinicId]: roles },
});
export const administrator: Actor = { id: 'admin', admin: true, roles: {} };

/** @param url a superuser's connection to a PostgreSQL for tests, by default `STIPPLE_TEST_DATABASE_URL` */
export async function openStage(
  module: ContextModule,
  options: { url?: string; provide?: readonly Provided[] } = {},
): Promise<Stage> {
  const url = options.url ?? process.env['STIPPLE_TEST_DATABASE_URL'];
  if (!url) throw new Error('STIPPLE_TEST_DATABASE_URL does not name a PostgreSQL for tests.');
  const { name } = module.parts;
  const database = `stage_${name}_${randomBytes(5).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const as = (role?: string) => {
    const to = new URL(url);
    to.pathname = `/${database}`;
    if (role) [to.username, to.password] = [role, password];
    return to.toString();
  };
  const [service, owner] = [`${database}_service`, `${database}_owner`];
  await run(
    url,
    `create database ${database}; create role ${service} login password '${password}'; create role ${owner} login password '${password}'`.split(
      '; ',
    ),
  );
  await run(as(), [
    'create extension btree_gist',
    `create schema ${name} authorization ${owner}`,
    `grant usage on schema ${name} to ${service}`,
    `create schema ${name}_views authorization ${service}`,
    `alter role ${service} set search_path = ${name}_views, ${name}, public`,
    `do $$ begin if not exists (select from pg_roles where rolname = 'stipple_${name}') then create role stipple_${name} nologin; end if; end $$`,
    `grant stipple_${name} to ${service}`,
    `grant usage on schema ${name} to stipple_${name}`,
  ]);
  await migrate({ url: as(owner), schema: name, migrations: module.parts.migrations });
  const masterKey = randomBytes(32);
  const shelf = new Shelf();
  const quiet = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  };
  const context = await startContext(module, {
    databaseUrl: as(service),
    broker: shelf,
    masterKey,
    log: quiet,
    peers: false,
    tends: false,
    ...(options.provide ? { provide: options.provide } : {}),
  });

  const told: Seen[] = [];
  let offset = 0n;
  return {
    context,
    masterKey,
    async ask(actor, document, variables) {
      const result = await context.subgraph.execute({
        document: parse(document),
        ...(variables ? { variables } : {}),
        ...(actor ? { actor } : {}),
        after: { own: told, others: [] },
        deadline: Date.now() + 10_000,
        correlationId: randomUUID(),
        address: '127.0.0.1',
      });
      if (result.extensions?.seen) told.splice(0, told.length, result.extensions.seen);
      return result as ExecutionResult<Record<string, never>>;
    },
    async hear(contract, draft, { id = randomUUID(), actor } = {}) {
      const source = contract.type.slice(0, contract.type.indexOf('.'));
      const message: Message = {
        id,
        type: draft.type,
        source,
        subject: draft.subject,
        time: instantOf(Date.now()),
        data: JSON.parse(JSON.stringify(draft.data)) as unknown,
        ...(actor === undefined ? {} : { actor }),
      };
      const batch: Batch = {
        topic: topicOf(source),
        partition: 0,
        messages: [{ offset, key: draft.subject, message }],
        isCurrent: () => true,
      };
      offset += 1n;
      await context.inbox.handle(batch);
      const position = await context.inbox.settled(id, Date.now() + 5_000);
      if (position) told.splice(0, told.length, { context: name, position, messages: [] });
    },
    events: () => everything(context),
    sent: () => shelf.messages,
    async close() {
      await context.stop();
      await run(url, [`drop database ${database} with (force)`, `drop role ${service}`, `drop role ${owner}`]);
    },
  };
}

/** All events, once no writer elsewhere on the server holds any back, such as another test. */
async function everything({ log, database }: RunningContext): Promise<Recorded[]> {
  const { rows } = await database.query<{ stored: number }>('select count(*)::int as stored from events');
  for (let tries = 0; ; tries += 1) {
    const events = await log.after(beginning, 10_000);
    if (events.length >= (rows[0]?.stored ?? 0)) return events;
    if (tries > 1_000)
      throw new Error(
        `Only ${events.length} of ${rows[0]?.stored} events can be read: an older transaction is open somewhere.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
