import { composeServices } from '@theguild/federation-composition';
import { buildASTSchema, GraphQLError, isObjectType, Kind, parse, valueFromASTUntyped, visit } from 'graphql';
import type { DocumentNode, GraphQLScalarType, GraphQLSchema } from 'graphql';
import { own } from '@stipple/event-store';
import type { Subgraph } from '@stipple/service';
import { StartProblem } from '@stipple/local-servers';

export interface Supergraph {
  /** The SDL with the join directives that planners read. */
  sdl: string;
  /** The schema that clients see and are validated against. */
  apiSchema: GraphQLSchema;
  /** Names of the fields by which subgraphs find each other's things. */
  keys: ReadonlySet<string>;
}

/**
 * Composes the subgraphs' schemas into the one that clients see.
 * @throws StartProblem naming every subgraph that does not parse and every way in which they do not fit together
 */
export function compose(
  subgraphs: readonly Pick<Subgraph, 'name' | 'typeDefs'>[],
  scalars: readonly GraphQLScalarType[] = [],
): Supergraph {
  const problems: string[] = [];
  const services = subgraphs.flatMap(({ name, typeDefs }) => {
    const parsed = parsedOr(typeDefs, (problem) => problems.push(`${name}: ${problem}`));
    return parsed ? [{ name, typeDefs: parsed, url: `stipple:${name}` }] : [];
  });
  const composed = problems.length === 0 ? composeServices(services) : undefined;
  problems.push(...(composed?.errors ?? []).map(({ message }) => message));
  if (composed?.supergraphSdl === undefined) {
    throw new StartProblem(
      `The subgraphs do not fit together:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }
  const apiSchema = buildASTSchema(composed.publicDocumentNode);
  adopt(scalars, apiSchema);
  noteListSizes(composed.supergraphDocumentNode, apiSchema);
  return { sdl: composed.supergraphSdl, apiSchema, keys: keysIn(composed.supergraphDocumentNode) };
}

function parsedOr(typeDefs: string, tell: (problem: string) => void): DocumentNode | undefined {
  try {
    return parse(typeDefs);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [at] = error.locations ?? [];
    tell(`${error.message}${at ? ` (line ${at.line}, column ${at.column})` : ''}`);
    return undefined;
  }
}

/** Replaces custom scalars: a schema built from text accepts any value for them. */
function adopt(scalars: readonly GraphQLScalarType[], schema: GraphQLSchema): void {
  for (const scalar of scalars) {
    const known = schema.getType(scalar.name);
    if (known !== undefined && 'parseValue' in known)
      Object.assign(known, { parseValue: scalar.parseValue, parseLiteral: scalar.parseLiteral });
  }
}

/** Every name in the `key`, `requires` and `provides` of the supergraph's join directives. */
function keysIn(supergraph: DocumentNode): Set<string> {
  const keys = new Set<string>();
  visit(supergraph, {
    Directive({ name, arguments: given = [] }) {
      if (!name.value.startsWith('join__')) return;
      for (const { name: argument, value } of given) {
        if (!['key', 'requires', 'provides'].includes(argument.value) || value.kind !== Kind.STRING) continue;
        for (const [field] of value.value.matchAll(/\w+/g)) keys.add(field);
      }
    },
  });
  return keys;
}

/** Keeps `@listSize`, which the limits need. The public schema has no directives of federation. */
function noteListSizes(supergraph: DocumentNode, apiSchema: GraphQLSchema): void {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const type = apiSchema.getType(definition.name.value);
    for (const field of definition.fields ?? []) {
      const directive = field.directives?.find(({ name }) => name.value === 'listSize');
      const known = isObjectType(type) ? own(type.getFields(), field.name.value) : undefined;
      if (directive && known)
        known.extensions = {
          ...known.extensions,
          listSize: Object.fromEntries(
            (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
          ),
        };
    }
  }
}
