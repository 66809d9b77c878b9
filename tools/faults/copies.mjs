// Takes backups while everything runs, restores each at once on another server that has counted fewer transactions, and
// checks the copies.
import { rm, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { loadBackup, underSnapshot, writeFrames } from '../../libs/backup/dist/src/index.js';
import { beginEpoch, faultsOf, strandedBy } from '../../libs/event-store/dist/src/index.js';
import { erasePostgres, openHome, startPostgres } from '../../libs/local-servers/dist/src/index.js';
import { tablesOf } from './evidence.mjs';
import { asAdmin, provision } from './servers.mjs';

const parts = ['alpha', 'beta'].map((schema) => ({ schema, hasLog: true }));
const quiet = () => undefined;
const boundless = (url) => new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });

/** @param adminUrl of the server that is copied @param alarm receives faults that must never be */
export function openCopies({ folder, adminUrl, alarm }) {
  const copies = [];
  let tries = 0;
  let spare;
  let home;
  const server = async () => {
    home ??= await openHome(path.join(folder, 'spare'));
    return (spare ??= await startPostgres({ home }));
  };

  /** Takes a backup. While the server is being killed it makes none, and must leave nothing. */
  async function take(file) {
    const client = boundless(adminUrl());
    client.on('error', quiet);
    const before = await readdir(folder);
    try {
      await client.connect();
      await underSnapshot(client, parts, (snapshot) =>
        writeFrames(file, { kind: 'backup' }, async (write) => void (await snapshot.backup(write, {}, quiet))),
      );
    } catch (error) {
      const left = (await readdir(folder)).filter((name) => !before.includes(name));
      if (left.length > 0) alarm(`A backup that was interrupted left ${left.join(', ')}.`);
      throw error;
    } finally {
      await client.end();
    }
  }

  async function restore(file, name) {
    const { adminUrl: target } = await server();
    const { urlOf, inside } = await provision(target, name);
    const seen = { before: undefined, after: undefined, ahead: undefined };
    const asService = async (work) => {
      const client = boundless(urlOf('alpha', Number(new URL(target).port)));
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    };
    await asAdmin(inside, async (client) => {
      await client.query('begin');
      await loadBackup(client, file, quiet);
      await client.query('commit');
    });
    seen.before = await asService(strandedBy);
    const tables = await tablesOf(inside);
    const last = tables.events.alpha.at(-1)?.at ?? '0:0';
    await asAdmin(inside, async (client) => {
      await client.query('begin');
      for (const { schema } of parts) {
        for (const sentence of await faultsOf(client, schema)) alarm(`A backup was restored with a fault: ${sentence}`);
        await beginEpoch(client, schema, 'A copy under faults.');
      }
      await client.query('commit');
    });
    seen.after = await asService(strandedBy);
    // The restored log goes on: a new event comes after all restored ones.
    await asAdmin(inside, async (client) => {
      await client.query(
        `insert into alpha.events (stream, version, event_id, type, schema_version, data, meta, occurred_at)
         values ('copy-1', 1, gen_random_uuid(), 'Copied', 1, '{}', '{}', now())`,
      );
      const { rows } = await client.query(
        'select stream from alpha.events where (xid, position) > ($1::text::xid8, $2::bigint) and xid < alpha.log_gate() order by xid, position',
        last.split(':'),
      );
      if (!isDeepStrictEqual(rows, [{ stream: 'copy-1' }]))
        alarm(`What was written to a restored log is not read behind its end (${last}): ${JSON.stringify(rows)}.`);
      // A reader of the later database is beyond the earlier log's end.
      await client.query(
        `insert into alpha.checkpoints (subscription, share, xid, position)
         select 'later', 0, xid, position + 1 from alpha.events order by xid desc, position desc limit 1`,
      );
    });
    seen.ahead = await asService(strandedBy);
    await asAdmin(target, async (client) => {
      await client.query(`drop database ${name} with (force)`);
      for (const context of ['alpha', 'beta']) await client.query(`drop role ${name}_${context}`);
    });
    return { tables, seen };
  }

  return {
    copies,
    /** Takes a backup, restores it, and keeps the copy's tables for the judgement. */
    async copy() {
      tries += 1;
      const name = `copy${tries}`;
      const file = path.join(folder, `${name}.backup`);
      const began = Date.now();
      await take(file);
      const { tables, seen } = await restore(file, name);
      await rm(file);
      if (tables.events.alpha.length > 0) {
        if (seen.before === undefined)
          alarm('A log that was copied to a server which has counted less was not noticed.');
        if (seen.after !== undefined) alarm(`A log in its next epoch is still said to be stranded: ${seen.after}.`);
        if (!seen.ahead?.includes('readers have come further'))
          alarm('Readers ahead of a restored older log were not noticed.');
      }
      copies.push({ name, began, tables });
      return true;
    },
    async close() {
      await spare?.stop();
      if (home) {
        await erasePostgres(home);
        await home.close();
      }
    },
  };
}

/**
 * Judges a copy. It has lost nothing that was acknowledged before; nothing is doubled, halved or different from the
 * log; all contexts are of one moment.
 */
export function judgeCopy({ name, began, tables }, { final, commands }) {
  const wrong = [];
  const said = (sentence) => wrong.push(`${name}: ${sentence}`);
  for (const context of ['alpha', 'beta']) {
    const known = new Map(final.events[context].map((event) => [event.id, event]));
    const had = new Set();
    for (const event of tables.events[context]) {
      const same = known.get(event.id);
      if (had.has(event.id)) said(`event ${event.id} was restored twice`);
      had.add(event.id);
      if (
        !same ||
        same.stream !== event.stream ||
        same.version !== event.version ||
        same.type !== event.type ||
        same.at !== event.at ||
        !isDeepStrictEqual(same.data, event.data)
      )
        said(`event ${event.id} of ${event.stream} is not what the log has`);
    }
    const counted = new Map();
    for (const { stream, version } of tables.events[context]) {
      if (version !== (counted.get(stream) ?? 0) + 1)
        said(`stream ${stream} has version ${version} after ${counted.get(stream) ?? 0}`);
      counted.set(stream, version);
    }
    for (const { stream, version } of tables.streams[context])
      if (counted.get(stream) !== version)
        said(`stream ${stream} counts ${version} events and has ${counted.get(stream) ?? 0}`);
  }
  const stored = new Set(tables.events.alpha.map(({ meta }) => meta.command));
  let compared = 0;
  for (const line of [...commands.values()].flat()) {
    const { t, answered, accepted } = JSON.parse(line);
    if (!answered || !accepted || t >= began) continue;
    compared += 1;
    if (!stored.has(answered))
      said(`command ${answered} was acknowledged ${began - t} ms before the backup began and is not in it`);
  }
  const sent = new Set(tables.events.alpha.map(({ id }) => id));
  const effects = tables.events.beta.map(({ data }) => data.messageId);
  for (const id of effects)
    if (!sent.has(id))
      said(`beta did something on message ${id}, which the copy of alpha never sent: they are not of one moment`);
  if (new Set(effects).size !== effects.length) said('a message had its effect twice');
  if (!isDeepStrictEqual(new Set(effects), new Set(tables.inbox.filter((id) => effects.includes(id)))))
    said('an effect is there whose message the inbox does not remember');
  const released = new Set(
    tables.events.alpha.filter(({ type }) => type === 'Released').map(({ data }) => data.reservation),
  );
  const held = tables.events.alpha.filter(
    ({ type, data }) => type === 'Reserved' && !released.has(data.reservation),
  ).length;
  if (held !== tables.claims.length) said(`${tables.claims.length} claims are held where events say ${held}`);
  return { wrong, compared };
}
