import { randomUUID } from 'node:crypto';
import { intArray, smallintArray, textArray, timestamptzArray, uuidArray } from './binary.js';
import type { Meta, Position } from './envelope.js';

/** The events of one command on their way into the log. Without events it stores only the command's outcome. */
export interface Append {
  stream: string;
  /** The version that the stream must have. 0: it must not exist. -1: any version. */
  expected: number;
  events: readonly EventToAppend[];
  /** Remembers the outcome under this id, so that sending it again changes nothing. */
  command?: { id: string; fingerprint: string; refusals?: string };
}

export interface EventToAppend {
  eventId: string;
  type: string;
  schemaVersion: number;
  /** JSON text, stored byte for byte. */
  data: string;
  meta: Meta;
  occurredAt: string;
}

/**
 * `conflict`: the stream is at another version. `claimed`: another stream holds a claimed resource. `duplicate`: the
 * command was sent before. `seen`: the message was handled before. `fenced`: another process reads this partition by
 * now. `withdrawn`: the append fitted, but another of its transaction did not.
 */
export type AppendStatus = 'ok' | 'duplicate' | 'conflict' | 'claimed' | 'withdrawn' | 'seen' | 'fenced';

export interface Appended {
  status: AppendStatus;
  /** The stream's version: behind the events where they were appended, otherwise as it was found. */
  version: number;
  position?: Position;
}

/**
 * The columns of several appends, in the order in which the database functions take them.
 * @throws TypeError for an id that is no UUID, or a moment that is none
 */
export function appendParameters(appends: readonly Append[]): unknown[] {
  const owners: number[] = [];
  const steps: number[] = [];
  const events: EventToAppend[] = [];
  appends.forEach((append, index) =>
    append.events.forEach((event, step) => {
      owners.push(index + 1);
      steps.push(step + 1);
      events.push(event);
    }),
  );
  return [
    textArray(appends.map((append) => append.stream)),
    intArray(appends.map((append) => append.expected)),
    uuidArray(appends.map((append) => append.command?.id ?? null)),
    textArray(appends.map((append) => append.command?.fingerprint ?? null)),
    textArray(appends.map((append) => append.command?.refusals ?? null)),
    intArray(appends.map((append) => append.events.length)),
    intArray(owners),
    intArray(steps),
    uuidArray(events.map((event) => event.eventId)),
    textArray(events.map((event) => event.type)),
    smallintArray(events.map((event) => event.schemaVersion)),
    textArray(events.map((event) => event.data)),
    textArray(events.map((event) => JSON.stringify(event.meta))),
    timestamptzArray(events.map((event) => event.occurredAt)),
  ];
}

export const newEventId = (): string => randomUUID();

export const appendColumns =
  '$1::text[], $2::int[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[], ' +
  '$9::uuid[], $10::text[], $11::smallint[], $12::text[], $13::text[], $14::timestamptz[]';

/** The row that `append_many` answers. */
export interface AppendedMany {
  statuses: AppendStatus[] | null;
  versions: number[];
  places: string[] | null;
  xid: string | null;
}

/** The outcome of each of several appends. */
export function appendedMany(
  appends: readonly Append[],
  { statuses, versions, places, xid }: AppendedMany,
): Appended[] {
  let written = 0;
  return appends.map(({ events }, index) => {
    const status = statuses?.[index] ?? 'ok';
    const version = versions[index] ?? 0;
    if (status !== 'ok' || events.length === 0) return { status, version };
    written += events.length;
    return { status, version: version + events.length, position: `${xid}:${places?.[written - 1]}` };
  });
}

export interface AppendRow {
  ix: number;
  status: AppendStatus;
  version: number;
  position_reached: string | null;
}

export const appendedOf = (row: AppendRow): Appended => ({
  status: row.status,
  version: row.version,
  ...(row.position_reached === null ? {} : { position: row.position_reached }),
});
