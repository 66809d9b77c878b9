import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Workplace } from './log.fixture.js';
import {
  entryName,
  InUse,
  lockAtOnce,
  lockForWriting,
  placeOfThis,
  stateOf,
  thisProcess,
  type Holder,
} from './writer-lock.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());

describe('who holds a lock', () => {
  const outside = '4026531836';
  const here = { ...placeOfThis(), namespace: outside, machine: 'm' };
  const holder: Holder = { ...here, pid: 7, start: '100' };
  const container = '4026532179';
  const state = (of: Partial<Holder>, place: Partial<Holder> = {}, start?: string) =>
    stateOf({ ...holder, ...of }, { ...here, ...place }, () => start);

  it('lives while its process does', () => expect(state({}, {}, '100')).toBe('lives'));
  it('is dead when there is no such process, or one that has its pid now', () =>
    expect([state({}), state({}, {}, '101')]).toEqual(['died', 'died']));
  it('cannot be looked up from another container, or from outside of its own', () => {
    expect([
      state({ namespace: container }),
      state({}, { namespace: container }),
      state({ namespace: '1' }, { namespace: container }),
    ]).toEqual(['unknown', 'unknown', 'unknown']);
  });
  it('is dead when its machine has started again', () => expect(state({ kernel: 'before' }, {}, '100')).toBe('died'));
  it('cannot be looked up on another machine', () =>
    expect(state({ kernel: 'other', machine: 'other' })).toBe('unknown'));
  it('cannot be looked up where nothing says which machine that was', () => {
    expect(state({ kernel: 'other', machine: '0' }, { machine: '0' })).toBe('unknown');
    expect(state({ kernel: 'other', namespace: container }, { namespace: container })).toBe('unknown');
    expect(state({ kernel: 'other', namespace: container })).toBe('unknown');
  });
});

describe('a lock', () => {
  const holder = { ...thisProcess(), pid: 4_194_303 };
  const withEntry = (entry: Holder) => {
    const folder = workplace.path('lock');
    lockAtOnce(folder, 'It').release();
    writeFileSync(path.join(folder, entryName(entry)), '');
    return folder;
  };

  it('is taken over at once from a process that died', () => {
    const folder = withEntry(holder);
    const lock = lockAtOnce(folder, 'It');
    expect(readdirSync(folder)).toEqual([entryName(thisProcess())]);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['in another container of this machine', { namespace: '1' }],
    ['on another machine, or in a container before a restart', { kernel: 'other', machine: 'other' }],
  ])('is left to a process %s, with a sentence that says how to go on', async (where, place) => {
    const folder = withEntry({ ...holder, ...place });
    const file = path.join(folder, entryName({ ...holder, ...place }));
    await expect(lockForWriting(folder, 'The log')).rejects.toThrow(
      new InUse(
        `The log is in use by process 4194303 ${where}. We cannot see whether it still runs. If it does not, remove ${file}.`,
      ),
    );
    expect(() => lockAtOnce(folder, 'It')).toThrow(InUse);
    expect(existsSync(file)).toBe(true);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is not hindered by what is no entry', async () => {
    const folder = withEntry(holder);
    for (const name of ['.DS_Store', '7-8', 'x-1-a-2-b']) writeFileSync(path.join(folder, name), '');
    (await lockForWriting(folder, 'It')).release();
    expect(readdirSync(folder).sort()).toEqual(['.DS_Store', '7-8', 'x-1-a-2-b']);
  });
});
