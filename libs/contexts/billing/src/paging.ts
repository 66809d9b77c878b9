import { GraphFault } from '@stipple/service';

/** How many rows a page shows: 1 to 100, by default 50. @throws GraphFault BAD_USER_INPUT */
export function pageSize(first: number | null | undefined): number {
  if (first === null || first === undefined) return 50;
  if (first < 1 || first > 100) throw new GraphFault('BAD_USER_INPUT', 'first has to lie between 1 and 100.');
  return first;
}

export const cursorOf = (...parts: readonly string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The parts of a cursor that we gave out. @throws GraphFault BAD_USER_INPUT */
export function partsOf(cursor: string | null | undefined, count: number): readonly string[] | null {
  if (cursor === null || cursor === undefined) return null;
  const text = Buffer.from(cursor, 'base64url').toString();
  const parts: unknown = text.startsWith('["') && text.endsWith('"]') ? parsed(text) : undefined;
  if (!Array.isArray(parts) || parts.length !== count || !parts.every((part) => typeof part === 'string' && !part.includes('\u0000'))) throw new GraphFault('BAD_USER_INPUT', 'after is no cursor of this list.');
  return parts as readonly string[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One page of a Relay connection from `first` + 1 rows. */
export function connectionOf<Row, Node>(rows: readonly Row[], first: number, totalCount: number, after: unknown, cursor: (row: Row) => string, node: (row: Row) => Node) {
  const edges = rows.slice(0, first).map((row) => ({ cursor: cursor(row), node: node(row) }));
  return {
    totalCount,
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: { hasNextPage: rows.length > first, hasPreviousPage: Boolean(after), startCursor: edges[0]?.cursor ?? null, endCursor: edges[edges.length - 1]?.cursor ?? null },
  };
}
