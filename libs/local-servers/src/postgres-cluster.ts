import { chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type PostgresProgram, serverEnvironment } from './postgres-program.js';
import { runToEnd } from './server-process.js';
import { StartProblem, isCode } from './start-problem.js';

/** The superuser of the cluster. */
export const admin = 'postgres';

/**
 * Makes the cluster if there is none. It is made beside its final name and then renamed: an interrupted start leaves
 * none or a whole one.
 * @throws StartProblem when it cannot be made, or when another major version made the present one.
 */
export async function makeCluster(
  { bin, place, runAs }: PostgresProgram,
  cluster: string,
  password: string,
  progress: (line: string) => void,
): Promise<void> {
  if (await hasCluster(bin, cluster, runAs)) return;
  progress('Making a new PostgreSQL database …');
  for (const left of await readdir(place))
    if (left.startsWith('draft-')) await rm(path.join(place, left), { recursive: true, force: true });
  const draft = path.join(place, `draft-${process.pid}`);
  const secret = path.join(draft, 'password');
  await mkdir(draft, { mode: 0o700 });
  await writeFile(secret, `${password}\n`, { mode: 0o600 });
  if (runAs) for (const file of [draft, secret]) await chown(file, runAs.uid, runAs.gid);
  const args = [
    `--pgdata=${path.join(draft, 'data')}`,
    `--username=${admin}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'];
  const { code, output } = await runToEnd(
    'Making the PostgreSQL database',
    path.join(bin, 'initdb'),
    [...args, ...locale],
    { runAs, env: serverEnvironment, deadline: 120_000 },
  );
  if (code !== 0) {
    const uid = runAs?.uid ?? process.getuid?.();
    if (output.includes('could not look up effective user ID'))
      throw new StartProblem(
        `PostgreSQL needs its user to have a name, and user id ${uid} has none in /etc/passwd: ` +
          'add one, or start Stipple as another user.',
      );
    throw new StartProblem(`PostgreSQL could not make its database in ${place}: ${lastComplaint(output)}`);
  }
  await rename(path.join(draft, 'data'), cluster);
  await rm(draft, { recursive: true });
}

async function hasCluster(bin: string, cluster: string, runAs: PostgresProgram['runAs']): Promise<boolean> {
  let version: string;
  try {
    version = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    if (isCode(error, 'EACCES'))
      throw new StartProblem(
        `The database in ${cluster} belongs to another user: start Stipple as that user, or as root.`,
      );
    throw error;
  }
  const { output } = await runToEnd('postgres', path.join(bin, 'postgres'), ['--version'], {
    runAs,
    env: serverEnvironment,
    deadline: 10_000,
  });
  const major = /\b(\d+)[.b\s]/.exec(output)?.[1];
  if (version !== major)
    throw new StartProblem(
      `The database in ${cluster} was made by PostgreSQL ${version} and this Stipple brings ${major}: ` +
        'with the Stipple that made it run npx stipple backup, ' +
        'then with this one npx stipple restore into an empty home (docs/operations.md).',
    );
  return true;
}

/** The most telling line of PostgreSQL's output: its last fatal one, else its last. */
export function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.findLast((line) => /\b(FATAL|PANIC|error):/i.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return telling.replace(/^.*?\b(FATAL|PANIC|error):\s*/i, '');
}
