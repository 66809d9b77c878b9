import { sizes } from '@stipple/contracts';
import { messageOf, withThousands } from '@stipple/text';
import { MessageRefused, type Delivered, type Message } from './broker.js';

/**
 * Messages as Kafka records, by the CloudEvents 1.0 Kafka protocol binding
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md). Both adapters carry
 * exactly these records.
 */

/**
 * A message in binary content mode: attributes in headers, `value` the payload's JSON text, `key` the subject. All are
 * UTF-8 text.
 */
export interface OutgoingRecord {
  key: string;
  value: string;
  headers: Record<string, string>;
}

/** A record as any client may have written it. Repeated headers are arrays. */
export interface IncomingRecord {
  key: Uint8Array | string | null | undefined;
  value: Uint8Array | string | null | undefined;
  headers: Record<string, unknown> | null | undefined;
}

/**
 * The most bytes that key, value and headers together may have, so that a message fits into a leaf of the audit log.
 */
export const LARGEST_MESSAGE = sizes.message;
/**
 * The most bytes of records in one request, so that they fit a Kafka broker's default of 1,048,588 with its framing.
 */
export const LARGEST_RECORD = 1_000_000;
/** The most bytes of a value that we parse: another broker's settings may let larger ones through. */
const LARGEST_VALUE_READ = 1_048_576;
const DEEPEST_JSON = 100;
const LONGEST_RAW = 4_000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TYPE = /^[A-Za-z0-9][\w.-]{0,199}$/;
const CONTEXT = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SOURCE_PREFIX = '/stipple/';
/** Days 1 to 28, which every month has, need no further check. */
const PLAIN_INSTANT =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|\+00:00)$/;
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|\+00:00)$/;
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
// Not every database stores control characters, and lone surrogates have no UTF-8.
const UNSTORABLE = /[\p{Cc}\p{Cs}]/u;
const ALL_UNSTORABLE = /[\p{Cc}\p{Cs}]/gu;
const LONGEST_SUBJECT = 200;
const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;
const STRUCTURED_TYPE = /^application\/cloudevents\+json\s*(;.*)?$/i;

/**
 * @throws MessageRefused with a sentence: a field is malformed, or the payload is not JSON, nests too deep or is too
 *   large.
 */
export function toRecord(message: Message): OutgoingRecord {
  const refuse = (problem: string): never => {
    throw new MessageRefused(`A message cannot be published: ${problem}`);
  };
  const { id, type, source, subject, time, correlationId, actor, traceparent } = message;
  const problem = attributesProblem({ id, type, source: `${SOURCE_PREFIX}${source}`, subject, time });
  if (problem) refuse(problem);
  let value: string | undefined;
  try {
    value = JSON.stringify(message.data);
  } catch (error) {
    refuse(`its data cannot be written as JSON (${messageOf(error)}).`);
  }
  if (value === undefined) return refuse('it has no data.');
  if (nestsTooDeep(value)) refuse(`its data nests deeper than ${DEEPEST_JSON} levels.`);
  const record: OutgoingRecord = {
    key: subject,
    value,
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: `${SOURCE_PREFIX}${source}`,
      ce_type: type,
      ce_time: time,
      ce_subject: subject,
      ce_partitionkey: subject,
      'content-type': 'application/json',
    },
  };
  if (isPrintable(correlationId)) record.headers['ce_correlationid'] = correlationId;
  if (isPrintable(actor)) record.headers['ce_actor'] = actor;
  if (isTraceparent(traceparent)) record.headers['traceparent'] = traceparent;
  const size = sizeOf(record);
  if (size > LARGEST_MESSAGE)
    refuse(`${type} ${id} has ${withThousands(size)} bytes; at most ${withThousands(LARGEST_MESSAGE)} are taken.`);
  return record;
}

/** The bytes of a record on the wire, estimated a little high. */
export function sizeOf({ key, value, headers }: OutgoingRecord): number {
  let size = 40 + Buffer.byteLength(key) + Buffer.byteLength(value);
  for (const [name, text] of Object.entries(headers)) size += 6 + name.length + Buffer.byteLength(text);
  return size;
}

/** Reads a record in binary or structured mode. Never throws: unreadable bytes become a problem with an excerpt. */
export function fromRecord(offset: bigint, record: IncomingRecord): Delivered {
  const headers = record.headers ?? {};
  const key =
    record.key === null || record.key === undefined
      ? ''
      : excerptOf(record.key, LONGEST_SUBJECT - 1).replaceAll(ALL_UNSTORABLE, '\uFFFD');
  try {
    const message = parse(record, headers);
    return { offset, key: message.subject, message };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { offset, key, problem: clean(error.message), raw: rawOf(record, headers) };
  }
}

class Unreadable extends Error {}

function unreadable(problem: string): never {
  throw new Unreadable(problem);
}

function parse(record: IncomingRecord, headers: Record<string, unknown>): Message {
  const contentType = header(headers, 'content-type');
  if (contentType !== undefined && STRUCTURED_TYPE.test(contentType)) return structured(record, headers);
  if (header(headers, 'ce_specversion') === undefined)
    unreadable(
      'It is no CloudEvent: it has neither a ce_specversion header nor the content type application/cloudevents+json.',
    );
  if (contentType === undefined || !JSON_TYPE.test(contentType))
    unreadable(`Its content-type is ${shown(contentType)}, not application/json.`);
  return message(
    {
      specversion: header(headers, 'ce_specversion'),
      id: header(headers, 'ce_id'),
      source: header(headers, 'ce_source'),
      type: header(headers, 'ce_type'),
      time: header(headers, 'ce_time'),
      subject: header(headers, 'ce_subject'),
      partitionkey: header(headers, 'ce_partitionkey'),
      correlationid: header(headers, 'ce_correlationid'),
      actor: header(headers, 'ce_actor'),
      traceparent: header(headers, 'traceparent') ?? header(headers, 'ce_traceparent'),
    },
    record.key,
    () => json(record.value),
  );
}

function structured(record: IncomingRecord, headers: Record<string, unknown>): Message {
  const event = json(record.value);
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    return unreadable('Its value is no JSON object, as a structured CloudEvent is.');
  const attributes = event as Record<string, unknown>;
  if ('data_base64' in attributes || !('data' in attributes)) unreadable('The structured CloudEvent has no JSON data.');
  const type = attributes['datacontenttype'];
  if (type !== undefined && !(typeof type === 'string' && JSON_TYPE.test(type)))
    unreadable(`Its datacontenttype is ${shown(type)}, not application/json.`);
  return message(
    { ...attributes, traceparent: attributes['traceparent'] ?? header(headers, 'traceparent') },
    record.key,
    () => attributes['data'],
  );
}

function message(attributes: Record<string, unknown>, key: IncomingRecord['key'], data: () => unknown): Message {
  const { specversion, id, source, type, time, subject, partitionkey, correlationid, actor, traceparent } = attributes;
  if (specversion !== '1.0') unreadable(`Its CloudEvents specversion is ${shown(specversion)}, not 1.0.`);
  const problem = attributesProblem({ id, type, source, subject, time });
  if (problem) unreadable(`${problem.charAt(0).toUpperCase()}${problem.slice(1)}`);
  const about = subject as string;
  if (partitionkey !== undefined && partitionkey !== about)
    unreadable(`Its partitionkey ${shown(partitionkey)} is not its subject ${shown(about)}.`);
  if (
    key !== null &&
    key !== undefined &&
    key.length > 0 &&
    (typeof key === 'string' ? key : decode(key, 'key')) !== about
  )
    unreadable(`The record's key is not its subject ${shown(about)}, so that order could not hold.`);
  return {
    id: (id as string).toLowerCase(),
    type: type as string,
    source: (source as string).slice(SOURCE_PREFIX.length),
    subject: about,
    time: (time as string).replace('+00:00', 'Z'),
    data: data(),
    ...(isPrintable(correlationid) && { correlationId: correlationid }),
    ...(isPrintable(actor) && { actor }),
    ...(isTraceparent(traceparent) && { traceparent }),
  };
}

/** What is wrong with a message's attributes, or undefined. */
function attributesProblem({
  id,
  type,
  source,
  subject,
  time,
}: Record<'id' | 'type' | 'source' | 'subject' | 'time', unknown>): string | undefined {
  if (typeof id !== 'string' || !UUID.test(id)) return `its id is ${shown(id)}, not a UUID.`;
  if (typeof type !== 'string' || !TYPE.test(type))
    return `its type is ${shown(type)}, not a name like staff.privilege-granted.v1.`;
  if (
    typeof source !== 'string' ||
    !source.startsWith(SOURCE_PREFIX) ||
    source.length > 100 ||
    !CONTEXT.test(source.slice(SOURCE_PREFIX.length))
  )
    return `its source is ${shown(source)}, not that of a context, like /stipple/staff.`;
  if (
    typeof subject !== 'string' ||
    subject.length === 0 ||
    subject.length > LONGEST_SUBJECT ||
    UNSTORABLE.test(subject)
  )
    return `its subject is ${shown(subject)}, not 1 to 200 characters of text.`;
  if (typeof time !== 'string' || !isInstant(time))
    return `its time is ${shown(time)}, not an RFC 3339 instant in UTC.`;
  return undefined;
}

function isInstant(time: string): boolean {
  if (PLAIN_INSTANT.test(time)) return true;
  const match = INSTANT.exec(time);
  if (!match?.[1]) return false;
  const instant = new Date(`${match[1]}Z`);
  // Dates that do not exist, like 30 February, roll over instead of failing.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(match[1]);
}

const isPrintable = (id: unknown): id is string =>
  typeof id === 'string' && id.length > 0 && id.length <= 200 && !UNSTORABLE.test(id);
const isTraceparent = (trace: unknown): trace is string => typeof trace === 'string' && TRACEPARENT.test(trace);

/** A header's text, or undefined. A repeated header, or one that is not UTF-8 text, makes the record unreadable. */
function header(headers: Record<string, unknown>, name: string): string | undefined {
  const value = new Map(Object.entries(headers)).get(name);
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return unreadable(`Its header ${name} is given ${value.length} times.`);
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? decode(value, `header ${name}`) : unreadable(`Its header ${name} is not text.`);
}

function json(value: IncomingRecord['value']): unknown {
  if (value === null || value === undefined) return unreadable('It has no value.');
  const size = typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength;
  if (size > LARGEST_VALUE_READ)
    return unreadable(
      `Its value has ${withThousands(size)} bytes; at most ${withThousands(LARGEST_VALUE_READ)} are read.`,
    );
  const text = typeof value === 'string' ? value : decode(value, 'value');
  if (nestsTooDeep(text)) return unreadable(`Its value nests deeper than ${DEEPEST_JSON} levels.`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return unreadable(
      `Its value is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}.`,
    );
  }
}

function decode(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return unreadable(`Its ${what} is not UTF-8 text.`);
  }
}

/** JSON.parse takes any depth, but most code that walks its result overflows the stack. */
function nestsTooDeep(text: string): boolean {
  if (!hasMore(DEEPEST_JSON, text, '{', '[')) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST_JSON) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** Whether `characters` together occur in `text` more than `most` times. */
function hasMore(most: number, text: string, ...characters: readonly string[]): boolean {
  let found = 0;
  for (const character of characters) {
    for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1))
      if (++found > most) return true;
  }
  return false;
}
const shown = (value: unknown): string => {
  if (value === undefined || value === null) return 'missing';
  return typeof value === 'string' ? `"${excerptOf(value, 60)}"` : `a ${typeof value}`;
};
const clean = (text: string): string => text.replaceAll('\u0000', '\uFFFD');

function excerptOf(value: Uint8Array | string, characters: number): string {
  // A character has at most four bytes: do not decode all of a large value.
  const text = typeof value === 'string' ? value : new TextDecoder().decode(value.subarray(0, characters * 4));
  return text.length > characters ? `${text.slice(0, characters)}…` : text;
}

function rawOf(record: IncomingRecord, headers: Record<string, unknown>): string {
  const lines = Object.entries(headers)
    .slice(0, 40)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value.slice(0, 10) : [value]).map(
        (one: unknown) => `${excerptOf(name, 100)}: ${printed(one)}`,
      ),
    );
  const value =
    record.value === null || record.value === undefined ? '(no value)' : excerptOf(record.value, LONGEST_RAW);
  return clean([...lines, '', value].join('\n')).slice(0, LONGEST_RAW);
}

const printed = (value: unknown): string =>
  typeof value === 'string' || value instanceof Uint8Array ? excerptOf(value, 200) : String(value).slice(0, 200);
