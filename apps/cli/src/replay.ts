import { beginning, Log, nobodysKeys, type Position, type Recorded } from '@stipple/event-store';
import { StartProblem } from '@stipple/local-servers';
import { openContext } from '@stipple/service';
import { contexts } from './contexts.js';
import { openInstallation } from './installation.js';
import { quiet } from './quiet.js';

const pageSize = 2_000;

export interface ReplayOptions {
  category?: string;
  stream?: string;
  after?: string;
}

/** A context's events in their readers' order, without personal data: all, or those of one category or one stream. @throws StartProblem for an unknown name */
export async function* replay(
  context: string,
  { category, stream, after = beginning }: ReplayOptions,
): AsyncGenerator<Recorded> {
  const parts = contexts.find(({ parts: { name } }) => name === context)?.parts;
  if (!parts)
    throw new StartProblem(
      `There is no context ${context}. There are ${contexts.map((one) => one.parts.name).join(', ')}.`,
    );
  if (category !== undefined && stream !== undefined) throw new StartProblem('Give a category or a stream, not both.');
  if (!/^\d{1,20}:\d{1,19}$/.test(after))
    throw new StartProblem(`"${after}" is no place in a log; one is written as 1234:567, as "position" shows it.`);
  const kinds = [...new Set(parts.handlers.map(({ decider }) => decider.stream))];
  if (category !== undefined && !kinds.includes(category))
    throw new StartProblem(`${context} has no category ${category}. It has ${kinds.join(', ')}.`);
  const installation = await openInstallation();
  const { database } = openContext(parts, {
    databaseUrl: installation.access[parts.name].url,
    masterKey: await installation.home.secret('personal-data', 32),
    log: quiet,
  });
  const log = new Log(database, nobodysKeys, [...new Set(parts.handlers.map(({ decider }) => decider))]);
  const next = (position: Position) => {
    if (category !== undefined) return log.afterOf({ category }, position, pageSize);
    return stream === undefined ? log.after(position, pageSize) : log.afterOf({ stream }, position, pageSize);
  };
  try {
    let position = after;
    for (let page = await next(position); page.length > 0; page = await next(position)) {
      yield* page;
      position = page[page.length - 1]?.position ?? position;
    }
  } finally {
    await database.end();
  }
}
