import { describe, expect, it } from '@jest/globals';
import { foldOf, noon, type Recorded } from '@stipple/event-store';
import { loads } from './load/load.view.js';
import { load } from './load/load.decider.js';
import { stateView } from './state-view.js';
import { sterilizers } from './sterilizer/sterilizer.view.js';
import { evolveSterilizer, evolvesThrough } from './sterilizer/sterilizer.state.js';

type Counted = { type: 'Counted'; data: { by: number } };
const counter = {
  initial: { count: 0 },
  evolve: (state: { count: number }, { data }: Counted) => ({ count: state.count + data.by }),
};
const counters = stateView({
  name: 'counters',
  decider: counter,
  columns: { id: 'text', state: 'jsonb' },
  indexes: [],
  types: { Counted: true },
  row: (id, state: { count: number }) => ({ id, state }),
});
const counted = (by: number) => ({ type: 'Counted', data: { by }, recordedAt: noon }) as Recorded<Counted>;

describe('a view of states', () => {
  it('folds as its decider does, from its beginning on', () => {
    const first = foldOf(counters, 'Counted')?.(undefined, counted(2), 'a');
    expect(foldOf(counters, 'Counted')?.(first, counted(3), 'a')).toEqual({ id: 'a', state: { count: 5 } });
  });
  it('is made again when what its decider does is changed', () => {
    expect(counters.foldDependencies).toEqual(expect.arrayContaining([counter.evolve, '{"count":0}']));
    expect(loads.foldDependencies).toContain(load.evolve);
    expect(sterilizers.foldDependencies).toEqual(expect.arrayContaining([evolveSterilizer, ...evolvesThrough]));
    expect(evolvesThrough.length).toBeGreaterThan(0);
  });
});
