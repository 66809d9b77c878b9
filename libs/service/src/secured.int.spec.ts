import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStoreMigrations, Feed, Log, openDatabase, PersonalKeys } from '@stipple/event-store';
import { openHome, provision, startPostgres, StartProblem, type Home, type Postgres } from '@stipple/local-servers';
import { makeAuthority, withoutOpenssl } from '@stipple/local-servers/certificates';
import { databaseUrl, reachDatabase } from '@stipple/local-servers/connection';
import { brokerMigrations, EmbeddedBroker } from '@stipple/messaging';
import { migrate } from './migrate.js';

const obstacle = withoutOpenssl();
if (obstacle !== undefined) process.stdout.write(`skipped: a PostgreSQL that demands TLS, because: ${obstacle}\n`);
const withCertificates = obstacle === undefined ? describe : describe.skip;

withCertificates('a PostgreSQL that demands TLS', () => {
  const passwords = new Map<string, string>();
  const passwordOf = (role: string) =>
    passwords.get(role) ?? passwords.set(role, randomBytes(9).toString('hex')).get(role) ?? '';
  let authority: ReturnType<typeof makeAuthority>;
  let home: Home;
  let server: Postgres;
  let plain: string;
  let secured: string;

  beforeAll(async () => {
    authority = makeAuthority();
    home = await openHome(await mkdtemp(path.join(os.tmpdir(), 'stipple-tls-')));
    server = await startPostgres({ home, tls: authority.issue('IP:127.0.0.1', 'DNS:stipple.test') });
    const tcp = new URL(server.adminUrl);
    [tcp.hostname, tcp.port] = ['127.0.0.1', String(server.port)];
    tcp.searchParams.delete('host');
    plain = tcp.href;
    secured = databaseUrl({ DATABASE_URL: plain, DATABASE_CA: authority.ca }) ?? '';
  });
  afterAll(async () => {
    await server.stop();
    await home.close();
    await rm(home.path, { recursive: true, force: true });
  });

  const refusal = async (url: string): Promise<string> => {
    const error: unknown = await reachDatabase(url).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StartProblem);
    return (error as Error).message;
  };

  it('lets in who trusts its authority, and nobody in the clear, by another authority or under another name', async () => {
    await reachDatabase(secured);
    expect(await refusal(plain)).toMatch(
      /^The PostgreSQL server at 127.0.0.1:\d+ takes no connection without TLS: set DATABASE_CA/,
    );
    expect(await refusal(databaseUrl({ DATABASE_URL: plain, DATABASE_CA: makeAuthority().ca }) ?? '')).toContain(
      'is not signed by an authority in DATABASE_CA.',
    );
    expect(await refusal(`${plain}?sslmode=verify-full`)).toContain('is not signed by an authority in DATABASE_CA.');
    expect(await refusal(secured.replace('127.0.0.1', 'localhost'))).toContain(
      'is for another name than DATABASE_URL gives.',
    );
    const wrong = new URL(secured);
    wrong.password = 'wrong';
    expect(await refusal(wrong.href)).toContain('refuses user postgres: check the name and password in DATABASE_URL.');
  });

  it('is provisioned, migrated, read, listened to and used as a broker by TLS alone', async () => {
    const access = await provision(secured, passwordOf);
    await migrate({ url: access.staff.ownerUrl, schema: 'staff', migrations: eventStoreMigrations('staff') });
    await migrate({ url: access.broker.ownerUrl, schema: 'broker', migrations: brokerMigrations });
    const database = openDatabase({ url: access.staff.url, name: 'spec', onError: () => undefined });
    const broker = new EmbeddedBroker({ url: access.broker.url, log: () => undefined });
    const problems: string[] = [];
    const feed = new Feed(new Log(database, new PersonalKeys(database, randomBytes(32)), []), {
      database,
      channel: 'stipple_staff',
      pollMilliseconds: 500,
      peers: { url: access.staff.url, onError: (error) => problems.push(error.message) },
    });
    try {
      await feed.listen();
      await broker.ensureTopics(['stipple.staff']);
      const consumer = await broker.consume({
        group: 'stipple.bookings',
        topics: ['stipple.staff'],
        nextOffset: () => Promise.resolve(undefined),
        handle: () => Promise.resolve(),
      });
      const { rows } = await database.query<{ ssl: boolean; name: string }>(
        "select ssl, application_name as name from pg_stat_ssl join pg_stat_activity using (pid) where client_addr is not null and usename like 'stipple%'",
      );
      expect(rows.every(({ ssl }) => ssl)).toBe(true);
      await consumer.stop();
      expect(problems).toEqual([]);
    } finally {
      await feed.close();
      await broker.close();
      await database.end();
    }
  });
});

describe('a PostgreSQL without TLS', () => {
  it('is not used in the clear by who demands TLS', async () => {
    const url = new URL(process.env['STIPPLE_TEST_DATABASE_URL'] ?? '');
    if (!url.port) url.port = '5432';
    url.searchParams.delete('host');
    url.hostname = '127.0.0.1';
    url.searchParams.set('sslmode', 'verify-full');
    await expect(reachDatabase(url.href)).rejects.toThrow('does not speak TLS, which sslmode=verify-full demands.');
  });
});
