import { Module } from '@nestjs/common';
import { contract } from '@stipple/contracts';
import {
  anyView,
  command,
  eventStoreMigrations,
  refusal,
  unless,
  view,
  type Actor,
  type Decider,
} from '@stipple/event-store';
import { Type } from '@sinclair/typebox';
import { handlerFor, onMessage, type ContextDefinition } from './definitions.js';
import { administrator, openStage, type Stage } from './stage.js';

export class Count extends command('Count')<{ shelf: string; amount: number }> {}
export type Counted = { type: 'Counted'; data: { shelf: string; amount: number } };
/**
 * Whether somebody has mended what stood in the way: looked up from outside, so that the text of rules and folds stays
 * the same.
 */
export const world = { shelfMended: false, rowMended: false };
export const shelf: Decider<Count, Counted, { total: number }> = {
  stream: 'shelf',
  idOf: ({ data }) => data.shelf,
  initial: { total: 0 },
  decide: ({ data }) =>
    unless(data.amount === 13 && !world.shelfMended && refusal('LOCKED', 'The shelf is locked.')) ?? [
      { type: 'Counted', data },
    ],
  evolve: ({ total }, { data }) => ({ total: total + data.amount }),
};
const shelves = view<{ id: string; total: number }, typeof shelf>({
  name: 'shelves',
  key: 'id',
  columns: { id: 'text', total: 'int' },
  on: {
    Counted: (row, { data }) => {
      if (data.amount === 77 && !world.rowMended) throw new Error('Seventy-seven does not fit.');
      return { id: data.shelf, total: (row?.total ?? 0) + data.amount };
    },
  },
});
export const delivered = contract('staff.goods-delivered.v1', Type.Object({ amount: Type.Integer() }));

@Module({})
export class ShelfModule {
  static readonly parts: ContextDefinition = {
    name: 'billing',
    handlers: [handlerFor(shelf, Count)],
    views: [anyView(shelves)],
    sdl: ['type Query { nothing: Boolean }'],
    resolvers: [],
    publishes: () => [],
    subscriptions: [onMessage(delivered, ({ subject, data }) => [new Count({ shelf: subject, amount: data.amount })])],
    migrations: eventStoreMigrations('billing'),
  };
}

export type Thing = {
  id: string;
  kind: string;
  type: string;
  subject: string;
  readModel: string | null;
  problem: string;
  attempts: number | null;
};
interface Answers {
  parkedInBilling: {
    totalCount: number;
    nodes: Thing[];
    edges: { cursor: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
  parkedDecisionsInBilling: {
    totalCount: number;
    nodes: {
      decision: string;
      actorId: string;
      reason: string | null;
      subject: string | null;
      readModel: string | null;
      finished: boolean;
      givenUp: Thing | null;
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
  retryParkedInBilling: {
    retried: { messages: number; rows: number; stillParked: number } | null;
    refusals: { code: string }[];
  };
  giveUpParkedInBilling: { givenUp: Thing | null; refusals: { code: string; path: string[] | null }[] };
}

export const list = /* GraphQL */ `
  query ($first: Int, $after: String) {
    parkedInBilling(first: $first, after: $after) {
      totalCount
      nodes {
        id
        kind
        type
        subject
        readModel
        problem
        attempts
      }
      edges {
        cursor
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
export const decided = /* GraphQL */ `
  query ($first: Int, $after: String) {
    parkedDecisionsInBilling(first: $first, after: $after) {
      totalCount
      nodes {
        decision
        actorId
        reason
        subject
        readModel
        finished
        givenUp {
          id
          kind
          subject
          problem
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
export const retry = /* GraphQL */ `
  mutation ($input: RetryParkedInput!) {
    retryParkedInBilling(input: $input) {
      retried {
        messages
        rows
        stillParked
      }
      refusals {
        code
      }
    }
  }
`;
export const giveUp = /* GraphQL */ `
  mutation ($input: GiveUpParkedInput!) {
    giveUpParkedInBilling(input: $input) {
      givenUp {
        id
        kind
        subject
      }
      refusals {
        code
        path
      }
    }
  }
`;

export const behind = 'An earlier message about the same subject is parked.';

/** The context of shelves on a stage, with its questions about what is parked. */
export async function openShelf() {
  const stage: Stage = await openStage(ShelfModule);
  /** @throws Error with the codes and messages of all errors */
  async function ask<Field extends keyof Answers>(
    field: Field,
    document: string,
    variables: Record<string, unknown> = {},
    actor: Actor | undefined = administrator,
  ): Promise<Answers[Field]> {
    const { data, errors } = await stage.ask(actor, document, variables);
    if (errors)
      throw new Error(errors.map((error) => `${String(error.extensions['code'])}: ${error.message}`).join('; '));
    return (data as unknown as Answers)[field];
  }
  return {
    stage,
    ask,
    hear: (subject: string, amount: number) => stage.hear(delivered, delivered.of(subject, { amount })),
    parked: async () => (await ask('parkedInBilling', list)).nodes,
  };
}
