/** A JSON Schema, as far as contracts use it. */
export interface Schema {
  [keyword: string]: unknown;
}

const annotations = ['$id', 'title', 'description', 'examples', 'default'];
const lowerLimits = ['minLength', 'minItems', 'minimum', 'exclusiveMinimum', 'minProperties'];
const upperLimits = ['maxLength', 'maxItems', 'maximum', 'exclusiveMaximum', 'maxProperties'];
const understood = [
  'type',
  'const',
  'enum',
  'anyOf',
  'properties',
  'required',
  'items',
  'additionalProperties',
  ...annotations,
  ...lowerLimits,
  ...upperLimits,
];

const written = (value: unknown): string =>
  JSON.stringify(value, (_key, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  ) ?? 'nothing';

/** The alternatives of a value: the members of a union, or the schema itself. */
function choicesOf(schema: Schema): readonly Schema[] {
  if (Array.isArray(schema['anyOf'])) return schema['anyOf'] as Schema[];
  if (Array.isArray(schema['enum']))
    return schema['enum'].map((value: unknown) => ({
      ...(schema['type'] === undefined ? {} : { type: schema['type'] }),
      const: value,
    }));
  return [schema];
}

const named = (schema: Schema): string =>
  'const' in schema ? written(schema['const']) : typeof schema['type'] === 'string' ? schema['type'] : written(schema);

/**
 * The promises of an older schema that a newer one breaks, a sentence each: it would refuse a message sent under the
 * old one, or drop something that every listener may count on. Optional fields, further values of a choice and wider
 * limits may be added; listeners have to be updated before somebody sends them.
 */
export function breaches(promised: Schema, now: Schema, at = 'the payload'): string[] {
  const [before, after] = [choicesOf(promised), choicesOf(now)];
  if (before.length > 1 || after.length > 1) {
    return before
      .filter((choice) => !after.some((other) => breaches(choice, other, at).length === 0))
      .map((choice) => `${at} may no longer be ${named(choice)}`);
  }
  const [was = {}, is = {}] = [before[0], after[0]];
  if (was['type'] !== is['type']) return [`${at} was ${named(was)} and is ${named(is)}`];
  return [
    ...valueBreaches(was, is, at),
    ...objectBreaches(was, is, at),
    ...itemBreaches(was, is, at),
    ...otherBreaches(was, is, at),
  ];
}

function valueBreaches(was: Schema, is: Schema, at: string): string[] {
  const found =
    'const' in is && written(is['const']) !== written(was['const']) ? [`${at} may only be ${named(is)} now`] : [];
  const narrowed = (keyword: string, by: (before: number, after: number) => boolean, open: number): string[] =>
    typeof is[keyword] === 'number' && by(typeof was[keyword] === 'number' ? was[keyword] : open, is[keyword])
      ? [`${keyword} of ${at} was ${written(was[keyword])} and is ${is[keyword]}`]
      : [];
  return [
    ...found,
    ...lowerLimits.flatMap((keyword) => narrowed(keyword, (before, after) => after > before, -Infinity)),
    ...upperLimits.flatMap((keyword) => narrowed(keyword, (before, after) => after < before, Infinity)),
  ];
}

function objectBreaches(was: Schema, is: Schema, at: string): string[] {
  const [fields, fieldsNow] = [was, is].map((schema) => (schema['properties'] ?? {}) as Record<string, Schema>) as [
    Record<string, Schema>,
    Record<string, Schema>,
  ];
  const [required, requiredNow] = [was, is].map((schema) => (schema['required'] ?? []) as string[]) as [
    string[],
    string[],
  ];
  const place = (field: string): string => (at === 'the payload' ? field : `${at}.${field}`);
  return [
    ...Object.keys(fields)
      .filter((field) => fieldsNow[field] === undefined)
      .map((field) => `${place(field)} was removed`),
    ...requiredNow.filter((field) => !required.includes(field)).map((field) => `${place(field)} is required now`),
    ...required
      .filter((field) => fieldsNow[field] !== undefined && !requiredNow.includes(field))
      .map((field) => `${place(field)} was always there and may be missing now`),
    ...Object.entries(fields).flatMap(([field, schema]) =>
      fieldsNow[field] === undefined ? [] : breaches(schema, fieldsNow[field], place(field)),
    ),
    ...(is['additionalProperties'] !== undefined &&
    is['additionalProperties'] !== true &&
    written(is['additionalProperties']) !== written(was['additionalProperties'])
      ? [`${at} may hold no further fields now`]
      : []),
  ];
}

function itemBreaches(was: Schema, is: Schema, at: string): string[] {
  if (was['items'] === undefined && is['items'] === undefined) return [];
  if (was['items'] === undefined || is['items'] === undefined)
    return [`the entries of ${at} were ${written(was['items'])} and are ${written(is['items'])}`];
  return breaches(was['items'] as Schema, is['items'] as Schema, `an entry of ${at}`);
}

/** A keyword that this guard does not understand must not change at all. */
const otherBreaches = (was: Schema, is: Schema, at: string): string[] =>
  [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((keyword) => !understood.includes(keyword) && written(was[keyword]) !== written(is[keyword]))
    .map((keyword) => `${keyword} of ${at} was ${written(was[keyword])} and is ${written(is[keyword])}`);

export interface Judgement {
  /** Broken promises, a sentence each. */
  broken: string[];
  /** Messages that promise something new. */
  added: string[];
}

/** Compares promised messages with the present ones, by type. */
export function judge(promised: ReadonlyMap<string, Schema>, now: ReadonlyMap<string, Schema>): Judgement {
  const judged = [...promised].map(([type, schema]) => {
    const current = now.get(type);
    return {
      type,
      found: current === undefined ? ['it was promised and is gone'] : breaches(schema, current),
      changed: current !== undefined && written(schema) !== written(current),
    };
  });
  return {
    broken: judged.flatMap(({ type, found }) => found.map((problem) => `${type}: ${problem}.`)),
    added: [
      ...judged.filter(({ found, changed }) => found.length === 0 && changed).map(({ type }) => type),
      ...[...now.keys()].filter((type) => !promised.has(type)),
    ],
  };
}
