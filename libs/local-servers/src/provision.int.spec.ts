import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking } from './database.fixture.js';
import { type Home, openHome } from './home.js';
import { type Postgres, erasePostgres, startPostgres } from './postgres.js';
import { type SchemaAccess, type SchemaOwner, provision, schemaOwners } from './provision.js';

let home: Home;
let server: Postgres;
let access: Record<SchemaOwner, SchemaAccess>;
const secretOf = async (role: string) => (await home.secret(`role-${role}`, 24)).toString('base64url');

beforeAll(async () => {
  home = await openHome(await mkdtemp(path.join(os.tmpdir(), 'stipple-provision-')));
  server = await startPostgres({ home });
  access = await provision(server.adminUrl, secretOf);
});

afterAll(async () => {
  await server.stop();
  await erasePostgres(home);
  await home.close();
  await rm(home.path, { recursive: true });
});

const refused = { code: '42501' };

describe('a provisioned database', () => {
  it('lets an owner migrate and a service use what was granted to it', async () => {
    await asking(
      access.staff.ownerUrl,
      'create table staff.events (n int)',
      'insert into staff.events values (7)',
      'grant select on staff.events to stipple_staff',
    );
    expect(await asking(access.staff.url, 'select n from events')).toEqual([{ n: 7 }]);
  });

  it('sorts text by its bytes in a way that no update of the system changes', async () => {
    const inside = new URL(server.adminUrl);
    inside.pathname = '/stipple';
    expect(
      await asking(
        inside.href,
        `select datlocprovider as by, datlocale as locale, datcollate as collate, pg_encoding_to_char(encoding) as encoding
           from pg_database where datname = 'stipple'`,
      ),
    ).toEqual([{ by: 'b', locale: 'C.UTF-8', collate: 'C', encoding: 'UTF8' }]);
    expect(
      await asking(
        inside.href,
        "select string_agg(t, '' order by t) as sorted, lower('ÄÖÜ') as lower from unnest(array['b', 'B', 'a', 'ä', 'z']) t",
      ),
    ).toEqual([{ sorted: 'Babzä', lower: 'äöü' }]);
  });

  it('gives a service no rights that a migration did not grant', async () => {
    await asking(
      access.staff.ownerUrl,
      'create table staff.keys (n int)',
      'create function staff.secret() returns int language sql as $$ select 1 $$',
    );
    await expect(asking(access.staff.url, 'select n from staff.keys')).rejects.toMatchObject(refused);
    await expect(asking(access.staff.url, 'select staff.secret()')).rejects.toMatchObject(refused);
    await expect(asking(access.staff.url, 'create table staff.mine (n int)')).rejects.toMatchObject(refused);
    await expect(asking(access.staff.url, 'delete from staff.events')).rejects.toMatchObject(refused);
  });

  it('lets a service make its read models, with exclusion constraints, where it finds them first', async () => {
    await asking(
      access.bookings.url,
      'create table day_sheet (room text, during tstzrange, exclude using gist (room with =, during with &&))',
    );
    expect(await asking(access.bookings.url, "select schemaname from pg_tables where tablename = 'day_sheet'")).toEqual(
      [{ schemaname: 'bookings_views' }],
    );
  });

  it('lets no context read another', async () => {
    await asking(access.staff.url, 'create table staff_views.roster (n int)');
    for (const url of [access.bookings.url, access.bookings.ownerUrl, access.broker.url]) {
      await expect(asking(url, 'select * from staff.events')).rejects.toMatchObject(refused);
      await expect(asking(url, 'select * from staff_views.roster')).rejects.toMatchObject(refused);
    }
  });

  it('lets no context create outside its own schemas', async () => {
    for (const schema of ['staff', 'staff_views', 'public', 'broker']) {
      await expect(asking(access.bookings.url, `create table ${schema}.mine (n int)`)).rejects.toMatchObject(refused);
      await expect(asking(access.bookings.ownerUrl, `create table ${schema}.mine (n int)`)).rejects.toMatchObject(
        refused,
      );
    }
    for (const statement of [
      'create schema mine',
      'create database mine',
      'create role mine',
      'create temp table mine (n int)',
      'set role stipple_staff',
    ]) {
      await expect(asking(access.bookings.url, statement)).rejects.toMatchObject(refused);
    }
  });

  it('does not let a service act as the owner of its events', async () => {
    await expect(asking(access.staff.url, 'set role stipple_staff_owner')).rejects.toMatchObject(refused);
    await expect(asking(access.staff.url, 'drop table staff.events')).rejects.toMatchObject(refused);
  });

  it('ends transactions of a service that idle', async () => {
    const rows = await asking(
      access.billing.url,
      `select current_setting('idle_in_transaction_session_timeout') as idle,
              current_setting('statement_timeout') as statement, current_setting('TimeZone') as zone`,
    );
    expect(rows).toEqual([{ idle: '5s', statement: '30s', zone: 'UTC' }]);
  });

  it('lets nobody else in', async () => {
    await asking(server.adminUrl, "create role stranger login password 'strange'");
    const url = new URL(access.staff.url);
    url.username = 'stranger';
    url.password = 'strange';
    await expect(asking(url.href, 'select 1')).rejects.toMatchObject(refused);
  });

  it('is reached with the password only', async () => {
    const url = new URL(access.staff.url);
    url.password = 'wrong';
    await expect(asking(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps what is there when it is provisioned again, by several at once', async () => {
    const again = await Promise.all([1, 2, 3, 4].map(() => provision(server.adminUrl, secretOf)));
    for (const one of again) expect(one).toEqual(access);
    expect(await asking(access.staff.url, 'select n from events')).toEqual([{ n: 7 }]);
  });

  it('is made at once by several who come first', async () => {
    const first = await Promise.all(
      [1, 2, 3].map(() => provision(server.adminUrl, secretOf, { name: 'second_clinic' })),
    );
    expect(first[1]).toEqual(first[0]);
    expect(await asking(first[0]?.billing.url ?? '', 'select current_database() as name')).toEqual([
      { name: 'second_clinic' },
    ]);
    await expect(asking(access.billing.url.replace('/stipple?', '/second_clinic?'), 'select 1')).rejects.toMatchObject(
      refused,
    );
  });

  it('is made by an administrator who is no superuser', async () => {
    await asking(
      server.adminUrl,
      "create role hosted login createdb createrole password 'hosted'",
      'create database hosted owner hosted',
    );
    const url = new URL(server.adminUrl);
    url.username = 'hosted';
    url.password = 'hosted';
    url.pathname = '/hosted';
    await provision(url.href, secretOf, { name: 'managed' });
    const managed = await provision(url.href, secretOf, { name: 'managed' });
    expect(Object.keys(managed)).toEqual([...schemaOwners]);
    await asking(managed.treatments.ownerUrl, 'create table treatments.events (n int)');
    await expect(asking(managed.staff.url, 'select * from treatments.events')).rejects.toMatchObject(refused);
  });

  it('says in a sentence what a server refuses', async () => {
    await expect(provision(access.staff.url, secretOf, { name: 'other' })).rejects.toThrow(
      /^User stipple_staff of the PostgreSQL server at .* may not prepare Stipple's database/,
    );
    const wrong = new URL(server.adminUrl);
    wrong.password = 'wrong';
    await expect(provision(wrong.href, secretOf)).rejects.toThrow(/refuses user postgres: check the name and password/);
    await expect(provision('postgresql://nobody:none@127.0.0.1:9/postgres', secretOf)).rejects.toThrow(
      /^The PostgreSQL server at 127\.0\.0\.1:9 cannot be reached: /,
    );
  });
});
