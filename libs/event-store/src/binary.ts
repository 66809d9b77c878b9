/**
 * PostgreSQL arrays in its binary form (`array_send` in src/backend/utils/adt/arrayfuncs.c), one dimension. `pg` sends
 * a Buffer as it is; an array it would write as text, quoting each element, for the server to read that character by
 * character.
 */
const header = 20;

const oid = { text: 25, int4: 23, int2: 21, uuid: 2950, timestamptz: 1184 } as const;

function open(type: number, count: number, nulls: boolean, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(count === 0 ? 12 : header + count * 4 + bytes);
  buffer.writeInt32BE(count === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(nulls ? 1 : 0, 4);
  buffer.writeInt32BE(type, 8);
  if (count === 0) return buffer;
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

export function textArray(values: readonly (string | null)[]): Buffer {
  let bytes = 0;
  let nulls = false;
  for (const value of values) {
    if (value === null) nulls = true;
    else bytes += Buffer.byteLength(value);
  }
  const buffer = open(oid.text, values.length, nulls, bytes);
  let at = header;
  for (const value of values) {
    const length = value === null ? -1 : buffer.write(value, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + Math.max(0, length);
  }
  return buffer;
}

export function intArray(values: readonly number[]): Buffer {
  const buffer = open(oid.int4, values.length, false, values.length * 4);
  values.forEach((value, index) => {
    buffer.writeInt32BE(4, header + index * 8);
    buffer.writeInt32BE(value, header + index * 8 + 4);
  });
  return buffer;
}

export function smallintArray(values: readonly number[]): Buffer {
  const buffer = open(oid.int2, values.length, false, values.length * 2);
  values.forEach((value, index) => {
    buffer.writeInt32BE(2, header + index * 6);
    buffer.writeInt16BE(value, header + index * 6 + 4);
  });
  return buffer;
}

/** @throws TypeError where one is no UUID */
export function uuidArray(values: readonly (string | null)[]): Buffer {
  const given = values.reduce((count, value) => count + (value === null ? 0 : 1), 0);
  const buffer = open(oid.uuid, values.length, given < values.length, given * 16);
  let at = header;
  for (const value of values) {
    buffer.writeInt32BE(value === null ? -1 : 16, at);
    at += 4;
    if (value === null) continue;
    const digits = value.replaceAll('-', '');
    if (digits.length !== 32 || buffer.write(digits, at, 16, 'hex') !== 16)
      throw new TypeError(`"${value}" is no UUID.`);
    at += 16;
  }
  return buffer;
}

/** Milliseconds from 1970 to 2000, from where PostgreSQL counts. */
const epoch = 946_684_800_000;

/** @param values RFC 3339 instants, to the millisecond. @throws TypeError where one is not */
export function timestamptzArray(values: readonly string[]): Buffer {
  const buffer = open(oid.timestamptz, values.length, false, values.length * 8);
  values.forEach((value, index) => {
    const milliseconds = Date.parse(value) - epoch;
    if (Number.isNaN(milliseconds)) throw new TypeError(`"${value}" is no instant.`);
    buffer.writeInt32BE(8, header + index * 12);
    const microseconds = milliseconds * 1000;
    buffer.writeInt32BE(Math.floor(microseconds / 4_294_967_296), header + index * 12 + 4);
    buffer.writeInt32BE(microseconds | 0, header + index * 12 + 8);
  });
  return buffer;
}
