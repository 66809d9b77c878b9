import {
  view,
  type ColumnType,
  type Command,
  type Decider,
  type Recorded,
  type StoredEvent,
  type View,
} from '@stipple/event-store';

/**
 * A read model with one row for each thing. `state` is the state of its decider; queries use the other columns.
 * `foldDependencies` names what `row` calls. The decider names what `evolve` calls.
 */
export function stateView<State, E extends StoredEvent, Row extends { id: string; state: State }>(definition: {
  name: string;
  decider: Pick<Decider<Command, E, State, never>, 'initial' | 'evolve' | 'foldDependencies'>;
  columns: { readonly [Column in keyof Row]-?: ColumnType };
  indexes: readonly string[];
  types: Readonly<Record<E['type'], true>>;
  row: (id: string, state: State) => Row;
  foldDependencies?: readonly unknown[];
}): View<Row, E> {
  const { decider, row, foldDependencies = [] } = definition;
  const fold = (before: Row | undefined, event: Recorded<E>, key: string): Row =>
    row(key, decider.evolve(before?.state ?? decider.initial, event as unknown as E));
  return view<Row, { evolve(state: never, event: E): unknown }>({
    name: definition.name,
    key: 'id',
    columns: definition.columns,
    indexes: definition.indexes,
    on: Object.fromEntries(Object.keys(definition.types).map((type) => [type, fold])) as never,
    foldDependencies: [
      decider.evolve,
      JSON.stringify(decider.initial),
      row,
      ...(decider.foldDependencies ?? []),
      ...foldDependencies,
    ],
  });
}
