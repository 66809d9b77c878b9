import { Kind, visit } from 'graphql';
import type {
  ASTNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';

/** One operation of a document, divided into steps that run one after the other. */
export interface Operation {
  node: OperationDefinitionNode;
  fragments: Fragments;
  /** Its fields at the root, fragments resolved. */
  root: readonly FieldNode[];
  /**
   * A query is one step. A mutation has a step for each of its fields, since each has to see the writes of those before
   * it.
   */
  steps: readonly Step[];
  /** Whether it asks about the schema: not at all, only, or among other fields. `__typename` may stand in either. */
  introspects: 'no' | 'only' | 'mixed';
}

export interface Step {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

export const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;

/** The fields of a selection, fragments resolved, each fragment once. Safe for documents that are not validated yet. */
export function fieldsOf(selectionSet: SelectionSetNode, fragments: Fragments): FieldNode[] {
  const fields: FieldNode[] = [];
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const fragment = spread.has(selection.name.value) ? undefined : fragments.get(selection.name.value);
        spread.add(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  collect(selectionSet);
  return fields;
}

const prepared = new WeakMap<DocumentNode, Map<OperationDefinitionNode, Operation>>();

/**
 * Prepares an operation of a validated document. The same document gives the same operation and the same documents in
 * its steps: plans are remembered by them.
 */
export function operationOf(document: DocumentNode, node: OperationDefinitionNode): Operation {
  const known = prepared.get(document) ?? new Map<OperationDefinitionNode, Operation>();
  prepared.set(document, known);
  const operation = known.get(node) ?? prepare(document, node);
  known.set(node, operation);
  return operation;
}

function prepare(document: DocumentNode, node: OperationDefinitionNode): Operation {
  const fragments = fragmentsOf(document);
  const root = fieldsOf(node.selectionSet, fragments);
  const about = root.filter(({ name }) => name.value === '__schema' || name.value === '__type').length;
  const plain = root.filter(({ name }) => !name.value.startsWith('__')).length;
  const introspects = plain === 0 ? 'only' : about > 0 ? 'mixed' : 'no';
  const keys = [...new Set(root.map(keyOf))];
  const steps =
    node.operation === 'mutation' && keys.length > 1
      ? keys.map((key) =>
          stepFor(
            {
              ...node,
              selectionSet: only(key, node.selectionSet, fragments) ?? { kind: Kind.SELECTION_SET, selections: [] },
            },
            fragments,
          ),
        )
      : [stepFor(node, fragments)];
  return { node, fragments, root, steps, introspects };
}

/**
 * The selections at the root that answer under `key`, with the conditions around them. Undefined where there are none.
 * Walks each fragment once.
 */
function only(key: string, selectionSet: SelectionSetNode, fragments: Fragments): SelectionSetNode | undefined {
  const known = new Map<string, SelectionSetNode | undefined>();
  const kept = ({ selections }: SelectionSetNode): SelectionSetNode | undefined => {
    const left = selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return keyOf(selection) === key ? [selection] : [];
      const inside =
        selection.kind === Kind.INLINE_FRAGMENT ? kept(selection.selectionSet) : ofFragment(selection.name.value);
      return inside ? [{ kind: Kind.INLINE_FRAGMENT, directives: selection.directives, selectionSet: inside }] : [];
    });
    return left.length > 0 ? { kind: Kind.SELECTION_SET, selections: left } : undefined;
  };
  const ofFragment = (name: string): SelectionSetNode | undefined => {
    if (known.has(name)) return known.get(name);
    const fragment = fragments.get(name);
    const inside = fragment && kept(fragment.selectionSet);
    known.set(name, inside);
    return inside;
  };
  return kept(selectionSet);
}

/** A document of this operation alone, with its fragments and variables. */
function stepFor(node: OperationDefinitionNode, fragments: Fragments): Step {
  const used = new Set<FragmentDefinitionNode>();
  const variables = new Set<string>();
  const note = (part: ASTNode): void => {
    visit(part, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment !== undefined && !used.has(fragment)) note((used.add(fragment), fragment));
      },
    });
  };
  note(node);
  const operation: OperationDefinitionNode = {
    ...node,
    variableDefinitions: node.variableDefinitions?.filter(({ variable }) => variables.has(variable.name.value)),
  };
  return { operation, document: { kind: Kind.DOCUMENT, definitions: [operation, ...used] } };
}
