import { describe, expect, it } from '@jest/globals';
import { canonicalCode, comparable, comparableCode, isId, isName, storedForm, textProblem } from './index.js';

describe('the form in which texts are compared', () => {
  it.each([
    ['Cafe\u0301 Noir', 'Caf\u00e9 NOIR'],
    ['Zoe\u0308', 'ZO\u00cb'],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['Σοφία', 'ΣΟΦΊΑ'],
    ['\u0e2b\u0e21\u0e36\u0e01\u0e14\u0e33', '\u0e2b\u0e21\u0e36\u0e01\u0e14\u0e4d\u0e32'],
    ['Anne–Marie', 'anne-marie'],
    ['Anne\u2011Marie', 'anne\u2212marie'],
    ['O’Brien', "O'BRIEN"],
    ['  Perma \u00a0 Blend\u3000', 'perma blend'],
    ['Perma\u200bBlend', 'permablend'],
    ['\u202ePerma', 'PERMA\u200f'],
    ['ＡＢＣ　１２３', 'abc 123'],
    ['ﬁne', 'FINE'],
  ])('%j and %j are the same', (one, other) => expect(comparable(one)).toBe(comparable(other)));

  it.each([
    ['anna-marie@example.test', 'annamarie@example.test'],
    ['Perma Blend', 'PermaBlend'],
    ['résumé', 'resume'],
  ])('%j and %j are two', (one, other) => expect(comparable(one)).not.toBe(comparable(other)));

  it('is the same when it is made of itself', () => {
    for (const text of ['Cafe\u0301 – NOIR\u00a0', 'ΟΔΟΣ', 'İstanbul', 'ﬃ ß ſ', '\u0345\u03b1', '´x']) {
      expect(comparable(comparable(text))).toBe(comparable(text));
      expect(canonicalCode(canonicalCode(text))).toBe(canonicalCode(text));
      expect(comparableCode(comparableCode(text))).toBe(comparableCode(text));
    }
  });
});

describe('the form of codes', () => {
  it.each(['BL-23', 'BL 23', 'bl23', 'BL\u201323', 'BL\u200b23', 'ＢＬ２３', ' bl - 23 '])(
    'takes %j for the lot BL23',
    (lot) => expect(comparableCode(lot)).toBe(comparableCode('BL23')),
  );
  it('takes trade marks for nothing', () =>
    expect(comparableCode('ScalpAink® SC')).toBe(comparableCode('Scalpaink-SC')));
  it('keeps lots apart that differ in a letter', () =>
    expect(comparableCode('BL-23')).not.toBe(comparableCode('BI-23')));

  it.each(['smp full', 'SMP–FULL', 'Smp\u00a0- Full', 'ｓｍｐ-full', 'SMP-\u200bFULL'])(
    'stores %j as SMP-FULL',
    (code) => expect(canonicalCode(code)).toBe('SMP-FULL'),
  );
  it('keeps a code that has the form', () => expect(canonicalCode('SMP-FULL')).toBe('SMP-FULL'));
  it('takes A-1 and A1 for two', () => expect(canonicalCode('A-1')).not.toBe(canonicalCode('A1')));
});

describe('the gate of text', () => {
  it.each(['blood \ud83d', '\udc00', 'a\ud800b'])('refuses half a character in %j', (text) =>
    expect(textProblem(text)).toMatch(/well-formed/),
  );
  it.each(['\u0000', 'bell\u0007', 'esc\u001b[31m', '\u007f', 'next\u0085line', 'line\u2028'])(
    'refuses the control character in %j, in several lines too',
    (text) => {
      expect(textProblem(text)).toMatch(/control character/);
      expect(textProblem(text, true)).toMatch(/control character/);
    },
  );
  it('lets a text of several lines have lines', () => {
    expect(textProblem('one\n\ttwo\r\n', true)).toBeUndefined();
    expect(textProblem('one\ntwo')).toMatch(/control character/);
  });
  it.each(['', 'Malee', 'หมึกดำ', 'Zoë 🙂', 'نسیم\u200cجان'])('lets %j through', (text) =>
    expect(textProblem(text)).toBeUndefined(),
  );
  it('stores text in one spelling', () => expect(storedForm('Zoe\u0308')).toBe('Zo\u00eb'));
});

describe('a name', () => {
  it.each(['Malee', '李', 'Zoë', '4', 'نسیم'])('may be %j', (text) => expect(isName(text)).toBe(true));
  it.each([
    '',
    '   ',
    '\u200b',
    '\u202e\u202c',
    '\u3164',
    '\u2800\u2800',
    '\u115f',
    '.....',
    '-',
    '\u0301',
    '\u00ad\ufeff',
  ])('is not %j', (text) => expect(isName(text)).toBe(false));
});

describe('an id', () => {
  it.each(['0b3f6a1e-2f5c-4c8e-9a55-0d8cb7c6a111', 'c1', 'a.b:SMP-FULL', 'context:bookings'])('may be %s', (text) =>
    expect(isId(text)).toBe(true),
  );
  it.each([
    '',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    ' a',
    'a b',
    'a\u0000',
    'ä',
    '../etc',
    'x'.repeat(201),
  ])('is not %j', (text) => expect(isId(text)).toBe(false));
});
