import {
  already,
  command,
  type Decider,
  type EventStore,
  type Facts,
  type Follows,
  type GivenCommand,
} from './index.js';

/** Packs that treatments use and recalls reach, as small as the race between the two can be. */
class Find extends command('Find')<{ id: string; packs: readonly string[] }> {}
class Treat extends command('Treat')<{ id: string; pack: string }> {}
class UsePack extends command('UsePack')<{ id: string; treatment: string }> {}
class RecallPack extends command('RecallPack')<{ id: string; recall: string }> {}
class OpenRecall extends command('OpenRecall')<{ id: string; treatments: readonly string[] }> {}
class WidenRecall extends command('WidenRecall')<{ id: string; treatments: readonly string[] }> {}

interface Noted<Type extends string, Data extends object> {
  type: Type;
  data: Data & { id: string };
}
type FindingEvent = Noted<'Found', { packs: readonly string[] }>;
type TreatmentEvent = Noted<'Treated', { pack: string }>;
type PackEvent = Noted<'PackUsed', { treatment: string }> | Noted<'PackRecalled', { recall: string }>;
type RecallEvent = Noted<'RecallOpened' | 'RecallWidened', { treatments: readonly string[] }>;
interface Pack {
  usedIn: readonly string[];
  recall?: string;
}

const finding: Decider<Find, FindingEvent, boolean> = {
  stream: 'finding',
  idOf: ({ data }) => data.id,
  initial: false,
  decide: ({ data }, known) => (known ? already() : [{ type: 'Found', data }]),
  evolve: () => true,
};
const treatment: Decider<Treat, TreatmentEvent, boolean> = {
  stream: 'treatment',
  idOf: ({ data }) => data.id,
  initial: false,
  decide: ({ data }, known) => (known ? already() : [{ type: 'Treated', data }]),
  evolve: () => true,
};
export const pack: Decider<UsePack | RecallPack, PackEvent, Pack> = {
  stream: 'pack',
  idOf: ({ data }) => data.id,
  initial: { usedIn: [] },
  decide: ({ type, data }, { usedIn, recall }) => {
    if (type === 'UsePack') return usedIn.includes(data.treatment) ? already() : [{ type: 'PackUsed', data }];
    return recall === data.recall ? already() : [{ type: 'PackRecalled', data }];
  },
  evolve: (state, { type, data }) =>
    type === 'PackUsed' ? { ...state, usedIn: [...state.usedIn, data.treatment] } : { ...state, recall: data.recall },
};
export const recall: Decider<OpenRecall | WidenRecall, RecallEvent, { treatments: readonly string[] } | null> = {
  stream: 'recall',
  idOf: ({ data }) => data.id,
  initial: null,
  decide: ({ type, data }, state) => {
    if (type === 'OpenRecall') return state ? already() : [{ type: 'RecallOpened', data }];
    return state && data.treatments.some((one) => !state.treatments.includes(one))
      ? [{ type: 'RecallWidened', data }]
      : already();
  },
  evolve: (state, { data }) => ({ treatments: [...new Set([...(state?.treatments ?? []), ...data.treatments])] }),
};

/** Called between what a decision reads and what it stores. */
type Meanwhile = () => Promise<unknown>;
const nothing: Meanwhile = () => Promise.resolve();

const recallOf = (id: string) => `of-${id}`;
const reaches =
  (store: EventStore, meanwhile: Meanwhile): Follows<FindingEvent> =>
  async ([found], facts) => {
    if (!found) return [];
    const packs = await Promise.all(found.data.packs.map(async (id) => ({ id, ...(await facts.state(pack, id)) })));
    await meanwhile();
    const id = recallOf(found.data.id);
    return [
      store.given(recall, new OpenRecall({ id, treatments: packs.flatMap(({ usedIn }) => usedIn) })),
      ...packs.map((one) => store.given(pack, new RecallPack({ id: one.id, recall: id }))),
    ];
  };
const uses =
  (store: EventStore, meanwhile: Meanwhile): Follows<TreatmentEvent> =>
  async ([treated], facts) => {
    if (!treated) return [];
    const { id, pack: packId } = treated.data;
    const state = await facts.state(pack, packId);
    await meanwhile();
    const used = store.given(pack, new UsePack({ id: packId, treatment: id }));
    return state.recall === undefined
      ? [used]
      : [used, store.given(recall, new WidenRecall({ id: state.recall, treatments: [id] }))];
  };

/** Opens a recall of the packs, named `of-<id>`, that names the treatments which used one. */
export const find = (store: EventStore, id: string, packs: readonly string[], meanwhile = nothing) =>
  store.handle(finding, new Find({ id, packs }), undefined, reaches(store, meanwhile));
/** A treatment uses a pack; where it is recalled, the recall names the treatment too. */
export const treat = (store: EventStore, id: string, packId: string, meanwhile = nothing) =>
  store.handle(treatment, new Treat({ id, pack: packId }), undefined, uses(store, meanwhile));
export const treatGiven = (store: EventStore, id: string, packId: string, meanwhile = nothing): GivenCommand =>
  store.given(treatment, new Treat({ id, pack: packId }), undefined, uses(store, meanwhile));
export const usePack = (store: EventStore, id: string, by: string) =>
  store.handle(pack, new UsePack({ id, treatment: by }));
export const usePackGiven = (store: EventStore, id: string, by: string) =>
  store.given(pack, new UsePack({ id, treatment: by }));

const findingIf: Decider<Find, FindingEvent, boolean, { Find: { is: boolean } }> = {
  ...finding,
  decide: ({ data, facts: { is } }, known) => (known || !is ? already() : [{ type: 'Found', data }]),
};

/** A finding that is stored only while a pack is as it was looked at. */
export const findIf = (
  store: EventStore,
  id: string,
  packId: string,
  guarded: boolean,
  fits: (state: Pack) => boolean,
  meanwhile = nothing,
) =>
  store.handle(findingIf, new Find({ id, packs: [] }), async (facts: Facts) => {
    const state = await facts.state(pack, packId, { guarded });
    await meanwhile();
    return { is: fits(state) };
  });
