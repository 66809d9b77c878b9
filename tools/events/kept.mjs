// Compares the kept files of every context, events/<stream>.<EventType>.v<n>.json, with the events of its deciders.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { breaches, digestOf, problemWith } from './schema.mjs';
import { storedTypes } from './stored-types.mjs';

/** The list of a context's kept files with their digests. A kept file that is changed or removed no longer fits it. */
export const lockFile = 'kept.json';

export const nameOf = ({ stream, type, version }) => `${stream}.${type}.v${version}`;

/** The parts of a kept file, samples aside, that nobody may change by hand. */
const promiseOf = ({ stream, type, version, personal, schema }) => ({ stream, type, version, personal, schema });

/** A kept file's line in the list. */
const lockOf = (file) => ({ schema: digestOf(promiseOf(file)), samples: file.samples.map(digestOf) });

/** A kept file's line in a new list. Samples are listed once they are valid, and can be corrected until then. */
export const nextLockOf = (file, before) => ({
  ...lockOf(file),
  ...(sampleProblems(file).length > 0 ? { samples: before?.samples ?? [] } : {}),
});

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** `{ files, lock }` of a context: its kept files by name, and the list of them. */
export function readKept(folder) {
  const events = path.join(folder, 'events');
  const names = existsSync(events)
    ? readdirSync(events).filter((name) => name.endsWith('.json') && name !== lockFile)
    : [];
  const lock = path.join(events, lockFile);
  return {
    files: new Map(names.sort().map((name) => [name.slice(0, -'.json'.length), readJson(path.join(events, name))])),
    lock: existsSync(lock) ? readJson(lock) : {},
  };
}

/** The optional fields of an event, as paths; `[]` stands for the entries of a list. */
function optionalFields(schema, at = '') {
  if (schema.anyOf) return schema.anyOf.flatMap((one) => optionalFields(one, at));
  if (schema.type === 'array') return optionalFields(schema.items, `${at}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([field, own]) => [
    ...(schema.required.includes(field) ? [] : [`${at}.${field}`]),
    ...optionalFields(own, `${at}.${field}`),
  ]);
}

function fieldsOf(value, at = '') {
  if (Array.isArray(value)) return value.flatMap((one) => fieldsOf(one, `${at}[]`));
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([field, own]) => [`${at}.${field}`, ...fieldsOf(own, `${at}.${field}`)])
    : [];
}

/** What is wrong with the samples of a kept file, a sentence each. */
function sampleProblems({ personal, schema, samples }) {
  if (samples.length === 0) return ['it has no sample yet: write one with values as a clinic would have them'];
  const present = new Set(samples.flatMap(({ data }) => fieldsOf(data)));
  return [
    ...samples.flatMap((sample, index) => {
      const which = samples.length === 1 ? 'its sample' : `sample ${index + 1}`;
      const problem = problemWith(schema, sample.data);
      return [
        ...(problem ? [`${which} is not as its schema says: ${problem}`] : []),
        ...(['id', 'occurredAt'].some((name) => typeof sample[name] !== 'string' || sample[name] === '')
          ? [`${which} needs the id of its stream and when it occurred, as id and occurredAt`]
          : []),
        ...(sample.subject !== undefined && personal.length === 0
          ? [`${which} names a subject, and nothing in it is sealed`]
          : []),
      ];
    }),
    // Samples older than the sealing stay as they are: such events are in the log unsealed.
    ...(personal.length > 0 && !samples.some(({ subject }) => typeof subject === 'string')
      ? [`no sample says under whose key ${personal.join(', ')} would be sealed, as subject`]
      : []),
    ...optionalFields(schema)
      .filter((field) => !present.has(field))
      .map((field) => `no sample has ${field.slice(1)}`),
  ];
}

const admitsNull = (schema) => problemWith(schema, null) === undefined;

/** How the present decider breaks the kept files of one event type. `kept`: its files, oldest first. */
function typeProblems(decider, event, kept) {
  const newest = kept.at(-1);
  if (!event)
    return [
      'such events are stored, and no decider knows them any more: ' +
        'leave the type in the union of events and in evolve, also when it is not written any more',
    ];
  const { version } = event;
  const [older, same] = [kept.filter((one) => one.version < version), kept.find((one) => one.version === version)];
  const needed = Array.from({ length: version - 1 }, (_, index) => index + 1).filter(
    (one) => !kept.some((file) => file.version === one),
  );
  const exposed = (file) =>
    file.personal.filter((field) => event.schema.properties?.[field] && !event.personal.includes(field));
  return [
    ...(Number.isInteger(version) && version >= 1 ? [] : ['its version in `versions` is not a whole number']),
    ...(newest.version > version
      ? [`version ${newest.version} was stored, and the decider writes version ${version} again`]
      : []),
    ...needed.map((one) => `the decider writes version ${version}, and no version ${one} was ever kept`),
    ...(older.length > 0 && !decider.upcasts
      ? [
          `version ${older.map((one) => one.version).join(', ')} was stored, and the decider has no upcast that takes it to version ${version}`,
        ]
      : []),
    ...(same
      ? breaches(same.schema, event.schema).map(
          (why) => `${why}; raise its number in \`versions\` and take what was stored before in \`upcast\``,
        )
      : []),
    ...[...new Set(kept.flatMap(exposed))].map(
      (field) => `${field} was sealed under a person's key, and would be stored for everybody to read from now on`,
    ),
  ];
}

/**
 * Judges every context's kept files. `refused`: sentences about changes that would make stored events unreadable, or
 * hide that. `unwritten`: new and safe things that only have to be written down. `wanting`: faults of samples.
 */
export function judge(root) {
  const [refused, unwritten, wanting] = [[], [], []];
  const contexts = storedTypes(root).map(({ context, folder, deciders, problems }) => {
    refused.push(...problems);
    const { files, lock } = readKept(path.join(root, folder));
    const now = new Map(
      deciders.flatMap((decider) =>
        decider.events.map((event) => [
          nameOf({ ...event, stream: decider.stream }),
          { decider, event: { ...event, stream: decider.stream } },
        ]),
      ),
    );
    const say = (list, name, why) => list.push(`${context} ${name}: ${why}`);

    for (const [name, { schema, samples }] of Object.entries(lock)) {
      const file = files.get(name);
      if (!file) say(refused, name, `${folder}/events/${name}.json is kept for ever, and is gone`);
      else {
        const digests = lockOf(file);
        if (digests.schema !== schema) say(refused, name, 'its kept file was changed by hand: put it back as it was');
        const lost = samples.filter((digest) => !digests.samples.includes(digest)).length;
        if (lost > 0)
          say(
            refused,
            name,
            `${lost === 1 ? 'a kept sample was' : `${lost} kept samples were`} changed or removed: samples are only added`,
          );
      }
    }
    const types = new Map();
    for (const [name, file] of files) {
      if (name !== nameOf(file)) say(refused, name, `the file holds ${nameOf(file)}`);
      if (!lock[name]) say(unwritten, name, `it is not in ${lockFile} yet`);
      else if (lockOf(file).samples.some((digest) => !lock[name].samples.includes(digest)))
        say(unwritten, name, `a sample is not in ${lockFile} yet`);
      for (const why of sampleProblems(file)) say(wanting, name, why);
      const key = `${file.stream}.${file.type}`;
      types.set(key, [...(types.get(key) ?? []), file]);
    }
    for (const [key, kept] of types) {
      const current = [...now.values()].find(({ event }) => `${event.stream}.${event.type}` === key);
      // A decider that cannot be read is a problem already. Do not report its events as lost as well.
      if (!current && problems.length > 0) continue;
      for (const why of typeProblems(
        current?.decider,
        current?.event,
        kept.sort((a, b) => a.version - b.version),
      ))
        say(refused, key, why);
    }
    for (const [name, { event }] of now) {
      const kept = files.get(name);
      if (!kept && !types.has(`${event.stream}.${event.type}`) && event.version > 1)
        say(refused, name, 'a new type begins with version 1');
      for (const field of event.personal) {
        const own = event.schema.properties?.[field];
        if (!own) say(refused, name, `${field} is sealed, and the event has no such field`);
        else if (!admitsNull(own))
          say(
            refused,
            name,
            `${field} is sealed, so it is null once its person was erased: its type has to allow that`,
          );
      }
      if (!kept) say(unwritten, name, 'it is new');
      else if (digestOf(promiseOf(kept)) !== digestOf(event)) {
        const sealed = event.personal.filter((field) => !kept.personal.includes(field));
        say(
          unwritten,
          name,
          sealed.length > 0
            ? `${sealed.join(', ')} is sealed from now on; what was stored before stays as it is`
            : 'more is possible in it than before',
        );
      }
    }
    return { context, folder, files, lock, now: new Map([...now].map(([name, { event }]) => [name, event])) };
  });
  return { contexts, refused, unwritten, wanting };
}
