import { GraphFault } from '@stipple/service';

/** A slice of a list that is read on from where the last one ended. */
export interface Slice {
  first: number;
  /** The sort keys of the last row seen. */
  after: readonly string[] | undefined;
}

const most = 100;

/** @throws GraphFault BAD_USER_INPUT for a size below 1 or a cursor that we did not make. */
export function sliceOf({ first, after }: { first?: number | null; after?: string | null }, keys: number): Slice {
  if (first !== undefined && first !== null && first < 1) throw new GraphFault('BAD_USER_INPUT', 'first has to be 1 or more.');
  return { first: Math.min(first ?? 50, most), after: after === undefined || after === null ? undefined : keysOf(after, keys) };
}

function keysOf(cursor: string, keys: number): string[] {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    read = undefined;
  }
  if (!Array.isArray(read) || read.length !== keys || !read.every((key) => typeof key === 'string' && !key.includes('\u0000'))) throw new GraphFault('BAD_USER_INPUT', 'after is not a cursor of this list.');
  return read as string[];
}

/** A Relay connection of rows of which one more than asked for was read. */
export function connectionOf<Row, Node>(rows: readonly Row[], { first, after }: Slice, totalCount: number, keysOfRow: (row: Row) => readonly string[], node: (row: Row) => Node) {
  const edges = rows.slice(0, first).map((row) => ({ cursor: Buffer.from(JSON.stringify(keysOfRow(row))).toString('base64url'), node: node(row) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    totalCount,
    pageInfo: { hasNextPage: rows.length > first, hasPreviousPage: after !== undefined, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
  };
}
