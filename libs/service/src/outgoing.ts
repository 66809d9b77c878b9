import { contractOf, type Draft } from '@stipple/contracts';
import {
  uuidOf,
  type Connection,
  type Database,
  type Kept,
  type Log,
  type Meta,
  type Recorded,
} from '@stipple/event-store';
import { BrokerUnavailable, topicOf, type Broker, type Message } from '@stipple/messaging';
import { messageOf } from '@stipple/text';

/** The id of a message that follows from an event, the same however often it is sent. */
const messageId = (event: Pick<Recorded, 'eventId'>, index: number): string =>
  index === 0 ? event.eventId : uuidOf(`${event.eventId} ${index}`);

/**
 * A message on its way out: the nth that follows from its event. Number -1 stands for an event whose messages could not
 * be made.
 */
export interface Outgoing {
  event: Recorded;
  nth: number;
  type: string;
  /** Its subject, in a form that can be stored whatever it is. */
  subject: string;
  draft?: Draft;
  /** The reason why it cannot be sent, in a sentence. Undefined while there is none. */
  problem?: string;
}

/** A message of this context that could not be sent. Later messages about its subject wait behind it. */
export interface ParkedOutgoing {
  n: string;
  subject: string;
  stream: string;
  version: number;
  nth: number;
  type: string;
  problem: string;
  attempts: number;
  parked_at: string;
}

/** The problem of a message that waits behind a parked one. */
const waits = 'An earlier message about the same subject could not be sent.';

/**
 * The ids of the messages that follow from an event, for the answer. None where they cannot be made: the event is
 * stored all the same.
 */
export function announced(
  event: Recorded,
  publishes: (event: Recorded) => readonly Draft[],
): { id: string; type: string }[] {
  try {
    return publishes(event).map(({ type }, index) => ({ id: messageId(event, index), type }));
  } catch {
    // The publisher meets the same error, and reports it.
    return [];
  }
}

/**
 * The messages that follow from an event. Where they cannot be made, one entry about the event's own thing, with the
 * reason.
 */
export function outgoingOf(event: Recorded, publishes: (event: Recorded) => readonly Draft[]): Outgoing[] {
  try {
    return publishes(event).map((draft, nth) => {
      const problem = problemOf(draft);
      return {
        event,
        nth,
        type: draft.type,
        subject: keyOf(draft.subject),
        draft,
        ...(problem === undefined ? {} : { problem }),
      };
    });
  } catch (error) {
    return [
      {
        event,
        nth: -1,
        type: event.type,
        subject: event.id,
        problem: `What follows from ${event.type} could not be told: ${messageOf(error)}`,
      },
    ];
  }
}

const keyOf = (subject: unknown): string =>
  String(subject)
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, '')
    .slice(0, 200);

/** The fault of a message by its contract. */
function problemOf({ type, data }: Draft): string | undefined {
  const contract = contractOf(type);
  // As it is sent: without undefined fields.
  return contract?.problem(data) && contract.problem(JSON.parse(JSON.stringify(data)));
}

/** The person whose act an event follows from, also where a context acted on another's message. */
const personBehind = ({ actor, onBehalfOf }: Meta): string | undefined =>
  onBehalfOf ?? (actor.startsWith('context:') ? undefined : actor);

export const toMessage = ({ event, nth, draft }: Outgoing, traceparent?: string): Message => ({
  id: messageId(event, nth),
  type: draft?.type ?? event.type,
  source: (draft?.type ?? '').slice(0, (draft?.type ?? '').indexOf('.')),
  subject: draft?.subject ?? event.id,
  time: event.occurredAt,
  data: draft?.data,
  correlationId: event.meta.correlation,
  ...(personBehind(event.meta) === undefined ? {} : { actor: personBehind(event.meta) }),
  ...(traceparent === undefined ? {} : { traceparent }),
});

export interface ParkedOutgoingOptions {
  database: Database;
  log: Log;
  kept: Kept;
  context: string;
  publishes: (event: Recorded) => readonly Draft[];
  /** The broker for messages. Without one they are only looked after, and sent by a process that has one. */
  broker?: Pick<Broker, 'publish'>;
}

/** The messages of a context that could not be sent, stored as the places of their events. */
export class ParkedOutgoings {
  constructor(private readonly options: ParkedOutgoingOptions) {}

  /** Parked messages in order per subject: at most `limit`, of one subject or all, behind the place `after`. */
  async page({
    subject,
    n,
    after,
    limit = 1_000,
  }: { subject?: string; n?: string; after?: Pick<ParkedOutgoing, 'subject' | 'n'>; limit?: number } = {}): Promise<
    ParkedOutgoing[]
  > {
    const { rows } = await this.options.database.query<ParkedOutgoing>(
      `select n::text, subject, stream, version, nth, type, problem, attempts, parked_at from parked_outgoing
        where ($1::text is null or subject = $1) and ($2::bigint is null or n = $2)
          and ($3::text is null or (subject collate "C", parked_outgoing.n) > ($3, $4::bigint))
        order by subject collate "C", parked_outgoing.n limit $5`,
      [subject ?? null, n ?? null, after?.subject ?? null, after?.n ?? null, limit],
    );
    return rows.map((row) => ({
      ...row,
      problem:
        this.options.kept.open(row.problem, boundTo(row)) ??
        'Why can no longer be read: it was written under another master key.',
    }));
  }

  /** The subjects with something parked. */
  async subjects(): Promise<Set<string>> {
    const { rows } = await this.options.database.query<{ subject: string }>(
      'select distinct subject from parked_outgoing',
    );
    return new Set(rows.map(({ subject }) => subject));
  }

  /**
   * Parks messages in their order. False where a subject for which some were to wait has nothing parked any more;
   * nothing was done then.
   */
  async park(connection: Connection, outgoing: readonly Outgoing[], waiting: readonly string[]): Promise<boolean> {
    // A retry takes the last one off only after this is stored, and then finds what was added.
    const { rowCount } = await connection.query(
      'select 1 from parked_outgoing where n in (select max(n) from parked_outgoing where subject = any ($1::text[]) group by subject) for key share',
      [waiting],
    );
    if ((rowCount ?? 0) < waiting.length) return false;
    for (const { event, nth, type, subject, problem = waits } of outgoing) {
      const place = { stream: event.stream, version: event.version, nth };
      await connection.query(
        'insert into parked_outgoing (subject, stream, version, nth, type, problem) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
        [subject, place.stream, place.version, nth, type, this.options.kept.seal(problem, boundTo(place))],
      );
    }
    return true;
  }

  /**
   * Sends parked messages, of one subject or all, in order per subject, by the current code. Answers how many were
   * sent. A subject stays parked from its first failure on. Without a broker it asks the processes that have one.
   * @throws BrokerUnavailable
   */
  async retry({ subject, until = Infinity }: { subject?: string; until?: number } = {}): Promise<number> {
    const { broker, database } = this.options;
    if (!broker) {
      await database.query('update parked_outgoing set asked = true where $1::text is null or subject = $1', [
        subject ?? null,
      ]);
      return 0;
    }
    const stuck = new Set<string>();
    let done = 0;
    for (let before = -1; done > before;) {
      before = done;
      let page: ParkedOutgoing[] = [];
      do {
        const after = page[page.length - 1];
        page = await this.page({ ...(subject === undefined ? {} : { subject }), ...(after ? { after } : {}) });
        for (const parked of page) {
          if (Date.now() > until) return done;
          if (stuck.has(parked.subject)) continue;
          if (await this.send(broker, parked)) done += 1;
          else stuck.add(parked.subject);
        }
      } while (page.length > 0);
      // While one was sent, the next of its subject may have been parked behind it.
    }
    return done;
  }

  /** Retries what a process without a broker asked for. */
  async retryAsked(): Promise<void> {
    const { rows } = await this.options.database.query<{ subject: string }>(
      'with asked as (update parked_outgoing set asked = false where asked returning subject) select distinct subject from asked',
    );
    for (const { subject } of rows) await this.retry({ subject });
  }

  /** Leaves a message unsent for good. False where none has that number. */
  async giveUp(n: string): Promise<boolean> {
    const { rows } = await this.options.database.query<{ subject: string }>(
      'delete from parked_outgoing where n = $1::bigint returning subject',
      [n],
    );
    const [gone] = rows;
    if (gone)
      await this.options.database.query('update parked_outgoing set asked = true where subject = $1', [gone.subject]);
    return gone !== undefined;
  }

  /**
   * Sends one parked message. True once it is sent, or once nothing follows from its event any more.
   * @throws BrokerUnavailable
   */
  private async send(broker: Pick<Broker, 'publish'>, parked: ParkedOutgoing): Promise<boolean> {
    const { database, log, kept, context, publishes } = this.options;
    const [event] = await log.stream(parked.stream, parked.version - 1, parked.version);
    const outgoing = event
      ? outgoingOf(event, publishes).filter(({ nth }) => parked.nth < 0 || nth === parked.nth)
      : [];
    let problem = outgoing.find((one) => one.problem !== undefined)?.problem;
    if (problem === undefined) {
      try {
        if (outgoing.length > 0)
          await broker.publish(
            topicOf(context),
            outgoing.map((one) => toMessage(one, one.event.meta.trace)),
          );
      } catch (error) {
        if (error instanceof BrokerUnavailable) throw error;
        problem = messageOf(error);
      }
    }
    if (problem === undefined) await database.query('delete from parked_outgoing where n = $1::bigint', [parked.n]);
    else
      await database.query('update parked_outgoing set attempts = attempts + 1, problem = $2 where n = $1::bigint', [
        parked.n,
        kept.seal(problem, boundTo(parked)),
      ]);
    return problem === undefined;
  }
}

const boundTo = ({ stream, version, nth }: Pick<ParkedOutgoing, 'stream' | 'version' | 'nth'>): string =>
  `parked outgoing ${stream} ${version} ${nth}`;
