import { GraphQLError, Kind, OperationTypeNode, parse } from 'graphql';
import type {
  ArgumentNode,
  DefinitionNode,
  DirectiveNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  NameNode,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
  VariableDefinitionNode,
} from 'graphql';
import { withThousands } from '@stipple/text';
import { refuse } from './errors.js';
import type { Limits } from './limits.js';
import { Kept } from './kept.js';
import { fieldsOf, fragmentsOf, keyOf } from './operation.js';
import type { Fragments } from './operation.js';

/** A document that is safe to walk: nothing in it is endless, and its size with all fragments written out is known. */
export interface BoundedDocument {
  /** The fields at the root of each operation, fragments resolved. */
  roots: readonly (readonly FieldNode[])[];
}

/** The most characters of a name that a client chooses, and of one of the schema's. */
const longestName = 100;
const mostDirectives = 100;
/** The most lists and objects in a literal value of the document. */
const deepestValue = 16;
/**
 * The depth of a question about the schema: as deep as types can be wrapped in lists and non-nulls. graphql-js bounds
 * the rest.
 */
const deepestIntrospection = 30;
/**
 * The most selections, fragments written out, for each allowed field. A chain of fragments around every field adds
 * nothing but work.
 */
const selectionsForField = 3;
/** The deepest nesting of selections, fragments and inline fragments. */
const deepestNesting = 100;
/** The most aliases in a question about the schema. Its lists are long, and made while everybody waits. */
const mostIntrospectionAliases = 4;

const tooMuch = (message: string): GraphQLError => refuse('TOO_COMPLEX', message, { status: 400 });
const wrong = (message: string): GraphQLError => refuse('BAD_USER_INPUT', message, { status: 400 });

/**
 * Bounds a document before it is admitted, validated or planned, so that every later walk is short. One pass over each
 * definition, fragments measured once.
 */
export class Bounds {
  private readonly known = new Kept<BoundedDocument>({ entries: 1_000, characters: 1_000_000 });

  /**
   * @param keys fields by which contexts find each other's things. A planner reads them from the answer under their own
   * names.
   */
  constructor(
    private readonly limits: Limits,
    private readonly keys: ReadonlySet<string> = new Set(),
  ) {}

  /**
   * @param query the document as it came
   * @returns undefined for anything but a text that parses; Apollo Server refuses the rest
   * @throws GraphQLError `TOO_COMPLEX` or `BAD_USER_INPUT` with status 400
   */
  check(query: unknown): BoundedDocument | undefined {
    if (typeof query !== 'string') return undefined;
    if (query.length > this.limits.characters)
      throw tooMuch(
        `The document has ${withThousands(query.length)} characters; ${withThousands(this.limits.characters)} are the most. ` +
          'Give what is long as a variable.',
      );
    const before = this.known.get(query);
    if (before !== undefined) return before;
    const document = parsed(query, this.limits.tokens);
    if (document === undefined) return undefined;
    const bounded = bound(document, this.limits, this.keys);
    this.known.set(query, bounded);
    return bounded;
  }
}

function parsed(query: string, maxTokens: number): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true, maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

/** The size of a selection with its fragments written out. */
interface Size {
  depth: number;
  /** The nesting of fields, inline fragments and fragments. Every later walk recurses as deep. */
  nesting: number;
  aliases: number;
  fields: number;
  selections: number;
}

function bound(document: DocumentNode, limits: Limits, keys: ReadonlySet<string>): BoundedDocument {
  const known: Known = { directives: 0, keys };
  for (const definition of document.definitions) checkDefinition(definition, known);
  const fragments = fragmentsOf(document);
  const sizeOf = measure(fragments);
  // Validation also walks fragments that nothing spreads.
  const sizes = document.definitions.map((definition) =>
    isExecutable(definition) ? sizeOf(definition.selectionSet) : undefined,
  );
  if (sizes.some((size) => (size?.nesting ?? 0) > deepestNesting))
    throw tooMuch(`Selections are nested more than ${deepestNesting} deep.`);
  const total = sizes.reduce((sum, size) => sum + (size?.selections ?? 0), 0);
  const roots = document.definitions.flatMap((definition, index) => {
    const size = sizes[index];
    return definition.kind === Kind.OPERATION_DEFINITION && size
      ? [boundOperation(definition, size, fragments, limits)]
      : [];
  });
  const most = selectionsForField * limits.fields;
  if (total > most)
    throw tooMuch(
      `This document comes to ${count(total)} selections with its fragments written out; ${count(most)} are the most.`,
    );
  const pairs = document.definitions.reduce(
    (sum, definition) => sum + (isExecutable(definition) ? overlapsOf([definition.selectionSet], fragments) : 0),
    0,
  );
  if (pairs > limits.overlaps)
    throw tooMuch('This asks for the same fields too often in one place. Ask for each once.');
  return { roots };
}

const isExecutable = (definition: DefinitionNode): definition is OperationDefinitionNode | FragmentDefinitionNode =>
  definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION;

const count = (number: number): string =>
  Number.isFinite(number) && number < 1e6 ? String(number) : 'more than a million';

function boundOperation(
  { selectionSet }: OperationDefinitionNode,
  size: Size,
  fragments: Fragments,
  limits: Limits,
): FieldNode[] {
  const root = fieldsOf(selectionSet, fragments);
  const rootFields = new Set(root.map(keyOf)).size;
  if (rootFields > limits.rootFields)
    throw tooMuch(`This asks for ${rootFields} fields at the root; ${limits.rootFields} are the most.`);
  if (size.fields > limits.fields)
    throw tooMuch(`This asks for ${count(size.fields)} fields; ${limits.fields} are the most.`);
  const introspects = root.every(({ name }) => name.value.startsWith('__'));
  const asksForMore = root.some(({ name }) => name.value !== '__typename');
  const aliases = introspects && asksForMore ? mostIntrospectionAliases : limits.aliases;
  if (size.aliases > aliases) throw tooMuch(`This uses ${count(size.aliases)} aliases; ${aliases} are the most.`);
  const deepest = introspects ? deepestIntrospection : limits.depth;
  if (size.depth > deepest) throw tooMuch(`This goes ${size.depth} fields deep; ${deepest} are the most.`);
  return root;
}

/** Measures each fragment once, however often it is spread. */
function measure(fragments: Fragments): (selectionSet: SelectionSetNode) => Size {
  const known = new Map<string, Size | 'open'>();
  const sizeOf = ({ selections }: SelectionSetNode): Size => {
    const total: Size = { depth: 0, nesting: 0, aliases: 0, fields: 0, selections: 0 };
    for (const selection of selections) {
      const within =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : selection.selectionSet && sizeOf(selection.selectionSet);
      const isField = selection.kind === Kind.FIELD;
      total.depth = Math.max(total.depth, (within?.depth ?? 0) + (isField ? 1 : 0));
      total.nesting = Math.max(total.nesting, (within?.nesting ?? 0) + 1);
      total.fields += (within?.fields ?? 0) + (isField ? 1 : 0);
      total.aliases += (within?.aliases ?? 0) + (isField && selection.alias ? 1 : 0);
      total.selections += (within?.selections ?? 0) + 1;
    }
    return total;
  };
  const ofFragment = (name: string): Size => {
    const before = known.get(name);
    if (before === 'open') throw wrong(`The fragment ${name} spreads itself.`);
    if (before !== undefined) return before;
    const fragment = fragments.get(name);
    if (fragment === undefined) throw wrong(`There is no fragment ${name} in the document.`);
    known.set(name, 'open');
    const size = sizeOf(fragment.selectionSet);
    known.set(name, size);
    return size;
  };
  return sizeOf;
}

/**
 * The number of pairs of fields that validation compares for the same name, each weighed by its arguments. Walks the
 * written-out document, whose size is bounded.
 */
function overlapsOf(selectionSets: readonly SelectionSetNode[], fragments: Fragments): number {
  const groups = new Map<string, { fields: number; weight: number; within: SelectionSetNode[] }>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = spread.has(name) ? undefined : fragments.get(name);
        spread.add(name);
        if (fragment) collect(fragment.selectionSet);
      } else {
        const group = groups.get(keyOf(selection)) ?? { fields: 0, weight: 0, within: [] };
        groups.set(keyOf(selection), group);
        group.fields += 1;
        group.weight += 1 + (selection.arguments ?? []).reduce((sum, { value }) => sum + nodesIn(value), 0);
        if (selection.selectionSet) group.within.push(selection.selectionSet);
      }
    }
  };
  selectionSets.forEach(collect);
  let pairs = 0;
  for (const { fields, weight, within } of groups.values())
    pairs += ((fields - 1) * weight) / 2 + (within.length > 0 ? overlapsOf(within, fragments) : 0);
  return pairs;
}

function nodesIn(value: ValueNode): number {
  if (value.kind === Kind.LIST) return value.values.reduce((sum, each) => sum + nodesIn(each), 1);
  if (value.kind === Kind.OBJECT) return value.fields.reduce((sum, { value: each }) => sum + nodesIn(each), 1);
  return 1;
}

/** The counts while definitions are checked one after the other. */
interface Known {
  directives: number;
  keys: ReadonlySet<string>;
}

/** Checks one definition by itself: its kind, its names, how much is attached to it. */
function checkDefinition(definition: DefinitionNode, known: Known): void {
  if (!isExecutable(definition)) throw wrong('Only operations and fragments are taken.');
  if (definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.SUBSCRIPTION)
    throw wrong('There are no subscriptions here. Ask again by a query.');
  if (definition.name) checkOwnName(definition.name);
  if (definition.kind === Kind.FRAGMENT_DEFINITION) checkName(definition.typeCondition.name);
  for (const variable of definition.variableDefinitions ?? []) checkVariable(variable, known);
  checkDirectives(definition.directives, known);
  checkSelections(definition.selectionSet, known);
}

function checkVariable(
  { variable, type, defaultValue, directives: attached }: VariableDefinitionNode,
  known: Known,
): void {
  checkOwnName(variable.name);
  if (variable.name.value === 'representations')
    throw wrong('No variable may be called "representations". Choose another name.');
  let named = type;
  while (named.kind !== Kind.NAMED_TYPE) named = named.type;
  checkName(named.name);
  if (defaultValue) checkValue(defaultValue);
  checkDirectives(attached, known);
}

function checkSelections({ selections }: SelectionSetNode, known: Known): void {
  for (const selection of selections) {
    checkDirectives(selection.directives, known);
    if (selection.kind === Kind.FRAGMENT_SPREAD) checkName(selection.name);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (selection.typeCondition) checkName(selection.typeCondition.name);
    } else {
      checkName(selection.name);
      if (selection.alias) checkAlias(selection.alias, selection.name, known.keys);
      checkArguments(selection.arguments);
    }
    if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet)
      checkSelections(selection.selectionSet, known);
  }
}

function checkDirectives(attached: readonly DirectiveNode[] | undefined, known: Known): void {
  for (const { name, arguments: given } of attached ?? []) {
    known.directives += 1;
    if (known.directives > mostDirectives) throw tooMuch(`This uses more than ${mostDirectives} directives.`);
    checkName(name);
    checkArguments(given);
  }
}

function checkArguments(given: readonly ArgumentNode[] | undefined): void {
  for (const { name, value } of given ?? []) {
    checkName(name);
    checkValue(value);
  }
}

function checkValue(value: ValueNode, depth = 0): void {
  if (depth > deepestValue) throw tooMuch(`A value is nested more than ${deepestValue} deep.`);
  if (value.kind === Kind.LIST) for (const each of value.values) checkValue(each, depth + 1);
  else if (value.kind === Kind.VARIABLE) checkName(value.name);
  else if (value.kind === Kind.ENUM && value.value.length > longestName)
    throw wrong(`A name has at most ${longestName} characters.`);
  else if (value.kind === Kind.INT || value.kind === Kind.FLOAT) checkNumber(value.value);
  else if (value.kind === Kind.OBJECT)
    for (const field of value.fields) {
      checkName(field.name);
      checkValue(field.value, depth + 1);
    }
}

function checkNumber(digits: string): void {
  if (digits.length > longestName) throw wrong(`A number has at most ${longestName} characters.`);
}

function checkName({ value }: NameNode): void {
  if (value.length > longestName) throw wrong(`A name has at most ${longestName} characters.`);
}

/**
 * Refuses names that every JavaScript object has, since results are remembered by name. An object with a `then` would
 * count as a promise.
 */
function checkOwnName(name: NameNode): void {
  checkName(name);
  if (Reflect.has(Object.prototype, name.value) || name.value === 'then')
    throw wrong(`Nothing may be called ${name.value}. Choose another name.`);
}

/** Names with `__` belong to the specification, those with `_` to subgraphs and planners. */
function checkAlias(alias: NameNode, field: NameNode, keys: ReadonlySet<string>): void {
  checkOwnName(alias);
  if (keys.has(alias.value) && alias.value !== field.value)
    throw wrong(`Nothing but ${alias.value} itself may be called ${alias.value} in the answer. Choose another alias.`);
  if (alias.value.startsWith('_')) throw wrong('Names in the answer may not begin with "_". Choose another alias.');
}
