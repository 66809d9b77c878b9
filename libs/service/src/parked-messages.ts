import { inTransaction, uuidOf, type Database, type Inbound, type Kept } from '@stipple/event-store';
import type { Batch, Delivered, Message } from '@stipple/messaging';
import type { ParkedKind, Trouble } from './message-handling.js';
import { advanceOffset, type Advance } from './offsets.js';

/** A parked message with its problem. Later messages of its subject and topic wait behind it. */
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

/** Seconds until each further try by itself. After the last, only somebody's request retries it. */
const tries = [2, 10, 60, 300, 1_800, 7_200, 21_600];

/** The messages of others that a context could not handle, in order per subject. */
export class ParkedMessages {
  constructor(
    private readonly options: {
      database: Database;
      /** Seals the sentences that say why a message is parked. */
      kept: Kept;
      /** Handles a message once more. Answers why it had no effect; undefined once it had. */
      attempt: (inbound: Inbound, message: Message | null) => Promise<Trouble | undefined>;
    },
  ) {}

  /**
   * What is parked, in order per subject: at most `limit` (by default a thousand), of one subject or all, behind the
   * place `after`.
   */
  async page({
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
    const { database, kept } = this.options;
    const { rows } = await database.query<ParkedMessage>(
      `select * from (select *, lpad(partition::text, 10, '0') || lpad("offset"::text, 20, '0') || topic as place from parked_messages) parked
        where ($1::text is null or key = $1) and ($2::text is null or message_id::text = $2)
          and ($3::text is null or (key collate "C", place collate "C") > ($3, $4))
        order by key collate "C", place collate "C" limit $5`,
      [subject ?? null, messageId ?? null, after?.key ?? null, after?.place ?? null, limit],
    );
    return rows.map((row) => ({
      ...row,
      problem:
        kept.open(row.problem, boundTo(row.message_id)) ??
        'Why can no longer be read: it was written under another master key.',
    }));
  }

  /** Subjects with a parked message that is due to be tried again by itself; the longest wait first. */
  async due(limit = 100): Promise<string[]> {
    const { rows } = await this.options.database.query<{ key: string }>(
      'select key from parked_messages where next_try <= now() group by key order by min(next_try) limit $1',
      [limit],
    );
    return rows.map(({ key }) => key);
  }

  /**
   * The subjects of a batch with something parked. Never too few: only the reader of the partition parks. Too many
   * where somebody retries a message or gives it up meanwhile.
   */
  async subjectsAmong(topic: string, messages: readonly Delivered[]): Promise<Set<string>> {
    const { rows } = await this.options.database.query<{ key: string }>(
      "select distinct key from parked_messages where topic = $2 and key = any ($1::text[]) and kind <> 'UNREADABLE'",
      [[...new Set(messages.map((one) => keyOf(one)))], topic],
    );
    return new Set(rows.map((row) => row.key));
  }

  /**
   * Stores a message with its problem, and moves the offset past it in the same transaction. Answers `gone` where it was
   * to wait behind a message that is no longer parked; nothing was stored then. Answers `heard` where its effect or a
   * decision to give it up is stored already; only the offset was moved then.
   * @throws Fenced
   */
  store(
    { topic, partition }: Pick<Batch, 'topic' | 'partition'>,
    delivered: Delivered,
    { kind, problem }: Trouble,
    advance: Advance,
  ): Promise<'parked' | 'heard' | 'gone'> {
    const id = parkedIdOf({ topic, partition }, delivered);
    const key = keyOf(delivered);
    return inTransaction(this.options.database, async (connection) => {
      // A retry takes the last one off only after this is stored, and then finds it.
      if (kind === 'BEHIND' && (await connection.query(lastOf, [topic, key])).rowCount === 0) return 'gone';
      const heard = (await connection.query('select from inbox where message_id = $1', [id])).rowCount === 1;
      // A topic that was made anew may give it an earlier offset. Sent again it has a later one, which does not count.
      if (!heard)
        await connection.query(
          `insert into parked_messages (message_id, topic, partition, "offset", key, type, message, problem, attempts, kind, next_try)
          values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, now() + $10 * interval '1 second')
           on conflict (message_id) do update set "offset" = least(parked_messages."offset", excluded."offset")`,
          [
            id,
            topic,
            partition,
            delivered.offset.toString(),
            key,
            parkedTypeOf(delivered),
            JSON.stringify(delivered.message ?? null),
            this.options.kept.seal(problem, boundTo(id)),
            kind,
            pauseAfter(kind, 0),
          ],
        );
      await advanceOffset(connection, advance);
      return heard ? 'heard' : 'parked';
    });
  }

  /**
   * Tries what is parked again, of one subject or all, in order per subject. Answers how many went through. A subject
   * stays parked from its first failure on. Nothing is begun after `until` (epoch milliseconds).
   */
  async retry({ subject, until = Infinity }: { subject?: string; until?: number } = {}): Promise<number> {
    const stuck = new Set<string>();
    let done = 0;
    for (let before = -1; done > before;) {
      before = done;
      let page: ParkedMessage[] = [];
      do {
        const after = page[page.length - 1];
        page = await this.page({ ...(subject === undefined ? {} : { subject }), ...(after ? { after } : {}) });
        for (const parked of page) {
          if (Date.now() > until) return done;
          const line = `${parked.topic} ${parked.key}`;
          if (stuck.has(parked.message_id) || stuck.has(line)) continue;
          if (await this.wentThrough(parked)) done += 1;
          // Nothing waits behind what cannot be read.
          else stuck.add(parked.kind === 'UNREADABLE' ? parked.message_id : line);
        }
      } while (page.length > 0);
      // While a message went through, the next of its subject may have been parked behind it: then there is more to do.
    }
    return done;
  }

  private async wentThrough(parked: ParkedMessage): Promise<boolean> {
    const { database, attempt } = this.options;
    const trouble = await attempt({ messageId: parked.message_id }, JSON.parse(parked.message) as Message | null);
    if (trouble === undefined)
      await database.query('delete from parked_messages where message_id = $1', [parked.message_id]);
    else await this.noteFailure(parked, trouble);
    return trouble === undefined;
  }

  /** Notes that another try has failed. What was no message stays that. */
  private async noteFailure({ message_id: id, kind, attempts }: ParkedMessage, trouble: Trouble): Promise<void> {
    const { database, kept } = this.options;
    await database.query(
      "update parked_messages set attempts = attempts + 1, problem = $2, kind = $3, next_try = now() + $4 * interval '1 second' where message_id = $1",
      [
        id,
        kept.seal(trouble.problem, boundTo(id)),
        kind === 'UNREADABLE' ? kind : trouble.kind,
        pauseAfter(trouble.kind, attempts),
      ],
    );
  }

  /**
   * Drops a parked message for good, also where it is sent again. What waits behind it is due then. False where none
   * has that id.
   */
  async giveUp(messageId: string): Promise<boolean> {
    const { database } = this.options;
    const { rows } = await database.query<{ topic: string; key: string }>(
      'select topic, key from give_up_message($1)',
      [messageId],
    );
    const [gone] = rows;
    if (gone)
      await database.query(
        "update parked_messages set next_try = now() where topic = $1 and key = $2 and kind = 'BEHIND'",
        [gone.topic, gone.key],
      );
    return gone !== undefined;
  }
}

/** The id of a delivery among parked messages: the message's own, or one that its place in the topic gives. */
export const parkedIdOf = (
  { topic, partition }: Pick<Batch, 'topic' | 'partition'>,
  { message, offset }: Delivered,
): string => message?.id ?? uuidOf(`${topic}/${partition}/${offset}`);

/** The type of a delivery among parked messages. */
export const parkedTypeOf = ({ message }: Delivered): string => message?.type ?? 'unreadable';

const keyOf = ({ key }: Delivered): string => key.replaceAll('\u0000', '');
const lastOf = `select 1 from parked_messages where topic = $1 and key = $2 and kind <> 'UNREADABLE'
  order by partition desc, "offset" desc limit 1 for key share`;
const boundTo = (messageId: string): string => `parked message ${messageId}`;

/** Seconds until the next try by itself. Null where only a new version helps, or where it waits for another message. */
const pauseAfter = (kind: ParkedKind, attempts: number): number | null =>
  kind === 'REFUSED' || kind === 'FAILED' ? (tries[attempts] ?? null) : null;
