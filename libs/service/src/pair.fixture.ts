import { Injectable, Module } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Type } from '@sinclair/typebox';
import { contract } from '@stipple/contracts';
import {
  already,
  anyView,
  command,
  eventStoreMigrations,
  refusal,
  refuse,
  unless,
  view,
  type Claim,
  type Decider,
} from '@stipple/event-store';
import { provision } from '@stipple/local-servers';
import { brokerMigrations, EmbeddedBroker } from '@stipple/messaging';
import { randomBytes, randomUUID } from 'node:crypto';
import { parse } from 'graphql';
import pg from 'pg';
import { startContext, type RunningContext } from './context.js';
import { anyone, changesBy } from './root-fields.js';
import { migrate } from './migrate.js';
import { handlerFor, onMessage, type ContextModule, type ContextDefinition, type GraphPart } from './definitions.js';
import type { SubgraphResult } from './subgraph.port.js';

/** Two small contexts that have to do with each other, for specifications of what hosts them. */
class AskVisit extends command('AskVisit')<{ visitId: string; room?: string }> {}
class NoteVisit extends command('NoteVisit')<{ visitId: string }> {}
type VisitEvent = { type: 'VisitAsked'; data: { visitId: string; room: string | null } };
type NotedEvent = { type: 'VisitNoted'; data: { visitId: string } };
interface Visit {
  id?: string;
  claims: readonly Claim[];
}

const visitAsked = contract('bookings.visit-asked.v1', Type.Object({ visitId: Type.String({ minLength: 1 }) }));

const visit: Decider<AskVisit, VisitEvent, Visit> = {
  stream: 'visit',
  idOf: ({ data }) => data.visitId,
  initial: { claims: [] },
  claims: ({ claims }) => claims,
  decide: ({ data }, state) =>
    unless(state.id !== undefined && refusal('ASKED_ALREADY', 'This visit was asked for before.')) ?? [
      { type: 'VisitAsked', data: { visitId: data.visitId, room: data.room ?? null } },
    ],
  evolve: (_state, { data }) => ({ id: data.visitId, claims: data.room === null ? [] : [{ resource: data.room }] }),
};
const noted: Decider<NoteVisit, NotedEvent, { id?: string }> = {
  stream: 'noted',
  idOf: ({ data }) => data.visitId,
  initial: {},
  decide: ({ data }, state) => {
    if (data.visitId.startsWith('refused')) return refuse('NOT_HERE', 'Nobody of that name comes here.');
    return state.id === undefined ? [{ type: 'VisitNoted', data }] : already();
  },
  evolve: (_state, { data }) => ({ id: data.visitId }),
};
const visits = view<{ id: string }, typeof visit>({
  name: 'visits',
  key: 'id',
  columns: { id: 'text' },
  on: { VisitAsked: (_row, { data }) => ({ id: data.visitId }) },
});
const notedVisits = view<{ id: string }, typeof noted>({
  name: 'noted_visits',
  key: 'id',
  columns: { id: 'text' },
  on: { VisitNoted: (_row, { data }) => ({ id: data.visitId }) },
});
const asks = [handlerFor(visit, AskVisit)];
const notes = [handlerFor(noted, NoteVisit)];

@Injectable()
class VisitResolver implements GraphPart {
  readonly resolvers: GraphPart['resolvers'];
  constructor(commands: CommandBus) {
    const change = changesBy(commands);
    this.resolvers = {
      Mutation: {
        askVisit: change({
          who: anyone('It is a test.'),
          gives: AskVisit,
          command: (input: { visitId: string; room?: string }) => new AskVisit(input),
          as: 'visit',
          toGraph: ({ id }: Visit) => ({ id }),
        }),
      },
    };
  }
}

@Injectable()
class NotedResolver implements GraphPart {
  readonly resolvers = { Query: { noted: () => true } };
}

@Module({ providers: [...asks.map(({ provider }) => provider), VisitResolver] })
class AskingModule {
  static readonly parts: ContextDefinition = {
    name: 'bookings',
    handlers: asks,
    views: [anyView(visits)],
    resolvers: [VisitResolver],
    subscriptions: [],
    migrations: [],
    sdl: [
      `type Visit { id: ID! }
      input AskVisitInput { visitId: ID! room: ID commandId: ID }
      type AskVisitPayload { visit: Visit refusals: [Refusal!]! }
      type Query { nothing: Boolean }
      type Mutation { askVisit(input: AskVisitInput!): AskVisitPayload! }`,
    ],
    publishes: (event) => (event.type === 'VisitAsked' ? [visitAsked.of(event.id, { visitId: event.id })] : []),
  };
}

@Module({ providers: [...notes.map(({ provider }) => provider), NotedResolver] })
class NotingModule {
  static readonly parts: ContextDefinition = {
    name: 'treatments',
    handlers: notes,
    views: [anyView(notedVisits)],
    resolvers: [NotedResolver],
    migrations: [],
    sdl: ['type Query { noted: Boolean }'],
    publishes: () => [],
    subscriptions: [onMessage(visitAsked, ({ data }) => [new NoteVisit({ visitId: data.visitId })])],
  };
}

export interface Pair {
  asking: RunningContext;
  noting: RunningContext;
  broker: EmbeddedBroker;
  /** A superuser of the pair's own database. */
  admin: pg.Pool;
  /** Asks for a visit as somebody signed in. */
  ask(input: { visitId: string; room?: string }, traceparent?: string): Promise<SubgraphResult>;
  /** Starts another process's asking context beside the first, where the pair was opened with peers. */
  another(): Promise<RunningContext>;
  /** Starts the noting context again, after it was stopped. */
  noteAgain(): Promise<RunningContext>;
  close(): Promise<void>;
}

/**
 * Starts both on a database of their own, with the embedded broker between them. Needs `STIPPLE_TEST_DATABASE_URL`.
 * @param peers whether each is one of several processes of its service
 */
export async function openPair({ peers = false } = {}): Promise<Pair> {
  const url = process.env['STIPPLE_TEST_DATABASE_URL'];
  if (!url) throw new Error('STIPPLE_TEST_DATABASE_URL does not name a PostgreSQL for tests.');
  const name = `pair_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const access = await provision(url, () => password, { name });
  const target = new URL(url);
  target.pathname = `/${name}`;
  const admin = new pg.Pool({ connectionString: target.toString(), max: 2 });
  await admin.query(
    'do $$ begin create role stipple_broker nologin; exception when duplicate_object or unique_violation then null; end $$',
  );
  await admin.query(`grant stipple_broker to ${name}_broker`);
  await migrate({ url: access.broker.ownerUrl, schema: 'broker', migrations: brokerMigrations });
  for (const context of ['bookings', 'treatments'] as const)
    await migrate({
      url: access[context].ownerUrl,
      schema: context,
      migrations: eventStoreMigrations(context, `${name}_${context}`),
    });

  const broker = new EmbeddedBroker({ url: access.broker.url, log: () => undefined });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const start = (module: ContextModule) =>
    startContext(module, {
      databaseUrl: access[module.parts.name].url,
      broker,
      masterKey: randomBytes(32),
      log,
      peers,
    });
  const others: RunningContext[] = [];
  const [asking, noting] = [await start(AskingModule), await start(NotingModule)];
  const document = parse(
    'mutation ($input: AskVisitInput!) { askVisit(input: $input) { visit { id } refusals { code } } }',
  );
  return {
    asking,
    noting,
    broker,
    admin,
    ask: (input, traceparent) =>
      asking.subgraph.execute({
        document,
        variables: { input },
        actor: { id: 'desk', admin: false, roles: {} },
        after: { own: [], others: [] },
        deadline: Date.now() + 120_000,
        correlationId: randomUUID(),
        address: '127.0.0.1',
        ...(traceparent === undefined ? {} : { traceparent }),
      }),
    async another() {
      const one = await start(AskingModule);
      others.push(one);
      return one;
    },
    async noteAgain() {
      const one = await start(NotingModule);
      others.push(one);
      return one;
    },
    async close() {
      await Promise.all(others.map((one) => one.stop()));
      await asking.stop();
      await noting.stop();
      await broker.close();
      await admin.end();
      const server = new pg.Client({ connectionString: url });
      await server.connect();
      await server.query(`drop database if exists ${name} with (force)`);
      const { rows } = await server.query<{ rolname: string }>(
        'select rolname from pg_roles where starts_with(rolname, $1)',
        [`${name}_`],
      );
      for (const { rolname } of rows) await server.query(`drop role ${rolname}`);
      await server.end();
    },
  };
}
