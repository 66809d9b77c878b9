import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Outcome, Refusal } from '@stipple/event-store';
import { day, instant } from '@stipple/time';
import { execute, GraphQLError, GraphQLScalarType, Kind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { GraphPart, Request } from './definitions.js';
import { guardArguments } from './arguments.js';
import { sdl as ofEveryContext } from './sdl.gen.js';

const badInput = (error: unknown): GraphQLError =>
  new GraphQLError(error instanceof Error ? error.message : 'That is not a valid value.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });

const textScalar = (name: string, check: (text: string) => string): GraphQLScalarType => {
  const read = (value: unknown): string => {
    if (typeof value !== 'string') throw badInput(new Error(`${name} is given as text.`));
    try {
      return check(value);
    } catch (error) {
      throw badInput(error);
    }
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
};

const decimal = (text: string): string => {
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(text))
    throw new RangeError(`"${text.slice(0, 40)}" is not a decimal number such as "250.00".`);
  return text;
};

/** The scalars of every subgraph. The gateway checks values by them before anything runs. */
export const scalars = {
  DateTime: textScalar('DateTime', instant),
  Date: textScalar('Date', day),
  Decimal: textScalar('Decimal', decimal),
};

/** One schema of a context's parts. */
export const buildGraph = (sdl: readonly string[], parts: readonly GraphPart[]): GraphQLSchema =>
  guardArguments(
    buildSubgraphSchema([{ typeDefs: parse(typeDefsOf(sdl)), resolvers: { ...scalars, ...together(parts) } }]),
  );

/** Merges the fields of each type, which several parts may resolve. */
function together(parts: readonly GraphPart[]): Record<string, Record<string, never>> {
  const types = new Map<string, Record<string, never>>();
  for (const { resolvers } of parts)
    for (const [type, fields] of Object.entries(resolvers))
      types.set(type, { ...types.get(type), ...(fields as Record<string, never>) });
  return Object.fromEntries(types);
}

export const typeDefsOf = (sdl: readonly string[]): string => [ofEveryContext.shared, ...sdl].join('\n');

export const runGraph = (
  schema: GraphQLSchema,
  request: Request,
  document: DocumentNode,
  variables: Record<string, unknown> | undefined,
  operationName: string | undefined,
) => execute({ schema, document, contextValue: request, variableValues: variables, operationName });

/** The answer of a mutation: the thing under its name, or null and every refusal. */
export function answer<Name extends string, State, Thing>(
  name: Name,
  outcome: Outcome<State>,
  show: (state: State) => Thing,
): { [N in Name]: Thing | null } & { refusals: Refusal[] } {
  return { [name]: outcome.accepted ? show(outcome.state) : null, refusals: [...outcome.refusals] } as {
    [N in Name]: Thing | null;
  } & { refusals: Refusal[] };
}
