import { describe, expect, it } from '@jest/globals';
import { fingerprintOf, type Evolving } from './snapshots.js';

const decider = (): Evolving => ({
  initial: { items: new Map([['a', new Set([1])]]), none: undefined },
  evolve: (state) => state,
  versions: { Put: 2 },
  upcast: (_type, _version, data) => data,
  foldDependencies: [(n: number) => n + 1, { limit: 3 }],
});

describe('what a snapshot was made by', () => {
  it('is the same for the same text', () => expect(fingerprintOf(decider())).toBe(fingerprintOf(decider())));

  it.each<[string, Partial<Evolving>]>([
    ['evolve', { evolve: () => undefined }],
    ['the state that a stream begins with', { initial: { items: new Map([['a', new Set([2])]]), none: undefined } }],
    ['a field that is there and undefined', { initial: { items: new Map([['a', new Set([1])]]) } }],
    ['a version', { versions: { Put: 3 } }],
    ['upcast', { upcast: (_type, _version, data) => ({ ...data }) }],
    ['a function that evolve goes through', { foldDependencies: [(n: number) => n + 2, { limit: 3 }] }],
    ['a constant that it goes through', { foldDependencies: [(n: number) => n + 1, { limit: 4 }] }],
    ['a function inside of such a constant', { foldDependencies: [(n: number) => n + 1, { limit: () => 3 }] }],
    ['what it goes through being left out', { foldDependencies: [] }],
  ])('is another one with another %s', (_what, change) =>
    expect(fingerprintOf({ ...decider(), ...change })).not.toBe(fingerprintOf(decider())),
  );

  it('can be told of what contains itself', () => {
    const round: { self?: unknown } = {};
    round.self = round;
    expect(fingerprintOf({ ...decider(), initial: round })).toMatch(/^[\w-]{16}$/);
  });
});
