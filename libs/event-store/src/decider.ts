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

export const refusal = (code: string, message: string, path?: string | readonly string[]): Refusal => ({
  code,
  message,
  ...(path === undefined ? {} : { path: typeof path === 'string' ? [path] : [...path] }),
});

type Check = Refusal | readonly Check[] | false | undefined | null | '';

const refusalsIn = (check: Check): readonly Refusal[] =>
  !check ? [] : 'code' in check ? [check] : check.flatMap(refusalsIn);

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

export type Decision<Event> = readonly Event[] | Refused;

/**
 * The rules of one kind of thing. `decide` and `evolve` do no I/O; ids, time and actor come with the command.
 * An answer of no events means: it is so already.
 */
export interface Decider<C extends Command, Event extends StoredEvent, State, Facts = unknown> {
  /** Category of its streams, `load` in `load-<id>`; unique within its context and stored for ever. */
  stream: string;
  idOf(command: C): string;
  initial: State;
  decide(command: C, state: State, facts: Facts & Situation): Decision<Event>;
  evolve(state: State, event: Event): State;
  /**
   * What `evolve` goes through outside itself: each function of its context as itself, each table as
   * `JSON.stringify(table)`. A state that was put aside is thrown away when the text of any of it changes.
   * `tools/guards/through.mjs` sees what is missing.
   */
  through?: readonly unknown[];
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
