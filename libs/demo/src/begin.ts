import { createHmac } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { StartProblem, type Home } from '@stipple/local-servers';
import { instantOf, isZone, type Instant } from '@stipple/time';
import { messageOf } from '@stipple/text';
import { makeDemo } from './demo.js';
import { progressFile, readProgress, writeProgress, type Progress } from './progress.js';

export const demoAdministrator = 'admin@stipple.example';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether there is to be a demo: on by default on a loopback address, never in production mode or where others can
 * reach it.
 */
export function wantsDemo(
  environment: Environment,
  host: string,
  byDefault: 'on' | 'off',
): { wanted: boolean; why?: string } {
  const asked = environment['STIPPLE_DEMO'] || byDefault;
  if (asked !== 'on') return { wanted: false };
  if (environment['STIPPLE_PRODUCTION'] === 'true')
    return { wanted: false, why: 'No demo accounts are made in production mode.' };
  if (!/^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(host))
    return { wanted: false, why: `No demo accounts are made on ${host}, where others may reach them.` };
  return { wanted: true };
}

export interface BeginDemo {
  home: Home;
  /** Where the gateway is. */
  url: string;
  environment: Environment;
  /** The first administrator's one-time invitation, where it was not accepted yet. */
  invitation?: string;
  say: (line: string) => void;
  /**
   * Told the password of the accounts when the demo is whole, before anybody else hears that it is; not where it was
   * whole before.
   */
  whole: (made: { password: string; generated: boolean }) => void;
  /** Ends the making when the process is told to stop. */
  signal?: AbortSignal;
}

/** How often it is gone on with before it is left as it is; the pauses between grow to a minute. */
const mostTries = 12;

/**
 * Makes the demo clinic where the home has none yet, going on where an earlier start was interrupted. Who does not
 * answer is waited for. Answers whether the demo is whole; what stands in its way otherwise was said.
 * @throws StartProblem when it cannot be made as it was asked for
 */
export async function beginDemo({
  home,
  url,
  environment,
  invitation,
  say,
  whole,
  signal = new AbortController().signal,
}: BeginDemo): Promise<boolean> {
  const file = await progressFile(home);
  const known = await readProgress(file);
  if (known?.done) return true;
  const { zone, password, generated, mark } = await wishes(home, environment, known);
  let progress: Progress = known
    ? { ...known, again: [...(known.again ?? []), instantOf(Date.now())], zone, password: mark }
    : { begun: instantOf(Date.now()), zone, password: mark, done: false };
  const keep = async (change: Partial<Progress>) => {
    progress = { ...progress, ...change };
    await writeProgress(file, progress);
  };
  const waits = (why: string | undefined) => {
    if (why !== undefined) say(`Demo: waiting. ${why}`);
    // What is said here is for who asks how it goes; it may be late, and is written again with the next change.
    keeping = keeping.then(() => keep({ waits: why }));
  };
  let keeping = keep({ waits: undefined });
  for (let tries = 1; ; tries += 1) {
    await keeping;
    try {
      const begun: Instant[] = [progress.begun, ...(progress.again ?? [])];
      await makeDemo({
        url,
        password,
        zone,
        begun,
        say,
        patience: { signal, waits },
        ...(invitation === undefined ? {} : { invitation }),
      });
      await keeping;
      whole({ password, generated });
      await keep({ waits: undefined, done: true });
      return true;
    } catch (error) {
      await keeping;
      // Nobody has got the password that could not be had.
      if (error instanceof StartProblem && known === undefined) await rm(file);
      if (signal.aborted || error instanceof StartProblem) throw error;
      const why = messageOf(error);
      if (tries === mostTries) {
        say(
          `The demo clinic could not be finished: ${why} The next start goes on with it; npx stipple reset begins anew.`,
        );
        await keep({ waits: `It could not be finished: ${why}` });
        return false;
      }
      waits(why);
      await keeping;
      await pause(Math.min(60_000, 500 * 2 ** tries), undefined, { signal });
      keeping = keep({ again: [...(progress.again ?? []), instantOf(Date.now())], waits: undefined });
    }
  }
}

/** Zone and password of the demo: those it was begun with, until it is whole. */
async function wishes(home: Home, environment: Environment, known: Progress | undefined) {
  const wishedZone = environment['STIPPLE_DEMO_ZONE'] || undefined;
  const zone = known === undefined ? (wishedZone ?? demoZone) : (known.zone ?? demoZone);
  if (!isZone(zone))
    throw new StartProblem(`STIPPLE_DEMO_ZONE is "${zone}", which is no time zone: name one such as Asia/Bangkok.`);
  // Kept until the demo is whole: an interrupted start has to find the password that its first accounts were given.
  const secret = await home.secret('demo', 12);
  const given = environment['STIPPLE_DEMO_PASSWORD'] || undefined;
  const password = given ?? secret.toString('base64url');
  const mark = createHmac('sha256', secret).update(password).digest('base64url');
  if (known?.password !== undefined && known.password !== mark)
    throw new StartProblem(
      'The demo clinic was begun with another password: start with the same STIPPLE_DEMO_PASSWORD as then, or begin anew with npx stipple reset.',
    );
  return { zone, password, generated: given === undefined, mark };
}

const demoZone = 'Asia/Bangkok';
