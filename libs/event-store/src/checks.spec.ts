import { describe, expect, it } from '@jest/globals';
import {
  between,
  needsName,
  needsReason,
  needsStatus,
  needsText,
  noLongNote,
  noMore,
  notInFuture,
  wholeBetween,
} from './checks.js';

describe('a name', () => {
  const named = (text: string) => needsText('LOT_MISSING', text, 'A lot', 'lot', 5);
  it('is needed', () =>
    expect(named('  ')).toEqual({ code: 'LOT_MISSING', message: 'A lot is needed.', path: ['lot'] }));
  it('is as long as it may be and no longer, without the spaces around it', () => {
    expect(named(' 12345 ')).toBe(false);
    expect(named('123456')).toEqual({ code: 'TOO_LONG', message: 'A lot has at most 5 characters.', path: ['lot'] });
  });
  it('has something in it that can be read aloud', () =>
    expect(named('\u200b…')).toMatchObject({ code: 'TEXT_INVALID' }));
  it('is called a name unless its code is given', () =>
    expect(needsName('', 'A name', ['a', 'b'])).toEqual({
      code: 'NAME_MISSING',
      message: 'A name is needed.',
      path: ['a', 'b'],
    }));
});

describe('a reason', () => {
  it.each(['', '  ', '\u200b', '…'])('is missing where it is %j', (reason) =>
    expect(needsReason(reason, 'Say why.')).toEqual({ code: 'REASON_MISSING', message: 'Say why.', path: ['reason'] }),
  );
  it('has at most 2,000 characters', () => {
    expect(needsReason('x'.repeat(2_000), 'Say why.')).toBe(false);
    expect(needsReason('x'.repeat(2_001), 'Say why.')).toEqual({
      code: 'TOO_LONG',
      message: 'A reason has at most 2,000 characters.',
      path: ['reason'],
    });
  });
});

describe('a note', () => {
  it('may be left out', () => expect(noLongNote(undefined)).toBe(false));
  it('has at most 2,000 characters', () => {
    expect(noLongNote('x'.repeat(2_000))).toBe(false);
    expect(noLongNote('x'.repeat(2_001))).toMatchObject({ code: 'TOO_LONG', path: ['note'] });
  });
});

describe('a status', () => {
  it('is one of those that it takes', () => expect(needsStatus('This load', 'RUNNING', ['RUNNING'])).toBe(false));
  it('is named where it is not, with those that it takes', () =>
    expect(needsStatus<string>('This load', 'RELEASED', ['RUNNING', 'ABORTED'])).toEqual({
      code: 'WRONG_STATUS',
      message: 'This load is RELEASED; this takes RUNNING or ABORTED.',
    }));
});

describe('a moment', () => {
  it('may be now', () => expect(notInFuture('2026-06-15', '2026-06-15', 'on')).toBe(false));
  it('may not be later', () =>
    expect(notInFuture('2026-06-16', '2026-06-15', 'on')).toMatchObject({ code: 'IN_THE_FUTURE', path: ['on'] }));
});

describe('a number', () => {
  const inside = (value: number) => between(value, [1, 3], 'n', 'It is 1 to 3.');
  it('may be either end', () => expect([inside(1), inside(3)]).toEqual([false, false]));
  it.each([0.9, 3.1, Number.NaN])('may not be %d', (value) =>
    expect(inside(value)).toEqual({ code: 'OUT_OF_RANGE', message: 'It is 1 to 3.', path: ['n'] }),
  );
  it('is whole where it has to be', () => {
    expect(wholeBetween(2, [1, 3], 'n', 'It is 1 to 3.')).toBe(false);
    expect(wholeBetween(2.5, [1, 3], 'n', 'It is 1 to 3.')).toMatchObject({ code: 'OUT_OF_RANGE' });
    expect(wholeBetween(4, [1, 3], 'n', 'It is 1 to 3.')).toMatchObject({ code: 'OUT_OF_RANGE' });
  });
  it('of entries has an end', () => {
    expect(noMore(2, 2, 'At most 2.')).toBe(false);
    expect(noMore(3, 2, 'At most 2.')).toEqual({ code: 'TOO_MANY', message: 'At most 2.' });
  });
});
