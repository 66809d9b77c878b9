import { inTransaction, type Connection, type Database } from './database.js';
import { swapNotice } from './feed.js';
import { fingerprintOfView, tableSql, type AnyView } from './view.js';

const registryLock = (connection: Connection, view: AnyView) =>
  connection.query("select pg_advisory_xact_lock(hashtextextended(current_schema() || '.view.' || $1, 0))", [
    view.name,
  ]);

/** The name of the table for the view's current definition. */
export const wantedTable = (view: AnyView): string => `${view.name}__${fingerprintOfView(view as never)}`;

/** The table that is read under a view's name. Undefined where there is none. */
export async function servingTable(database: Pick<Database, 'query'>, view: AnyView): Promise<string | undefined> {
  return (await database.query<{ serving: string }>('select serving from views where name = $1', [view.name])).rows[0]
    ?.serving;
}

/**
 * The table for the view's current definition, made where the view is new. Undefined where it has to be rebuilt first.
 */
export async function prepareView(database: Database, view: AnyView): Promise<string | undefined> {
  const wanted = wantedTable(view);
  const now = await servingTable(database, view);
  if (now !== undefined) return now.startsWith(wanted) ? now : undefined;
  return inTransaction(database, async (connection) => {
    await registryLock(connection, view);
    const serving = await servingTable(connection, view);
    if (serving !== undefined) return serving.startsWith(wanted) ? serving : undefined;
    const { create, indexes } = tableSql(view, wanted);
    await connection.query([create, ...[...indexes.values()].map((index) => `create index ${index}`)].join('; '));
    await connection.query(`create view ${view.name} as select * from ${wanted}`);
    await connection.query('insert into views (name, serving) values ($1, $2)', [view.name, wanted]);
    return wanted;
  });
}

/**
 * Swaps in a table under the view's name, and drops its other tables. Readers see one or the other.
 * @param channel where followers of the log learn of it
 */
export async function swapView(database: Database, view: AnyView, table: string, channel?: string): Promise<void> {
  await inTransaction(database, async (connection) => {
    await registryLock(connection, view);
    if ((await servingTable(connection, view)) === table) return;
    await connection.query(`drop view if exists ${view.name}`);
    await connection.query(`create view ${view.name} as select * from ${table}`);
    await connection.query(
      'insert into views (name, serving) values ($1, $2) on conflict (name) do update set serving = excluded.serving, since = now()',
      [view.name, table],
    );
    const { rows: others } = await connection.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = current_schema() and starts_with(tablename, $1 || '__') and tablename <> $2",
      [view.name, table],
    );
    for (const { name } of others) {
      await connection.query(`drop table ${name}`);
      await connection.query('delete from checkpoints where subscription = $1', [`view:${name}`]);
      await connection.query('delete from parked_events where subscription = $1', [`view:${name}`]);
    }
    if (channel !== undefined) await connection.query('select pg_notify($1, $2)', [channel, swapNotice]);
  });
}
