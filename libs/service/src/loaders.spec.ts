import { describe, expect, it } from '@jest/globals';
import { Request } from './access.js';
import { inReadModel, loaderOf } from './loaders.js';

describe('a look-up by id', () => {
  const asked: (readonly string[])[] = [];
  const capital = loaderOf('capitals', (ids) => {
    asked.push(ids);
    return Promise.resolve(ids.map((id) => (id === 'none' ? undefined : id.toUpperCase())));
  });

  it('asks once for everything that one operation looks up', async () => {
    const request = new Request(undefined, '127.0.0.1');
    const found = Promise.all(['a', 'none', 'b', 'a'].map((id) => capital(request, id)));
    expect(await found).toEqual(['A', undefined, 'B', 'A']);
    expect(asked.splice(0)).toEqual([['a', 'none', 'b']]);
  });

  it('remembers nothing from one operation to the next', async () => {
    await capital(new Request(undefined, '127.0.0.1'), 'a');
    await capital(new Request(undefined, '127.0.0.1'), 'a');
    expect(asked).toEqual([['a'], ['a']]);
  });
});

describe('a thing in a read model', () => {
  it('is found by its id, with its name and its clinic', async () => {
    const rooms = [{ id: 'r1', clinic_id: 'c1' }];
    const room = inReadModel('room', (ids) => Promise.resolve(ids.map((id) => rooms.find((one) => one.id === id))));
    const request = new Request(undefined, '127.0.0.1');
    const known = await room.load({ id: 'r1' }, request);
    expect(room.name).toBe('room');
    expect(known && room.clinicOf(known)).toBe('c1');
    expect(await room.load({ id: 'none' }, request)).toBeUndefined();
  });
});
