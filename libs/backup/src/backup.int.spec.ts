import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  beginEpoch,
  beginning,
  epochOf,
  eventStoreMigrations,
  EventStore,
  faultsOf,
  Log,
  openDatabase,
  PersonalKeys,
  rewrapped,
  strandedBy,
  type Database,
} from '@stipple/event-store';
import { as, asAdmin, box, openStore, Put, Reserve } from '@stipple/event-store/fixture';
import { erasePostgres, openHome, startPostgres, type Home, type Postgres } from '@stipple/local-servers';
import pg from 'pg';
import {
  BackupProblem,
  describeBackup,
  describeKeys,
  loadBackup,
  loadKeys,
  occupiedTables,
  underSnapshot,
  writeFrames,
  type Part,
} from './index.js';

const parts: readonly Part[] = [{ schema: 'boxes', hasLog: true }];
const quiet = () => undefined;

describe('a backup of a log', () => {
  let lab: Awaited<ReturnType<typeof openStore>>;
  let folder: string;
  let home: Home;
  let server: Postgres;
  const file = (name: string) => path.join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-backup-'));
    lab = await openStore();
    home = await openHome(path.join(folder, 'home'));
    server = await startPostgres({ home });
    // The first server has counted more transactions than the second will: its log comes from the future.
    await asAdmin(lab.adminUrl, [], async (client) => {
      for (let n = 0; n < 5_000; n += 1) await client.query('select pg_current_xact_id()');
    });
    await put('one', 'a');
    await put('one', 'b', 'Nop');
    await as(() =>
      lab.store.handle(
        box,
        new Reserve({ boxId: 'two', resource: 'room', from: '2026-06-15T12:00:00Z', to: '2026-06-15T13:00:00Z' }),
      ),
    );
  });
  afterAll(async () => {
    await lab.feed.close();
    await lab.close();
    await server.stop();
    await erasePostgres(home);
    await home.close();
    await rm(folder, { recursive: true });
  });

  const put = (boxId: string, item: string, owner?: string) =>
    as(() => lab.store.handle(box, new Put({ boxId, item, ...(owner === undefined ? {} : { owner }) })));
  const admin = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const take = (name: string, { keys, passphrase }: { keys?: string; passphrase?: string } = {}) =>
    admin(lab.adminUrl, (client) =>
      underSnapshot(client, parts, async (snapshot) => {
        await writeFrames(
          file(name),
          { kind: 'backup' },
          async (write) => void (await snapshot.backup(write, {}, quiet)),
        );
        if (keys !== undefined)
          await writeFrames(
            file(keys),
            { kind: 'keys', ...(passphrase === undefined ? {} : { passphrase }) },
            async (write) => void (await snapshot.keys(write, { checks: {}, secrets: { identity: 'abcd' } }, quiet)),
          );
      }),
    );

  /** An empty database on the other server, with the role that would serve it. */
  let made = 0;
  async function target(): Promise<{
    adminUrl: string;
    open: (masterKey?: Buffer) => { database: Database; store: EventStore; log: Log };
  }> {
    made += 1;
    const [name, role] = [`copy${made}`, `copy${made}_role`];
    const inside = new URL(server.adminUrl);
    inside.pathname = `/${name}`;
    await asAdmin(server.adminUrl, [`create database ${name}`]);
    await asAdmin(inside.href, [
      'create extension btree_gist',
      'create schema boxes',
      'create schema boxes_views',
      `create role ${role} login password 'secret'`,
      `grant usage on schema boxes to ${role}`,
      `alter schema boxes_views owner to ${role}`,
      `alter role ${role} set search_path = boxes_views, boxes, public`,
    ]);
    for (const Migration of eventStoreMigrations('boxes', role))
      await asAdmin(inside.href, [], (client) => new Migration().up(client as never));
    const own = new URL(inside);
    [own.username, own.password] = [role, 'secret'];
    return {
      adminUrl: inside.href,
      open(masterKey = Buffer.alloc(32, 7)) {
        const database = openDatabase({ url: own.href, name: 'copy', max: 4, onError: quiet });
        const keys = new PersonalKeys(database, masterKey);
        const log = new Log(database, keys, [box]);
        return { database, log, store: new EventStore({ database, log, keys }) };
      },
    };
  }
  const load = (
    adminUrl: string,
    name: string,
    more: (client: pg.Client) => Promise<unknown> = () => Promise.resolve(),
  ) =>
    admin(adminUrl, async (client) => {
      await client.query('begin');
      await loadBackup(client, file(name), quiet);
      await more(client);
      await client.query('commit');
    });
  const begun = (client: pg.Client) => beginEpoch(client, 'boxes', 'Restored.');
  const shown = async (log: Log) => (await log.after(beginning, 10_000)).map(({ position, ...event }) => event);

  it('is of one moment, whatever is written meanwhile, and holds what it says', async () => {
    let writing = true;
    let written = 0;
    const writer = (async () => {
      for (; writing; written += 1) await put(`busy${written % 5}`, `item${written}`);
    })();
    try {
      for (let n = 0; n < 5; n += 1) {
        await take(`busy${n}`);
        const { begin, counts } = await describeBackup(file(`busy${n}`));
        expect(begin.schemas['boxes']).toMatchObject({ epoch: 0 });
        expect(counts['boxes.views']).toBeUndefined();
        expect(counts['boxes.subject_keys']).toBeUndefined();
        const { adminUrl } = await target();
        await load(adminUrl, `busy${n}`);
        expect(await admin(adminUrl, (client) => faultsOf(client, 'boxes'))).toEqual([]);
      }
    } finally {
      writing = false;
      await writer;
    }
    expect(written).toBeGreaterThan(0);
  });

  it('strands its readers on a server that has counted less, unless the next epoch of the log is begun', async () => {
    await take('plain', { keys: 'plain-keys' });
    const bare = await target();
    await load(bare.adminUrl, 'plain');
    const { database, store, log } = bare.open();
    try {
      expect(await strandedBy(database)).toContain('a transaction that this server has not had');
      const last = (await lab.everything()).at(-1)?.position ?? beginning;
      await as(() => store.handle(box, new Put({ boxId: 'late', item: 'unseen' })));
      expect(await log.after(last, 10)).toEqual([]);
    } finally {
      await database.end();
    }
  });

  it('comes back whole on another server: what was decided, what is held, what was asked; and goes on', async () => {
    const id = '0b6a3b1e-7c55-4a51-9c3e-1f4f4c2f2a10';
    await as(() => lab.store.handle(box, new Put({ boxId: 'asked', item: 'once' })), id);
    await take('whole', { keys: 'whole-keys' });
    const copy = await target();
    await load(copy.adminUrl, 'whole', async (client) => {
      expect(await loadKeys(client, file('whole-keys'), { progress: quiet })).toMatchObject({ erased: 0 });
      expect((await begun(client)).epoch).toBe(1);
    });
    const { database, store, log } = copy.open();
    try {
      expect(await strandedBy(database)).toBeUndefined();
      const { length } = await lab.everything();
      expect(await shown(log)).toEqual(await shown(lab.log));
      expect(await shown(log)).toHaveLength(length);
      expect((await shown(log)).map(({ data }) => data)).toContainEqual({ boxId: 'one', item: 'b', owner: 'Nop' });
      const again = await as(() => store.handle(box, new Put({ boxId: 'asked', item: 'once' })), id);
      expect(again).toMatchObject({ accepted: true, version: 1 });
      const held = await as(() =>
        store.handle(
          box,
          new Reserve({ boxId: 'three', resource: 'room', from: '2026-06-15T12:30:00Z', to: '2026-06-15T13:30:00Z' }),
          async (facts) => ({
            held: await facts.claimed(
              [{ resource: 'room', during: { from: '2026-06-15T12:30:00Z', to: '2026-06-15T13:30:00Z' } }],
              'box-three',
            ),
          }),
        ),
      );
      expect(held).toMatchObject({ accepted: false, refusals: [{ code: 'TAKEN' }] });
      await as(() => store.handle(box, new Put({ boxId: 'new', item: 'n' })));
      const events = await log.after(beginning, 10_000);
      expect(epochOf(events.at(-1)?.position ?? '')).toBe(1);
      expect(new Set(events.map(({ position }) => position.split(':')[1])).size).toBe(events.length);
    } finally {
      await database.end();
    }
  });

  it('comes back without keys, with nobody readable; not even under keys of somebody who was forgotten since', async () => {
    await put('gone', 'g', 'Malee');
    await take('early', { keys: 'early-keys' });
    await lab.keys.forget('owner-of-gone');
    await take('late', { keys: 'late-keys' });
    const copy = await target();
    await load(copy.adminUrl, 'late', begun);
    const bare = copy.open();
    try {
      expect(await shown(bare.log)).not.toEqual([]);
      expect((await shown(bare.log)).flatMap(({ data }) => (data as { owner?: string | null }).owner ?? [])).toEqual(
        [],
      );
    } finally {
      await bare.database.end();
    }
    await admin(copy.adminUrl, async (client) => {
      const { loaded, erased } = await loadKeys(client, file('early-keys'), { progress: quiet });
      expect([loaded > 0, erased]).toEqual([true, 1]);
    });
    const keyed = copy.open();
    try {
      const owners = (await shown(keyed.log)).map(({ data }) => (data as { owner?: string | null }).owner);
      expect(owners).toContain('Nop');
      expect(owners).not.toContain('Malee');
    } finally {
      await keyed.database.end();
    }
  });

  it('has its keys wrapped by another master key where the installation has another', async () => {
    await take('other', { keys: 'other-keys' });
    const copy = await target();
    const mine = Buffer.alloc(32, 9);
    await load(copy.adminUrl, 'other', async (client) => {
      await loadKeys(client, file('other-keys'), {
        progress: quiet,
        rewrap: (wrapped, subject) => rewrapped(wrapped, subject, Buffer.alloc(32, 7), mine),
      });
      await begun(client);
    });
    const { database, log } = copy.open(mine);
    try {
      expect((await shown(log)).map(({ data }) => (data as { owner?: string | null }).owner)).toContain('Nop');
    } finally {
      await database.end();
    }
  });

  it('shows which tables of an installation stand in its way', async () => {
    const copy = await target();
    expect(await admin(copy.adminUrl, (client) => occupiedTables(client, parts))).toEqual([]);
    const { database, store } = copy.open();
    await as(() => store.handle(box, new Put({ boxId: 'one', item: 'a' })));
    await database.end();
    expect(await admin(copy.adminUrl, (client) => occupiedTables(client, parts))).toContain('boxes.events');
  });

  it('is refused where it is cut, altered, newer, of another kind, or none, before anything is done', async () => {
    await take('good', { keys: 'locked', passphrase: 'correct horse battery' });
    const good = await readFile(file('good'));
    const refuses = async (name: string, bytes: Buffer, sentence: RegExp) => {
      await writeFile(file(name), bytes);
      await expect(describeBackup(file(name))).rejects.toThrow(BackupProblem);
      await expect(describeBackup(file(name))).rejects.toThrow(sentence);
    };
    for (const length of [0, 10, 100, good.length / 2, good.length - 1])
      await refuses(
        `cut${length}`,
        good.subarray(0, length),
        /is not whole|is no file of a Stipple backup|packed in a way/,
      );
    for (const at of [20, 60, Math.floor(good.length / 2), good.length - 100]) {
      const altered = Buffer.from(good);
      altered[at] = (altered[at] ?? 0) ^ 1;
      await refuses(`altered${at}`, altered, /was altered: its SHA-256|packed in a way/);
    }
    await refuses(
      'newer',
      Buffer.concat([Buffer.from('stipple backup 2\n'), good.subarray(17)]),
      /was written by a newer Stipple, in format 2/,
    );
    await refuses('none', Buffer.from('PGDMP and more'), /is no file of a Stipple backup/);
    await expect(describeBackup(file('locked'))).rejects.toThrow('holds keys where a backup is needed');
    await expect(describeBackup(file('missing'))).rejects.toThrow('cannot be read');
    await expect(describeKeys(file('locked'))).rejects.toThrow('is locked with a passphrase');
    await expect(describeKeys(file('locked'), 'another horse battery')).rejects.toThrow(
      'cannot be opened with this passphrase',
    );
    expect((await describeKeys(file('locked'), 'correct horse battery')).begin.secrets).toEqual({ identity: 'abcd' });
    expect((await readFile(file('locked'))).includes('identity')).toBe(false);
  });

  it('replaces no file unasked, and leaves nothing where it is interrupted', async () => {
    await take('kept');
    await expect(take('kept')).rejects.toThrow('is there already');
    const before = await readdir(folder);
    await expect(
      writeFrames(file('half'), { kind: 'backup' }, async (write) => {
        await write({ begin: {} }, Buffer.alloc(1_000_000));
        throw new Error('The database went away.');
      }),
    ).rejects.toThrow('The database went away.');
    expect(await readdir(folder)).toEqual(before);
  });

  it('keeps every text as it is', async () => {
    const texts = [
      'tab\tnewline\nreturn\rbackslash\\',
      '\\N',
      '\\.',
      'Zoë ภาษาไทย 🪡',
      'quote " and \' and $$',
      '\u2028',
    ];
    for (const [n, item] of texts.entries()) await put('texts', `${n} ${item}`);
    await take('texts', { keys: 'texts-keys' });
    const copy = await target();
    await load(copy.adminUrl, 'texts');
    const { database, log } = copy.open();
    try {
      expect((await log.stream('box-texts', 0)).map(({ data }) => (data as { item: string }).item)).toEqual(
        texts.map((item, n) => `${n} ${item}`),
      );
    } finally {
      await database.end();
    }
  });
});
