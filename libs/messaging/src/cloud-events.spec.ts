import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { MessageRefused, type Message } from './broker.js';
import { fromRecord, toRecord, type IncomingRecord } from './cloud-events.js';

const granted: Message = {
  id: '0b2ff0a5-6d5b-4a3c-9f64-2a8f1d7c1a11',
  type: 'staff.privilege-granted.v1',
  source: 'staff',
  subject: 'staff-7',
  time: '2026-11-23T10:00:00.123Z',
  data: { privilege: 'SMP' },
};
const headers = {
  ce_specversion: '1.0',
  ce_id: granted.id,
  ce_source: '/stipple/staff',
  ce_type: granted.type,
  ce_time: granted.time,
  ce_subject: 'staff-7',
  ce_partitionkey: 'staff-7',
  'content-type': 'application/json',
};
const record: IncomingRecord = { key: 'staff-7', value: '{"privilege":"SMP"}', headers };
const problemOf = (changed: Partial<IncomingRecord>): string | undefined =>
  fromRecord(7n, { ...record, ...changed }).problem;
const withHeader = (name: string, value: unknown): string | undefined =>
  problemOf({ headers: { ...headers, [name]: value } });

describe('a message as a record', () => {
  it('has its attributes in headers, its payload as value, its subject as key', () => {
    expect(toRecord(granted)).toEqual({ key: 'staff-7', value: '{"privilege":"SMP"}', headers });
  });

  it('carries what it follows from', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const written = toRecord({ ...granted, correlationId: 'request-1', actor: 'dao', traceparent });
    expect(written.headers).toEqual({ ...headers, ce_correlationid: 'request-1', ce_actor: 'dao', traceparent });
    expect(fromRecord(1n, written).message).toEqual({
      ...granted,
      correlationId: 'request-1',
      actor: 'dao',
      traceparent,
    });
  });

  it('leaves out a correlation id, actor or trace that has not their form', () => {
    expect(toRecord({ ...granted, correlationId: 'a\nb', actor: '', traceparent: 'x' }).headers).toEqual(headers);
  });

  it.each<[string, Partial<Message>]>([
    ['its id', { id: '17' }],
    ['its type', { type: '' }],
    ['its source', { source: 'Staff Office' }],
    ['its subject', { subject: 'a\u0000b' }],
    ['its subject', { subject: 'x'.repeat(201) }],
    ['its time', { time: '2026-02-30T10:00:00Z' }],
    ['its time', { time: '2026-11-23T10:00:00+02:00' }],
    ['no data', { data: undefined }],
    ['JSON', { data: 1n }],
    ['deeper', { data: JSON.parse(`${'['.repeat(101)}${']'.repeat(101)}`) as unknown }],
    ['at most 60,000', { data: 'é'.repeat(30_000) }],
  ])('is refused for %s', (what, changed) => {
    expect(() => toRecord({ ...granted, ...changed })).toThrow(MessageRefused);
    expect(() => toRecord({ ...granted, ...changed })).toThrow(what);
  });
});

describe('a record as a message', () => {
  it('is read from bytes as from text', () => {
    const bytes = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)]));
    expect(
      fromRecord(7n, { key: Buffer.from('staff-7'), value: Buffer.from('{"privilege":"SMP"}'), headers: bytes }),
    ).toEqual({ offset: 7n, key: 'staff-7', message: granted });
  });

  it('is read in structured mode too', () => {
    const event = {
      specversion: '1.0',
      id: granted.id.toUpperCase(),
      source: '/stipple/staff',
      type: granted.type,
      time: '2026-11-23T10:00:00.123+00:00',
      subject: 'staff-7',
      data: granted.data,
    };
    const structured = {
      key: null,
      value: JSON.stringify(event),
      headers: { 'content-type': 'application/cloudevents+json; charset=UTF-8' },
    };
    expect(fromRecord(1n, structured).message).toEqual(granted);
    expect(
      fromRecord(1n, { ...structured, value: JSON.stringify({ ...event, data: undefined, data_base64: 'AA==' }) })
        .problem,
    ).toBe('The structured CloudEvent has no JSON data.');
    expect(fromRecord(1n, { ...structured, value: '[]' }).problem).toBe(
      'Its value is no JSON object, as a structured CloudEvent is.',
    );
  });

  it.each([
    ['It has no value.', { value: null }],
    ['Its value is not UTF-8 text.', { value: Buffer.from([0xff, 0xfe]) }],
    ['Its value has 5,242,880 bytes; at most 1,048,576 are read.', { value: Buffer.alloc(5_242_880, '1') }],
    ['Its value nests deeper than 100 levels.', { value: '['.repeat(1_000_000) }],
    [
      'It is no CloudEvent: it has neither a ce_specversion header nor the content type application/cloudevents+json.',
      { headers: undefined },
    ],
    [`The record's key is not its subject "staff-7", so that order could not hold.`, { key: 'staff-8' }],
    ['Its key is not UTF-8 text.', { key: Buffer.from([0xc3, 0x28]) }],
  ])('has a problem: %s', (problem, changed) => {
    expect(problemOf(changed)).toBe(problem);
  });

  it.each([
    ['ce_id', 'x'.repeat(500), `Its id is "${'x'.repeat(60)}…", not a UUID.`],
    ['ce_id', undefined, 'Its id is missing, not a UUID.'],
    ['ce_id', ['a', 'b'], 'Its header ce_id is given 2 times.'],
    [
      'ce_source',
      'https://elsewhere.example',
      'Its source is "https://elsewhere.example", not that of a context, like /stipple/staff.',
    ],
    ['ce_type', 'two words', 'Its type is "two words", not a name like staff.privilege-granted.v1.'],
    ['ce_time', 'yesterday', 'Its time is "yesterday", not an RFC 3339 instant in UTC.'],
    ['ce_specversion', '0.3', 'Its CloudEvents specversion is "0.3", not 1.0.'],
    ['ce_partitionkey', 'staff-8', 'Its partitionkey "staff-8" is not its subject "staff-7".'],
    ['content-type', 'text/plain', 'Its content-type is "text/plain", not application/json.'],
    ['ce_subject', 7, 'Its header ce_subject is not text.'],
  ])('has a problem with its %s', (name, value, problem) => {
    expect(withHeader(name, value)).toBe(problem);
  });

  it('shows what arrived, cut, and without what databases cannot keep', () => {
    const delivered = fromRecord(9n, {
      key: `a\u0000b\n${'k'.repeat(1_000)}`,
      value: `\u0000${'v'.repeat(10_000)}`,
      headers: { note: 'hello', many: ['1', '2'], bytes: Buffer.from('x') },
    });
    expect(delivered.raw).toMatch(/^note: hello\nmany: 1\nmany: 2\nbytes: x\n\n\uFFFDvvv/);
    expect(delivered.raw).toHaveLength(4_000);
    expect(delivered.key).toMatch(/^a\uFFFDb\uFFFDk{100,}…$/);
    expect(delivered.key.length).toBeLessThanOrEqual(200);
  });

  it('never throws, whatever bytes arrive', () => {
    const names = [...Object.keys(headers), '__proto__', 'constructor', ''];
    const some = (nth: number): unknown =>
      [
        null,
        undefined,
        randomBytes(nth % 50),
        randomBytes(3).toString('latin1'),
        [],
        [null],
        1.0,
        Buffer.from('application/cloudevents+json'),
      ][nth % 8];
    for (let nth = 0; nth < 5_000; nth++) {
      const chosen: Record<string, unknown> = { ...headers };
      for (let change = 0; change < 3; change++)
        chosen[names[randomBytes(1).readUInt8() % names.length] ?? ''] = some(randomBytes(1).readUInt8());
      const value =
        nth % 3
          ? randomBytes(nth % 40)
          : Buffer.from(JSON.stringify({ id: nth % 2 ? granted.id : null, specversion: '1.0', data: null, type: {} }));
      const delivered = fromRecord(BigInt(nth), { key: nth % 5 ? 'staff-7' : randomBytes(8), value, headers: chosen });
      expect(delivered.offset).toBe(BigInt(nth));
      expect(typeof (delivered.problem ?? delivered.message?.id)).toBe('string');
    }
  });
});
