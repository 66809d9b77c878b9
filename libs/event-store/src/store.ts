import { createHash } from 'node:crypto';
import { appendColumns, appendedOf, appendParameters, newEventId, type Append, type Appended, type AppendRow, type EventToAppend } from './append.js';
import { Batcher, StoreUnavailable, type BatchLimits } from './batcher.js';
import type { Claim } from './claim.js';
import { isConnectionLoss, type Database } from './database.js';
import { Refused, type Command, type Decider, type Refusal, type StoredEvent } from './decider.js';
import { isAtOrAfter, type Meta, type Position, type Recorded } from './envelope.js';
import { Gather } from './gather.js';
import type { Log } from './log.js';
import type { PersonalKeys } from './personal.js';
import { acting } from './situation.js';
import { States, type StateLimits } from './states.js';

/** What came of a command: the thing as it is after it, or every reason why not. */
export type Outcome<State> = { accepted: true; state: State; version: number; refusals: readonly [] } | { accepted: false; refusals: readonly Refusal[] };

/** The thing changed under the command again and again; reading it and trying again may help. */
export class Conflict extends Error {
  override name = 'Conflict';
}

/** The same command id was sent with something else. */
export class CommandIdReused extends Error {
  override name = 'CommandIdReused';
}

/** What a rule needs to know from elsewhere in the same context. */
export interface Facts {
  /** Another thing's state as the log has it now; its `initial` where it does not exist. */
  state<C extends Command, E extends StoredEvent, S, F>(decider: Decider<C, E, S, F>, id: string): Promise<S>;
  /** Rows by SQL with parameters, over this context's own tables. */
  rows<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
  /** Which of the resources are held by others during the time. */
  claimed(resources: readonly Claim[], except: string): Promise<string[]>;
}

type Prepared<State> =
  | { kind: 'refused'; outcome: Outcome<State>; append?: Append }
  | { kind: 'settled'; outcome: Outcome<State> }
  | { kind: 'append'; append: Append; stream: string; claims: readonly Claim[] | undefined; decided: readonly StoredEvent[]; state: State; keep: (version: number) => void };

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

const storeLimits = {
  /** Attempts to decide again after somebody else was faster. */
  attempts: 8,
  eventBytes: 1_000_000,
  eventsPerCommand: 1_000,
};

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

  constructor(private readonly options: StoreOptions) {
    const { database, log, keys, onTrouble = warn } = options;
    this.states = new States({ database, log, keys, onTrouble }, options.states);
    this.batcher = new Batcher(options.database, options.batch, options.observeBatch);
  }

  private append(append: Append): Promise<Appended> {
    return this.observed(append.events.length, () => this.batcher.append(append));
  }

  private observed(events: number, append: () => Promise<Appended>): Promise<Appended> {
    return this.options.observeAppend ? this.options.observeAppend(events, append) : append();
  }

  /**
   * Decides on a command and stores what it leads to. Sent again with the same command id, it answers as the first time.
   * Commands that follow from it are decided as well and stored in the same transaction; where one of them is refused,
   * something changed since the facts were gathered, and everything is decided again.
   * @throws Conflict when others were faster eight times, CommandIdReused, StoreUnavailable
   */
  async handle<C extends Command, E extends StoredEvent, S, F extends object = object>(
    decider: Decider<C, E, S, F>,
    command: C,
    gather?: (facts: Facts) => Promise<F>,
    follows?: Follows<E>,
  ): Promise<Outcome<S>> {
    let blocked: Outcome<S> | undefined;
    for (let attempt = 0; attempt < storeLimits.attempts; attempt += 1) {
      const prepared = await this.prepare(decider, command, gather, acting().commandId);
      if (prepared.kind === 'settled') return prepared.outcome;
      if (prepared.kind === 'refused') {
        if (!prepared.append) return prepared.outcome;
        if ((await this.append(prepared.append)).status === 'ok') return prepared.outcome;
        continue;
      }
      const others = await this.consequences(prepared, follows);
      blocked = others instanceof Refused ? { accepted: false, refusals: others.refusals } : undefined;
      if (others instanceof Refused) continue;
      const together = [prepared, ...others];
      const answer = prepared.claims || others.length > 0 ? await this.appendAtomic(together) : await this.append(prepared.append);
      if (answer.status === 'ok') return this.accept(prepared, others, answer);
      if (attempt > 1) await pause(Math.random() * 2 ** attempt * 4);
    }
    if (blocked) return this.refuse(decider, command, blocked);
    throw new Conflict('This was changed by somebody else at the same moment. Look again and try once more.');
  }

  /**
   * Does the commands that a message leads to, all or none, in the transaction that also remembers the message.
   * Answers the refusals where a rule stands in the way (nothing is stored then), or `seen`, `fenced`.
   */
  async handleMessage(inbound: Inbound, commands: readonly GivenCommand[]): Promise<{ status: 'done' | 'seen' | 'fenced'; position?: Position } | { status: 'refused'; refusals: readonly Refusal[] }> {
    for (let attempt = 0; attempt < storeLimits.attempts; attempt += 1) {
      const prepared = await this.prepareAll(commands);
      if (prepared instanceof Refused) return { status: 'refused', refusals: prepared.refusals };
      const answer = await this.appendAtomic(prepared, inbound);
      if (answer.status === 'ok') {
        for (const one of prepared) one.keep(one.append.expected + one.append.events.length);
        if (prepared.length > 0) this.options.appended?.();
        return { status: 'done', ...(answer.position === undefined ? {} : { position: answer.position }) };
      }
      if (answer.status === 'seen' || answer.status === 'fenced') return { status: answer.status };
      if (attempt > 1) await pause(Math.random() * 2 ** attempt * 4);
    }
    throw new Conflict('The streams changed again and again while a message was handled.');
  }

  /** Remembers that a command was refused because of what follows from it, unless another sending of it was settled meanwhile. */
  private async refuse<C extends Command, E extends StoredEvent, S, F>(decider: Decider<C, E, S, F>, command: C, outcome: Outcome<S>): Promise<Outcome<S>> {
    const { actor, commandId } = acting();
    if (commandId === undefined) return outcome;
    const mark = { id: commandId, fingerprint: fingerprintOf(actor.id, command) };
    const stream = `${decider.stream}-${decider.idOf(command)}`;
    const { status } = await this.append({ stream, expected: -1, events: [], command: { ...mark, refusals: JSON.stringify(outcome.refusals) } });
    const prior = status === 'ok' ? undefined : await this.priorOutcome(mark);
    return prior ? this.settle(decider, prior) : outcome;
  }

  /** A command as `handleMessage` takes it. */
  given<C extends Command, E extends StoredEvent, S, F extends object = object>(decider: Decider<C, E, S, F>, command: C, gather?: (facts: Facts) => Promise<F>, follows?: Follows<E>): GivenCommand {
    return async (store) => {
      const prepared = await store.prepare(decider, command, gather, undefined);
      if (prepared.kind === 'settled') return [];
      if (prepared.kind === 'refused') return new Refused(prepared.outcome.refusals);
      const others = await store.consequences(prepared, follows);
      return others instanceof Refused ? others : [prepared, ...others];
    };
  }

  private async consequences<E extends StoredEvent>(prepared: ToAppend, follows: Follows<E> | undefined): Promise<readonly ToAppend[] | Refused> {
    if (!follows || prepared.decided.length === 0) return [];
    return this.prepareAll(await follows(prepared.decided as readonly E[], this.facts));
  }

  /** @throws Error when two commands of one transaction concern the same stream: their order would be nobody's decision. */
  private async prepareAll(commands: readonly GivenCommand[]): Promise<readonly ToAppend[] | Refused> {
    const answers = await Promise.all(commands.map((given) => given(this)));
    const refusals = answers.flatMap((one) => (one instanceof Refused ? one.refusals : []));
    if (refusals.length > 0) return new Refused(refusals);
    const prepared = answers.flatMap((one) => (one instanceof Refused ? [] : one));
    if (new Set(prepared.map((one) => one.stream)).size < prepared.length) throw new Error('Two commands of one transaction concern the same stream.');
    return prepared;
  }

  /** Stops what goes on in the background, and waits for what has begun. Commands are still taken. */
  close(): Promise<void> {
    return this.states.close();
  }

  /** A thing as it is now. */
  async state<C extends Command, E extends StoredEvent, S, F>(decider: Decider<C, E, S, F>, id: string): Promise<S> {
    return (await this.states.load(decider, `${decider.stream}-${id}`)).state;
  }

  readonly facts: Facts = {
    state: (decider, id) => this.state(decider, id),
    rows: async <Row extends object>(sql: string, parameters: readonly unknown[]) => (await this.options.database.query<Row>(sql, [...parameters])).rows,
    claimed: async (claims, except) => {
      const { rows } = await this.options.database.query<{ resource: string }>(
        `select distinct c.resource from claims c join unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) w(resource, "from", "to")
           on c.resource = w.resource and c.during && tstzrange(w."from", w."to", '[)') where c.holder <> $4`,
        [claims.map((claim) => claim.resource), claims.map((claim) => claim.during?.from ?? null), claims.map((claim) => claim.during?.to ?? null), except],
      );
      return rows.map((row) => row.resource);
    },
  };

  private async prepare<C extends Command, E extends StoredEvent, S, F extends object>(
    decider: Decider<C, E, S, F>,
    command: C,
    gather: ((facts: Facts) => Promise<F>) | undefined,
    commandId: string | undefined,
  ): Promise<Prepared<S>> {
    const { actor, now } = acting();
    const id = decider.idOf(command);
    const stream = `${decider.stream}-${id}`;
    const mark = commandId === undefined ? undefined : { id: commandId, fingerprint: fingerprintOf(actor.id, command) };
    const [loaded, prior] = await Promise.all([this.states.load(decider, stream), mark && this.priorOutcome(mark)]);
    if (prior) return { kind: 'settled', outcome: await this.settle(decider, prior) };

    const decision = decider.decide(command, loaded.state, { ...((await gather?.(this.facts)) ?? ({} as F)), actor, now });
    if (decision instanceof Refused) {
      const outcome: Outcome<S> = { accepted: false, refusals: decision.refusals };
      if (!mark) return { kind: 'refused', outcome };
      return { kind: 'refused', outcome, append: { stream, expected: -1, events: [], command: { ...mark, refusals: JSON.stringify(decision.refusals) } } };
    }
    const state = decision.reduce((before, event) => decider.evolve(before, event), loaded.state);
    if (decision.length === 0 && !mark) return { kind: 'settled', outcome: { accepted: true, state, version: loaded.version, refusals: [] } };
    if (decision.length > storeLimits.eventsPerCommand) throw new RangeError(`${command.type} led to ${decision.length} events; at most ${storeLimits.eventsPerCommand} are stored at once.`);
    const events = await Promise.all(decision.map((event) => this.envelope(decider, event, state, stream, commandId)));
    const before = decider.claims?.(loaded.state) ?? [];
    const after = decider.claims?.(state) ?? [];
    return {
      kind: 'append',
      stream,
      state,
      decided: decision,
      keep: (version) => this.states.remember(decider, stream, { ...loaded, version, state }),
      claims: JSON.stringify(before) === JSON.stringify(after) ? undefined : after,
      append: { stream, expected: loaded.version, events, ...(mark ? { command: mark } : {}) },
    };
  }

  private async envelope<C extends Command, E extends StoredEvent, S, F>(decider: Decider<C, E, S, F>, event: E, state: S, stream: string, commandId: string | undefined): Promise<EventToAppend> {
    const { actor, onBehalfOf, now, correlationId, causationId, device, traceparent } = acting();
    const eventId = newEventId();
    const personal = decider.personal?.[event.type as E['type']];
    const open = personal
      ? await this.options.keys.seal(event.data, (personal.subject)(event.data), personal.fields, `${eventId} ${stream} ${event.type}`)
      : event.data;
    const data = JSON.stringify(open);
    if (data.length > storeLimits.eventBytes) throw new RangeError(`${event.type} is ${data.length} bytes long; at most ${storeLimits.eventBytes} are stored.`);
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
    return { eventId, type: event.type, schemaVersion: decider.versions?.[event.type as E['type']] ?? 1, data, meta, occurredAt: decider.occurredAt?.(event) ?? now };
  }

  private accept<S>(prepared: Extract<Prepared<S>, { kind: 'append' }>, others: readonly ToAppend[], answer: Appended): Outcome<S> {
    for (const one of [prepared, ...others].filter(({ append }) => append.events.length > 0)) {
      one.keep(one.append.expected + one.append.events.length);
      if (answer.position !== undefined) acting().written.push({ position: answer.position, messages: this.announced(one, answer.position) });
    }
    if (prepared.append.events.length > 0) this.options.appended?.();
    return { accepted: true, state: prepared.state, version: answer.version, refusals: [] };
  }

  private announced(prepared: { stream: string; append: Append }, position: Position): readonly { id: string; type: string }[] {
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

  private appendAtomic(prepared: readonly ToAppend[], inbound?: Inbound): Promise<Appended> {
    const events = prepared.reduce((sum, { append }) => sum + append.events.length, 0);
    return this.observed(events, () => this.storeTogether(prepared, inbound));
  }

  private async storeTogether(prepared: readonly ToAppend[], inbound?: Inbound): Promise<Appended> {
    const holding = prepared.filter((one) => one.claims);
    const claims = holding.flatMap((one) => (one.claims ?? []).map((claim) => ({ holder: one.stream, resource: claim.resource, from: claim.during?.from ?? null, to: claim.during?.to ?? null })));
    try {
      const { rows } = await this.options.database.query<AppendRow>({
        name: 'append_atomic',
        text: `select ix, status, version, position_reached from append_atomic(${appendColumns}, $15::text[], $16::jsonb, $17::uuid, $18::text, $19::int, $20::bigint, $21::bigint)`,
        values: [
          ...appendParameters(prepared.map((one) => one.append)),
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
      return unfit ?? answers.reduce((all, { position }) => (position === undefined || (all.position !== undefined && isAtOrAfter(all.position, position)) ? all : { ...all, position }), first);
    } catch (error) {
      if (isConnectionLoss(error)) throw new StoreUnavailable('The database did not answer. Whether this was stored shows when the same command is sent again.', { cause: error });
      throw error;
    }
  }

  private async priorOutcome(mark: { id: string; fingerprint: string }): Promise<PriorOutcome | undefined> {
    const prior = await this.outcomes.ask(mark.id);
    if (prior && prior.fingerprint !== mark.fingerprint) throw new CommandIdReused('This commandId was used for something else before. Use a new one.');
    return prior;
  }

  private readonly outcomes = new Gather<string, PriorOutcome | undefined>(async (ids) => {
    const { rows } = await this.options.database.query<PriorOutcome>({
      name: 'prior_outcomes',
      text: 'select command_id, fingerprint, stream, version, refusals from commands where command_id = any ($1::uuid[])',
      values: [ids],
    });
    const byId = new Map(rows.map((row) => [row.command_id, row]));
    return ids.map((id) => byId.get(id));
  });

  private async settle<C extends Command, E extends StoredEvent, S, F>(decider: Decider<C, E, S, F>, prior: PriorOutcome): Promise<Outcome<S>> {
    if (prior.refusals !== null) return { accepted: false, refusals: JSON.parse(prior.refusals) as Refusal[] };
    const { state } = await this.states.load(decider, prior.stream, prior.version);
    return { accepted: true, state, version: prior.version, refusals: [] };
  }
}

interface PriorOutcome {
  command_id: string;
  fingerprint: string;
  stream: string;
  version: number;
  refusals: string | null;
}

export type GivenCommand = (store: EventStore) => Promise<readonly ToAppend[] | Refused>;

const warn = (what: string, error: unknown): void => process.emitWarning(`${what} ${error instanceof Error ? error.message : String(error)}`);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const fingerprintOf = (actor: string, { type, data }: Command): string =>
  createHash('sha256').update(JSON.stringify([actor, type, data])).digest('base64url');
