import { prepareView, rebuildView, type AnyView } from '@stipple/event-store';
import { channelOf, openContext, type ContextDefinition } from '@stipple/service';
import { StartProblem } from '@stipple/local-servers';
import { contexts } from './contexts.js';
import { openInstallation } from './installation.js';
import { quiet } from './quiet.js';

export interface ViewLine {
  view: string;
  context: string;
  position: string;
  behind: number;
  parked: number;
}

/** Runs `work` in one context's part of the database, as its service would. */
async function withContext<T>(
  parts: ContextDefinition,
  work: (opened: ReturnType<typeof openContext>) => Promise<T>,
): Promise<T> {
  const installation = await openInstallation();
  const opened = openContext(parts, {
    databaseUrl: installation.access[parts.name].url,
    masterKey: await installation.home.secret('personal-data', 32),
    log: quiet,
  });
  try {
    return await work(opened);
  } finally {
    await opened.database.end();
  }
}

/** Every read model, with its place in the log and the number of events after it. */
export async function listViews(): Promise<ViewLine[]> {
  const lines = await Promise.all(
    contexts.map(({ parts }) =>
      withContext(parts, async ({ database }) => {
        const { rows } = await database.query<{
          name: string;
          xid: string;
          position: number;
          behind: number;
          parked: number;
        }>(
          `select v.name, coalesce(c.xid::text, '0') as xid, coalesce(c.position, 0) as position,
             (select count(*)::int from events e where (e.xid, e.position) > (coalesce(c.xid, '0'::xid8), coalesce(c.position, 0))) as behind,
             (select count(*)::int from parked_events p where p.subscription = 'view:' || v.serving) as parked
           from views v
           left join lateral (select xid, position from checkpoints
                               where subscription = 'view:' || v.serving order by xid, position limit 1) c on true
          order by v.name`,
        );
        return rows.map((row) => ({
          view: row.name,
          context: parts.name,
          position: `${row.xid}:${row.position}`,
          behind: row.behind,
          parked: row.parked,
        }));
      }),
    ),
  );
  return lines.flat();
}

/**
 * Makes a read model again beside the one in use, then swaps them.
 * @throws StartProblem for an unknown name
 */
export async function rebuild(name: string, progress: (done: number, total: number) => void): Promise<void> {
  const found = contexts.flatMap(({ parts }) =>
    parts.views.filter((view) => view.name === name).map((view) => ({ parts, view })),
  );
  const [one] = found;
  if (!one) throw new StartProblem(`There is no read model ${name}. npx stipple views lists them.`);
  await withContext(one.parts, async ({ database, log }) => {
    await prepareView(database, one.view satisfies AnyView);
    await rebuildView(database, log, one.view, progress, { channel: channelOf(one.parts.name) });
  });
}
