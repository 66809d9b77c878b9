import { connectionOf } from '@stipple/local-servers/connection';
import type { MigrationInterface } from 'typeorm';
import { DataSource } from 'typeorm';

/**
 * Brings one schema up to date as its owner role. Concurrent calls wait for each other. Answers the names of the
 * migrations that ran.
 */
export async function migrate(options: {
  url: string;
  schema: string;
  migrations: readonly (new () => MigrationInterface)[];
}): Promise<string[]> {
  const { connectionString, ssl } = connectionOf(options.url);
  const source = new DataSource({
    type: 'postgres',
    url: connectionString,
    ssl,
    schema: options.schema,
    migrations: [...options.migrations],
    migrationsTableName: 'migrations',
    applicationName: `stipple ${options.schema} migrations`,
    extra: { options: `-c search_path=${options.schema},public`, max: 2 },
  });
  await source.initialize();
  try {
    await source.query('select pg_advisory_lock(hashtextextended($1, 0))', [`${options.schema}.migrations`]);
    const run = await source.runMigrations({ transaction: 'each' });
    return run.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
