import { createHmac } from 'node:crypto';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Home } from '@stipple/local-servers';

/** The secrets without which an installation's data loses worth, by the name of their file in the home. */
const kept = {
  'personal-data': 'STIPPLE_MASTER_KEY',
  identity: 'STIPPLE_IDENTITY_SECRET',
  'tokens.pem': 'STIPPLE_TOKEN_PRIVATE_KEY',
} as const;
type Name = keyof typeof kept;
const names = Object.keys(kept) as Name[];
/** The purpose of each, as part of a sentence. */
const worth: Record<Name, string> = {
  'personal-data': 'the master key, by which personal data is read',
  identity: 'the identity secret, by which people sign in',
  'tokens.pem': 'the key that signs tokens',
};

export const isName = (name: string): name is Name => names.some((one) => one === name);

/**
 * Reads a secret from the environment, as a service does, or from a file of the home. Bytes are hexadecimal, keys PEM.
 */
async function secretOf(home: Home, name: Name): Promise<string | undefined> {
  const given = process.env[kept[name]];
  if (given) return given.trim();
  const file = process.env[`${kept[name]}_FILE`];
  if (file) return (await readFile(file, 'utf8')).trim();
  const found = await bytesOf(path.join(home.path, 'keys', name));
  return name === 'tokens.pem' ? found?.toString('utf8').trim() : found?.toString('hex');
}

/** The bytes of a file; undefined if there is none. */
async function bytesOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function secretsOf(home: Home): Promise<Partial<Record<Name, string>>> {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const secret = await secretOf(home, name);
    if (secret !== undefined) found[name] = secret;
  }
  return found;
}

/** A fingerprint that shows whether two secrets are the same, and nothing else. */
const checkOf = (secret: string): string =>
  createHmac('sha256', secret).update('stipple backup').digest('hex').slice(0, 16);

export const checksOf = (secrets: Partial<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(secrets).flatMap(([name, secret]) => (secret === undefined ? [] : [[name, checkOf(secret)]])),
  );

/** The secrets of a backup that this installation lacks, each with its purpose. */
export const missing = (checks: Record<string, string>, here: Partial<Record<string, string>>): string[] =>
  names.flatMap((name) =>
    checks[name] !== undefined && checks[name] !== (here[name] === undefined ? undefined : checkOf(here[name]))
      ? [worth[name]]
      : [],
  );

/** Writes a secret into the home and keeps an earlier one beside it. */
export async function keep(home: Home, name: Name, secret: string): Promise<string> {
  const folder = await home.folder('keys');
  const file = path.join(folder, name);
  const before = await bytesOf(file);
  const bytes = name === 'tokens.pem' ? Buffer.from(`${secret}\n`) : Buffer.from(secret, 'hex');
  if (before?.equals(bytes)) return file;
  if (before) await rename(file, `${file}.before-${Date.now()}`);
  await writeFile(`${file}.new`, bytes, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  // The next start makes it again from the private key.
  if (name === 'tokens.pem') await rm(path.join(folder, 'tokens.pub.pem'), { force: true });
  return file;
}
