import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  Batcher,
  Log,
  type Command,
  type Database,
  type Decider,
  type PersonalKeys,
  type Position,
  type Recorded,
  type StoredEvent,
} from '@stipple/event-store';
import { Ajv } from 'ajv';

/** An event as it was once stored, with its personal fields before they were sealed under the key of `subject`. */
export interface KeptSample {
  /** The id of its stream. */
  id: string;
  occurredAt: string;
  /** Missing if nothing was sealed, also for a type that seals fields today. */
  subject?: string;
  /** The fields sealed at the time, if the type seals more today. */
  sealed?: readonly string[];
  data: Record<string, unknown>;
}

/** A kept file: an event type in one version, with the schema of its data and samples of it. */
export interface KeptEvents {
  stream: string;
  type: string;
  version: number;
  personal: readonly string[];
  schema: object;
  samples: readonly KeptSample[];
}

/** The parts of a decider that replaying needs. */
export type Replayed = Pick<
  Decider<Command, StoredEvent, unknown, never>,
  'stream' | 'initial' | 'evolve' | 'versions' | 'upcast'
> & {
  personal?: Readonly<Record<string, { subject: (data: object) => string; fields: readonly string[] } | undefined>>;
};

/** The kept files of a context. @param folder its `events` folder */
export const keptIn = (folder: string): KeptEvents[] =>
  readdirSync(folder)
    .filter((name) => /\.v\d+\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as KeptEvents);

interface Stored {
  file: KeptEvents;
  sample: KeptSample;
  eventId: string;
}

/** A real event store for the samples. */
export interface Shelf {
  database: Database;
  keys: PersonalKeys;
}

/**
 * Appends samples to the log in the order in which they occurred, sealed if their file says so. Answers their
 * positions.
 */
async function store({ database, keys }: Shelf, stored: readonly Stored[]): Promise<Position[]> {
  const batcher = new Batcher(database);
  const run = randomUUID();
  const places: Position[] = [];
  for (const { file, sample, eventId } of stored) {
    const stream = `${file.stream}-${sample.id}~${run}`;
    const data =
      sample.subject === undefined
        ? sample.data
        : await keys.seal(
            sample.data,
            sample.subject,
            sample.sealed ?? file.personal,
            `${eventId} ${stream} ${file.type}`,
          );
    const event = {
      eventId,
      type: file.type,
      schemaVersion: file.version,
      data: JSON.stringify(data),
      meta: { actor: 'somebody', correlation: eventId },
      occurredAt: sample.occurredAt,
    };
    const { position } = await batcher.append({ stream, expected: -1, events: [event] });
    if (position === undefined) throw new Error(`${file.type} was not stored.`);
    places.push(position);
  }
  return places;
}

const attempt = <T>(work: () => T): T | Error => {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

const ajv = new Ajv({ strict: true, allErrors: true });

/**
 * The faults of events as read, in sentences: against the newest schema, and when `evolve` folds each alone and each
 * stream in order.
 */
function foldingProblems(
  decider: Replayed,
  read: readonly { event: Recorded; stored: Stored }[],
  newest: (type: string) => object | undefined,
  how: string,
): string[] {
  const states = new Map<string, unknown>();
  const found = read.flatMap(
    ({
      event,
      stored: {
        file,
        sample: { id },
      },
    }) => {
      const named = `${file.stream}.${file.type}.v${file.version}${how}`;
      const schema = newest(file.type);
      const fits = schema === undefined || ajv.validate(schema, event.data);
      const wrong = fits
        ? []
        : [
            `${named}: read today, it is not as its newest version says: ${ajv.errorsText(ajv.errors, { dataVar: 'data' })}`,
          ];
      const alone = attempt(() => decider.evolve(decider.initial, event));
      const before = states.has(id) ? states.get(id) : decider.initial;
      const after = attempt(() => decider.evolve(before, event));
      states.set(id, after instanceof Error ? before : after);
      return [
        ...wrong,
        ...[alone, after].flatMap((one, index) =>
          one instanceof Error
            ? [`${named}: evolve does not take it${index === 0 ? ' as the first event' : ''}: ${one.message}`]
            : [],
        ),
      ];
    },
  );
  const written = (state: unknown) => JSON.stringify(state) ?? 'nothing';
  return [
    ...found,
    ...[...states]
      .filter(([, state]) => written(state) === written(decider.initial))
      .map(([id]) => `${decider.stream}-${id}${how}: after all its events it is as if nothing had happened`),
  ];
}

const newestOf = (kept: readonly KeptEvents[]): Map<string, KeptEvents> =>
  kept.reduce(
    (all, file) => (file.version > (all.get(file.type)?.version ?? 0) ? all.set(file.type, file) : all),
    new Map<string, KeptEvents>(),
  );

/**
 * Reads every kept sample of one kind of stream as the log reads events (unsealed, then upcast) and folds them: once as
 * they are and once with everybody erased. Answers the faults, a sentence each. `kept`: the files of this stream only.
 */
export async function replayProblems(shelf: Shelf, decider: Replayed, kept: readonly KeptEvents[]): Promise<string[]> {
  const newest = newestOf(kept);
  const versionOf = (type: string): number => (decider.versions as Record<string, number> | undefined)?.[type] ?? 1;
  const unread = kept
    .filter(({ type, version }) => version < versionOf(type) && !decider.upcast)
    .map(
      ({ type, version }) =>
        `${decider.stream}.${type}.v${version}: there is no upcast that takes it to version ${versionOf(type)}`,
    );
  if (unread.length > 0) return unread;

  const stored = kept
    .flatMap((file) => file.samples.map((sample) => ({ file, sample })))
    .sort((a, b) => (a.sample.occurredAt < b.sample.occurredAt ? -1 : 1))
    .map((one, index) => ({ ...one, eventId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}` }));
  const subjects = stored.flatMap(({ file, sample, eventId }) => {
    const personal = file === newest.get(file.type) ? decider.personal?.[file.type] : undefined;
    return personal && sample.subject !== undefined && personal.subject(sample.data) !== sample.subject
      ? [
          `${file.stream}.${file.type}.v${file.version}: ${eventId} is sealed for ${personal.subject(sample.data)}, and the sample says ${sample.subject}`,
        ]
      : [];
  });

  const places = await store(shelf, stored);
  const log = new Log(shelf.database, shelf.keys, [decider]);
  const problems = async (how: string): Promise<string[]> => {
    let events: Recorded[];
    try {
      events = await log.at(places);
    } catch (error) {
      return [
        `${decider.stream}${how}: reading it back failed: ${error instanceof Error ? error.message : String(error)}`,
      ];
    }
    return foldingProblems(
      decider,
      events.flatMap((event, index) => (stored[index] ? [{ event, stored: stored[index] }] : [])),
      (type) => newest.get(type)?.schema,
      how,
    );
  };
  const asStored = await problems('');
  for (const { sample } of stored) if (sample.subject !== undefined) await shelf.keys.forget(sample.subject);
  return [...subjects, ...asStored, ...(await problems(', its person erased'))];
}
