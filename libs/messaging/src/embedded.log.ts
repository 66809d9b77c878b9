import type { Pool } from 'pg';
import type { Delivered } from './broker.js';
import { LARGEST_RECORD, fromRecord, type OutgoingRecord } from './cloud-events.js';
import { partitionOf } from './murmur2.js';
import type { Bounds } from './partition-reader.js';

const MOST_MESSAGES = 500;
const TRIMMED_AT_ONCE = 2_000;

/** The next offset of each partition of each topic. */
export type Ends = ReadonlyMap<string, bigint[]>;

/** How far a group has come in a partition; without a position if no member in this process reads it. */
export interface Reading {
  group: string;
  topic: string;
  partition: number;
  position: bigint | undefined;
}

/**
 * Keeps the messages of every topic in tables, as Kafka keeps them in its log. Each method is one statement, and
 * rejects as `pg` does.
 */
export class EmbeddedLog {
  /** How many partitions a topic has; never changes. */
  private readonly partitions = new Map<string, number>();

  constructor(private readonly pool: Pool) {}

  async make(topics: readonly string[], partitions: number): Promise<void> {
    await this.pool.query({
      name: 'broker-make',
      text: `INSERT INTO broker.topics (topic, next_offset)
        SELECT topic, array_fill(0::bigint, ARRAY[$2::int]) FROM unnest($1::text[]) AS topic
        ON CONFLICT DO NOTHING`,
      values: [[...new Set(topics)].sort(), partitions],
    });
  }

  /**
   * Writes records in order. A reader sees no offset before all lower ones. Answers the new ends of the topic's
   * partitions.
   */
  async append(topic: string, records: readonly OutgoingRecord[]): Promise<bigint[]> {
    const partitions = await this.partitionsOf(topic);
    const { rows } = await this.pool.query<{ next_offset: string[] }>({
      name: 'broker-append',
      text: `
        WITH given AS (
          SELECT *, row_number() OVER (PARTITION BY partition ORDER BY nth) AS rank
          FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS g (partition, key, headers, value, nth)
        ), counts AS (
          SELECT partition, count(*) AS count FROM given GROUP BY partition
        ), ends AS (
          UPDATE broker.topics t
          SET next_offset = ARRAY(
            SELECT e.next + coalesce(c.count, 0) FROM unnest(t.next_offset) WITH ORDINALITY AS e (next, nth)
            LEFT JOIN counts c ON c.partition = e.nth - 1 ORDER BY e.nth)
          WHERE t.topic = $1
          RETURNING t.next_offset
        ), written AS (
          INSERT INTO broker.messages (topic, partition, "offset", key, headers, value)
          SELECT $1, g.partition, ends.next_offset[g.partition + 1] - c.count + g.rank - 1, g.key, g.headers::jsonb, g.value
          FROM ends, given g JOIN counts c USING (partition)
        )
        SELECT next_offset::text[] FROM ends`,
      values: [
        topic,
        records.map(({ key }) => partitionOf(key, partitions)),
        records.map(({ key }) => key),
        records.map(({ headers }) => JSON.stringify(headers)),
        records.map(({ value }) => value),
      ],
    });
    return (rows[0]?.next_offset ?? []).map(BigInt);
  }

  /** Reads from an offset on: at most 500 messages and about 1 MB, and at least one message if there is any. */
  async read(topic: string, partition: number, from: bigint): Promise<Delivered[]> {
    const { rows } = await this.pool.query<{
      offset: string;
      key: string | null;
      headers: Record<string, unknown> | null;
      value: string | null;
    }>({
      name: 'broker-read',
      text: `
        SELECT "offset", key, headers, value FROM (
          SELECT *, sum(octet_length(value)) OVER (ORDER BY "offset") - octet_length(value) AS before
          FROM (SELECT * FROM broker.messages WHERE topic = $1 AND partition = $2 AND "offset" >= $3 ORDER BY "offset" LIMIT $4) page
        ) measured
        WHERE before IS NULL OR before < $5
        ORDER BY "offset"`,
      values: [topic, partition, `${from}`, MOST_MESSAGES, LARGEST_RECORD],
    });
    return rows.map(({ offset, key, headers, value }) => fromRecord(BigInt(offset), { key, headers, value }));
  }

  async bounds(topic: string, partition: number): Promise<Bounds> {
    const { rows } = await this.pool.query<{ low: string | null; high: string }>({
      name: 'broker-bounds',
      text: `
        SELECT next_offset[$2 + 1] AS high,
          (SELECT min("offset") FROM broker.messages WHERE topic = $1 AND partition = $2) AS low
        FROM broker.topics WHERE topic = $1 AND next_offset[$2 + 1] IS NOT NULL`,
      values: [topic, partition],
    });
    const row = rows[0];
    if (!row) throw new Error(`the topic ${topic} has no partition ${partition}`);
    return { low: BigInt(row.low ?? row.high), high: BigInt(row.high) };
  }

  /** Stores how far groups have come. A partition without a position keeps its last one, or its beginning. */
  async note(readings: readonly Reading[], now: Date): Promise<void> {
    const values = [
      readings.map(({ group }) => group),
      readings.map(({ topic }) => topic),
      readings.map(({ partition }) => partition),
      readings.map(({ position }) => position?.toString() ?? null),
      now,
    ];
    await this.pool.query({
      name: 'broker-note',
      text: `
        INSERT INTO broker.readings AS r (consumer_group, topic, partition, next_offset, seen_at)
        SELECT given.consumer_group, given.topic, part - 1, coalesce(max(given.position) FILTER (WHERE given.partition = part - 1), -1), $5
        FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[]) AS given (consumer_group, topic, partition, position)
        JOIN broker.topics t USING (topic), generate_series(1, cardinality(t.next_offset)) AS part
        GROUP BY 1, 2, 3
        ON CONFLICT (topic, partition, consumer_group) DO UPDATE
        SET seen_at = excluded.seen_at, next_offset = CASE WHEN excluded.next_offset < 0 THEN r.next_offset ELSE excluded.next_offset END`,
      values,
    });
  }

  /** Forgets groups that had no member since `before`. Messages are no longer kept for them. */
  async forget(before: Date): Promise<void> {
    await this.pool.query('DELETE FROM broker.readings WHERE seen_at < $1', [before]);
  }

  /** Every partition with the first offset that some group has not read; null if no group reads it. */
  async floors(): Promise<{ topic: string; partition: number; floor: string | null }[]> {
    const { rows } = await this.pool.query<{ topic: string; partition: number; floor: string | null }>(`
      SELECT t.topic, part - 1 AS partition,
             (SELECT min(r.next_offset) FROM broker.readings r
               WHERE r.topic = t.topic AND r.partition = part - 1)::text AS floor
      FROM broker.topics t, generate_series(1, cardinality(t.next_offset)) AS part
      ORDER BY 1, 2`);
    return rows;
  }

  /**
   * Removes a partition's oldest messages, up to the first one that is recorded since `before` or at the floor or
   * later. Removes a few thousand at most and answers how many: call it again until that is 0.
   */
  async trim(topic: string, partition: number, before: Date, floor: string | null): Promise<number> {
    const { rowCount } = await this.pool.query({
      name: 'broker-trim',
      text: `
        WITH page AS MATERIALIZED (
          SELECT "offset", recorded_at FROM broker.messages
          WHERE topic = $1 AND partition = $2 AND ($4::bigint IS NULL OR "offset" < $4) ORDER BY "offset" LIMIT ${TRIMMED_AT_ONCE}
        )
        DELETE FROM broker.messages WHERE topic = $1 AND partition = $2
          AND "offset" < (SELECT coalesce(min("offset") FILTER (WHERE recorded_at >= $3), max("offset") + 1) FROM page)`,
      values: [topic, partition, before, floor],
    });
    return rowCount ?? 0;
  }

  private async partitionsOf(topic: string): Promise<number> {
    const known = this.partitions.get(topic);
    if (known !== undefined) return known;
    const { rows } = await this.pool.query<{ count: number }>(
      `SELECT cardinality(next_offset) AS count FROM broker.topics WHERE topic = $1`,
      [topic],
    );
    const count = rows[0]?.count;
    if (!count) throw new Error(`the topic ${topic} does not exist`);
    this.partitions.set(topic, count);
    return count;
  }
}
