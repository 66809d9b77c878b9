import type { Instant } from '@stipple/time';
import type { Claim } from './claim.js';

/** What the field calls the roles of a clinic. `ADMIN` is held for the whole installation. */
export const roles = ['TECHNICIAN', 'FRONT_DESK', 'MANAGER', 'HYGIENE_LEAD', 'AUDITOR'] as const;
export type Role = (typeof roles)[number];

/** Who acts: a person signed in, or a context acting on another's message (`id` is then `context:<name>`). */
export interface Actor {
  id: string;
  admin: boolean;
  /** Clinic id to the roles held there. */
  roles: Readonly<Record<string, readonly Role[]>>;
}

/**
 * One rule that stands in the way, in a sentence that a receptionist can read out. `path` names the input it concerns.
 */
export interface Refusal {
  code: string;
  message: string;
  path?: string[];
}

/** A decision not to: every rule that applies, never only the first. */
export class Refused {
  constructor(readonly refusals: readonly Refusal[]) {}
}

/** It is so already: the command is accepted, and nothing is stored. */
export class Already {
  readonly answer = 'already';
}

/**
 * A message that comes too late, or is about nothing here: accepted, and nothing is stored. The reason, a sentence, is
 * logged, and it is counted.
 */
export class Ignored {
  readonly answer = 'ignored';
  constructor(readonly because: string) {}
}

export const refusal = (code: string, message: string, path?: string | readonly string[]): Refusal => ({
  code,
  message,
  ...(path === undefined ? {} : { path: typeof path === 'string' ? [path] : [...path] }),
});

type Check = Refusal | readonly Check[] | false | undefined | null | '';

const refusalsIn = (check: Check): readonly Refusal[] =>
  !check ? [] : 'code' in check ? [check] : check.flatMap(refusalsIn);

/** Refuses for one reason alone: `return refuse('UNKNOWN', 'There is no such booking.')`. */
export const refuse = (code: string, message: string, path?: string | readonly string[]): Refused =>
  new Refused([refusal(code, message, path)]);

export const already = (): Already => new Already();
export const ignored = (because: string): Ignored => new Ignored(because);

/** Events as a decision, or undefined where there are none: `return happened(events) ?? already()`. */
export function happened<Event>(events: readonly Event[]): Happened<Event> | undefined {
  const [first, ...others] = events;
  return first === undefined ? undefined : [first, ...others];
}

/** All refusals among the checks, or undefined when there is none: `return unless(…) ?? [event]`. */
export function unless(...checks: readonly Check[]): Refused | undefined {
  const refusals = refusalsIn(checks);
  return refusals.length === 0 ? undefined : new Refused(refusals);
}

/** `class Book extends command('Book')<{ bookingId: string }> {}` */
export function command<Type extends string>(type: Type) {
  return class<Data> {
    static readonly type: Type = type;
    readonly type: Type = type;
    constructor(readonly data: Data) {}
  };
}

export interface Command {
  readonly type: string;
  readonly data: object;
}

export interface StoredEvent {
  type: string;
  data: object;
}

/** When, and by whom, a command is decided. Given, never looked up. */
export interface Situation {
  actor: Actor;
  now: Instant;
}

type DataOf<Event extends StoredEvent, Type extends Event['type']> = Extract<Event, { type: Type }>['data'];

/** The fields that may be null: only they can be sealed, since they are null once their person was erased. */
type Erasable<Data> = { [Field in keyof Data & string]-?: null extends Data[Field] ? Field : never }[keyof Data &
  string];

/** At least one event. */
export type Happened<Event> = readonly [Event, ...Event[]] | readonly [...Event[], Event];

/** What a decider answers. An empty list would not say why nothing happens, and does not compile. */
export type Decision<Event> = Happened<Event> | Already | Ignored | Refused;

/** The facts of a command, by a decider's `Facts`: one entry for each command type that needs any. */
export type FactsFor<Facts, Type extends string> = Type extends keyof Facts ? Facts[Type] : undefined;

/** A command together with the facts that were gathered for it. */
export type Informed<C extends Command, Facts> = C extends Command
  ? { readonly type: C['type']; readonly data: C['data']; readonly facts: FactsFor<Facts, C['type']> }
  : never;

/** The events that a decider stores. */
export type EventOf<D> = D extends { evolve(state: never, event: infer Event extends StoredEvent): unknown }
  ? Event
  : never;

/**
 * The rules of one kind of thing. `decide` and `evolve` do no I/O; ids, time and actor come with the command, and the
 * facts that its rules look at beside the thing itself.
 */
export interface Decider<C extends Command, Event extends StoredEvent, State, Facts = unknown> {
  /** Category of its streams, `load` in `load-<id>`; unique within its context and stored for ever. */
  stream: string;
  idOf(command: C): string;
  initial: State;
  decide(command: Informed<C, Facts>, state: State, situation: Situation): Decision<Event>;
  evolve(state: State, event: Event): State;
  /**
   * What `evolve` goes through outside itself: each function of its context as itself, each table as
   * `JSON.stringify(table)`. A state that was put aside is thrown away when the text of any of it changes.
   * `tools/guards/through.mjs` sees what is missing.
   */
  foldDependencies?: readonly unknown[];
  /**
   * Fields of each event type that say who somebody is, or what was found out about them; encrypted, with all that is
   * in them, under the key of the person named by `subject`, and null once that is destroyed. `tools/guards/sealed.mjs`
   * sees what was left in the clear.
   */
  personal?: {
    [Type in Event['type']]?: {
      subject: (data: DataOf<Event, Type>) => string;
      fields: readonly Erasable<DataOf<Event, Type>>[];
    };
  };
  /** Version an event type is written in, where it is not 1; older ones pass through `upcast` when read. */
  versions?: { [Type in Event['type']]?: number };
  upcast?(type: string, version: number, data: object): object;
  /** When the thing happened, where the command says so; else the moment of the decision. */
  occurredAt?(event: Event): Instant | undefined;
  /** The clinic that an event belongs to, by the state after its command or by the event itself. */
  clinicOf?(state: State, event: Event): string | undefined;
  /** What it holds in this state of which there is one; the database refuses a second holder. */
  claims?(state: State): readonly Claim[];
}
