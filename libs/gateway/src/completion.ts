import { GraphQLError, isCompositeType, isInterfaceType, isListType, isNonNullType, isObjectType, Kind } from 'graphql';
import type {
  ExecutionResult,
  GraphQLCompositeType,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { own } from '@stipple/event-store';
import { keyOf } from './operation.js';
import type { Fragments } from './operation.js';
import { isRecord } from './record.js';

const hole = Symbol('null where the schema promises a value');
type Path = readonly (string | number)[];
/** The most errors reported. Further nulls come without an error of their own. */
const mostErrors = 200;

/**
 * Carries a null up to the nearest nullable field, as the GraphQL specification says (6.4.4): the native planner leaves
 * it where a part was missing. Changes data in place. Adds an error for a null only where there is no error at all: an
 * error of one context explains every null of its answer.
 */
export function completed(
  { data, errors = [] }: ExecutionResult,
  node: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
): ExecutionResult {
  const root = schema.getRootType(node.operation);
  if (!root || !data) return errors.length > 0 ? { data, errors } : { data };
  const found: GraphQLError[] = [...errors];
  const tell = (path: Path, parent: string, field: string) => {
    if (errors.length > 0 || found.length >= mostErrors) return;
    const told = found.some(
      (error) =>
        error.path !== undefined &&
        path.every((step, index) => index >= (error.path?.length ?? 0) || error.path?.[index] === step),
    );
    if (!told) found.push(new GraphQLError(`Cannot return null for non-nullable field ${parent}.${field}.`, { path }));
  };
  const whole = checkObject(data, root, node.selectionSet, [], { fragments, schema, tell });
  return { data: whole === hole ? null : data, ...(found.length > 0 && { errors: found }) };
}

interface Check {
  fragments: Fragments;
  schema: GraphQLSchema;
  tell(path: Path, parent: string, field: string): void;
}

function checkObject(
  value: Record<string, unknown>,
  type: GraphQLCompositeType,
  { selections }: SelectionSetNode,
  path: Path,
  check: Check,
): unknown {
  let whole: unknown = value;
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) {
      const inside = selection.kind === Kind.INLINE_FRAGMENT ? selection : check.fragments.get(selection.name.value);
      const named = inside?.typeCondition ? check.schema.getType(inside.typeCondition.name.value) : type;
      // Fields of another type than the value's are absent, and absent fields are passed over.
      if (
        inside &&
        named &&
        (isObjectType(named) || isInterfaceType(named)) &&
        checkObject(value, named, inside.selectionSet, path, check) === hole
      )
        whole = hole;
      continue;
    }
    const field = isObjectType(type) || isInterfaceType(type) ? own(type.getFields(), selection.name.value) : undefined;
    const key = keyOf(selection);
    const found = own(value, key);
    if (field === undefined || found === undefined) continue;
    const checked = checkValue(found, field.type, selection.selectionSet, [...path, key], check);
    if (checked === hole) {
      check.tell([...path, key], type.name, field.name);
      whole = hole;
    } else Object.defineProperty(value, key, { value: checked, writable: true, enumerable: true, configurable: true });
  }
  return whole;
}

function checkValue(
  value: unknown,
  type: GraphQLOutputType,
  selectionSet: SelectionSetNode | undefined,
  path: Path,
  check: Check,
): unknown {
  if (isNonNullType(type)) {
    const inner = checkValue(value, type.ofType, selectionSet, path, check);
    return inner === null || inner === undefined ? hole : inner;
  }
  if (value === null || value === undefined) return null;
  if (isListType(type)) {
    if (!Array.isArray(value)) return value;
    const items = value.map((item, index) => checkValue(item, type.ofType, selectionSet, [...path, index], check));
    return items.includes(hole) ? null : items;
  }
  if (selectionSet === undefined || !isCompositeType(type) || !isRecord(value)) return value;
  return checkObject(value, type, selectionSet, path, check) === hole ? null : value;
}
