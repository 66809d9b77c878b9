// One event an append, 32 writers: a command through the event store beside a bare call of one SQL function.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { actAs, command, eventStoreMigrations, EventStore, Log, openDatabase, PersonalKeys } from '../../libs/event-store/dist/src/index.js';
import { beside, rate } from './measure.mjs';

const payload = 'x'.repeat(300);

class Note extends command('Note') {}
const note = {
  stream: 'note',
  idOf: ({ data }) => data.id,
  initial: { count: 0 },
  decide: (given) => [{ type: 'Noted', data: { ...given.data, text: payload } }],
  evolve: (state) => ({ count: state.count + 1 }),
};

/** The least that stores an event under a version guard: one function, one table, one round trip. */
const bare = `
create table bare_events (position bigint generated always as identity, stream uuid not null, version int not null, type text not null, data text not null, meta text not null, at timestamptz not null default now(), primary key (stream, version));
create function bare_append(p_stream uuid, p_expected int, p_type text, p_data text, p_meta text) returns bigint language plpgsql as $$
declare result bigint;
begin
  if coalesce((select max(version) from bare_events where stream = p_stream), 0) <> p_expected then return null; end if;
  insert into bare_events (stream, version, type, data, meta) values (p_stream, p_expected + 1, p_type, p_data, p_meta) returning position into result;
  return result;
end $$;`;

export async function benchAppend(adminUrl, seconds = 3) {
  const name = `bench_${Date.now()}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const setup = new pg.Client({ connectionString: url.toString() });
  await setup.connect();
  await setup.query('create extension btree_gist; create schema bench');
  await setup.query(`do $$ begin if not exists (select from pg_roles where rolname = 'stipple_bench') then create role stipple_bench; end if; end $$`);
  for (const Migration of eventStoreMigrations('bench')) await new Migration().up(setup);
  await setup.query('set search_path = bench');
  await setup.query(bare);
  await setup.end();
  url.searchParams.set('options', '-c search_path=bench,public');
  const database = openDatabase({ url: url.toString(), name: 'bench', max: 16, onError: () => {} });
  database.options.options = '-c timezone=UTC -c search_path=bench,public';
  const keys = new PersonalKeys(database, Buffer.alloc(32, 1));
  const store = new EventStore({ database, keys, log: new Log(database, keys, [note]) });
  const somebody = { id: 'bench', admin: false, roles: {} };
  const handle = (id) => actAs({ actor: somebody, now: new Date().toISOString(), correlationId: id }, () => store.handle(note, new Note({ id })));
  const direct = (stream) => store.batcher.append({ stream: `raw-${stream}`, expected: 0, events: [{ eventId: randomUUID(), type: 'Noted', schemaVersion: 1, data: JSON.stringify({ text: payload }), meta: { actor: 'bench', correlation: stream }, occurredAt: new Date().toISOString() }] });
  const meta = JSON.stringify({ actor: 'bench', correlation: randomUUID(), clinic: randomUUID() });
  const least = (stream) => database.query({ name: 'bare', text: 'select bare_append($1, $2, $3, $4, $5)', values: [stream, 0, 'Noted', JSON.stringify({ text: payload }), meta] });
  const run = (work) => async (warming) => rate(32, warming ? 0.5 : seconds, () => work(randomUUID()));
  try {
    return {
      'append, 1 event, 32 writers / bare SQL call': await beside(3, run(direct), run(least)),
      'command (load, decide, append), 32 writers / bare SQL call': await beside(3, run(handle), run(least)),
    };
  } finally {
    await database.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
}
