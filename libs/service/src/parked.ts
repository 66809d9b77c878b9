import {
  Conflict,
  giveUpParkedEvent,
  parkedEvents,
  refusal,
  retryParkedEvents,
  type AnyView,
  type Database,
  type Log,
  type Kept,
  type ParkedEvent,
  type Refusal,
} from '@stipple/event-store';
import { BrokerUnavailable } from '@stipple/messaging';
import { found } from './access.js';
import type { ParkedOutgoing, ParkedOutgoings } from './outgoing.js';
import { ParkedDecisions } from './parked-decisions.js';
import type { ParkedMessage, ParkedMessages } from './parked-messages.js';

/** A parked thing as it may be shown, without its content. */
export interface ParkedThing {
  /** `<message id>`, `<read model>@<position>@<row>` of an event, or `outgoing@<number>` of an own message. */
  id: string;
  kind: 'MESSAGE' | 'EVENT' | 'OUTGOING';
  type: string;
  /** A message's subject, or the row of the read model. */
  subject: string;
  readModel: string | null;
  problem: string;
  /** How often a message was tried; of an event that is not counted. */
  attempts: number | null;
  parkedAt: string;
  /** Its place in the order in which parked things are listed. */
  place: readonly string[];
}

/**
 * The outcome of a retry: messages that had their effect or were sent, rows of read models without anything parked, and
 * the number of things still parked.
 */
export interface Retried {
  messages: number;
  rows: number;
  stillParked: number;
}

const ofEvent = /^([a-z][a-z0-9_]*)@(\d{1,20}:\d{1,18})@(.*)$/s;
const ofOutgoing = /^outgoing@(\d{1,18})$/;
const positionForm = /^\d{1,20}:\d{1,18}$/;
const longestProblem = 500;
const longestReason = 500;

const ofMessage = (row: ParkedMessage): ParkedThing => ({
  id: row.message_id,
  kind: 'MESSAGE',
  type: row.type,
  subject: row.key,
  readModel: null,
  problem: row.problem.slice(0, longestProblem),
  attempts: row.attempts,
  parkedAt: row.parked_at,
  place: ['MESSAGE', row.key, row.place, ''],
});
const ofParkedEvent = ({ view, key, position, type, problem, parkedAt }: ParkedEvent): ParkedThing => ({
  id: `${view}@${position}@${key}`,
  kind: 'EVENT',
  type,
  subject: key,
  readModel: view,
  problem: problem.slice(0, longestProblem),
  attempts: null,
  parkedAt,
  place: ['EVENT', view, key, position],
});

const ofParkedOutgoing = ({
  n,
  subject,
  type,
  problem,
  attempts,
  parked_at: parkedAt,
}: ParkedOutgoing): ParkedThing => ({
  id: `outgoing@${n}`,
  kind: 'OUTGOING',
  type,
  subject,
  readModel: null,
  problem: problem.slice(0, longestProblem),
  attempts,
  parkedAt,
  place: ['OUTGOING', subject, n, ''],
});

/**
 * Everything that a context has parked: messages of others, events of read models, and messages of its own. Records
 * each decision about them.
 */
export class Parked {
  readonly decisions: ParkedDecisions;

  constructor(
    private readonly options: {
      database: Database;
      log: Log;
      kept: Kept;
      messages: ParkedMessages;
      outgoing: ParkedOutgoings;
      views: readonly AnyView[];
    },
  ) {
    this.decisions = new ParkedDecisions(options.database, options.kept);
  }

  /**
   * Parked messages of others, then events, then own messages, each in order per subject: at most `limit` behind
   * `after`, a thing's place.
   */
  async page(limit: number, after?: readonly string[]): Promise<{ rows: ParkedThing[]; totalCount: number }> {
    const { database, messages, outgoing } = this.options;
    const [kind = 'MESSAGE', first = '', second = '', position = ''] = after ?? [];
    const rows: ParkedThing[] = [];
    const left = () => limit - rows.length;
    if (kind === 'MESSAGE')
      rows.push(
        ...(await messages.page({ limit, ...(after ? { after: { key: first, place: second } } : {}) })).map(ofMessage),
      );
    const behind =
      kind === 'EVENT' && positionForm.test(position) ? { after: { view: first, key: second, position } } : {};
    if (kind !== 'OUTGOING' && left() > 0)
      rows.push(...(await parkedEvents(database, { limit: left(), ...behind })).map(ofParkedEvent));
    const last = kind === 'OUTGOING' && /^\d{1,18}$/.test(second) ? { after: { subject: first, n: second } } : {};
    if (left() > 0) rows.push(...(await outgoing.page({ limit: left(), ...last })).map(ofParkedOutgoing));
    return { rows, totalCount: await this.count() };
  }

  /**
   * Retries what is due: messages that failed or were refused a while ago, and own messages that a process without a
   * broker asked for; at the first time all own messages. Does nothing while somebody else decides about parked things.
   * @param until moment after which nothing further is begun, epoch milliseconds
   */
  async tend(until: number, isFirst: boolean): Promise<void> {
    const { database, messages, outgoing } = this.options;
    const { rows } = await database.query<{ due: boolean }>(dueSql);
    if (!isFirst && !rows[0]?.due) return;
    try {
      await this.alone(async () => {
        for (const subject of await messages.due()) if (Date.now() < until) await messages.retry({ subject, until });
        await (isFirst ? outgoing.retry({ until }) : outgoing.retryAsked());
      });
    } catch (error) {
      if (!(error instanceof Conflict) && !(error instanceof BrokerUnavailable)) throw error;
    }
  }

  /**
   * Retries everything parked, or only one subject, or only one read model.
   * @param until moment after which no further message is begun, epoch milliseconds
   * @throws GraphFault NOT_FOUND for an unknown read model, Conflict while somebody else decides, CommandIdReused
   */
  async retry(
    { subject, readModel, reason }: { subject?: string; readModel?: string; reason?: string },
    until?: number,
  ): Promise<{ retried: Retried | null; refusals: Refusal[] }> {
    const { database, log, messages, outgoing, views } = this.options;
    const asked = ['RETRY', subject ?? null, readModel ?? null, reason ?? null];
    if (readModel !== undefined)
      found(
        views.find(({ name }) => name === readModel),
        'read model',
      );
    const refusals = tooLong(reason);
    if (refusals.length > 0) return { retried: null, refusals };
    const about = { subject: subject ?? null, readModel: readModel ?? null };
    const retried = async (which: { subject?: string; until?: number }) =>
      (await messages.retry(which)) + (await outgoing.retry(which).catch(unlessAway));
    return this.alone(async () => {
      const before = await this.decisions.prior<Retried>(asked);
      const answer =
        before ??
        (await this.decisions.carryOut(
          { decision: 'RETRY', reason: reason?.trim() || null, about },
          asked,
          async () => ({
            messages:
              readModel === undefined
                ? await retried({
                    ...(subject === undefined ? {} : { subject }),
                    ...(until === undefined ? {} : { until }),
                  })
                : 0,
            rows: await retryParkedEvents(database, log, views, {
              ...(readModel === undefined ? {} : { view: readModel }),
              ...(subject === undefined ? {} : { key: subject }),
            }),
            stillParked: await this.count(subject, readModel),
          }),
        ));
      return { retried: answer, refusals: [] };
    });
  }

  /**
   * Drops one parked message for good, or leaves one event out of a row of a read model. Events that wait behind it go
   * on at once, messages soon afterwards.
   * @throws GraphFault NOT_FOUND, Conflict while somebody else decides, CommandIdReused
   */
  async giveUp(id: string, reason: string): Promise<{ givenUp: ParkedThing | null; refusals: Refusal[] }> {
    const asked = ['GIVE_UP', id, reason];
    return this.alone(async () => {
      const before = await this.decisions.prior<ParkedThing>(asked);
      if (before) return { givenUp: before, refusals: [] };
      const thing = found(await this.find(id), 'parked message or event');
      const refusals = [
        ...(reason.trim() === '' ? [refusal('REASON_MISSING', 'Say why it is given up.', 'reason')] : []),
        ...tooLong(reason),
      ];
      if (refusals.length > 0) return { givenUp: null, refusals };
      const givenUp = await this.decisions.carryOut(
        { decision: 'GIVE_UP', reason: reason.trim(), about: thing },
        asked,
        async () => {
          await this.drop(thing);
          return thing;
        },
      );
      return { givenUp, refusals: [] };
    });
  }

  private async drop({ id, kind, readModel, subject }: ParkedThing): Promise<void> {
    const { database, log, messages, outgoing, views } = this.options;
    const giveUps = {
      MESSAGE: () => messages.giveUp(id),
      EVENT: () =>
        giveUpParkedEvent(database, log, views, {
          view: readModel ?? '',
          key: subject,
          position: ofEvent.exec(id)?.[2] ?? '',
        }),
      OUTGOING: () => outgoing.giveUp(ofOutgoing.exec(id)?.[1] ?? '0'),
    };
    if (!(await giveUps[kind]())) throw new Conflict('It went through at the same moment. Look again.');
  }

  private async find(id: string): Promise<ParkedThing | undefined> {
    const n = ofOutgoing.exec(id)?.[1];
    if (n !== undefined) return (await this.options.outgoing.page({ n, limit: 1 })).map(ofParkedOutgoing)[0];
    const [, view, position, key] = ofEvent.exec(id) ?? [];
    if (view === undefined || position === undefined || key === undefined)
      return (await this.options.messages.page({ messageId: id, limit: 1 })).map(ofMessage)[0];
    const of = await parkedEvents(this.options.database, { only: { view, key }, limit: 10_000 });
    return of.filter((event) => event.position === position).map(ofParkedEvent)[0];
  }

  /** Counts what is parked, of one subject or in one read model where given. */
  private async count(subject?: string, readModel?: string): Promise<number> {
    const { rows } = await this.options.database.query<{ total: number }>(
      `select ((select count(*) from parked_messages where ($1::text is null or key = $1) and $2::text is null)
        + (select count(*) from parked_outgoing where ($1::text is null or subject = $1) and $2::text is null)
        + (select count(*) from parked_events p join views v on p.subscription = 'view:' || v.serving
          where ($1::text is null or p.key = $1) and ($2::text is null or v.name = $2)))::int as total`,
      [subject ?? null, readModel ?? null],
    );
    return rows[0]?.total ?? 0;
  }

  /**
   * Runs one decision at a time over all processes of the context, so that nothing is given up during a retry.
   * @throws Conflict
   */
  private async alone<T>(work: () => Promise<T>): Promise<T> {
    const connection = await this.options.database.connect();
    let lost: Error | undefined;
    const lose = (error: Error) => {
      lost = error;
    };
    connection.on('error', lose);
    try {
      const { rows } = await connection.query<{ free: boolean }>(`select pg_try_advisory_lock(${lock}) as free`);
      if (!rows[0]?.free)
        throw new Conflict(
          'Somebody else is seeing to what is parked here at this moment. Try again when they are done.',
        );
      try {
        return await work();
      } finally {
        // A lost connection has lost the lock as well.
        await connection.query(`select pg_advisory_unlock(${lock})`).catch(lose);
      }
    } finally {
      connection.off('error', lose);
      connection.release(lost);
    }
  }
}

const dueSql =
  'select exists (select from parked_messages where next_try <= now()) or exists (select from parked_outgoing where asked) as due';
const lock = "hashtextextended(current_schema() || '.parked', 0)";

/** Counts nothing where the broker is away: what is parked stays as it is. */
const unlessAway = (error: unknown): number => {
  if (error instanceof BrokerUnavailable) return 0;
  throw error;
};

const tooLong = (reason: string | undefined): Refusal[] =>
  (reason ?? '').length > longestReason
    ? [refusal('TOO_LONG', `A reason has at most ${longestReason} characters.`, 'reason')]
    : [];
