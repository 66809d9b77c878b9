// The part of JSON Schema that stored events need, and the rules by which one schema may follow another.
import { createHash } from 'node:crypto';
import { Ajv } from 'ajv';

/** A value as text, independent of the order of keys. */
export const written = (value) =>
  JSON.stringify(value, (_key, entry) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );

export const digestOf = (value) => createHash('sha256').update(written(value)).digest('hex');

const ajv = new Ajv({ strict: true, allErrors: true });
const compiled = new Map();

/** How a value breaks a schema, in words; undefined if it does not. */
export function problemWith(schema, value) {
  const key = written(schema);
  const validate = compiled.get(key) ?? ajv.compile(schema);
  compiled.set(key, validate);
  return validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: 'data' });
}

/** The alternatives of a schema, as a list. */
const choicesOf = (schema) =>
  schema.anyOf
    ? schema.anyOf.flatMap(choicesOf)
    : schema.enum
      ? schema.enum.map((value) => ({ const: value }))
      : [schema];

const kindOf = (schema) => schema.type ?? (schema.const === null ? 'null' : typeof schema.const);
const named = (schema) => ('const' in schema ? written(schema.const) : schema.type);
const within = (at, field) => (at === '' ? field : `${at}.${field}`);

/**
 * Why data stored under one schema would not be read rightly under another, a sentence each; empty if it would. A type
 * may accept more than before: only this context's own code reads its events, and the compiler shows it every new case.
 * (Messages have other readers, so there it is the other way round.)
 */
export function breaches(kept, now, at = '') {
  const [before, after] = [choicesOf(kept), choicesOf(now)];
  const place = at === '' ? 'the data' : at;
  if (before.length > 1 || after.length > 1) {
    return before
      .filter((choice) => !after.some((other) => breaches(choice, other, at).length === 0))
      .flatMap((choice) => {
        const alike = after.filter((other) => !('const' in other) && kindOf(other) === kindOf(choice));
        return alike.length === 1
          ? breaches(choice, alike[0], at)
          : [`${place} may have been stored as ${named(choice)}, which is not read any more`];
      });
  }
  const [was, is] = [before[0], after[0]];
  if (kindOf(was) !== kindOf(is) || ('const' in is && written(is.const) !== written(was.const)))
    return [`${place} was ${named(was)} and is ${named(is)}`];
  if (was.type === 'array') return breaches(was.items, is.items, `an entry of ${place}`);
  return was.type === 'object' ? objectBreaches(was, is, at, place) : [];
}

function objectBreaches(was, is, at, place) {
  if (!was.properties !== !is.properties)
    return [
      `${place} had ${was.properties ? 'fields of its own' : 'any keys'} and has ${is.properties ? 'fields of its own' : 'any keys'}`,
    ];
  if (!was.properties) return breaches(was.additionalProperties, is.additionalProperties, `an entry of ${place}`);
  const fields = Object.keys(was.properties);
  return [
    ...fields.filter((field) => !is.properties[field]).map((field) => `${within(at, field)} was removed or renamed`),
    ...is.required
      .filter((field) => !was.required.includes(field))
      .map(
        (field) =>
          `${within(at, field)} is required, and ${fields.includes(field) ? 'was optional' : 'older events do not have it'}`,
      ),
    ...fields
      .filter((field) => is.properties[field])
      .flatMap((field) => breaches(was.properties[field], is.properties[field], within(at, field))),
  ];
}
