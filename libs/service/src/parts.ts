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

/** The handler of one command, for Nest's command bus and for messages alike. */
export interface Deciding<E extends StoredEvent = StoredEvent> {
  /** Never there: it says, when this is compiled, which events the decider stores. */
  readonly stores?: E;
  commandType: string;
  decider: AnyDecider;
  provider: Type<{ execute(command: Command): Promise<Outcome<unknown>> }>;
  given(store: EventStore, command: Command): GivenCommand;
}

/** A command on another thing that follows from what was decided, and who decides on it. */
export type Consequence = readonly [Deciding, Command];

type Following<E extends StoredEvent> = (events: readonly E[], facts: Facts) => Promise<readonly Consequence[]>;

/** What is given beside a command: where its rule looks at facts, what gathers them cannot be left out. */
type Given<C extends Command, E extends StoredEvent, F> = C['type'] extends keyof F
  ? [gather: (command: C, facts: Facts) => Promise<F[C['type']]>, follows?: Following<E>]
  : [gather?: undefined, follows?: Following<E>];

/**
 * Says who decides on a command, how the facts that its rule needs are gathered, and which commands on other things
 * follow from what was decided: those are stored in the same transaction or nothing is. It holds no rule itself.
 */
export function decides<C extends Command, E extends StoredEvent, S, F, One extends C>(
  decider: Decider<C, E, S, F>,
  commandClass: CommandClass<One> & { readonly type: string },
  ...[gather, follows]: Given<One, E, F>
): Deciding<E> {
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

/** What a context does on hearing one kind of message: the commands that it gives itself. */
export interface Hearing {
  contract: Contract;
  commands(message: Heard<Contract>): readonly Command[];
}

export const hears = <C extends Contract>(
  contract: C,
  commands: (message: Heard<C>) => readonly Command[],
): Hearing => ({
  contract,
  commands: commands,
});

/** Resolvers of one part of the graph, by type and field. */
export interface GraphPart {
  readonly resolvers: Record<string, Record<string, unknown>>;
}

/** Everything a context consists of, as its host needs it. */
export interface ContextParts {
  name: ContextName;
  handlers: readonly Deciding[];
  views: readonly AnyView[];
  /** GraphQL SDL of each part of the context. */
  sdl: readonly string[];
  resolvers: readonly Type<GraphPart>[];
  /** The messages that follow from one of our stored events. Pure. */
  publishes(event: Recorded): readonly Draft[];
  hears: readonly Hearing[];
  migrations: readonly (new () => MigrationInterface)[];
  /** Done once the context works, before anybody asks it; answers what whoever started it has to know. */
  begin?(application: INestApplicationContext, options: { firstAdministrator?: string }): Promise<readonly Notice[]>;
}

/** Something for whoever started the installation: a sentence, and the one-time invitation that it speaks of. */
export interface Notice {
  sentence: string;
  invitation?: string;
}

/** The events that handlers' deciders store. */
type StoredBy<H> = H extends Deciding<infer E> ? E : never;

/**
 * The parts of a context. `publishes` answers for every event that its handlers' deciders store; where one of them is
 * left out, this does not compile.
 */
export const contextParts = <H extends Deciding>(
  parts: Omit<ContextParts, 'handlers' | 'publishes'> & {
    handlers: readonly H[];
    publishes: (event: Recorded<StoredBy<H>>) => readonly Draft[];
  },
): ContextParts => ({ ...parts, publishes: (event) => parts.publishes(event as Recorded<StoredBy<H>>) });

/** A Nest module that is a context. */
export interface ContextModule extends Type<object> {
  readonly parts: ContextParts;
}

export type { Request };

/** The contexts whose messages a context hears. */
export const heardBy = ({ hears: hearings }: Pick<ContextParts, 'hears'>): string[] => [
  ...new Set(hearings.map(({ contract }) => contract.type.slice(0, contract.type.indexOf('.')))),
];
