import path from 'node:path';
import { databaseUrl } from '@stipple/local-servers/connection';
import {
  accessTo,
  openHome,
  postgresUrl,
  StartProblem,
  type Home,
  type SchemaAccess,
  type SchemaOwner,
} from '@stipple/local-servers';

/** A Stipple on this machine, or the servers that the environment names. */
export interface Installation {
  home: Home;
  adminUrl: string;
  access: Record<SchemaOwner, SchemaAccess>;
}

/**
 * A role's password: from the environment (`STIPPLE_STAFF_PASSWORD` for `stipple_staff`), else a secret of the home,
 * made at the first call.
 */
export const passwordOf =
  (home: Home) =>
  async (role: string): Promise<string> =>
    process.env[`${role.toUpperCase()}_PASSWORD`] ?? (await home.secret(role, 24)).toString('hex');

export const homePath = (): string => process.env['STIPPLE_HOME'] ?? path.resolve('.stipple');

/** @throws StartProblem when the home has no database yet */
export async function openInstallation(): Promise<Installation> {
  const home = await openHome(homePath(), { lock: null });
  const adminUrl = databaseUrl(process.env) ?? (await postgresUrl(home));
  if (adminUrl === undefined)
    throw new StartProblem(`There is no Stipple in ${home.path} yet: run npm start first, or set STIPPLE_HOME.`);
  return { home, adminUrl, access: await accessTo(adminUrl, passwordOf(home)) };
}
