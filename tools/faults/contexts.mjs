// Two invented contexts, small enough for a checker to know everything about them. `alpha`: boxes that hold items, give
// them to each other, and reserve resources for a time. `beta` listens to alpha and counts items naively, so an effect
// done twice makes a number too high.
import {
  actAs,
  anyView,
  command,
  EventStore,
  Feed,
  Log,
  openDatabase,
  PersonalKeys,
  refusal,
  unless,
  view,
} from '../../libs/event-store/dist/src/index.js';
import { packDeciders } from './packs.mjs';

class Put extends command('Put') {}
class Give extends command('Give') {}
class Take extends command('Take') {}
class Drop extends command('Drop') {}
class Reserve extends command('Reserve') {}
class Release extends command('Release') {}
class Count extends command('Count') {}
const commands = { Put, Give, Drop, Reserve, Release };

/** Makes a command again from its note. */
export const commandOf = ({ type, data }) => new commands[type](data);

const mostItems = 30;
const overlap = (one, other) => one.resource === other.resource && one.from < other.to && other.from < one.to;

/** A box holds at most `mostItems` items and gives only what it has. One box at a time reserves a resource. */
const box = {
  stream: 'box',
  idOf: ({ data }) => data.boxId,
  initial: { items: 0, reserved: [] },
  claims: (state) => state.reserved.map(({ resource, from, to }) => ({ resource, during: { from, to } })),
  decide({ type, data, facts: { held } = { held: [] } }, state) {
    switch (type) {
      case 'Put':
        return (
          unless(state.items + data.count > mostItems && refusal('FULL', 'The box is full.')) ??
          Array.from({ length: data.count }, (_, n) => ({
            type: 'ItemPut',
            data: { boxId: data.boxId, item: `${data.item}.${n}` },
          }))
        );
      case 'Give':
        return unless(state.items === 0 && refusal('EMPTY', 'The box is empty.')) ?? [{ type: 'Given', data }];
      case 'Drop':
        return (
          unless(state.items < data.count && refusal('EMPTY', 'The box holds less.')) ??
          Array.from({ length: data.count }, () => ({ type: 'Dropped', data: { boxId: data.boxId } }))
        );
      case 'Take':
        return unless(state.items >= mostItems && refusal('FULL', 'The box is full.')) ?? [{ type: 'Taken', data }];
      case 'Reserve':
        return (
          unless(
            held.length > 0 && refusal('TAKEN', 'It is reserved by another box.'),
            state.reserved.some((one) => overlap(one, data)) && refusal('RESERVED', 'This box reserved it already.'),
          ) ?? [{ type: 'Reserved', data }]
        );
      case 'Release':
        return (
          unless(
            !state.reserved.some(({ reservation }) => reservation === data.reservation) &&
              refusal('NOT_RESERVED', 'It is not reserved.'),
          ) ?? [{ type: 'Released', data }]
        );
      default:
        throw new Error(`A box knows no ${type}.`);
    }
  },
  evolve(state, { type, data }) {
    switch (type) {
      case 'ItemPut':
      case 'Taken':
        return { ...state, items: state.items + 1 };
      case 'Given':
      case 'Dropped':
        return { ...state, items: state.items - 1 };
      case 'Reserved':
        return { ...state, reserved: [...state.reserved, data] };
      case 'Released':
        return { ...state, reserved: state.reserved.filter(({ reservation }) => reservation !== data.reservation) };
      default:
        return state;
    }
  },
};

/** Every other eight seconds beta fails for some boxes, until `well` is true: their messages are parked and retried. */
export const health = { well: false };
const sickBoxes = new Set(['b1', 'b2', 'b3']);
const isSick = (boxId) => !health.well && sickBoxes.has(boxId) && Math.floor(Date.now() / 8_000) % 2 === 1;

/** Counts every message, repeated ones included. */
const tally = {
  stream: 'tally',
  idOf: ({ data }) => data.boxId,
  initial: { heard: 0 },
  decide: ({ data }) => unless(isSick(data.boxId) && refusal('SICK', 'Beta is sick.')) ?? [{ type: 'Counted', data }],
  evolve: (state) => ({ heard: state.heard + 1 }),
};

const change = (row, id, by, last) => {
  const items = (row?.items ?? 0) + by;
  return items === 0 ? undefined : { id, items, last };
};
const itemsOfBoxes = (name) =>
  anyView(
    view({
      name,
      key: 'id',
      columns: { id: 'text', items: 'int', last: 'text' },
      on: {
        ItemPut: (row, event) => change(row, event.id, 1, event.eventId),
        Taken: (row, event) => change(row, event.id, 1, event.eventId),
        Given: (row, event) => change(row, event.id, -1, event.eventId),
        Dropped: (row, event) => change(row, event.id, -1, event.eventId),
      },
    }),
  );
const tallies = anyView(
  view({
    name: 'tallies',
    key: 'id',
    columns: { id: 'text', heard: 'int', balance: 'int', last: 'text' },
    on: {
      Counted: (row, { id, data }) => ({
        id,
        heard: (row?.heard ?? 0) + 1,
        balance: (row?.balance ?? 0) + data.change,
        last: data.messageId,
      }),
    },
  }),
);

/** The first view of each context is rebuilt again and again, which would heal a fault in it; the others never. */
export const contexts = {
  alpha: { deciders: [box, ...packDeciders], views: [itemsOfBoxes('boxes'), itemsOfBoxes('shelves')] },
  beta: { deciders: [tally], views: [tallies] },
};

const types = {
  ItemPut: 'alpha.item-put.v1',
  Given: 'alpha.item-given.v1',
  Dropped: 'alpha.item-dropped.v1',
  Taken: 'alpha.item-taken.v1',
  Reserved: 'alpha.reserved.v1',
};
export const publishes = (event) =>
  types[event.type] ? [{ type: types[event.type], subject: event.id, data: event.data }] : [];

const heard = {
  'alpha.item-put.v1': 1,
  'alpha.item-given.v1': -1,
  'alpha.item-dropped.v1': -1,
  'alpha.item-taken.v1': 1,
};
const countOf = (message) => new Count({ boxId: message.subject, messageId: message.id, change: heard[message.type] });
export const subscriptions = Object.keys(heard).map((type) => ({
  contract: { type, problem: () => undefined },
  commands: (message) => [countOf(message)],
}));
export const handlers = [{ commandType: 'Count', decider: tally, given: (store, given) => store.given(tally, given) }];
export const count = (store, message) => store.handle(tally, countOf(message));

/** Runs a command about a box, with the facts and consequences that it needs. */
export function handle(store, given) {
  const { boxId, resource, from, to } = given.data;
  const gather =
    given.type === 'Reserve'
      ? async (facts) => ({ held: await facts.claimed([{ resource, during: { from, to } }], `box-${boxId}`) })
      : undefined;
  const follows =
    given.type === 'Give'
      ? (events) =>
          Promise.resolve(
            events.map(({ data }) => store.given(box, new Take({ boxId: data.to, from: data.boxId, gift: data.gift }))),
          )
      : undefined;
  return store.handle(box, given, gather, follows);
}

export const actor = { id: 'faults', admin: false, roles: {} };
export const acting = (work, commandId) =>
  actAs(
    { actor, now: new Date().toISOString(), correlationId: commandId ?? 'faults', ...(commandId ? { commandId } : {}) },
    work,
  );

/** One context's store, log and feed, as in a service. `tell` receives lost connections. */
export function openContext(name, url, tell, { listens = true } = {}) {
  const database = openDatabase({
    url,
    name: `faults ${name}`,
    max: 8,
    onError: (error) => tell('a database connection was lost', error),
  });
  const keys = new PersonalKeys(database, Buffer.alloc(32, 5));
  const log = new Log(database, keys, contexts[name].deciders);
  const feed = new Feed(log, {
    database,
    channel: `faults_${name}`,
    ...(listens ? { peers: { url, onError: (error) => tell('wake-ups are out', error) } } : {}),
  });
  const store = new EventStore({ database, log, keys, appended: () => feed.wake() });
  return { database, log, feed, store, kept: keys.kept };
}
