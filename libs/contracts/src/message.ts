import type { Static, TObject } from '@sinclair/typebox';
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';

/**
 * The promise of one kind of message from one context to the others: a name with its version, and the payload's schema.
 * A message carries ids, never personal data.
 */
export interface Contract<Type extends string = string, Schema extends TObject = TObject> {
  type: Type;
  /** JSON Schema of the payload. */
  schema: Schema;
  /** Makes a message about a subject, for the publisher to send. */
  of(subject: string, data: Static<Schema>): Draft<Type, Static<Schema>>;
  /** What is wrong with a payload that arrived, in a sentence; undefined if it keeps the promise. */
  problem(data: unknown): string | undefined;
}

/** No message follows from an event. */
export const nothing: readonly Draft[] = [];

/** A message before it has an id and a time. Messages with one `subject` stay in order. */
export interface Draft<Type extends string = string, Data = unknown> {
  type: Type;
  subject: string;
  data: Data;
}

/** A message as its listener receives it. */
export interface Heard<C extends Contract> {
  id: string;
  type: C['type'];
  subject: string;
  /** When it happened. */
  time: string;
  data: Static<C['schema']>;
}

export function contract<Type extends string, Schema extends TObject>(
  type: Type,
  schema: Schema,
): Contract<Type, Schema> {
  let check: TypeCheck<Schema> | undefined;
  return {
    type,
    schema,
    of: (subject, data) => ({ type, subject, data }),
    problem(data) {
      check ??= TypeCompiler.Compile(schema);
      if (check.Check(data)) {
        const place = unstorable(data, '');
        return place === undefined ? undefined : `${type}: ${place} holds a character that cannot be stored.`;
      }
      const error = check.Errors(data).First();
      return error && `${type}: ${error.path || 'the payload'}: ${error.message}.`;
    },
  };
}

/**
 * The path of a text that a log can store and a read model cannot: half a surrogate pair, or U+0000. Undefined if there
 * is none.
 */
function unstorable(data: unknown, path: string): string | undefined {
  if (typeof data === 'string') return data.isWellFormed() && !data.includes('\u0000') ? undefined : path;
  if (typeof data !== 'object' || data === null) return undefined;
  for (const [name, value] of Object.entries(data)) {
    const found = unstorable(value, `${path}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
