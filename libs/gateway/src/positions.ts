import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind } from 'graphql';
import type { DocumentNode, FieldNode, SelectionSetNode } from 'graphql';
import { own } from '@stipple/event-store';
import { fragmentsOf, keyOf } from './operation.js';
import type { Fragments } from './operation.js';

type Variables = Record<string, unknown>;
export type Position = readonly (string | number)[];

/** We report at most this many missing positions. Further ones are null without an error of their own. */
const mostPositions = 200;

/** The root fields of a request to a subgraph, with those of each entity that it asks about. */
export function askedFor(document: DocumentNode, variables: Variables): { keys: string[]; positions: Position[] } {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return { keys: [], positions: [] };
  const fragments = fragmentsOf(document);
  const root = included(operation.selectionSet, fragments, variables);
  const positions = root.flatMap((field): Position[] => {
    if (field.name.value !== '_entities') return [[keyOf(field)]];
    return representationsOf(field, variables)
      .slice(0, mostPositions)
      .flatMap((representation, index) =>
        included(field.selectionSet, fragments, variables, representation.__typename)
          .filter(({ name }) => name.value !== '__typename')
          .map((asked): Position => [keyOf(field), index, keyOf(asked)]),
      );
  });
  return { keys: root.map(keyOf), positions: positions.slice(0, mostPositions) };
}

/**
 * The positions of an error whose path leaves out indices of lists, as stitching does: every null that fits the path.
 */
export function placesOf(path: Position, data: unknown): Position[] {
  const [step, ...rest] = path;
  if (step === undefined) return [[]];
  if (Array.isArray(data) && typeof step === 'string') {
    return data
      .flatMap((item: unknown, index) =>
        empty(rest.reduce(inside, inside(item, step))) ? placesOf(path, item).map((place) => [index, ...place]) : [],
      )
      .slice(0, mostPositions);
  }
  return placesOf(rest, inside(data, step)).map((place) => [step, ...place]);
}

const empty = (value: unknown): boolean => value === null || value === undefined;
const inside = (value: unknown, step: string | number): unknown =>
  typeof value === 'object' && value !== null ? own(value as Record<string, unknown>, String(step)) : undefined;

function representationsOf(field: FieldNode, variables: Variables): { __typename?: unknown }[] {
  const value = field.arguments?.find(({ name }) => name.value === 'representations')?.value;
  const representations = value?.kind === Kind.VARIABLE ? own(variables, value.name.value) : undefined;
  return Array.isArray(representations) ? representations : [];
}

/** `typename`: only the selections for that type, where it is known. */
function included(
  selectionSet: SelectionSetNode | undefined,
  fragments: Fragments,
  variables: Variables,
  typename?: unknown,
): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection): FieldNode[] => {
    if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) return [];
    if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false) return [];
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    const condition = fragment?.typeCondition?.name.value;
    if (typename !== undefined && condition !== undefined && condition !== typename) return [];
    return included(fragment?.selectionSet, fragments, variables, typename);
  });
}
