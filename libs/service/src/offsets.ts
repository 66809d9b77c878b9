import type { Connection, Database } from '@stipple/event-store';

/** Another process has taken over a partition. The write that this one was about to make is no longer its own. */
export class Fenced extends Error {
  override name = 'Fenced';
}

/** A partition of a topic, and the offsets before and after a message of it. */
export interface Advance {
  topic?: string;
  partition?: number;
  nextBefore?: bigint;
  nextAfter?: bigint;
}

/** Moves the stored offset of a partition. @throws Fenced where it is no longer `nextBefore` */
export async function advanceOffset(
  connection: Pick<Connection | Database, 'query'>,
  { topic, partition, nextBefore, nextAfter }: Advance,
): Promise<void> {
  const { rows } = await connection.query<{ moved: boolean }>('select advance_offset($1, $2, $3, $4) as moved', [
    topic,
    partition,
    nextBefore?.toString() ?? null,
    nextAfter?.toString(),
  ]);
  if (!rows[0]?.moved) throw new Fenced(`Another process reads ${topic}/${partition} by now.`);
}

/** The offsets that a context has stored, as this process knows them. */
export class Offsets {
  private readonly stored = new Map<string, bigint | undefined>();

  constructor(private readonly database: Database) {}

  /** Reads the stored offset of a partition. Undefined where nothing of it was ever read. */
  async load(topic: string, partition: number): Promise<bigint | undefined> {
    const { rows } = await this.database.query<{ next_offset: string }>(
      'select next_offset::text from consumer_offsets where topic = $1 and partition = $2',
      [topic, partition],
    );
    const next = rows[0] ? BigInt(rows[0].next_offset) : undefined;
    this.stored.set(placeOf({ topic, partition }), next);
    return next;
  }

  isLoaded(partition: Place): boolean {
    return this.stored.has(placeOf(partition));
  }

  /** The move from the stored offset to the one behind a message at `offset`. */
  past({ topic, partition }: Place, offset: bigint): Advance & { nextAfter: bigint } {
    const nextBefore = this.stored.get(placeOf({ topic, partition }));
    return { topic, partition, ...(nextBefore === undefined ? {} : { nextBefore }), nextAfter: offset + 1n };
  }

  /** Notes a move that the database has stored. */
  note(partition: Place, { nextAfter }: Advance): void {
    this.stored.set(placeOf(partition), nextAfter);
  }
}

type Place = { topic: string; partition: number };
const placeOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;
