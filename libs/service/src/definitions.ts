import { Inject, Injectable, type INestApplicationContext, type Type } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { Contract, Draft, Heard } from '@stipple/contracts';
import {
  EventStore,
  type AnyDecider,
  type AnyView,
  type Command,
  type Decider,
  type Facts,
  type FactsFor,
  type GivenCommand,
  type Outcome,
  type Recorded,
  type StoredEvent,
} from '@stipple/event-store';
import type { MigrationInterface } from 'typeorm';
import type { Request } from './access.js';
import type { ContextName } from './subgraph.port.js';

type CommandClass<C extends Command> = abstract new (data: never) => C;

/** The handler of one command, for Nest's command bus and for messages. */
export interface HandlerDefinition<E extends StoredEvent = StoredEvent> {
  /** Never there. It tells the compiler which events the decider stores. */
  readonly stores?: E;
  commandType: string;
  decider: AnyDecider;
  provider: Type<{ execute(command: Command): Promise<Outcome<unknown>> }>;
  given(store: EventStore, command: Command): GivenCommand;
}

/** A command on another thing that follows from a decision, and its handler. */
export type Consequence = readonly [HandlerDefinition, Command];

type Following<E extends StoredEvent> = (events: readonly E[], facts: Facts) => Promise<readonly Consequence[]>;

/** What is given beside a command. Where its rule looks at facts, the function that gathers them cannot be left out. */
type Given<C extends Command, E extends StoredEvent, F> = C['type'] extends keyof F
  ? [gather: (command: C, facts: Facts) => Promise<F[C['type']]>, follows?: Following<E>]
  : [gather?: undefined, follows?: Following<E>];

/**
 * Defines the handler of a command: its decider, the facts that its rule needs, and the commands on other things that
 * follow. All of them are stored in one transaction or none is. It holds no rule itself.
 */
export function handlerFor<C extends Command, E extends StoredEvent, S, F, One extends C>(
  decider: Decider<C, E, S, F>,
  commandClass: CommandClass<One> & { readonly type: string },
  ...[gather, follows]: Given<One, E, F>
): HandlerDefinition<E> {
  const followed = (store: EventStore) =>
    follows &&
    (async (events: readonly E[], facts: Facts) =>
      (await follows(events, facts)).map(([by, command]) => by.given(store, command)));
  const gathering = gather as ((command: Command, facts: Facts) => Promise<FactsFor<F, C['type']>>) | undefined;
  const gathered = (command: Command) => gathering && ((facts: Facts) => gathering(command, facts));
  @Injectable()
  class Handler {
    constructor(@Inject(EventStore) private readonly store: EventStore) {}
    execute(command: Command): Promise<Outcome<unknown>> {
      return this.store.handle(decider, command as C, gathered(command), followed(this.store));
    }
  }
  CommandHandler(commandClass as never)(Handler);
  return {
    commandType: commandClass.type,
    decider: decider,
    provider: Handler,
    given: (store, command) => store.given(decider, command as C, gathered(command), followed(store)),
  };
}

/** The commands that a context gives itself on one type of message. */
export interface Subscription {
  contract: Contract;
  commands(message: Heard<Contract>): readonly Command[];
}

export const onMessage = <C extends Contract>(
  contract: C,
  commands: (message: Heard<C>) => readonly Command[],
): Subscription => ({
  contract,
  commands: commands,
});

/** Resolvers of one part of the graph, by type and field. */
export interface GraphPart {
  readonly resolvers: Record<string, Record<string, unknown>>;
}

/** The definition of a context, for its host. */
export interface ContextDefinition {
  name: ContextName;
  handlers: readonly HandlerDefinition[];
  views: readonly AnyView[];
  /** GraphQL SDL of each part of the context. */
  sdl: readonly string[];
  resolvers: readonly Type<GraphPart>[];
  /** The messages that follow from one of its events. Pure. */
  publishes(event: Recorded): readonly Draft[];
  subscriptions: readonly Subscription[];
  migrations: readonly (new () => MigrationInterface)[];
  /** Called once the context works, before anybody asks it. Answers sentences for the person who started it. */
  begin?(application: INestApplicationContext, options: { firstAdministrator?: string }): Promise<readonly Notice[]>;
}

/** A sentence for the person who started the installation, and the one-time invitation in it. */
export interface Notice {
  sentence: string;
  invitation?: string;
}

/** The events that handlers' deciders store. */
type StoredBy<H> = H extends HandlerDefinition<infer E> ? E : never;

/**
 * Defines a context. `publishes` answers for every event that its handlers' deciders store. Leaving one out does not
 * compile.
 */
export const contextDefinition = <H extends HandlerDefinition>(
  definition: Omit<ContextDefinition, 'handlers' | 'publishes'> & {
    handlers: readonly H[];
    publishes: (event: Recorded<StoredBy<H>>) => readonly Draft[];
  },
): ContextDefinition => ({
  ...definition,
  publishes: (event) => definition.publishes(event as Recorded<StoredBy<H>>),
});

/** A Nest module that is a context. */
export interface ContextModule extends Type<object> {
  readonly parts: ContextDefinition;
}

export type { Request };

/** The contexts to whose messages a context subscribes. */
export const heardBy = ({ subscriptions }: Pick<ContextDefinition, 'subscriptions'>): string[] => [
  ...new Set(subscriptions.map(({ contract }) => contract.type.slice(0, contract.type.indexOf('.')))),
];
