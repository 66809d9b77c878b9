import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { kafkaAvailable } from '@stipple/local-servers';
import { strandedBy, strandedSentence } from '@stipple/event-store';
import { connectionOf } from '@stipple/local-servers/connection';
import { openContext } from '@stipple/service';
import pg from 'pg';
import { messageOf } from '@stipple/text';
import { contexts } from './contexts.js';
import { openInstallation, type Installation } from './installation.js';
import { asAdmin, insideOf } from './reach.js';
import { quiet } from './quiet.js';

export interface Finding {
  what: string;
  ok: boolean;
  /** The finding, in words. */
  found: string;
  /** What to do about it, if something is wrong. */
  advice?: string;
}

const run = promisify(execFile);

/** Examines everything that Stipple needs. Yields a finding for each, with advice if something is wrong. */
export async function* examine(): AsyncGenerator<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const recent = major > 20 || (major === 20 && minor >= 19);
  yield {
    what: 'Node',
    ok: recent,
    found: process.version,
    ...(recent ? {} : { advice: 'Install Node 20.19 or newer.' }),
  };
  yield* version(
    'Java',
    'java',
    ['-version'],
    'Only needed for a local Kafka (npm run kafka, npm run start:split): install Java 17 or newer.',
  );
  yield* version('Maven', 'mvn', ['--version'], 'Only needed to download a local Kafka: install Maven.');
  let installation: Installation;
  try {
    installation = await openInstallation();
  } catch (error) {
    yield {
      what: 'Home',
      ok: false,
      found: messageOf(error),
      advice: 'Run npm start.',
    };
    return;
  }
  yield { what: 'Home', ok: true, found: installation.home.path };
  const kafka = await kafkaAvailable(installation.home);
  yield {
    what: 'Local Kafka',
    ok: true,
    found: kafka.available ? 'can be started' : `${kafka.why} Not needed by npm start.`,
  };
  const holder = await installation.home.holder('stipple');
  yield {
    what: 'Stipple',
    ok: true,
    found: holder === undefined ? 'does not run from this home' : `runs, process ${holder}`,
  };
  const client = new pg.Client({ ...connectionOf(installation.adminUrl), connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
  } catch (error) {
    yield {
      what: 'PostgreSQL',
      ok: false,
      found: `cannot be reached: ${messageOf(error)}`,
      advice:
        holder === undefined
          ? 'Start Stipple: npm start.'
          : 'Look into logs/postgres.log in the home, then start Stipple again.',
    };
    return;
  }
  const { rows } = await client.query<{ version: string }>('select version()');
  const { rows: open } = await client.query<{ seconds: number | null }>(
    'select extract(epoch from max(now() - xact_start))::int as seconds from pg_stat_activity where backend_xid is not null',
  );
  const inside = await insideFindings(installation.adminUrl);
  await client.end();
  yield { what: 'PostgreSQL', ok: true, found: rows[0]?.version.split(' on ')[0] ?? '' };
  const longest = open[0]?.seconds ?? 0;
  yield {
    what: 'Oldest writer',
    ok: longest < 30,
    found: `${longest} s`,
    ...(longest < 30
      ? {}
      : {
          advice:
            'A transaction that writes for so long holds back every reader: find it in pg_stat_activity and end it.',
        }),
  };
  yield* inside;
  for (const { parts } of contexts) yield* examineContext(installation, parts.name);
}

/**
 * Findings that need access to every context: whether all are of one moment, and whether their indexes still sort as
 * the system does.
 */
async function insideFindings(adminUrl: string): Promise<Finding[]> {
  try {
    return await asAdmin(insideOf(adminUrl), async (client) => {
      await client.query("set statement_timeout = '20s'");
      const { rows: sorted } = await client.query<{ ok: boolean }>(
        `select datlocprovider <> 'c' or datcollate in ('C', 'POSIX')
                or datcollversion is not distinct from pg_database_collation_actual_version(oid) as ok
           from pg_database where datname = current_database()`,
      );
      const ok = sorted[0]?.ok ?? true;
      const findings: Finding[] = [
        {
          what: 'Sorting',
          ok,
          found: ok ? 'as when indexes were made' : 'the system sorts otherwise than when indexes were made',
          ...(ok
            ? {}
            : { advice: 'Run reindex database stipple, then alter database stipple refresh collation version.' }),
        },
      ];
      for (const { parts } of contexts)
        if (parts.subscriptions.length > 0) findings.push(await aheadOf(client, parts.name));
      return findings;
    });
  } catch (error) {
    return [
      {
        what: 'Contexts',
        ok: false,
        found: messageOf(error),
        advice: 'Start Stipple once: it makes what is missing.',
      },
    ];
  }
}

/**
 * Whether a context has handled messages of events that no log has. Then it was restored to a later moment than the
 * senders. The first message of an event has the event's id.
 */
async function aheadOf(client: pg.Client, name: string): Promise<Finding> {
  const logs = contexts.map((context) => `select event_id from ${context.parts.name}.events`).join(' union all ');
  const { rows } = await client.query<{ unknown: number }>(
    `with heard as (select message_id from ${name}.inbox where substr(message_id::text, 15, 1) = '4' order by handled_at desc limit 1000)
      select count(*)::int as unknown from heard h where not exists (select from (${logs}) e where e.event_id = h.message_id)`,
  );
  const unknown = rows[0]?.unknown ?? 0;
  const found =
    unknown === 0
      ? 'has heard of nothing that the others do not know'
      : `has heard of ${unknown} events that no log here has`;
  return {
    what: name,
    ok: unknown === 0,
    found,
    ...(unknown === 0
      ? {}
      : {
          advice:
            `The others were restored to an earlier moment than ${name}, or it has read topics of a later one: ` +
            'docs/operations.md says what can be done.',
        }),
  };
}

async function* version(what: string, program: string, parameters: string[], advice: string): AsyncGenerator<Finding> {
  try {
    const { stdout, stderr } = await run(program, parameters, { timeout: 20_000 });
    yield { what, ok: true, found: (stdout || stderr).split('\n')[0] ?? '' };
  } catch {
    yield { what, ok: false, found: 'not installed', advice };
  }
}

async function* examineContext(
  installation: Installation,
  name: (typeof contexts)[number]['parts']['name'],
): AsyncGenerator<Finding> {
  const parts = contexts.find((context) => context.parts.name === name)?.parts;
  if (!parts) return;
  const { database } = openContext(parts, {
    databaseUrl: installation.access[name].url,
    masterKey: await installation.home.secret('personal-data', 32),
    log: quiet,
  });
  try {
    const { rows: migrated } = await database.query<{ there: boolean }>(
      "select to_regclass('events') is not null as there",
    );
    if (!migrated[0]?.there) {
      yield { what: name, ok: false, found: 'has no tables yet', advice: 'Start Stipple once: it migrates by itself.' };
      return;
    }
    const why = await strandedBy(database);
    if (why !== undefined) {
      yield {
        what: name,
        ok: false,
        found: strandedSentence(name, why),
        advice: 'npx stipple adopt looks through it and begins its next epoch.',
      };
      return;
    }
    const { rows } = await database.query<{ events: number; parked: number; poisoned: number }>(
      `select (select count(*)::int from events) as events,
              (select count(*)::int from parked_messages) as parked,
              (select count(*)::int from parked_events) as poisoned`,
    );
    const { events = 0, parked = 0, poisoned = 0 } = rows[0] ?? {};
    const { rows: behind } = await database
      .query<{ behind: number }>(
        `select count(*)::int as behind from events e
          where (e.xid, e.position) > coalesce(
                  (select (c.xid, c.position) from checkpoints c
                    where c.subscription = 'publisher' order by c.xid, c.position limit 1),
                  ('0'::xid8, 0::bigint))
            and e.xid < log_gate()`,
      )
      .catch(() => ({ rows: [{ behind: -1 }] }));
    const waiting = behind[0]?.behind ?? 0;
    const ok = parked === 0 && poisoned === 0 && waiting < 1_000;
    const advice = [
      parked > 0 ? `See npx stipple parked ${name}, mend what it names, then npx stipple parked ${name} --retry.` : '',
      poisoned > 0
        ? `A read model could not take ${poisoned} events: see npx stipple parked ${name}. ` +
          'Once its definition is mended it is made again by itself; or run npx stipple views rebuild.'
        : '',
      waiting >= 1_000 ? `Kafka's topic stipple.${name} is behind: is the broker there, and does the service run?` : '',
    ]
      .filter((line) => line !== '')
      .join(' ');
    yield {
      what: name,
      ok,
      found: `${events} events, ${waiting} after the publisher's place, ${parked} messages and ${poisoned} events parked`,
      ...(ok ? {} : { advice }),
    };
  } catch (error) {
    yield {
      what: name,
      ok: false,
      found: messageOf(error),
      advice: 'Start Stipple once: it makes what is missing.',
    };
  } finally {
    await database.end();
  }
}
