import {
  appendColumns,
  appendedOf,
  appendParameters,
  newEventId,
  type Append,
  type Appended,
  type AppendRow,
  type EventToAppend,
} from './append.js';
import { Batcher, type BatchLimits } from './batcher.js';
import type { Claim } from './claim.js';
import { failureOf, troubleOf, type Database } from './database.js';
import {
  Ignored,
  Refused,
  type Command,
  type Decider,
  type FactsFor,
  type Informed,
  type Refusal,
  type StoredEvent,
} from './decider.js';
import { isAtOrAfter, type Meta, type Position, type Recorded } from './envelope.js';
import { checkNumber, checkSize } from './limits.js';
import type { Log } from './log.js';
import { Outcomes, type PriorOutcome } from './outcomes.js';
import type { PersonalKeys } from './personal.js';
import { Reading, type Facts, type IgnoredCommand } from './reading.js';
import { acting } from './situation.js';
import { States, type StateLimits } from './states.js';

/** What came of a command: the thing as it is after it, or every reason why not. */
export type Outcome<State> =
  | { accepted: true; state: State; version: number; refusals: readonly []; ignored?: readonly IgnoredCommand[] }
  | { accepted: false; refusals: readonly Refusal[] };

/** The thing changed under the command again and again; reading it and trying again may help. */
export class Conflict extends Error {
  override name = 'Conflict';
}

type Prepared<State> =
  | { kind: 'refused'; outcome: Outcome<State>; append?: Append }
  | { kind: 'settled'; outcome: Outcome<State> }
  | {
      kind: 'append';
      append: Append;
      stream: string;
      claims: readonly Claim[] | undefined;
      decided: readonly StoredEvent[];
      state: State;
      keep: (version: number) => void;
    };

type ToAppend = Extract<Prepared<unknown>, { kind: 'append' }>;

/** What else has to happen, on other things, when these events happen: all is stored together or nothing is. */
export type Follows<E extends StoredEvent> = (events: readonly E[], facts: Facts) => Promise<readonly GivenCommand[]>;

/** Where a message was read and how far its reader had come, so that effect, message and offset are stored together. */
export interface Inbound {
  messageId: string;
  topic?: string;
  partition?: number;
  nextBefore?: bigint;
  nextAfter?: bigint;
}

/** Attempts to decide again after somebody else was faster. */
const attempts = 12;
/**
 * The longest pause before such an attempt, in milliseconds; it is drawn at random, so that those who race come at
 * different moments.
 */
const longestPause = 500;

export interface StoreOptions {
  database: Database;
  log: Log;
  keys: PersonalKeys;
  batch?: BatchLimits;
  /** The messages that follow from an event, so that an answer can say what to wait for. */
  announces?: (event: Recorded) => readonly { id: string; type: string }[];
  /** Told after each append, to wake readers. */
  appended?: () => void;
  observeBatch?: (size: number) => void;
  /** Told of each command that was ignored, once that stands. */
  ignored?: (command: IgnoredCommand) => void;
  states?: Partial<StateLimits>;
  /** Told of what fails without failing a command, such as a snapshot; by default a warning of the process. */
  onTrouble?: (what: string, error: unknown) => void;
  /**
   * Runs each append of a command, or of commands together, waiting for its turn included, and answers as it does.
   * @param events how many events it stores
   */
  observeAppend?: (events: number, append: () => Promise<Appended>) => Promise<Appended>;
}

/** One context's things: loads them from their streams, lets their deciders decide, and appends what happened. */
export class EventStore {
  readonly batcher: Batcher;
  readonly states: States;
  private readonly outcomes: Outcomes;

  constructor(private readonly options: StoreOptions) {
    const { database, log, keys, onTrouble = warn } = options;
    this.states = new States({ database, log, keys, onTrouble }, options.states);
    this.outcomes = new Outcomes(database, keys.kept);
    this.batcher = new Batcher(options.database, options.batch, options.observeBatch);
  }

  private append(append: Append): Promise<Appended> {
    return this.observed(append.events.length, () => this.batcher.append(append));
  }

  private observed(events: number, append: () => Promise<Appended>): Promise<Appended> {
    return this.options.observeAppend ? this.options.observeAppend(events, append) : append();
  }

  /**
   * Decides on a command and stores what it leads to. Sent again with the same command id, it answers as the first
   * time. Commands that follow from it are decided as well and stored in the same transaction. Where one of them is
   * refused, or a thing is written or was guarded that has changed since it was read, everything is read and decided
   * again.
   * @throws Conflict when others were faster again and again, CommandIdReused, TooLarge, StoreUnavailable
   */
  async handle<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    command: C,
    gather?: (facts: Facts) => Promise<FactsFor<F, C['type']>>,
    follows?: Follows<E>,
  ): Promise<Outcome<S>> {
    let blocked: Outcome<S> | undefined;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const reading = this.read();
      const prepared = await this.prepare(reading, decider, command, gather, acting().commandId);
      if (prepared.kind === 'settled') return this.told(reading, prepared.outcome);
      if (prepared.kind === 'refused') {
        if (!prepared.append) return prepared.outcome;
        if ((await this.append(prepared.append)).status === 'ok') return prepared.outcome;
        continue;
      }
      const others = await this.consequences(reading, prepared, follows);
      blocked = others instanceof Refused ? { accepted: false, refusals: others.refusals } : undefined;
      if (others instanceof Refused) continue;
      const together = inOneTransaction([prepared, ...others]);
      const guards = await reading.guards(together.map(({ append }) => append));
      const answer =
        prepared.claims || together.length > 1 || guards.length > 0
          ? await this.appendAtomic(together, guards)
          : await this.append(prepared.append);
      if (answer.status === 'ok') return this.told(reading, this.accept(prepared, others, answer));
      if (attempt > 1) await pause(Math.random() * Math.min(longestPause, 2 ** attempt * 4));
    }
    if (blocked) return this.refuse(decider, command, blocked);
    throw new Conflict('This was changed by somebody else at the same moment. Look again and try once more.');
  }

  /**
   * Does the commands that a message leads to, all or none, in the transaction that also remembers the message.
   * Answers the refusals where a rule stands in the way (nothing is stored then), or `seen`, `fenced`.
   */
  async handleMessage(
    inbound: Inbound,
    commands: readonly GivenCommand[],
  ): Promise<
    | { status: 'done'; position?: Position; ignored?: readonly IgnoredCommand[] }
    | { status: 'seen' | 'fenced' }
    | { status: 'refused'; refusals: readonly Refusal[] }
  > {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const reading = this.read();
      const prepared = await this.prepareAll(reading, commands);
      if (prepared instanceof Refused) return { status: 'refused', refusals: prepared.refusals };
      const together = inOneTransaction(prepared);
      const answer = await this.appendAtomic(
        together,
        await reading.guards(together.map(({ append }) => append)),
        inbound,
      );
      if (answer.status === 'ok') {
        for (const one of prepared) one.keep(one.append.expected + one.append.events.length);
        if (prepared.length > 0) this.options.appended?.();
        return this.told(reading, {
          status: 'done' as const,
          ...(answer.position === undefined ? {} : { position: answer.position }),
        });
      }
      if (answer.status === 'seen' || answer.status === 'fenced') return { status: answer.status };
      if (attempt > 1) await pause(Math.random() * Math.min(longestPause, 2 ** attempt * 4));
    }
    throw new Conflict('The streams changed again and again while a message was handled.');
  }

  /**
   * Remembers that a command was refused because of what follows from it, unless another sending of it was settled
   * meanwhile.
   */
  private async refuse<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    command: C,
    outcome: Outcome<S>,
  ): Promise<Outcome<S>> {
    const { actor, commandId } = acting();
    if (commandId === undefined) return outcome;
    const mark = this.outcomes.mark(commandId, actor.id, command);
    const stream = `${decider.stream}-${decider.idOf(command)}`;
    const { status } = await this.append({
      stream,
      expected: -1,
      events: [],
      command: this.outcomes.refused(mark, outcome.refusals),
    });
    const prior = status === 'ok' ? undefined : await this.outcomes.prior(mark);
    return prior ? this.settle(decider, prior) : outcome;
  }

  /** A command as `handleMessage` takes it. */
  given<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    command: C,
    gather?: (facts: Facts) => Promise<FactsFor<F, C['type']>>,
    follows?: Follows<E>,
  ): GivenCommand {
    return async (reading) => {
      const prepared = await this.prepare(reading, decider, command, gather, undefined);
      if (prepared.kind === 'settled') return [];
      if (prepared.kind === 'refused') return new Refused(prepared.outcome.refusals);
      const others = await this.consequences(reading, prepared, follows);
      return others instanceof Refused ? others : [prepared, ...others];
    };
  }

  private async consequences<E extends StoredEvent>(
    reading: Reading,
    prepared: ToAppend,
    follows: Follows<E> | undefined,
  ): Promise<readonly ToAppend[] | Refused> {
    if (!follows || prepared.decided.length === 0) return [];
    return this.prepareAll(reading, await follows(prepared.decided as readonly E[], reading.facts));
  }

  private async prepareAll(
    reading: Reading,
    commands: readonly GivenCommand[],
  ): Promise<readonly ToAppend[] | Refused> {
    const answers = await Promise.all(commands.map((given) => given(reading)));
    const refusals = answers.flatMap((one) => (one instanceof Refused ? one.refusals : []));
    return refusals.length > 0 ? new Refused(refusals) : answers.flatMap((one) => (one instanceof Refused ? [] : one));
  }

  /** The answer with what was ignored, which is told to whoever counts it. */
  private told<Answer extends object>(
    { ignored }: Reading,
    answer: Answer,
  ): Answer & { ignored?: readonly IgnoredCommand[] } {
    for (const one of ignored) this.options.ignored?.(one);
    return ignored.length === 0 ? answer : { ...answer, ignored };
  }

  private read(): Reading {
    return new Reading(this.states, this.options.database);
  }

  /** Stops what goes on in the background, and waits for what has begun. Commands are still taken. */
  close(): Promise<void> {
    return this.states.close();
  }

  /** A thing as it is now. */
  async state<C extends Command, E extends StoredEvent, S, F>(decider: Decider<C, E, S, F>, id: string): Promise<S> {
    return (await this.states.load(decider, `${decider.stream}-${id}`)).state;
  }

  private async prepare<C extends Command, E extends StoredEvent, S, F>(
    reading: Reading,
    decider: Decider<C, E, S, F>,
    command: C,
    gather: ((facts: Facts) => Promise<FactsFor<F, C['type']>>) | undefined,
    commandId: string | undefined,
  ): Promise<Prepared<S>> {
    const { actor, now } = acting();
    const id = decider.idOf(command);
    const stream = `${decider.stream}-${id}`;
    const mark = commandId === undefined ? undefined : this.outcomes.mark(commandId, actor.id, command);
    const [loaded, prior] = await Promise.all([reading.load(decider, stream), mark && this.outcomes.prior(mark)]);
    if (prior) return { kind: 'settled', outcome: await this.settle(decider, prior) };

    const facts = await gather?.(reading.facts);
    const informed = { type: command.type, data: command.data, facts } as Informed<C, F>;
    const decision = decider.decide(informed, loaded.state, { actor, now });
    if (decision instanceof Refused) {
      const outcome: Outcome<S> = { accepted: false, refusals: decision.refusals };
      if (!mark) return { kind: 'refused', outcome };
      return {
        kind: 'refused',
        outcome,
        append: { stream, expected: -1, events: [], command: this.outcomes.refused(mark, decision.refusals) },
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
    const events = await Promise.all(decided.map((event) => this.envelope(decider, event, state, stream, commandId)));
    const before = decider.claims?.(loaded.state) ?? [];
    const after = decider.claims?.(state) ?? [];
    return {
      kind: 'append',
      stream,
      state,
      decided,
      keep: (version) => this.states.remember(decider, stream, { ...loaded, version, state }),
      claims: JSON.stringify(before) === JSON.stringify(after) ? undefined : after,
      append: { stream, expected: loaded.version, events, ...(mark ? { command: mark } : {}) },
    };
  }

  private async envelope<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    event: E,
    state: S,
    stream: string,
    commandId: string | undefined,
  ): Promise<EventToAppend> {
    const { actor, onBehalfOf, now, correlationId, causationId, device, traceparent } = acting();
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
    const clinic = decider.clinicOf?.(state, event);
    const meta: Meta = {
      actor: actor.id,
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      correlation: correlationId,
      ...(causationId ? { causation: causationId } : {}),
      ...(commandId ? { command: commandId } : {}),
      ...(clinic ? { clinic } : {}),
      ...(device ? { device } : {}),
      ...(traceparent ? { trace: traceparent } : {}),
    };
    checkSize(event.type, data, JSON.stringify(meta));
    return {
      eventId,
      type: event.type,
      schemaVersion: decider.versions?.[event.type as E['type']] ?? 1,
      data,
      meta,
      occurredAt: decider.occurredAt?.(event) ?? now,
    };
  }

  private accept<S>(
    prepared: Extract<Prepared<S>, { kind: 'append' }>,
    others: readonly ToAppend[],
    answer: Appended,
  ): Outcome<S> {
    for (const one of [prepared, ...others].filter(({ append }) => append.events.length > 0)) {
      one.keep(one.append.expected + one.append.events.length);
      if (answer.position !== undefined)
        acting().written.push({ position: answer.position, messages: this.announced(one, answer.position) });
    }
    if (prepared.append.events.length > 0) this.options.appended?.();
    return { accepted: true, state: prepared.state, version: answer.version, refusals: [] };
  }

  private announced(
    prepared: { stream: string; append: Append },
    position: Position,
  ): readonly { id: string; type: string }[] {
    const { announces } = this.options;
    if (!announces) return [];
    const dash = prepared.stream.indexOf('-');
    return prepared.append.events.flatMap((event, index) =>
      announces({
        type: event.type,
        data: JSON.parse(event.data) as object,
        eventId: event.eventId,
        stream: prepared.stream,
        category: prepared.stream.slice(0, dash),
        id: prepared.stream.slice(dash + 1),
        version: prepared.append.expected + index + 1,
        position,
        occurredAt: event.occurredAt,
        recordedAt: event.occurredAt,
        meta: event.meta,
      }),
    );
  }

  private appendAtomic(prepared: readonly ToAppend[], guards: readonly Append[], inbound?: Inbound): Promise<Appended> {
    const events = prepared.reduce((sum, { append }) => sum + append.events.length, 0);
    return this.observed(events, () => this.storeTogether(prepared, guards, inbound));
  }

  private async storeTogether(
    prepared: readonly ToAppend[],
    guards: readonly Append[],
    inbound?: Inbound,
  ): Promise<Appended> {
    const holding = prepared.filter((one) => one.claims);
    const claims = holding.flatMap((one) =>
      (one.claims ?? []).map((claim) => ({
        holder: one.stream,
        resource: claim.resource,
        from: claim.during?.from ?? null,
        to: claim.during?.to ?? null,
      })),
    );
    try {
      const { rows } = await this.options.database.query<AppendRow>({
        name: 'append_atomic',
        text: `select ix, status, version, position_reached from append_atomic(${appendColumns}, $15::text[], $16::jsonb, $17::uuid, $18::text, $19::int, $20::bigint, $21::bigint)`,
        values: [
          ...appendParameters([...prepared.map((one) => one.append), ...guards]),
          holding.map((one) => one.stream),
          JSON.stringify(claims),
          inbound?.messageId ?? null,
          inbound?.topic ?? null,
          inbound?.partition ?? null,
          inbound?.nextBefore?.toString() ?? null,
          inbound?.nextAfter?.toString() ?? null,
        ],
      });
      const answers = rows.map(appendedOf);
      const [first = { status: 'ok' as const, version: 0 }] = answers;
      const unfit = answers.find((answer) => answer.status !== 'ok' && answer.status !== 'withdrawn');
      return (
        unfit ??
        answers.reduce(
          (all, { position }) =>
            position === undefined || (all.position !== undefined && isAtOrAfter(all.position, position))
              ? all
              : { ...all, position },
          first,
        )
      );
    } catch (error) {
      if (troubleOf(error) === 'conflict') return { status: 'conflict', version: 0 };
      throw failureOf(error);
    }
  }

  private async settle<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    prior: PriorOutcome,
  ): Promise<Outcome<S>> {
    const refusals = this.outcomes.refusalsOf(prior);
    if (refusals !== null) return { accepted: false, refusals };
    const { state } = await this.states.load(decider, prior.stream, prior.version);
    return { accepted: true, state, version: prior.version, refusals: [] };
  }
}

export type GivenCommand = (reading: Reading) => Promise<readonly ToAppend[] | Refused>;

/**
 * @throws Error when two commands of one transaction concern the same stream: their order would be nobody's decision.
 */
function inOneTransaction(prepared: readonly ToAppend[]): readonly ToAppend[] {
  if (new Set(prepared.map((one) => one.stream)).size < prepared.length)
    throw new Error('Two commands of one transaction concern the same stream.');
  return prepared;
}

const warn = (what: string, error: unknown): void =>
  process.emitWarning(`${what} ${error instanceof Error ? error.message : String(error)}`);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
