import { describe, expect, it } from '@jest/globals';
import { entryLimit } from '@stipple/audit-log';
import { ages, sizes } from '@stipple/contracts';
import { LARGEST_MESSAGE, toRecord } from '@stipple/messaging';

/**
 * What stands around an event's data and meta where it is a leaf, or around a message's data: ids, names, times, as
 * long as they may be.
 */
const around = 4_096;

describe('sizes', () => {
  it('nest: an event is smaller than a message, a message smaller than a leaf of the audit log', () => {
    expect(sizes.event + around).toBeLessThanOrEqual(sizes.message);
    expect(sizes.message + around).toBeLessThanOrEqual(sizes.leaf);
    expect(sizes.leaf).toBe(entryLimit);
    expect(LARGEST_MESSAGE).toBe(sizes.message);
  });

  it('are bytes: the largest event goes into a message with everything around it as long as it may be, whatever its letters', () => {
    const subject = '\u{1F9F4}'.repeat(100);
    const data = { text: '\u4E07'.repeat((sizes.event - 20) / 3) };
    expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(sizes.event);
    const message = {
      id: '00000000-0000-4000-8000-000000000000',
      type: `staff.${'x'.repeat(190)}.v1`,
      source: 'sterilization',
      subject,
      time: '2026-06-15T12:00:00.000Z',
      data,
      correlationId: 'x'.repeat(200),
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    };
    expect(() => toRecord(message)).not.toThrow();
    expect(() => toRecord({ ...message, data: { text: 'x'.repeat(sizes.message) } })).toThrow(
      'at most 60,000 are taken',
    );
  });
});

describe('ages', () => {
  it('nest: what was heard is remembered for longer than a broker can deliver it again, with as long again for who was away', () => {
    expect(ages.inbox).toBeGreaterThanOrEqual(2 * ages.broker);
  });
});
