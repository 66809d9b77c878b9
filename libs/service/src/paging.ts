import { instant } from '@stipple/time';
import { GraphFault } from './access.js';

/** A slice of a list, behind the last row of the slice before. */
export interface Slice {
  /** The rows to show. One more is read, which tells whether there are more. */
  first: number;
  /** The sort keys of the last row seen. */
  after: readonly string[] | undefined;
}

/** Checks of sort keys. Each throws when a text cannot be one of its kind. */
const forms = {
  text: (key: string) => key,
  moment: instant,
  count: (key: string) => {
    if (!/^\d{1,9}$/.test(key)) throw new RangeError(`"${key.slice(0, 40)}" is not a count.`);
    return key;
  },
};

/** The kinds of sort keys. */
export type KeyForm = keyof typeof forms;

/**
 * The slice that a connection's `first` and `after` ask for: the usual number of rows without `first`, and `most` at
 * most.
 * @param keys the kinds of the list's sort keys, in their order
 * @throws GraphFault BAD_USER_INPUT for a size below 1, or a cursor of another list
 */
export function sliceOf(
  { first, after }: { first?: number | null; after?: string | null },
  keys: readonly KeyForm[],
  { usual = 50, most = 100 } = {},
): Slice {
  if (typeof first === 'number' && first < 1) throw new GraphFault('BAD_USER_INPUT', 'first has to be 1 or more.');
  return { first: Math.min(first ?? usual, most), after: typeof after === 'string' ? keysIn(after, keys) : undefined };
}

function keysIn(cursor: string, keys: readonly KeyForm[]): string[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(read) || read.length !== keys.length) throw new RangeError('It has other keys.');
    return keys.map((form, index) => {
      const key: unknown = read[index];
      if (typeof key !== 'string' || key.includes('\u0000')) throw new RangeError('A key is no text.');
      return forms[form](key);
    });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      throw new GraphFault('BAD_USER_INPUT', 'after is not a cursor of this list.');
    throw error;
  }
}

/**
 * A Relay connection of a slice's rows, of which one more than asked for was read.
 * @param keysOf the row's sort keys, in the order of `sliceOf`
 */
export function connectionOf<Row, Node>(
  rows: readonly Row[],
  { first, after }: Slice,
  totalCount: number,
  keysOf: (row: Row) => readonly string[],
  node: (row: Row) => Node,
) {
  const edges = rows
    .slice(0, first)
    .map((row) => ({ cursor: Buffer.from(JSON.stringify(keysOf(row))).toString('base64url'), node: node(row) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    totalCount,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
