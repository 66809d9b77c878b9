import type { Static, TObject } from '@sinclair/typebox';
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';

/** A promise that one context makes to the others: a name with its version, and what the payload holds. It carries ids, never personal data. */
export interface Contract<Type extends string = string, Schema extends TObject = TObject> {
  type: Type;
  /** JSON Schema of the payload. */
  schema: Schema;
  /** A message about a subject, for the publisher to send. */
  of(subject: string, data: Static<Schema>): Draft<Type, Static<Schema>>;
  /** What is wrong with a payload that arrived, in a sentence; undefined when it is as promised. */
  problem(data: unknown): string | undefined;
}

/** A message before it has an id and a time. `subject` is the id it is about: order holds per subject. */
export interface Draft<Type extends string = string, Data = unknown> {
  type: Type;
  subject: string;
  data: Data;
}

/** A message as its listener gets it. */
export interface Heard<C extends Contract> {
  id: string;
  type: C['type'];
  subject: string;
  /** When it happened. */
  time: string;
  data: Static<C['schema']>;
}

export function contract<Type extends string, Schema extends TObject>(type: Type, schema: Schema): Contract<Type, Schema> {
  let check: TypeCheck<Schema> | undefined;
  return {
    type,
    schema,
    of: (subject, data) => ({ type, subject, data }),
    problem(data) {
      check ??= TypeCompiler.Compile(schema);
      if (check.Check(data)) return undefined;
      const error = check.Errors(data).First();
      return error && `${type}: ${error.path || 'the payload'}: ${error.message}.`;
    },
  };
}
