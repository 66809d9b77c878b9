import { newEventId, type Append, type EventToAppend } from './append.js';
import { changedClaims, type Claim } from './claim.js';
import {
  Ignored,
  Refused,
  type Command,
  type Decider,
  type FactsFor,
  type Informed,
  type StoredEvent,
} from './decider.js';
import type { Meta } from './envelope.js';
import { checkNumber, checkSize } from './limits.js';
import type { CommandOutcomes, Outcome } from './outcomes.js';
import type { PersonalKeys } from './personal.js';
import type { Facts, Reading } from './reading.js';
import { acting } from './situation.js';
import type { States } from './states.js';

/** The commands on other things that have to happen when these events happen. All is stored together or nothing is. */
export type Follows<E extends StoredEvent> = (events: readonly E[], facts: Facts) => Promise<readonly GivenCommand[]>;

/** A command with its decider, ready to be decided on by what `reading` reads. */
export type GivenCommand = (reading: Reading) => Promise<readonly ToAppend[] | Refused>;

/** A decision on its way to the database. */
export interface ToAppend {
  kind: 'append';
  append: Append;
  stream: string;
  /** What the stream claims from now on. Undefined where that does not change. */
  claims: readonly Claim[] | undefined;
  decided: readonly StoredEvent[];
  /** Keeps the new state in memory, once it is stored at this version. */
  keep: (version: number) => void;
}

/** A command decided on: refused, settled without anything to store, or to be appended. */
export type Prepared<State> =
  | { kind: 'refused'; outcome: Outcome<State>; append?: Append }
  | { kind: 'settled'; outcome: Outcome<State> }
  | (ToAppend & { state: State });

/** Loads the thing that a command concerns, lets its decider decide, and makes the events to append. */
export class Preparing {
  constructor(private readonly options: { keys: PersonalKeys; states: States; outcomes: CommandOutcomes }) {}

  /** @throws CommandIdReused, TooLarge */
  async prepare<C extends Command, E extends StoredEvent, S, F>(
    reading: Reading,
    decider: Decider<C, E, S, F>,
    command: C,
    gather: ((facts: Facts) => Promise<FactsFor<F, C['type']>>) | undefined,
    commandId: string | undefined,
  ): Promise<Prepared<S>> {
    const { outcomes, states } = this.options;
    const { actor, now } = acting();
    const stream = `${decider.stream}-${decider.idOf(command)}`;
    const mark = outcomes.mark(command, commandId);
    const [loaded, prior] = await Promise.all([reading.load(decider, stream), mark && outcomes.prior(decider, mark)]);
    if (prior) return { kind: 'settled', outcome: prior };

    const facts = await gather?.(reading.facts);
    const informed = { type: command.type, data: command.data, facts } as Informed<C, F>;
    const decision = decider.decide(informed, loaded.state, { actor, now });
    if (decision instanceof Refused) {
      const { refusals } = decision;
      return {
        kind: 'refused',
        outcome: { accepted: false, refusals },
        ...(mark ? { append: outcomes.refusal(stream, mark, refusals) } : {}),
      };
    }
    if (decision instanceof Ignored) reading.ignored.push({ command: command.type, stream, because: decision.because });
    const decided = 'answer' in decision ? [] : decision;
    const state = decided.reduce((before, event) => decider.evolve(before, event), loaded.state);
    if (decided.length === 0 && !mark) {
      // That it is so already, or is ignored, may be what others of the same transaction rely on.
      reading.guard(stream);
      return { kind: 'settled', outcome: { accepted: true, state, version: loaded.version, refusals: [] } };
    }
    checkNumber(command.type, decided.length);
    const events = await Promise.all(
      decided.map((event) => this.eventToAppend(decider, event, state, stream, commandId)),
    );
    return {
      kind: 'append',
      stream,
      state,
      decided,
      keep: (version) => states.remember(decider, stream, { ...loaded, version, state }),
      claims: changedClaims(decider.claims?.(loaded.state) ?? [], decider.claims?.(state) ?? []),
      append: { stream, expected: loaded.version, events, ...(mark ? { command: mark } : {}) },
    };
  }

  /** The appends of several commands together, or the refusals of all. */
  async prepareAll(reading: Reading, commands: readonly GivenCommand[]): Promise<readonly ToAppend[] | Refused> {
    const answers = await Promise.all(commands.map((given) => given(reading)));
    const refusals = answers.flatMap((one) => (one instanceof Refused ? one.refusals : []));
    return refusals.length > 0 ? new Refused(refusals) : answers.flatMap((one) => (one instanceof Refused ? [] : one));
  }

  /** The appends of the commands that follow from a decision. */
  async consequences<E extends StoredEvent>(
    reading: Reading,
    prepared: ToAppend,
    follows: Follows<E> | undefined,
  ): Promise<readonly ToAppend[] | Refused> {
    if (!follows || prepared.decided.length === 0) return [];
    return this.prepareAll(reading, await follows(prepared.decided as readonly E[], reading.facts));
  }

  private async eventToAppend<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    event: E,
    state: S,
    stream: string,
    commandId: string | undefined,
  ): Promise<EventToAppend> {
    const eventId = newEventId();
    const personal = decider.personal?.[event.type as E['type']];
    const open = personal
      ? await this.options.keys.seal(
          event.data,
          personal.subject(event.data),
          personal.fields,
          `${eventId} ${stream} ${event.type}`,
        )
      : event.data;
    const data = JSON.stringify(open);
    const meta = metaOf(decider.clinicOf?.(state, event), commandId);
    checkSize(event.type, data, JSON.stringify(meta));
    return {
      eventId,
      type: event.type,
      schemaVersion: decider.versions?.[event.type as E['type']] ?? 1,
      data,
      meta,
      occurredAt: decider.occurredAt?.(event) ?? acting().now,
    };
  }
}

function metaOf(clinic: string | undefined, commandId: string | undefined): Meta {
  const { actor, onBehalfOf, correlationId, causationId, device, traceparent } = acting();
  return {
    actor: actor.id,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    correlation: correlationId,
    ...(causationId ? { causation: causationId } : {}),
    ...(commandId ? { command: commandId } : {}),
    ...(clinic ? { clinic } : {}),
    ...(device ? { device } : {}),
    ...(traceparent ? { trace: traceparent } : {}),
  };
}
