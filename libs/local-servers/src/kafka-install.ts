import { createHash } from 'node:crypto';
import { access, chmod, copyFile, link, mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { checkoutFolder } from './checkout.js';
import { clockEnvironment } from './clock-environment.js';
import type { Home } from './home.js';
import { runToEnd } from './server-process.js';
import { StartProblem, becauseOf, isCode } from './start-problem.js';

const neededJava = 17;

/**
 * The variables of our environment that Java and Maven need. The others may hold secrets, or options for other
 * programs.
 */
export function javaEnvironment(): NodeJS.ProcessEnv {
  const names = /^(PATH|HOME|JAVA_HOME|M2_HOME|MAVEN_ARGS|MAVEN_OPTS|https?_proxy|no_proxy)$/i;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => names.test(name))),
    ...clockEnvironment(),
  };
}

/** Whether an Apache Kafka can be started here, and if not, why in one sentence. Downloads nothing. */
export async function kafkaAvailable(home: Home): Promise<{ available: true } | { available: false; why: string }> {
  try {
    await javaProgram();
    if ((await installed(home)) === undefined) await mavenProgram();
    return { available: true };
  } catch (error) {
    if (error instanceof StartProblem) return { available: false, why: error.message };
    throw error;
  }
}

/**
 * Puts Apache Kafka's libraries under the home, in `kafka/libs-…`, and answers the folder to run them from. `mvn`
 * fetches the libraries of tools/kafka/pom.xml from Maven Central once for a checkout, into `.cache/kafka`; each home
 * links or copies them. STIPPLE_KAFKA_LIBS names a folder that has them already.
 * @throws StartProblem when Maven is missing or fails.
 */
export async function installKafka({
  home,
  progress = () => undefined,
}: {
  home: Home;
  progress?: (line: string) => void;
}): Promise<string> {
  const found = await installed(home);
  if (found !== undefined) return found;
  const pom = await pomFile();
  const name = await folderName(pom);
  const target = path.join(await home.folder('kafka'), name);
  const cache = path.join(path.dirname(pom), '..', '..', '.cache', 'kafka');
  try {
    await mkdir(cache, { recursive: true });
    if (!(await isThere(path.join(cache, name)))) await download(pom, path.join(cache, name), progress);
    await whole(target, async (draft) => {
      for (const jar of await readdir(path.join(cache, name)))
        await linkOrCopy(path.join(cache, name, jar), path.join(draft, jar));
    });
  } catch (error) {
    if (!isCode(error, 'EACCES', 'EPERM', 'EROFS')) throw error;
    // The checkout belongs to somebody else, so download into the home.
    await download(pom, target, progress);
  }
  return target;
}

async function installed(home: Home): Promise<string | undefined> {
  const given = process.env['STIPPLE_KAFKA_LIBS'];
  if (given !== undefined && given !== '') {
    const jars = await readdir(given).catch((error: unknown) => {
      throw new StartProblem(`STIPPLE_KAFKA_LIBS names ${given}, which cannot be read ${becauseOf(error)}.`);
    });
    if (!jars.some((jar) => /^kafka_2\.13-.*\.jar$/.test(jar)))
      throw new StartProblem(`STIPPLE_KAFKA_LIBS names ${given}, which holds no kafka_2.13-….jar.`);
    return path.resolve(given);
  }
  const folder = path.join(home.path, 'kafka', await folderName(await pomFile()));
  return (await isThere(folder)) ? folder : undefined;
}

async function pomFile(): Promise<string> {
  const checkout = await checkoutFolder();
  const pom = checkout && path.join(checkout, 'tools', 'kafka', 'pom.xml');
  if (pom === undefined || !(await isThere(pom)))
    throw new StartProblem('A local Kafka is started from a checkout of Stipple only: name a broker in KAFKA_BROKERS.');
  return pom;
}

/** Named after the pom's content, so that a changed pom is downloaded anew. */
const folderName = async (pom: string): Promise<string> =>
  `libs-${createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 12)}`;

async function download(pom: string, target: string, progress: (line: string) => void): Promise<void> {
  const mvn = await mavenProgram();
  progress('Downloading Apache Kafka from Maven Central (once, about 50 MB) …');
  await whole(target, async (draft) => {
    let files = 0;
    let told = performance.now();
    const local = await localRepository();
    const options = [
      '-B',
      '-Dstyle.color=never',
      ...(local === undefined ? [] : [`-Dmaven.repo.local=${local}`]),
      '-f',
      pom,
    ];
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`];
    const { code, output } = await runToEnd('Downloading Apache Kafka', mvn, [...options, ...goal], {
      env: javaEnvironment(),
      deadline: 900_000,
      silence: 120_000,
      onLine: (line) => {
        if (/\bDownloaded from\b/.test(line)) files++;
        if (files === 0 || performance.now() - told < 2_000) return;
        told = performance.now();
        progress(`Downloading Apache Kafka: ${files} files …`);
      },
    });
    if (local !== undefined) await rm(local, { recursive: true, force: true });
    if (code === 0) await chmod(draft, 0o755);
    else throw new StartProblem(`Apache Kafka could not be downloaded: ${complaint(output)}`);
  });
}

/** Maven keeps downloads in the person's home folder. Without a writable one it gets a temporary folder. */
async function localRepository(): Promise<string | undefined> {
  try {
    await access(os.homedir(), 0b010);
    return undefined;
  } catch (error) {
    if (!isCode(error, 'EACCES', 'ENOENT', 'EROFS')) throw error;
    return mkdtemp(path.join(os.tmpdir(), 'stipple-maven-'));
  }
}

/** Fills a folder beside its final name, then renames it. A second process keeps the folder of the first. */
async function whole(folder: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const draft = await mkdtemp(`${folder}.`);
  try {
    await fill(draft);
    await rename(draft, folder).catch((error: unknown) => {
      if (!isCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!isCode(error, 'EXDEV', 'EPERM', 'EACCES', 'EMLINK', 'ENOTSUP')) throw error;
    await copyFile(from, to);
  }
}

const complaint = (output: string): string =>
  output
    .split('\n')
    .find((line) => line.startsWith('[ERROR]'))
    ?.replace(/^\[ERROR\]\s*/, '')
    .slice(0, 300) ?? `Maven said: ${output.trim().split('\n').at(-1) ?? 'nothing'}`;

const isThere = async (file: string): Promise<boolean> => {
  try {
    await access(file);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR', 'EACCES')) return false;
    throw error;
  }
};

/** The `java` to run. @throws StartProblem without Java, or with one that is too old. */
export async function javaProgram(): Promise<string> {
  const home = process.env['JAVA_HOME'];
  const java =
    home !== undefined && (await isThere(path.join(home, 'bin', 'java'))) ? path.join(home, 'bin', 'java') : 'java';
  const need = `a local Kafka needs Java ${neededJava} or newer, or name a broker in KAFKA_BROKERS.`;
  const said = await answerOf(java, '-version');
  if (said === undefined) throw new StartProblem(`There is no Java on this machine: ${need}`);
  const version = /version "(\d+)/.exec(said)?.[1];
  if (version === undefined || Number(version) < neededJava)
    throw new StartProblem(
      `The Java on this machine is ${version === undefined ? 'unknown' : `version ${version}`}: ${need}`,
    );
  return java;
}

async function mavenProgram(): Promise<string> {
  if ((await answerOf('mvn', '--version')) === undefined)
    throw new StartProblem(
      'There is no Maven (mvn) on this machine to download Apache Kafka with: install it, or name a broker in KAFKA_BROKERS.',
    );
  return 'mvn';
}

async function answerOf(program: string, question: string): Promise<string | undefined> {
  try {
    const { code, output } = await runToEnd(program, program, [question], { env: javaEnvironment(), deadline: 30_000 });
    return code === 0 ? output : undefined;
  } catch (error) {
    if (isCode(error, 'ENOENT', 'EACCES')) return undefined;
    throw error;
  }
}
