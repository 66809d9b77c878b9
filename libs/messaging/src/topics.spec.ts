import { describe, expect, it } from '@jest/globals';
import { message } from './broker.fixture.js';
import { deadLettersKept, deadLettersOf, keptFor, messagesKept, recordsFor, topicOf } from './topics.js';

describe('a topic', () => {
  it('takes what its own context says', () => {
    expect(recordsFor(topicOf('staff'), [message('a'), message('b')]).map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('takes nothing that another context says, in its type or by its source, and then nothing of the rest', () => {
    for (const topic of [topicOf('billing'), topicOf('staf'), topicOf('staff2'), 'stipple.billing.staff'])
      expect(() => recordsFor(topic, [message('a')])).toThrow('does not belong on');
    expect(() => recordsFor(topicOf('staff'), [message('a'), { ...message('b'), source: 'billing' }])).toThrow(
      'staff.privilege-granted.v1 of billing does not belong on stipple.staff',
    );
    expect(() => recordsFor(topicOf('staff'), [{ ...message('a'), type: 'billing.invoice-paid.v1' }])).toThrow(
      'does not belong on stipple.staff',
    );
    expect(() => recordsFor(topicOf('staff'), [{ ...message('a'), type: 'staffing.changed.v1' }])).toThrow(
      'does not belong on',
    );
    for (const topic of ['staff', 'stipple.', 'stipple', 'other.staff', 'stipple.Staff'])
      expect(() => recordsFor(topic, [message('a')])).toThrow('it is the topic of no context');
  });

  it('takes anybody’s message where it holds dead letters', () => {
    expect(recordsFor(deadLettersOf('billing'), [message('a')])).toHaveLength(1);
  });

  it('keeps messages for thirty days, and dead letters longer', () => {
    expect([messagesKept, keptFor(topicOf('staff'))]).toEqual([30, 30 * 86_400_000]);
    expect(keptFor(deadLettersOf('staff'))).toBe(deadLettersKept * 86_400_000);
    expect(deadLettersKept).toBeGreaterThan(messagesKept);
  });
});
