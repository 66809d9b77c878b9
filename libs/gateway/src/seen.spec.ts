import { describe, expect, it } from '@jest/globals';
import type { Seen } from '@stipple/service';
import { Memories, merged, packed, unpacked } from './seen.js';

const seen = (context: Seen['context'], position: string, ...ids: string[]): Seen => ({
  context,
  position,
  messages: ids.map((id) => ({ id, type: 'bookings.booked.v1' })),
});

describe('what people were told', () => {
  it('is merged to the furthest position, which is no text comparison', () => {
    expect(
      merged([
        seen('staff', '9:1', 'a'),
        seen('bookings', '1:1'),
        seen('staff', '10:1', 'b', 'a'),
        seen('staff', '10:0'),
      ]),
    ).toEqual([seen('staff', '10:1', 'a', 'b'), seen('bookings', '1:1')]);
  });

  it('survives the header, and not a minute longer', () => {
    const told = [seen('staff', '10:1', 'a', 'b'), seen('bookings', '1:1')];
    const header = packed(told, 1_000_000);
    expect(unpacked(header, 1_000_000)).toEqual(told);
    expect(unpacked(header, 1_059_000)).toEqual(told);
    expect(unpacked(header, 1_061_001)).toEqual([]);
    expect(packed([], 0)).toBeUndefined();
  });

  it('is forgotten for the person who has been silent the longest when there are too many', () => {
    const memories = new Memories(() => 0);
    for (let person = 0; person <= 10_000; person++) memories.note(`person-${person}`, seen('staff', `${person}:1`));
    expect(memories.ownOf('person-0')).toEqual([]);
    expect(memories.ownOf('person-1')).toEqual([seen('staff', '1:1')]);
    expect(memories.ownOf('person-10000')).toEqual([seen('staff', '10000:1')]);
  });
});
