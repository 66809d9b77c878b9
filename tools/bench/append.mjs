// Appending by many writers beside one bare call of one SQL function for each append; and whole commands.
import { randomUUID } from 'node:crypto';
import { actAs, command } from '../../libs/event-store/dist/src/index.js';
import { openLab } from './lab.mjs';
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

/** The least that stores events under a version guard: one function, one table, one round trip. */
const bare = `
create table bare_events (
  position bigint generated always as identity, stream uuid not null, version int not null, type text not null,
  data text not null, meta text not null, at timestamptz not null default now(), primary key (stream, version));
create function bare_append(p_stream uuid, p_expected int, p_type text, p_data text, p_meta text) returns bigint language plpgsql as $$
declare result bigint;
begin
  if coalesce((select max(version) from bare_events where stream = p_stream), 0) <> p_expected then return null; end if;
  insert into bare_events (stream, version, type, data, meta) values (p_stream, p_expected + 1, p_type, p_data, p_meta) returning position into result;
  return result;
end $$;
create function bare_append_many(p_stream uuid, p_expected int, p_types text[], p_data text[], p_meta text[]) returns bigint language plpgsql as $$
declare result bigint;
begin
  if coalesce((select max(version) from bare_events where stream = p_stream), 0) <> p_expected then return null; end if;
  with written as (
    insert into bare_events (stream, version, type, data, meta)
    select p_stream, p_expected + i.ix, i.type, i.data, i.meta from unnest(p_types, p_data, p_meta) with ordinality i(type, data, meta, ix) order by i.ix
    returning position
  ) select max(position) from written into result;
  return result;
end $$;`;

const text = JSON.stringify({ text: payload });
const eventOf = (correlation) => ({
  eventId: randomUUID(),
  type: 'Noted',
  schemaVersion: 1,
  data: text,
  meta: { actor: 'bench', correlation, clinic: correlation },
  occurredAt: '2026-06-15T12:00:00.000Z',
});
const times = (count, value) => Array.from({ length: count }, () => value);

/** @param seconds of each round */
export async function benchAppend({ adminUrl, seconds = 2, rounds = 3, report }) {
  const lab = await openLab(adminUrl, [note], bare);
  const { database, store } = lab;
  const somebody = { id: 'bench', admin: false, roles: {} };
  const handle = (id) =>
    actAs({ actor: somebody, now: new Date().toISOString(), correlationId: id }, () =>
      store.handle(note, new Note({ id })),
    );
  const ours = (events) => async (id) => {
    const { status } = await store.batcher.append({
      stream: `raw-${id}`,
      expected: 0,
      events: Array.from({ length: events }, () => eventOf(id)),
    });
    if (status !== 'ok') throw new Error(`An append was answered ${status}.`);
  };
  const metaOf = (id) => JSON.stringify({ actor: 'bench', correlation: id, clinic: id });
  const one = (id) =>
    database.query({
      name: 'bare',
      text: 'select bare_append($1, $2, $3, $4, $5)',
      values: [id, 0, 'Noted', text, metaOf(id)],
    });
  const many = (events) => (id) =>
    database.query({
      name: 'bare many',
      text: 'select bare_append_many($1, $2, $3, $4, $5)',
      values: [id, 0, times(events, 'Noted'), times(events, text), times(events, metaOf(id))],
    });
  const run = (writers, work) => (warming) => rate(writers, warming ? 0.5 : seconds, () => work(randomUUID()));
  try {
    for (const writers of [1, 32, 128]) {
      report({
        name: `append, 1 event, ${writers} ${writers === 1 ? 'writer' : 'writers'} / bare SQL call`,
        unit: 'appends',
        ...(writers === 32 ? { goal: '2.5, p99 under 5 ms' } : {}),
        ...(await beside(rounds, run(writers, ours(1)), run(writers, one))),
      });
    }
    report({
      name: 'append, 100 events, 8 writers / bare SQL call',
      unit: 'appends',
      goal: '0.9',
      ...(await beside(rounds, run(8, ours(100)), run(8, many(100)))),
    });
    report({
      name: 'command (load, decide, append), 32 writers / bare SQL call',
      unit: 'commands',
      ...(await beside(rounds, run(32, handle), run(32, one))),
    });
  } finally {
    await lab.close();
  }
}
