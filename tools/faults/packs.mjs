// Packs that treatments use while a recall reaches them, small enough for a checker to know everything. A recall has to
// name every treatment that used one of its packs, whichever came first.
import { already, command } from '../../libs/event-store/dist/src/index.js';

class Find extends command('Find') {}
class Treat extends command('Treat') {}
class UsePack extends command('UsePack') {}
class RecallPack extends command('RecallPack') {}
class OpenRecall extends command('OpenRecall') {}
class WidenRecall extends command('WidenRecall') {}

const once = (stream, type) => ({
  stream,
  idOf: ({ data }) => data.id,
  initial: false,
  decide: ({ data }, known) => (known ? already() : [{ type, data }]),
  evolve: () => true,
});
const finding = once('finding', 'Found');
const treatment = once('treatment', 'Treated');
const pack = {
  stream: 'pack',
  idOf: ({ data }) => data.id,
  initial: { usedIn: [], recall: null },
  decide({ type, data }, { usedIn, recall }) {
    if (type === 'UsePack') return usedIn.includes(data.treatment) ? already() : [{ type: 'PackUsed', data }];
    return recall === data.recall ? already() : [{ type: 'PackRecalled', data }];
  },
  evolve: (state, { type, data }) =>
    type === 'PackUsed' ? { ...state, usedIn: [...state.usedIn, data.treatment] } : { ...state, recall: data.recall },
};
const recall = {
  stream: 'recall',
  idOf: ({ data }) => data.id,
  initial: null,
  decide({ type, data }, state) {
    if (type === 'OpenRecall') return state ? already() : [{ type: 'RecallOpened', data }];
    return state && data.treatments.some((one) => !state.treatments.includes(one))
      ? [{ type: 'RecallWidened', data }]
      : already();
  },
  evolve: (state, { data }) => ({ treatments: [...new Set([...(state?.treatments ?? []), ...data.treatments])] }),
};
export const packDeciders = [finding, treatment, pack, recall];

/** Opens a recall of the packs. It names the treatments that have used one. */
export const find = (store, id, packs) =>
  store.handle(finding, new Find({ id, packs }), undefined, async ([found], facts) => {
    const states = await Promise.all(found.data.packs.map((one) => facts.state(pack, one)));
    return [
      store.given(recall, new OpenRecall({ id, treatments: states.flatMap(({ usedIn }) => usedIn) })),
      ...found.data.packs.map((one) => store.given(pack, new RecallPack({ id: one, recall: id }))),
    ];
  });

/** A treatment uses a pack. If the pack is recalled, the recall also names the treatment. */
export const treat = (store, id, packId) =>
  store.handle(treatment, new Treat({ id, pack: packId }), undefined, async ([treated], facts) => {
    const state = await facts.state(pack, treated.data.pack);
    const used = store.given(pack, new UsePack({ id: treated.data.pack, treatment: id }));
    return state.recall === null
      ? [used]
      : [used, store.given(recall, new WidenRecall({ id: state.recall, treatments: [id] }))];
  });
