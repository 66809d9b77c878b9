import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { asking } from './database.fixture.js';
import { type Home, openHome } from './home.js';
import { type Postgres, erasePostgres, postgresUrl, startPostgres } from './postgres.js';

let folder: string;

const listening = async (port: number): Promise<net.Server> => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen({ port, host: '127.0.0.1' }, resolve));
  return server;
};

describe('an embedded PostgreSQL that runs', () => {
  let home: Home;
  let server: Postgres;
  const told: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-postgres-'));
    home = await openHome(folder);
    server = await startPostgres({ home, progress: (line) => told.push(line) });
  });
  afterAll(async () => {
    await server.stop();
    await home.close();
    await rm(folder, { recursive: true });
  });

  it('says that it makes a database when there is none', () => {
    expect(told).toContain('Making a new PostgreSQL database …');
  });

  it('is PostgreSQL 18, keeps what it has committed, and brings btree_gist', async () => {
    const settings = [
      'fsync',
      'synchronous_commit',
      'autovacuum',
      'shared_buffers',
      'max_connections',
      'TimeZone',
      'listen_addresses',
      'server_encoding',
      'data_checksums',
    ];
    const rows = await asking(
      server.adminUrl,
      `select ${settings.map((name) => `current_setting('${name}') as "${name}"`).join(', ')}`,
    );
    expect(rows).toEqual([
      {
        fsync: 'on',
        synchronous_commit: 'on',
        autovacuum: 'on',
        shared_buffers: '256MB',
        max_connections: '200',
        TimeZone: 'UTC',
        listen_addresses: '127.0.0.1',
        server_encoding: 'UTF8',
        data_checksums: 'on',
      },
    ]);
    expect(await asking(server.adminUrl, 'show server_version')).toEqual([
      { server_version: expect.stringMatching(/^18\./) },
    ]);
    await asking(server.adminUrl, 'create extension btree_gist');
  });

  it('is reached through its socket, and through TCP on the loopback address, with its password only', async () => {
    const socket = new URL(server.adminUrl);
    expect(socket.searchParams.get('host')).toBe(path.join(folder, 'postgres', 'socket'));
    expect(await asking(socket.href, 'select inet_server_addr() as address')).toEqual([{ address: null }]);
    const tcp = new URL(server.adminUrl);
    tcp.searchParams.delete('host');
    expect(await asking(tcp.href, 'select host(inet_server_addr()) as address')).toEqual([{ address: '127.0.0.1' }]);
    for (const url of [socket, tcp]) {
      url.password = 'wrong';
      await expect(asking(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    }
  });

  it('lets only its own user at its files', async () => {
    for (const name of ['data', 'socket'])
      expect((await stat(path.join(folder, 'postgres', name))).mode & 0o777).toBe(0o700);
    expect((await stat(folder)).mode & 0o007).toBe(0);
    expect((await stat(path.join(folder, 'logs', 'postgres.log'))).mode & 0o777).toBe(0o600);
  });

  it('writes neither statements nor the values in them to its log', async () => {
    await expect(
      asking(
        server.adminUrl,
        'create table client (phone text unique)',
        "insert into client values ('555-1234')",
        "insert into client values ('555-1234')",
      ),
    ).rejects.toMatchObject({ code: '23505' });
    expect(await readFile(path.join(folder, 'logs', 'postgres.log'), 'utf8')).not.toContain('555-1234');
  });

  it('is found by who reads the home, and not started twice in it', async () => {
    const reader = await openHome(folder, { lock: null });
    expect(await postgresUrl(reader)).toBe(server.adminUrl);
    await expect(startPostgres({ home: reader })).rejects.toThrow(
      `Another Stipple (process ${process.pid}) is using ${folder}`,
    );
    await expect(erasePostgres(reader)).rejects.toThrow(`Another Stipple (process ${process.pid}) is using ${folder}`);
  });

  it('goes on after one of its processes was killed', async () => {
    const client = new pg.Client({ connectionString: server.adminUrl });
    const broken = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
    await broken;
    await client.end();
    const deadline = Date.now() + 120_000;
    let answer: object[] = [];
    while (answer.length === 0 && Date.now() < deadline)
      answer = await asking(server.adminUrl, 'select 1 as one').catch(() => []);
    expect(answer).toEqual([{ one: 1 }]);
  });
});

describe('an embedded PostgreSQL', () => {
  let home: Home;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-postgres-'));
    home = await openHome(folder);
  });
  afterEach(async () => {
    await home.close();
    await rm(folder, { recursive: true });
  });

  it('has what was stored at its next start, on the port that it had', async () => {
    const first = await startPostgres({ home });
    await asking(first.adminUrl, 'create table kept (n int)', 'insert into kept values (42)');
    await first.stop();
    await first.stop();
    const told: string[] = [];
    const second = await startPostgres({ home, progress: (line) => told.push(line) });
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await asking(second.adminUrl, 'select n from kept')).toEqual([{ n: 42 }]);
    expect(told).toEqual([]);
    await second.stop();
    expect((await readdir(path.join(folder, 'postgres', 'socket'))).length).toBe(0);
  });

  it('says in one sentence that a port is taken, and leaves nothing running', async () => {
    const other = await listening(0);
    const { port } = other.address() as net.AddressInfo;
    await expect(startPostgres({ home, port })).rejects.toThrow(
      `PostgreSQL cannot listen on port ${port}: another program does. Stop that program or choose another port.`,
    );
    await new Promise((resolve) => other.close(resolve));
    const server = await startPostgres({ home, port });
    expect(server.port).toBe(port);
    await server.stop();
  });

  it('takes another port when the one that it had is taken', async () => {
    const first = await startPostgres({ home });
    await first.stop();
    const other = await listening(first.port);
    const second = await startPostgres({ home });
    expect(second.port).not.toBe(first.port);
    await second.stop();
    await new Promise((resolve) => other.close(resolve));
  });

  it('uses TCP where its socket would have too long a path', async () => {
    await chmod(folder, 0o755);
    const deep = await openHome(path.join(folder, 'd'.repeat(60), 'e'.repeat(60)));
    const server = await startPostgres({ home: deep });
    expect(new URL(server.adminUrl).searchParams.get('host')).toBeNull();
    expect(await asking(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    await erasePostgres(deep);
    await deep.close();
  });

  it('is made anew after its making was cut short', async () => {
    const cut = await home.folder('postgres', 'draft-1');
    await writeFile(path.join(cut, 'PG_VERSION'), '18\n');
    const server = await startPostgres({ home });
    await server.stop();
    expect((await readdir(path.join(folder, 'postgres'))).sort()).toEqual(['data', 'place', 'port', 'socket']);
  });

  it('refuses the database of another major version in one sentence', async () => {
    const server = await startPostgres({ home });
    await server.stop();
    await writeFile(path.join(folder, 'postgres', 'data', 'PG_VERSION'), '15\n');
    await expect(startPostgres({ home })).rejects.toThrow(/was made by PostgreSQL 15 and this Stipple brings 18/);
  });

  it('says what is wrong when the keys were replaced', async () => {
    const server = await startPostgres({ home });
    await server.stop();
    await rm(path.join(folder, 'keys', 'postgres'));
    await expect(startPostgres({ home })).rejects.toThrow(
      /^PostgreSQL runs but refuses Stipple: .*; were the keys in STIPPLE_HOME replaced\?$/,
    );
  });

  it('says why it does not start, and gives the home back', async () => {
    const server = await startPostgres({ home });
    await server.stop();
    await writeFile(path.join(folder, 'postgres', 'data', 'postgresql.conf'), 'no such = setting\n');
    await expect(startPostgres({ home })).rejects.toThrow('PostgreSQL did not start: configuration file');
    await writeFile(path.join(folder, 'postgres', 'data', 'postgresql.conf'), '');
    await (await startPostgres({ home })).stop();
  });

  it('is gone when it is erased', async () => {
    const server = await startPostgres({ home });
    await asking(server.adminUrl, 'create table kept (n int)');
    await server.stop();
    await erasePostgres(home);
    expect(await postgresUrl(home)).toBeUndefined();
    const next = await startPostgres({ home });
    await expect(asking(next.adminUrl, 'select * from kept')).rejects.toMatchObject({ code: '42P01' });
    await next.stop();
  });
});
