import { describe, expect, it } from '@jest/globals';
import { connectionOf, sliceOf, type KeyForm } from './paging.js';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({ id, at: `2026-06-1${index}T12:00:00.000Z` }));
const keys = ['moment', 'text'] as const;

/** What a view does: the rows after the slice's keys, one more than asked for. */
const page = (first: number, after?: string) => {
  const slice = sliceOf({ first, after: after ?? null }, keys);
  const [at = '', id = ''] = slice.after ?? [];
  const following = rows
    .filter((row) => slice.after === undefined || row.at > at || (row.at === at && row.id > id))
    .slice(0, slice.first + 1);
  return connectionOf(
    following,
    slice,
    rows.length,
    (row) => [row.at, row.id],
    (row) => row.id,
  );
};
const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};
const encoded = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

describe('a list page by page', () => {
  it('shows every row once, whatever the size of a page', () => {
    for (const size of [1, 2, 3, 5, 9]) {
      const seen: string[] = [];
      let { nodes, pageInfo } = page(size);
      for (seen.push(...nodes); pageInfo.hasNextPage; seen.push(...nodes))
        ({ nodes, pageInfo } = page(size, pageInfo.endCursor ?? ''));
      expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    }
  });
  it('tells whether there is more before and after', () => {
    const first = page(2);
    expect(first).toMatchObject({
      totalCount: 5,
      nodes: ['a', 'b'],
      pageInfo: {
        hasNextPage: true,
        hasPreviousPage: false,
        startCursor: first.edges[0]?.cursor,
        endCursor: first.edges[1]?.cursor,
      },
    });
    expect(page(3, first.pageInfo.endCursor ?? '').pageInfo).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: true,
    });
  });
  it('that is empty has no cursors', () => {
    const none = connectionOf(
      [],
      sliceOf({}, []),
      0,
      () => [],
      (row) => row,
    );
    expect(none).toEqual({
      edges: [],
      nodes: [],
      totalCount: 0,
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
  it('shows fifty rows unless asked, and a hundred at most, or what the list says', () => {
    const sizes = [undefined, null, 1, 100, 101, 2_000_000].map(
      (first) => sliceOf({ ...(first === undefined ? {} : { first }) }, keys).first,
    );
    expect(sizes).toEqual([50, 50, 1, 100, 100, 100]);
    expect(
      [undefined, 5_000].map(
        (first) => sliceOf({ ...(first === undefined ? {} : { first }) }, keys, { usual: 100, most: 1_000 }).first,
      ),
    ).toEqual([100, 1_000]);
  });
  it('is not of no rows or fewer', () =>
    expect([0, -1].map((first) => codeOf(() => sliceOf({ first }, keys)))).toEqual([
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]));
});

describe('a cursor', () => {
  const read = (cursor: string, forms: readonly KeyForm[]) => codeOf(() => sliceOf({ after: cursor }, forms).after);
  it('is read back as it was given out, however its keys are written', () => {
    const odd = [rows[0]?.at ?? '', 'Zoë "the" \\ สมชาย 🙂'];
    const [edge] = connectionOf(
      [odd],
      { first: 1, after: undefined },
      1,
      (row) => row,
      () => undefined,
    ).edges;
    expect(read(edge?.cursor ?? '', keys)).toEqual(odd);
  });
  it('that this list did not give out is refused', () => {
    const wrong = [
      '',
      'nonsense',
      '****',
      encoded('{'),
      encoded('"text"'),
      encoded({ 0: rows[0]?.at, 1: 'a', length: 2 }),
      encoded([]),
      encoded([rows[0]?.at]),
      encoded([rows[0]?.at, 'a', 'b']),
      encoded([rows[0]?.at, 5]),
      encoded([rows[0]?.at, 'a\u0000']),
      encoded([rows[0]?.at, null]),
    ];
    expect(wrong.map((cursor) => read(cursor, keys))).toEqual(wrong.map(() => 'BAD_USER_INPUT'));
  });
  it('has keys of the kind that the list is sorted by', () => {
    for (const key of ['x', '2026-13-45T00:00:00.000Z', '2026-06-15', ''])
      expect(read(encoded([key]), ['moment'])).toBe('BAD_USER_INPUT');
    for (const key of ['x', '-1', '1.5', '', '9999999999'])
      expect(read(encoded([key]), ['count'])).toBe('BAD_USER_INPUT');
    expect(read(encoded(['000123']), ['count'])).toEqual(['000123']);
  });
});
