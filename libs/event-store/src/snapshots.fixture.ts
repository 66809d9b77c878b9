import {
  command,
  EventStore,
  Log,
  PersonalKeys,
  refusal,
  unless,
  type Database,
  type Decider,
  type Recorded,
} from './index.js';
import type { StateLimits } from './states.js';

/**
 * Something that counts, for specifications of long streams: its state holds what a snapshot has to bring back as it
 * was.
 */
export class Add extends command('Add')<{
  tallyId: string;
  what: string;
  amount: number;
  person?: string;
  name?: string;
}> {}
export type Added = {
  type: 'Added';
  data: { tallyId: string; what: string; amount: number; person?: string; name?: string | null };
};
export interface Tally {
  total: number;
  counts: ReadonlyMap<string, number>;
  people: ReadonlySet<string>;
  names: Readonly<Record<string, string | null>>;
  last: string | undefined;
}
const evolve = (state: Tally, { data }: Added): Tally => ({
  total: state.total + data.amount,
  counts: new Map(state.counts).set(data.what, (state.counts.get(data.what) ?? 0) + data.amount),
  people: data.person === undefined ? state.people : new Set(state.people).add(data.person),
  names: data.person === undefined ? state.names : { ...state.names, [data.person]: data.name ?? null },
  last: data.amount === 0 ? undefined : data.what,
});
export const tally: Decider<Add, Added, Tally> = {
  stream: 'tally',
  idOf: ({ data }) => data.tallyId,
  initial: { total: 0, counts: new Map(), people: new Set(), names: {}, last: undefined },
  personal: { Added: { subject: (data) => data.person ?? 'nobody', fields: ['name'] } },
  decide: ({ data }, { total }) =>
    unless(total + data.amount < 0 && refusal('OUT_OF_RANGE', 'There is less than that.')) ?? [{ type: 'Added', data }],
  evolve,
};
/** The same, as somebody would write it in the next release. */
export const doubled: Decider<Add, Added, Tally> = {
  ...tally,
  evolve: (state, event) => ({ ...evolve(state, event), total: state.total + 2 * event.data.amount }),
  foldDependencies: [evolve],
};

/** A log that counts what was read from it. */
class CountingLog extends Log {
  read = 0;
  override async stream(...of: Parameters<Log['stream']>): Promise<Recorded[]> {
    const events = await super.stream(...of);
    this.read += events.length;
    return events;
  }
}

/** What a process of its own would have in memory over a store's tables: nothing yet. */
export function openProcess(database: Database, states: Partial<StateLimits> = {}, masterKey = Buffer.alloc(32, 7)) {
  const keys = new PersonalKeys(database, masterKey);
  const log = new CountingLog(database, keys, [tally]);
  const troubles: { what: string; error: unknown }[] = [];
  const store = new EventStore({
    database,
    log,
    keys,
    states: { delay: 0, ...states },
    onTrouble: (what, error) => troubles.push({ what, error }),
  });
  return {
    database,
    keys,
    log,
    store,
    troubles,
    close: () => store.close(),
  };
}
