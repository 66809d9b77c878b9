import { describe, expect, it } from '@jest/globals';
import { failureOf, StoreUnavailable, troubleOf } from './database.js';

const fault = (code: string, message = 'no') => Object.assign(new Error(message), { code });

describe('an error of the database', () => {
  it.each(['40001', '40P01'])('%s means that others were faster', (code) =>
    expect(troubleOf(fault(code))).toBe('conflict'),
  );

  it.each([
    '57014',
    '53300',
    '53200',
    '53100',
    '53400',
    '55P03',
    '57P01',
    '57P02',
    '57P03',
    '08006',
    '08001',
    '25P03',
    '25006',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
  ])('%s means that it cannot answer now, which is told as such', (code) => {
    expect(troubleOf(fault(code))).toBe('unavailable');
    expect(failureOf(fault(code))).toBeInstanceOf(StoreUnavailable);
  });

  it.each([
    'timeout exceeded when trying to connect',
    'Connection terminated unexpectedly',
    'Query read timeout',
    'Cannot use a pool after calling end on the pool',
  ])('"%s" means the same', (message) => expect(troubleOf(new Error(message))).toBe('unavailable'));

  it.each(['22P02', '23505', '42P01', '42501', 'P0001', 'ERR_INVALID_ARG_TYPE', ''])(
    '%s is an answer, which asking again does not change',
    (code) => {
      const error = fault(code);
      expect(troubleOf(error)).toBe('answer');
      expect(failureOf(error)).toBe(error);
    },
  );
});
