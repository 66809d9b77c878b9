import { StartProblem } from '@stipple/local-servers';
import { openParked, type ParkedMessage } from '@stipple/service';
import { contexts } from './contexts.js';
import { openInstallation } from './installation.js';
import { quiet } from './quiet.js';

/** Opens what a context has put aside, as its service would. */
async function within<T>(name: string, work: (inbox: Awaited<ReturnType<typeof openParked>>) => Promise<T>): Promise<T> {
  const parts = contexts.find((context) => context.parts.name === name)?.parts;
  if (!parts) throw new StartProblem(`There is no context ${name}: it is one of ${contexts.map((context) => context.parts.name).join(', ')}.`);
  const installation = await openInstallation();
  const inbox = openParked(parts, { databaseUrl: installation.access[parts.name].url, masterKey: await installation.home.secret('personal-data', 32), log: quiet });
  try {
    return await work(inbox);
  } finally {
    await inbox.close();
  }
}

export const listParked = (context: string): Promise<ParkedMessage[]> => within(context, (inbox) => inbox.list());
export const retryParked = (context: string): Promise<number> => within(context, (inbox) => inbox.retry());
export const giveUpParked = (context: string, messageId: string): Promise<boolean> => within(context, (inbox) => inbox.giveUp(messageId));
