import { provision, type SchemaAccess, type SchemaOwner } from '@stipple/local-servers';
import { brokerMigrations } from '@stipple/messaging';
import type { MigrationInterface } from 'typeorm';
import { migrate } from './migrate.js';
import type { ContextDefinition } from './definitions.js';

/**
 * Brings a PostgreSQL up to date for Stipple: roles and schemas first, then every context's tables and the embedded
 * broker's.
 * @param secretOf the password of a role; the same at every start
 */
export async function installDatabase(options: {
  adminUrl: string;
  parts: readonly ContextDefinition[];
  secretOf: (role: string) => Promise<string> | string;
  progress: (line: string) => void;
  /** Runs only these migrations, by schema, where tables have to be as they once were. */
  only?: Readonly<Record<string, readonly string[]>>;
}): Promise<Record<SchemaOwner, SchemaAccess>> {
  const access = await provision(options.adminUrl, options.secretOf);
  const schemas = [
    ...options.parts.map(({ name, migrations }) => ({ schema: name, migrations })),
    { schema: 'broker' as const, migrations: brokerMigrations },
  ];
  await Promise.all(
    schemas.map(async ({ schema, migrations }) => {
      const wanted = options.only
        ? migrations.filter((Migration) => options.only?.[schema]?.includes(nameOf(Migration)))
        : migrations;
      const run = await migrate({ url: access[schema].ownerUrl, schema, migrations: wanted });
      if (run.length > 0)
        options.progress(`${schema}: ${run.length} ${run.length === 1 ? 'migration' : 'migrations'} run.`);
    }),
  );
  return access;
}

const nameOf = (Migration: new () => MigrationInterface): string => new Migration().name ?? Migration.name;

/** The names of all migrations that this program knows, by schema. */
export const migrationsKnown = (parts: readonly ContextDefinition[]): Record<string, readonly string[]> =>
  Object.fromEntries([
    ...parts.map(({ name, migrations }) => [name, migrations.map(nameOf)] as const),
    ['broker', brokerMigrations.map(nameOf)],
  ]);
