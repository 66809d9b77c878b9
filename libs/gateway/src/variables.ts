import { getVariableValues, isNonNullType, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { own } from '@stipple/event-store';
import { refuse } from './errors.js';
import type { Operation } from './operation.js';

export type Variables = Record<string, unknown>;

const mostErrors = 20;
/**
 * The most lists and objects in the variables, and the most values: an autoclave cycle of 20,000 samples has 80,000.
 */
const deepest = 16;
const mostValues = 200_000;

const wrong = (message: string): GraphQLError => refuse('BAD_USER_INPUT', message, { status: 400 });

/**
 * Bounds the JSON beside a document before anything walks it recursively.
 * @throws GraphQLError `BAD_USER_INPUT` or `TOO_COMPLEX` with status 400
 */
export function checkJson(value: unknown): void {
  let values = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest)
      throw refuse('TOO_COMPLEX', `The variables are nested more than ${deepest} deep.`, { status: 400 });
    const next: unknown[] = [];
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue;
      if (Object.hasOwn(one, '__proto__')) throw wrong('Nothing may be called __proto__.');
      for (const each of Object.values(one)) next.push(each);
    }
    values += next.length;
    if (values > mostValues)
      throw refuse('TOO_COMPLEX', `There are more than ${mostValues.toLocaleString('en')} values in the variables.`, {
        status: 400,
      });
    level = next;
  }
}

/**
 * The values of an operation's variables: raw, for the planner, and coerced. Unknown variables are left out. `errors`:
 * values that do not fit, each with status 400.
 */
export function variablesOf(
  { node, fragments }: Operation,
  given: Variables,
  schema: GraphQLSchema,
): { raw: Variables; coerced: Variables; errors: GraphQLError[] } {
  const definitions = node.variableDefinitions ?? [];
  const raw = Object.fromEntries(
    definitions.flatMap(({ variable: { name } }) =>
      Object.hasOwn(given, name.value) ? [[name.value, own(given, name.value)] as const] : [],
    ),
  );
  const { coerced, errors } = getVariableValues(schema, definitions, raw, { maxErrors: mostErrors });
  if (errors) return { raw, coerced: {}, errors: errors.map(({ message }) => wrong(message)) };
  const unfit = definitions.filter(
    ({ variable: { name }, type }) => type.kind !== Kind.NON_NULL_TYPE && own(coerced, name.value) === null,
  );
  const needed = unfit.length === 0 ? new Set<string>() : neededIn({ node, fragments }, schema);
  const missing = unfit.flatMap(({ variable: { name } }) =>
    needed.has(name.value)
      ? [wrong(`Variable "$${name.value}" may not be null where it is used: leave it out, or give it a value.`)]
      : [],
  );
  return { raw, coerced, errors: missing };
}

/** Finds variables where the schema wants a value. A default may excuse a missing one; nothing excuses null. */
function neededIn({ node, fragments }: Pick<Operation, 'node' | 'fragments'>, schema: GraphQLSchema): Set<string> {
  const types = new TypeInfo(schema);
  const needed = new Set<string>();
  const visitor = visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Variable({ name }) {
      if (isNonNullType(types.getInputType())) needed.add(name.value);
    },
  });
  visit(node, visitor);
  for (const fragment of fragments.values()) visit(fragment, visitor);
  return needed;
}
