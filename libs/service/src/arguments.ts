import { isId, storedForm, textProblem } from '@stipple/text';
import {
  defaultFieldResolver,
  getNullableType,
  GraphQLID,
  isInputObjectType,
  isListType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { GraphFault } from './access.js';

/**
 * The most characters of a text, entries of a list, and lists and objects inside each other: beyond what any field here
 * needs.
 */
const most = { characters: 4_000, entries: 20_000, depth: 8 };

/** The fields for prose, which may have several lines. Names, codes and all other texts are one line. */
const prose = new Set(['reason', 'note', 'text', 'explanation', 'ground']);

const problem = (path: string, what: string): GraphFault => new GraphFault('BAD_USER_INPUT', `${path} ${what}.`);

/**
 * Checks every argument before its resolver: ids have their form, texts are well-formed Unicode in NFC without control
 * characters, and everything is bounded. Changes the schema's resolvers in place, and answers it.
 */
export function guardArguments(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length === 0) continue;
      const { resolve = defaultFieldResolver, args: declared } = field;
      field.resolve = (parent, args: Record<string, unknown>, context, about) =>
        resolve(parent, checkedArguments(args, declared), context, about);
    }
  }
  return schema;
}

/**
 * The checked arguments.
 * @throws GraphFault BAD_USER_INPUT
 */
function checkedArguments(
  args: Record<string, unknown>,
  declared: readonly GraphQLArgument[],
): Record<string, unknown> {
  const types = new Map(declared.map(({ name, type }) => [name, type]));
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, checked(value, types.get(name), name, name)]),
  );
}

/** @param type undefined where any value may come, such as the entities that other subgraphs pass on */
function checked(value: unknown, type: GraphQLInputType | undefined, path: string, name: string, depth = 0): unknown {
  if (depth > most.depth) throw problem(path, 'is nested too deeply');
  const nullable = type && getNullableType(type);
  if (typeof value === 'string')
    return nullable === GraphQLID ? checkedId(value, path) : checkedText(value, path, name);
  if (Array.isArray(value)) {
    if (value.length > most.entries) throw problem(path, `has more than ${most.entries.toLocaleString('en')} entries`);
    const inside = isListType(nullable) ? nullable.ofType : undefined;
    return value.map((entry, index) => checked(entry, inside, `${path}[${index}]`, name, depth + 1));
  }
  if (!isPlain(value)) return value;
  const fields = new Map(
    isInputObjectType(nullable) ? Object.values(nullable.getFields()).map((field) => [field.name, field.type]) : [],
  );
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      checked(entry, fields.get(key), `${path}.${key.slice(0, 100)}`, key, depth + 1),
    ]),
  );
}

function checkedId(value: string, path: string): string {
  if (!isId(value)) throw problem(path, 'is not an id');
  return value;
}

function checkedText(value: string, path: string, name: string): string {
  if (value.length > most.characters)
    throw problem(path, `is longer than ${most.characters.toLocaleString('en')} characters`);
  const wrong = textProblem(value, prose.has(name));
  if (wrong) throw problem(path, wrong);
  return storedForm(value);
}

/** Leaves a value that a scalar made as it is, such as a checked amount. */
const isPlain = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};
