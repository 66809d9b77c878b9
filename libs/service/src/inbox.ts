import { sizes, type Contract, type Heard } from '@stipple/contracts';
import {
  actAs,
  Gather,
  inTransaction,
  isUnavailable,
  uuidOf,
  type Kept,
  type Actor,
  type Command,
  type Database,
  type EventStore,
  type Position,
} from '@stipple/event-store';
import { deadLettersOf, topicOf, type Batch, type Broker, type Delivered, type Message } from '@stipple/messaging';
import { instantOf } from '@stipple/time';
import type { Deciding, Hearing } from './parts.js';
import { span, type Running } from './telemetry.js';
import type { Watched } from './watched.js';

export interface InboxOptions {
  context: string;
  database: Database;
  store: EventStore;
  /** Where dead letters go; none where only what is parked is looked after. */
  broker?: Broker;
  hears: readonly Hearing[];
  handlers: readonly Deciding[];
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
  watched?: Watched;
  /** Under which why a message is parked is sealed. */
  kept: Kept;
  /**
   * Pauses between tries of a message that failed, in milliseconds, while its partition waits; by default one of 50.
   */
  pauses?: readonly number[];
}

/**
 * Why a message was put aside: its command was refused, it failed with an error, it is not what was promised, it is no
 * message at all, or it waits behind one of the same subject.
 */
export type ParkedKind = 'REFUSED' | 'FAILED' | 'INVALID' | 'UNREADABLE' | 'BEHIND';

interface Trouble {
  kind: ParkedKind;
  problem: string;
}

/** A message that was put aside with its problem; later ones of its subject and topic wait behind it. */
export interface ParkedMessage {
  kind: ParkedKind;
  message_id: string;
  topic: string;
  partition: number;
  offset: number;
  key: string;
  type: string;
  message: string;
  problem: string;
  attempts: number;
  parked_at: string;
  /** Its place among the parked messages of its subject. */
  place: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Seconds after which what is parked is tried again by itself; after the last, only when somebody asks for it. */
const tries = [2, 10, 60, 300, 1_800, 7_200, 21_600];
const behind: Trouble = { kind: 'BEHIND', problem: 'An earlier message about the same subject is parked.' };
const senderOf = (type: string): string => type.slice(0, type.indexOf('.'));
/** Whether a message comes on the topic of the context whose it is. */
const isOf = ({ type, source }: Pick<Message, 'type' | 'source'>, topic: string): boolean =>
  topic === topicOf(senderOf(type)) && source === senderOf(type);
const familyOf = (type: string): string => type.replace(/\.v\d+$/, '');
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Turns messages into this context's own commands. A command's events, the message's id and the place in the topic are
 * stored in one transaction, so an effect happens once however often a message comes.
 */
export class Inbox {
  private readonly hearing: ReadonlyMap<string, Hearing>;
  private readonly handlers: ReadonlyMap<string, Deciding>;
  private readonly actor: Actor;
  private readonly handled = new Map<string, Position | undefined>();
  /** What was told of already. */
  private readonly newer = new Set<string>();
  private waiting: { id: string; reached: () => void }[] = [];
  private readonly stored = new Map<string, bigint | undefined>();

  constructor(private readonly options: InboxOptions) {
    this.hearing = new Map(options.hears.map((hearing) => [hearing.contract.type, hearing]));
    this.handlers = new Map(options.handlers.map((handler) => [handler.commandType, handler]));
    this.actor = { id: `context:${options.context}`, admin: false, roles: {} };
  }

  listensTo(type: string): boolean {
    return this.hearing.has(type);
  }

  async nextOffset(topic: string, partition: number): Promise<bigint | undefined> {
    const { rows } = await this.options.database.query<{ next_offset: string }>(
      'select next_offset::text from consumer_offsets where topic = $1 and partition = $2',
      [topic, partition],
    );
    const next = rows[0] ? BigInt(rows[0].next_offset) : undefined;
    this.stored.set(`${topic}/${partition}`, next);
    return next;
  }

  /**
   * Whether the last of the messages that concerns this context was heard before; undefined where none concerns it. See
   * `Consumption`.
   */
  async recognises(topic: string, messages: readonly Delivered[]): Promise<boolean | undefined> {
    const last = messages
      .filter(
        ({ message }) => message && this.hearing.has(message.type) && isOf(message, topic) && uuid.test(message.id),
      )
      .at(-1)?.message;
    if (!last) return undefined;
    const { rows } = await this.options.database.query<{ known: boolean }>(
      'select exists (select from inbox where message_id = $1) or exists (select from parked_messages where message_id = $1) as known',
      [last.id],
    );
    return rows[0]?.known ?? false;
  }

  async handle(batch: Batch): Promise<void> {
    const place = `${batch.topic}/${batch.partition}`;
    if (!this.stored.has(place)) await this.nextOffset(batch.topic, batch.partition);
    let passed: bigint | undefined;
    const parked = await this.parkedAmong(batch.topic, batch.messages);
    // What lies below the stored offset comes only where the topic was made anew; then the place goes back with it.
    for (const delivered of batch.messages) {
      if (!batch.isCurrent()) break;
      const isForeign = delivered.message !== undefined && this.isForeign(delivered.message, batch.topic);
      if (delivered.message && (isForeign || !this.hearing.has(delivered.message.type))) {
        if (!isForeign) this.noticeNewer(delivered.message.type);
        passed = delivered.offset + 1n;
        continue;
      }
      await this.handleOne(batch, delivered, place, parked);
      passed = undefined;
    }
    if (passed !== undefined) await this.advance(batch, place, passed);
  }

  /**
   * Whether what is heard here came on the topic of another context than the one whose it is. It has no effect, holds
   * nothing up, and is told once and counted: only a context itself can write to its topic, so this is a mistake or an
   * attempt.
   */
  private isForeign({ id, type, source }: Message, topic: string): boolean {
    if (!this.hearing.has(type) || isOf({ type, source }, topic)) return false;
    this.options.watched?.by?.consumed(type, 'foreign');
    const what = `${type} on ${topic}`;
    if (!this.newer.has(what))
      this.options.log.error(
        { context: this.options.context, type, topic, source, messageId: id },
        'a message came from another context than the one whose it is; it was not taken',
      );
    this.newer.add(what);
    return true;
  }

  /**
   * A newer version of what is heard here is not for us: its sender goes on sending ours for as long as it is promised.
   * Told once, and counted.
   */
  private noticeNewer(type: string): void {
    const older = [...this.hearing.keys()].find((heard) => familyOf(heard) === familyOf(type));
    if (older === undefined) return;
    this.options.watched?.by?.consumed(type, 'newer');
    if (this.newer.has(type)) return;
    this.newer.add(type);
    this.options.log.warn(
      { context: this.options.context, type, heard: older },
      'a newer version of a message is sent; this process still goes by the older one',
    );
  }

  /**
   * The position in our own log at which the message's effect stands, once it was handled; undefined at the deadline.
   */
  async settled(messageId: string, deadline: number): Promise<Position | undefined> {
    // Clients may send back what they were told, and anything else: what is no id of a message is not waited for.
    if (!uuid.test(messageId)) return undefined;
    for (let wait = 5; !this.handled.has(messageId); wait = Math.min(100, wait * 2)) {
      if (Date.now() >= deadline) return undefined;
      const found = await this.effects.ask(messageId);
      if (found) this.remember(messageId, found.position ?? undefined);
      else await this.soon(messageId, Math.min(wait, deadline - Date.now()));
    }
    return this.handled.get(messageId);
  }

  /** Many requests wait for many messages; they are looked for together. */
  private readonly effects = new Gather<string, { position: string | null } | undefined>(async (ids) => {
    const { rows } = await this.options.database.query<{ message_id: string; position: string | null }>(
      'select message_id, position from inbox where message_id = any ($1::uuid[])',
      [ids],
    );
    const byId = new Map(rows.map((row) => [row.message_id, row]));
    return ids.map((id) => byId.get(id));
  });

  /**
   * What is parked, in order per subject: at most `limit`, by default a thousand, of one subject or all, behind the
   * place `after`.
   */
  async parked({
    subject,
    messageId,
    after,
    limit = 1_000,
  }: {
    subject?: string;
    messageId?: string;
    after?: Pick<ParkedMessage, 'key' | 'place'>;
    limit?: number;
  } = {}): Promise<ParkedMessage[]> {
    const { rows } = await this.options.database.query<ParkedMessage>(
      `select * from (select *, lpad(partition::text, 10, '0') || lpad("offset"::text, 20, '0') || topic as place from parked_messages) parked
        where ($1::text is null or key = $1) and ($2::text is null or message_id::text = $2) and ($3::text is null or (key collate "C", place collate "C") > ($3, $4))
        order by key collate "C", place collate "C" limit $5`,
      [subject ?? null, messageId ?? null, after?.key ?? null, after?.place ?? null, limit],
    );
    return rows.map((row) => ({
      ...row,
      problem:
        this.options.kept.open(row.problem, boundTo(row.message_id)) ??
        'Why can no longer be read: it was written under another master key.',
    }));
  }

  /** Subjects of which something parked is due to be tried again by itself, those first that have waited longest. */
  async due(limit = 100): Promise<string[]> {
    const { rows } = await this.options.database.query<{ key: string }>(
      'select key from parked_messages where next_try <= now() group by key order by min(next_try) limit $1',
      [limit],
    );
    return rows.map(({ key }) => key);
  }

  /**
   * Tries what is parked again, of one subject or all, in order per subject; answers how many went through. A subject
   * stays parked from its first failure on. Nothing is begun after `until` (epoch milliseconds).
   */
  async retryParked({ subject, until = Infinity }: { subject?: string; until?: number } = {}): Promise<number> {
    const stuck = new Set<string>();
    let done = 0;
    for (let before = -1; done > before;) {
      before = done;
      let page: ParkedMessage[] = [];
      do {
        const after = page[page.length - 1];
        page = await this.parked({ ...(subject === undefined ? {} : { subject }), ...(after ? { after } : {}) });
        for (const parked of page) {
          if (Date.now() > until) return done;
          const line = `${parked.topic} ${parked.key}`;
          if (stuck.has(parked.message_id) || stuck.has(line)) continue;
          const trouble = await this.attempt(
            { messageId: parked.message_id },
            JSON.parse(parked.message) as Message | null,
          );
          if (trouble === undefined) {
            await this.options.database.query('delete from parked_messages where message_id = $1', [parked.message_id]);
            done += 1;
          } else {
            // What cannot be read holds up nobody: nothing waits behind it.
            stuck.add(parked.kind === 'UNREADABLE' ? parked.message_id : line);
            await this.note(parked, trouble);
          }
        }
      } while (page.length > 0);
      // While a message went through, the next of its subject may have been parked behind it: then there is more to do.
    }
    return done;
  }

  /** Notes that another try of what is parked has failed. What was no message stays that. */
  private async note({ message_id: id, kind, attempts }: ParkedMessage, trouble: Trouble): Promise<void> {
    await this.options.database.query(
      "update parked_messages set attempts = attempts + 1, problem = $2, kind = $3, next_try = now() + $4 * interval '1 second' where message_id = $1",
      [
        id,
        this.options.kept.seal(trouble.problem, boundTo(id)),
        kind === 'UNREADABLE' ? kind : trouble.kind,
        pauseAfter(trouble.kind, attempts),
      ],
    );
  }

  /**
   * Drops a parked message for good, also where it is sent again; what waits behind it is due then. False: there is
   * none of that id.
   */
  async giveUp(messageId: string): Promise<boolean> {
    const { rows } = await this.options.database.query<{ topic: string; key: string }>(
      'select topic, key from give_up_message($1)',
      [messageId],
    );
    const [gone] = rows;
    if (gone)
      await this.options.database.query(
        "update parked_messages set next_try = now() where topic = $1 and key = $2 and kind = 'BEHIND'",
        [gone.topic, gone.key],
      );
    return gone !== undefined;
  }

  private async handleOne(batch: Batch, delivered: Delivered, place: string, parked: Set<string>): Promise<void> {
    const { message } = delivered;
    const nextBefore = this.stored.get(place);
    const nextAfter = delivered.offset + 1n;
    const aside = async (trouble: Trouble) => {
      await this.park(batch, delivered, place, trouble);
      if (message) parked.add(delivered.key);
    };
    if (!message) return aside({ kind: 'UNREADABLE', problem: delivered.problem });
    if (parked.has(delivered.key) && (await this.park(batch, delivered, place, behind))) return;
    const inbound = {
      messageId: message.id,
      topic: batch.topic,
      partition: batch.partition,
      ...(nextBefore === undefined ? {} : { nextBefore }),
      nextAfter,
    };
    for (const wait of [...(this.options.pauses ?? [50]), undefined]) {
      const trouble = await this.attempt(inbound, message);
      if (trouble === undefined) {
        this.stored.set(place, nextAfter);
        parked.delete(delivered.key);
        return;
      }
      // A rule that says no says so again a moment later: others need not wait for that.
      if (trouble.kind !== 'FAILED' || wait === undefined) return aside(trouble);
      await pause(wait);
    }
  }

  /** Why the message cannot be handled; undefined once it is. @throws what a later delivery may cure */
  private async attempt(
    inbound: Parameters<EventStore['handleMessage']>[0],
    message: Message | null,
  ): Promise<Trouble | undefined> {
    const hearing = message && this.hearing.get(message.type);
    if (!message || !hearing)
      return {
        kind: 'INVALID',
        problem: `${invalid} ${message ? `${message.type} is not known here.` : 'It was no message.'}`,
      };
    const wrong = hearing.contract.problem(message.data);
    if (wrong) return { kind: 'INVALID', problem: `${invalid} ${wrong}` };
    const attributes = {
      'messaging.operation.type': 'process',
      'messaging.destination.name': inbound.topic ?? 'parked',
      'messaging.message.id': message.id,
      'stipple.message_type': message.type,
      'stipple.context': this.options.context,
    };
    try {
      return await span(
        `process ${message.type}`,
        attributes,
        (running) => this.effect(inbound, message, hearing, running),
        { kind: 'consumer', parent: message.traceparent },
      );
    } catch (error) {
      if (error instanceof Fenced || isUnavailable(error)) throw error;
      return { kind: 'FAILED', problem: error instanceof Error ? error.message : String(error) };
    }
  }

  private async effect(
    inbound: Parameters<EventStore['handleMessage']>[0],
    message: Message,
    hearing: Hearing,
    { traceparent, note }: Running,
  ): Promise<Trouble | undefined> {
    const behalf = message.actor === undefined ? {} : { onBehalfOf: message.actor };
    const situation = {
      actor: this.actor,
      ...behalf,
      now: instantOf(Date.now()),
      correlationId: message.correlationId ?? message.id,
      causationId: message.id,
      ...(traceparent ? { traceparent } : {}),
    };
    const answer = await actAs(situation, () => {
      const commands = hearing.commands({ ...message, data: message.data } as Heard<Contract>);
      return this.options.store.handleMessage(
        inbound,
        commands.map((command) => this.given(command)),
      );
    });
    note({ 'stipple.outcome': answer.status });
    if (answer.status === 'refused')
      return { kind: 'REFUSED', problem: answer.refusals.map((refusal) => refusal.message).join(' ') };
    if (answer.status === 'fenced')
      throw new Fenced(`Another process reads ${inbound.topic}/${inbound.partition} by now.`);
    if (answer.status === 'seen' && inbound.topic !== undefined && inbound.nextAfter !== undefined)
      await this.skip(inbound);
    this.options.watched?.by?.consumed(message.type, answer.status);
    this.remember(message.id, answer.status === 'done' ? answer.position : undefined);
    return undefined;
  }

  private given(command: Command) {
    const handler = this.handlers.get(command.type);
    if (!handler) throw new Error(`Nobody handles ${command.type}.`);
    return handler.given(this.options.store, command);
  }

  private async skip({
    topic,
    partition,
    nextBefore,
    nextAfter,
  }: {
    topic?: string;
    partition?: number;
    nextBefore?: bigint;
    nextAfter?: bigint;
  }): Promise<void> {
    const { rows } = await this.options.database.query<{ moved: boolean }>(
      'select advance_offset($1, $2, $3, $4) as moved',
      [topic, partition, nextBefore?.toString() ?? null, nextAfter?.toString()],
    );
    if (!rows[0]?.moved) throw new Fenced(`Another process reads ${topic}/${partition} by now.`);
  }

  private async advance(batch: Batch, place: string, nextAfter: bigint): Promise<void> {
    const nextBefore = this.stored.get(place);
    await this.skip({
      topic: batch.topic,
      partition: batch.partition,
      ...(nextBefore === undefined ? {} : { nextBefore }),
      nextAfter,
    });
    this.stored.set(place, nextAfter);
  }

  /**
   * False for what was to wait behind something that is parked no longer: nothing was done then. What was heard or
   * given up before is passed over.
   */
  private async park(batch: Batch, delivered: Delivered, place: string, { kind, problem }: Trouble): Promise<boolean> {
    const { database, context, kept, log, watched } = this.options;
    const nextAfter = delivered.offset + 1n;
    const id = delivered.message?.id ?? uuidOf(`${batch.topic}/${batch.partition}/${delivered.offset}`);
    const type = delivered.message?.type ?? 'unreadable';
    const key = delivered.key.replaceAll('\u0000', '');
    const parked = await inTransaction(database, async (connection) => {
      // Whoever retries takes the last one off only after this is stored, and then finds it.
      if (kind === 'BEHIND' && (await connection.query(lastOf, [batch.topic, key])).rowCount === 0) return false;
      const heard = (await connection.query('select from inbox where message_id = $1', [id])).rowCount === 1;
      // Its place in a topic that was made anew may be an earlier one; one that was sent again has a later one, which
      // does not count.
      if (!heard)
        await connection.query(
          `insert into parked_messages (message_id, topic, partition, "offset", key, type, message, problem, attempts, kind, next_try)
          values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, now() + $10 * interval '1 second')
           on conflict (message_id) do update set "offset" = least(parked_messages."offset", excluded."offset")`,
          [
            id,
            batch.topic,
            batch.partition,
            delivered.offset.toString(),
            key,
            type,
            JSON.stringify(delivered.message ?? null),
            kept.seal(problem, boundTo(id)),
            kind,
            pauseAfter(kind, 0),
          ],
        );
      const { rows } = await connection.query<{ moved: boolean }>('select advance_offset($1, $2, $3, $4) as moved', [
        batch.topic,
        batch.partition,
        this.stored.get(place)?.toString() ?? null,
        nextAfter.toString(),
      ]);
      if (!rows[0]?.moved) throw new Fenced(`Another process reads ${place} by now.`);
      return heard ? 'heard' : 'parked';
    });
    if (!parked) return false;
    this.stored.set(place, nextAfter);
    this.remember(id, undefined);
    if (parked === 'heard') return true;
    watched?.by?.consumed(type, 'parked');
    log.warn(
      {
        context,
        topic: batch.topic,
        offset: delivered.offset.toString(),
        type: delivered.message?.type,
        messageId: id,
        kind,
      },
      'a message was parked',
    );
    await this.sendLetter(batch, delivered, id, kind);
    return true;
  }

  /**
   * Tells of a message that was put aside, without the sentence that says why: it may speak of somebody. Of what is no
   * message, only its size and a fingerprint.
   */
  private async sendLetter(
    { topic, partition }: Batch,
    delivered: Delivered,
    id: string,
    kind: ParkedKind,
  ): Promise<void> {
    const { context, broker, kept, log, watched } = this.options;
    const { message = null, raw = '' } = delivered;
    const unreadable = message ? null : { bytes: Buffer.byteLength(raw), fingerprint: kept.fingerprint(raw) };
    const fits = Buffer.byteLength(JSON.stringify(message)) <= sizes.event;
    const letter: Message = {
      id,
      type: message?.type ?? 'unreadable',
      source: context,
      subject: delivered.key || topic,
      time: instantOf(Date.now()),
      data: { topic, partition, offset: delivered.offset.toString(), kind, message: fits ? message : null, unreadable },
    };
    await broker?.publish(deadLettersOf(context), [letter]).then(
      () => watched?.by?.deadLetter('sent'),
      (error: unknown) => {
        watched?.by?.deadLetter('lost');
        log.error(
          { context, messageId: id, error: String(error) },
          'a dead letter could not be sent; the message stays parked',
        );
      },
    );
  }

  /**
   * Which of a batch's subjects have something parked: never too few, because only who reads the partition parks; too
   * many where somebody retries it or gives it up.
   */
  private async parkedAmong(topic: string, messages: readonly Delivered[]): Promise<Set<string>> {
    const { rows } = await this.options.database.query<{ key: string }>(
      "select distinct key from parked_messages where topic = $2 and key = any ($1::text[]) and kind <> 'UNREADABLE'",
      [[...new Set(messages.map((one) => one.key.replaceAll('\u0000', '')))], topic],
    );
    return new Set(rows.map((row) => row.key));
  }

  private remember(messageId: string, position: Position | undefined): void {
    this.handled.set(messageId, position);
    if (this.handled.size > 20_000)
      for (const oldest of [...this.handled.keys()].slice(0, 5_000)) this.handled.delete(oldest);
    for (const entry of this.waiting.filter((one) => one.id === messageId)) entry.reached();
  }

  private soon(messageId: string, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const entry = { id: messageId, reached: () => settle() };
      const timer = setTimeout(() => settle(), Math.max(1, milliseconds));
      const settle = () => {
        clearTimeout(timer);
        this.waiting = this.waiting.filter((other) => other !== entry);
        resolve();
      };
      this.waiting.push(entry);
    });
  }
}

const invalid = 'It cannot be understood:';

const lastOf = `select 1 from parked_messages where topic = $1 and key = $2 and kind <> 'UNREADABLE' order by partition desc, "offset" desc limit 1 for key share`;
const boundTo = (messageId: string): string => `parked message ${messageId}`;
/**
 * Seconds until the next try by itself after so many; null where there is none: nothing but a new version helps, or it
 * waits for another.
 */
const pauseAfter = (kind: ParkedKind, attempts: number): number | null =>
  kind === 'REFUSED' || kind === 'FAILED' ? (tries[attempts] ?? null) : null;

/** This process was replaced as the reader of a partition: what it was about to write is another's now. */
class Fenced extends Error {
  override name = 'Fenced';
}
