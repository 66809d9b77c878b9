import { StartProblem } from '@stipple/local-servers';
import { openParked, type OpenParked, type ParkedThing, type Retried } from '@stipple/service';
import { contexts } from './contexts.js';
import { openInstallation } from './installation.js';
import { quiet } from './quiet.js';

/** The name in the record of decisions: the user of this machine. */
const decider = `command-line:${process.env['USER'] ?? process.env['LOGNAME'] ?? String(process.getuid?.() ?? 'somebody')}`;

/** Opens a context's parked things, as its service would. */
async function withParked<T>(name: string, work: (parked: OpenParked) => Promise<T>): Promise<T> {
  const parts = contexts.find((context) => context.parts.name === name)?.parts;
  if (!parts)
    throw new StartProblem(
      `There is no context ${name}: it is one of ${contexts.map((context) => context.parts.name).join(', ')}.`,
    );
  const installation = await openInstallation();
  const parked = openParked(
    parts,
    {
      databaseUrl: installation.access[parts.name].url,
      masterKey: await installation.home.secret('personal-data', 32),
      log: quiet,
    },
    decider,
  );
  try {
    return await work(parked);
  } finally {
    await parked.close();
  }
}

const unlessRefused = (refusals: readonly { message: string }[]): void => {
  if (refusals.length > 0) throw new StartProblem(refusals.map(({ message }) => message).join(' '));
};

export const listParked = (context: string): Promise<ParkedThing[]> => withParked(context, (parked) => parked.list());

/**
 * @param subject the subject whose things are tried again; undefined: all subjects. @throws StartProblem if it is
 *   refused
 */
export const retryParked = (
  context: string,
  subject: string | undefined,
  reason: string | undefined,
): Promise<Retried> =>
  withParked(context, async (parked) => {
    const { retried, refusals } = await parked.retry(subject, reason);
    unlessRefused(refusals);
    return retried ?? { messages: 0, rows: 0, stillParked: 0 };
  });

/** @throws StartProblem if it is refused, such as for a missing reason; Error if nothing with that id is parked */
export const giveUpParked = (context: string, id: string, reason: string): Promise<void> =>
  withParked(context, async (parked) => unlessRefused((await parked.giveUp(id, reason)).refusals));
