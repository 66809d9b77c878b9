/** Drops `append_batch`: every release since `append_many` appends through that. */
export const oneAppendSql = (schema: string): string => `
drop function ${schema}.append_batch(
  text[], int[], uuid[], text[], text[], int[], int[], int[], uuid[], text[], smallint[], text[], text[], timestamptz[]);
`;
