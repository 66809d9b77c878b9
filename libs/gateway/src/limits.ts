import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
} from 'graphql';
import type { FieldNode, GraphQLCompositeType, GraphQLField, GraphQLSchema, SelectionSetNode } from 'graphql';
import { own } from '@stipple/event-store';
import { refuse } from './errors.js';
import { keyOf } from './operation.js';
import type { Operation } from './operation.js';

/** The limits of one operation. */
export interface Limits {
  /** The deepest nesting of fields. */
  depth: number;
  /** The most fields at the root. */
  rootFields: number;
  aliases: number;
  /** The most lexical tokens of the document. Variables do not count. */
  tokens: number;
  /** The most fields, with all fragments written out. */
  fields: number;
  /** The most characters of the document. Long values belong into variables. */
  characters: number;
  /** The most pairs of fields under one name in one place, which validation compares with each other. */
  overlaps: number;
  /** The most values in the answer. A list counts with the requested size, or `@listSize`, or 20. */
  values: number;
}

export const defaultLimits: Limits = {
  depth: 12,
  rootFields: 20,
  aliases: 30,
  tokens: 2_000,
  fields: 2_000,
  characters: 200_000,
  overlaps: 10_000,
  values: 50_000,
};

/**
 * The most fields that try a password or a secret: one in an operation, so that a rate limit on requests limits tries.
 */
const guarded = ['signIn', 'acceptInvitation', 'resetPassword', 'changePassword'];
const usualListSize = 20;

/**
 * @throws GraphQLError `TOO_COMPLEX` or `BAD_USER_INPUT` with status 400 when the operation asks for more than is
 * allowed.
 */
export function checkLimits(
  operation: Operation,
  variables: Record<string, unknown>,
  schema: GraphQLSchema,
  limits: Limits,
): void {
  const tooMuch = (message: string) => refuse('TOO_COMPLEX', message, { status: 400 });
  for (const name of guarded) {
    const keys = new Set(operation.root.filter((field) => field.name.value === name).map(keyOf));
    if (keys.size > 1)
      throw refuse('BAD_USER_INPUT', `${name} may be asked for once in an operation.`, { status: 400 });
  }
  // graphql-js has its own bound on how deep a question about the schema may go.
  if (operation.introspects === 'only') return;
  const root = schema.getRootType(operation.node.operation);
  const values = root ? valuesOf(operation, root, variables, schema) : 0;
  if (values > limits.values)
    throw tooMuch(
      `This may answer with ${rounded(values)} values; ${rounded(limits.values)} are the most. Ask for fewer fields, or page through the list.`,
    );
}

const rounded = (count: number): string =>
  Number.isFinite(count) ? Math.round(count).toLocaleString('en') : 'endlessly many';

function valuesOf(
  { node, fragments }: Operation,
  root: GraphQLCompositeType,
  variables: Record<string, unknown>,
  schema: GraphQLSchema,
): number {
  const known = new Map<string, number>();
  /** `within`: whether the parent is a page. Its length has been counted, so its edges are not counted again. */
  const fieldValues = (field: FieldNode, parent: GraphQLCompositeType, within: boolean): number => {
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? own(parent.getFields(), field.name.value) : undefined;
    if (definition === undefined) return 1;
    const named = getNamedType(definition.type);
    const list = isListType(getNullableType(definition.type));
    const page = !list && definition.args.some(({ name }) => name === 'first' || name === 'last');
    const each = 1 + (field.selectionSet && isCompositeType(named) ? count(field.selectionSet, named, page) : 0);
    return page || (list && !within) ? each * listSize(field, definition, variables) : each;
  };
  const count = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType, within: boolean): number => {
    let total = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) total += fieldValues(selection, parent, within);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        total += count(selection.selectionSet, typeNamed(selection.typeCondition?.name.value, parent), within);
      else total += fragment(selection.name.value, parent, within);
    }
    return total;
  };
  const typeNamed = (name: string | undefined, otherwise: GraphQLCompositeType): GraphQLCompositeType => {
    const type = name === undefined ? otherwise : schema.getType(name);
    return isCompositeType(type) ? type : otherwise;
  };
  const fragment = (name: string, parent: GraphQLCompositeType, within: boolean): number => {
    const key = `${name} ${within}`;
    const found = fragments.get(name);
    const values =
      known.get(key) ??
      (found ? count(found.selectionSet, typeNamed(found.typeCondition.name.value, parent), within) : 0);
    known.set(key, values);
    return values;
  };
  return count(node.selectionSet, root, false);
}

function listSize(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  variables: Record<string, unknown>,
): number {
  const directive = definition.extensions.listSize as
    { assumedSize?: number; slicingArguments?: readonly string[] } | undefined;
  const slicing = directive?.slicingArguments ?? ['first', 'last', 'limit'];
  const asked = slicing.flatMap((name) => {
    const argument = field.arguments?.find((given) => given.name.value === name);
    const value: unknown = argument
      ? valueFromASTUntyped(argument.value, variables)
      : definition.args.find((arg) => arg.name === name)?.defaultValue;
    return typeof value === 'number' && value >= 0 ? [value] : [];
  });
  return asked.length > 0 ? Math.max(...asked) : (directive?.assumedSize ?? usualListSize);
}
