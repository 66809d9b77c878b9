import type { Database } from '@stipple/event-store';

/** Queries a context's own read models, by SQL with parameters. */
export class Reads {
  constructor(private readonly database: Database) {}

  async rows<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.database.query<Row>(sql, [...parameters])).rows;
  }

  async one<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.rows<Row>(sql, parameters))[0];
  }

  /** Rows for many keys in one query, in the order of the keys. */
  async byKey<Row extends object>(
    sql: string,
    keys: readonly string[],
    keyOf: (row: Row) => string,
  ): Promise<(Row | undefined)[]> {
    const found = new Map((await this.rows<Row>(sql, [[...new Set(keys)]])).map((row) => [keyOf(row), row]));
    return keys.map((key) => found.get(key));
  }
}
