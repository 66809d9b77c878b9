import { messageOf } from '@stipple/text';
import { pause } from '@stipple/time';
import type { Append, Appended } from './append.js';
import { Batcher, type BatchLimits } from './batcher.js';
import type { Database } from './database.js';
import { Refused, type Command, type Decider, type FactsFor, type Refusal, type StoredEvent } from './decider.js';
import type { Position, Recorded } from './envelope.js';
import type { Log } from './log.js';
import { CommandOutcomes, type Outcome } from './outcomes.js';
import type { PersonalKeys } from './personal.js';
import { Preparing, type Follows, type GivenCommand, type Prepared, type ToAppend } from './preparing.js';
import { Reading, type Facts, type IgnoredCommand } from './reading.js';
import { acting } from './situation.js';
import { States, type StateLimits } from './states.js';
import { appendTogether, inOneTransaction, type Inbound } from './together.js';

/** Other commands changed the thing again and again. Reading it and trying again may succeed. */
export class Conflict extends Error {
  override name = 'Conflict';
}

/** Attempts to decide again after another command was faster. */
const attempts = 12;
/** The longest pause before such an attempt, in milliseconds; drawn at random, so that rivals come at different moments. */
const longestPause = 500;

export interface StoreOptions {
  database: Database;
  log: Log;
  keys: PersonalKeys;
  batch?: BatchLimits;
  /** The messages that follow from an event, so that an answer can say what to wait for. */
  announces?: (event: Recorded) => readonly { id: string; type: string }[];
  /** Called after each append, to wake readers. */
  appended?: () => void;
  observeBatch?: (size: number) => void;
  /** Called with each command that was ignored, once that stands. */
  ignored?: (command: IgnoredCommand) => void;
  states?: Partial<StateLimits>;
  /** Called with errors that fail no command, such as of a snapshot. By default a warning of the process. */
  onTrouble?: (what: string, error: unknown) => void;
  /**
   * Wraps each append of a command, or of commands together, waiting for its turn included. Answers as the append does.
   * @param events how many events it stores
   */
  observeAppend?: (events: number, append: () => Promise<Appended>) => Promise<Appended>;
}

/** One context's things: loads them from their streams, lets their deciders decide, and appends the events. */
export class EventStore {
  readonly batcher: Batcher;
  readonly states: States;
  private readonly outcomes: CommandOutcomes;
  private readonly preparing: Preparing;

  constructor(private readonly options: StoreOptions) {
    const { database, log, keys, onTrouble = warn } = options;
    this.states = new States({ database, log, keys, onTrouble }, options.states);
    this.outcomes = new CommandOutcomes({ database, kept: keys.kept, states: this.states });
    this.preparing = new Preparing({ keys, states: this.states, outcomes: this.outcomes });
    this.batcher = new Batcher(options.database, options.batch, options.observeBatch);
  }

  /**
   * Decides on a command and stores its events. Sent again with the same command id, it answers as the first time.
   * Commands that follow from it are decided as well and stored in the same transaction. Where one of those is refused,
   * or a thing that is written or guarded has changed since it was read, everything is read and decided again.
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
      const prepared = await this.preparing.prepare(reading, decider, command, gather, acting().commandId);
      if (prepared.kind === 'settled') return this.withIgnored(reading, prepared.outcome);
      if (prepared.kind === 'refused') {
        if (!prepared.append) return prepared.outcome;
        if ((await this.append(prepared.append)).status === 'ok') return prepared.outcome;
        continue;
      }
      const others = await this.preparing.consequences(reading, prepared, follows);
      blocked = others instanceof Refused ? { accepted: false, refusals: others.refusals } : undefined;
      if (others instanceof Refused) continue;
      const answer = await this.store(reading, prepared, others);
      if (answer.status === 'ok') return this.withIgnored(reading, this.accept(prepared, others, answer));
      await pauseBefore(attempt);
    }
    if (blocked) return this.outcomes.refuse(decider, command, blocked, (append) => this.append(append));
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
      const prepared = await this.preparing.prepareAll(reading, commands);
      if (prepared instanceof Refused) return { status: 'refused', refusals: prepared.refusals };
      const together = inOneTransaction(prepared);
      const answer = await this.appendAtomic(together, await guardsOf(reading, together), inbound);
      if (answer.status === 'ok') {
        for (const one of prepared) one.keep(one.append.expected + one.append.events.length);
        if (prepared.length > 0) this.options.appended?.();
        return this.withIgnored(reading, {
          status: 'done' as const,
          ...(answer.position === undefined ? {} : { position: answer.position }),
        });
      }
      if (answer.status === 'seen' || answer.status === 'fenced') return { status: answer.status };
      await pauseBefore(attempt);
    }
    throw new Conflict('The streams changed again and again while a message was handled.');
  }

  /** A command as `handleMessage` takes it. */
  given<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    command: C,
    gather?: (facts: Facts) => Promise<FactsFor<F, C['type']>>,
    follows?: Follows<E>,
  ): GivenCommand {
    return async (reading) => {
      const prepared = await this.preparing.prepare(reading, decider, command, gather, undefined);
      if (prepared.kind === 'settled') return [];
      if (prepared.kind === 'refused') return new Refused(prepared.outcome.refusals);
      const others = await this.preparing.consequences(reading, prepared, follows);
      return others instanceof Refused ? others : [prepared, ...others];
    };
  }

  /** A thing as it is now. */
  async state<C extends Command, E extends StoredEvent, S, F>(decider: Decider<C, E, S, F>, id: string): Promise<S> {
    return (await this.states.load(decider, `${decider.stream}-${id}`)).state;
  }

  /** Stops the background work, and waits for what has begun. Commands are still taken. */
  close(): Promise<void> {
    return this.states.close();
  }

  /** An answer with the commands that were ignored on the way to it, which are counted here. */
  private withIgnored<Answer extends object>(
    { ignored }: Reading,
    answer: Answer,
  ): Answer & { ignored?: readonly IgnoredCommand[] } {
    for (const one of ignored) this.options.ignored?.(one);
    return ignored.length === 0 ? answer : { ...answer, ignored };
  }

  private read(): Reading {
    return new Reading(this.states, this.options.database);
  }

  /** Stores a decision alone in the next batch, or in a transaction of its own with its claims, guards and others. */
  private async store(reading: Reading, prepared: ToAppend, others: readonly ToAppend[]): Promise<Appended> {
    const together = inOneTransaction([prepared, ...others]);
    const guards = await guardsOf(reading, together);
    return prepared.claims || together.length > 1 || guards.length > 0
      ? this.appendAtomic(together, guards)
      : this.append(prepared.append);
  }

  private append(append: Append): Promise<Appended> {
    return this.observed(append.events.length, () => this.batcher.append(append));
  }

  private appendAtomic(prepared: readonly ToAppend[], guards: readonly Append[], inbound?: Inbound): Promise<Appended> {
    const events = prepared.reduce((sum, { append }) => sum + append.events.length, 0);
    return this.observed(events, () => appendTogether(this.options.database, prepared, guards, inbound));
  }

  private observed(events: number, append: () => Promise<Appended>): Promise<Appended> {
    return this.options.observeAppend ? this.options.observeAppend(events, append) : append();
  }

  private accept<S>(
    prepared: Extract<Prepared<S>, { kind: 'append' }>,
    others: readonly ToAppend[],
    { position, version }: Appended,
  ): Outcome<S> {
    for (const one of [prepared, ...others].filter(({ append }) => append.events.length > 0)) {
      one.keep(one.append.expected + one.append.events.length);
      if (position !== undefined) acting().written.push({ position, messages: this.announced(one, position) });
    }
    if (prepared.append.events.length > 0) this.options.appended?.();
    return { accepted: true, state: prepared.state, version, refusals: [] };
  }

  private announced({ stream, append }: ToAppend, position: Position): readonly { id: string; type: string }[] {
    const { announces } = this.options;
    if (!announces) return [];
    const dash = stream.indexOf('-');
    return append.events.flatMap((event, index) =>
      announces({
        type: event.type,
        data: JSON.parse(event.data) as object,
        eventId: event.eventId,
        stream,
        category: stream.slice(0, dash),
        id: stream.slice(dash + 1),
        version: append.expected + index + 1,
        position,
        occurredAt: event.occurredAt,
        recordedAt: event.occurredAt,
        meta: event.meta,
      }),
    );
  }
}

const guardsOf = (reading: Reading, together: readonly ToAppend[]): Promise<Append[]> =>
  reading.guards(together.map(({ append }) => append));

/** Waits before the next attempt, longer each time. The first two follow at once. */
async function pauseBefore(attempt: number): Promise<void> {
  if (attempt > 1) await pause(Math.random() * Math.min(longestPause, 2 ** attempt * 4));
}

const warn = (what: string, error: unknown): void => process.emitWarning(`${what} ${messageOf(error)}`);
