import type pg from 'pg';

/** The part of pg's connection that a statement of our own needs. Its types do not declare it. */
interface Wire {
  query(text: string): void;
}

/** The bytes of signature, flags and header extension before the first row. */
const copyHeader = 19;

/**
 * Rows as `copy (…) to stdout (format binary)` sends them. They are kept as bytes outside of the heap until they are
 * read, so rows read ahead cost the garbage collector nothing. `next` goes to a row; its fields are then read from left
 * to right, none of them null. Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
 */
export class CopiedRows {
  private bytes = Buffer.allocUnsafeSlow(262_144);
  private length = 0;
  private at = 0;
  private lastRow = 0;
  private sought: Buffer | undefined;
  private found = 0;
  /** How many rows there are. */
  count = 0;

  /**
   * Runs the statement and keeps its rows instead of the former ones. The statement takes no parameters; `set_config`
   * in its transaction passes them.
   * @throws the error that the database answered
   */
  fill(connection: pg.ClientBase, statement: string): Promise<void> {
    // Each run gets its own buffer: readers may still look at the rows of the last one.
    if (this.length > 0) this.bytes = Buffer.allocUnsafeSlow(this.length);
    this.length = 0;
    this.at = copyHeader;
    this.count = 0;
    this.sought = undefined;
    return new Promise((resolve, reject) => {
      const copying = {
        submit: (wire: unknown) => (wire as Wire).query(statement),
        handleCopyData: ({ chunk }: { chunk: Buffer }) => this.add(chunk),
        handleCommandComplete: () => undefined,
        handleReadyForQuery: () => copying.callback(),
        handleError: (error: Error) => copying.callback(error),
        callback: (error?: Error) => (error ? reject(error) : resolve()),
      };
      connection.query(copying as pg.Submittable);
    });
  }

  private add(chunk: Buffer): void {
    const length = this.length + chunk.length;
    if (length > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(length * 2);
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    // pg goes on writing over the chunk's bytes.
    chunk.copy(this.bytes, this.length);
    // Each row comes as one chunk, the first one behind the header. Minus one fields mean the end.
    const row = this.length === 0 ? copyHeader : this.length;
    this.length = length;
    if (this.bytes.readInt16BE(row) < 0) return;
    this.lastRow = row;
    this.count += 1;
  }

  /** The bytes of all rows together. */
  get size(): number {
    return this.length;
  }

  /** Goes to the last row. */
  toLast(): void {
    this.at = this.lastRow + 2;
  }

  /** Goes before the first row. */
  toStart(): void {
    this.at = copyHeader;
  }

  /** False where there is no further row. */
  next(): boolean {
    if (this.at + 2 > this.length) return false;
    const fields = this.bytes.readInt16BE(this.at);
    this.at += 2;
    return fields >= 0;
  }

  /** Whether some bytes occur in what was read since this was last asked for them. */
  passed(bytes: Buffer): boolean {
    if (this.sought !== bytes) [this.sought, this.found] = [bytes, this.find(bytes, 0)];
    if (this.found >= this.at) return false;
    this.found = this.find(bytes, this.at);
    return true;
  }

  private find(bytes: Buffer, from: number): number {
    const found = this.bytes.subarray(0, this.length).indexOf(bytes, from);
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  }

  /** The offset at which the next field's value begins. Reading goes on behind it. */
  field(): number {
    const from = this.at + 4;
    this.at = from + this.bytes.readInt32BE(this.at);
    return from;
  }

  /** The bytes of the rows. They belong to this object until the next `fill`, and then to the reader alone. */
  get buffer(): Buffer {
    return this.bytes;
  }

  text(): string {
    const from = this.field();
    return this.bytes.toString('utf8', from, this.at);
  }

  smallint(): number {
    return this.bytes.readInt16BE(this.field());
  }

  int(): number {
    return this.bytes.readInt32BE(this.field());
  }

  bigint(): number {
    return bigintAt(this.bytes, this.field());
  }
}

/** Exact up to 2^53. */
export const bigintAt = (bytes: Buffer, at: number): number =>
  bytes.readInt32BE(at) * 4_294_967_296 + bytes.readUInt32BE(at + 4);

/** A number of 64 bits without a sign, as text. */
export const placeAt = (bytes: Buffer, at: number): string =>
  bytes.readUInt32BE(at) < 2_097_152 ? String(bigintAt(bytes, at)) : String(bytes.readBigUInt64BE(at));

/** The text of a field whose value begins at `at`, behind its length. */
export const textAt = (bytes: Buffer, at: number): string => bytes.toString('utf8', at, at + bytes.readInt32BE(at - 4));

export function uuidAt(bytes: Buffer, at: number): string {
  const digits = bytes.toString('hex', at, at + 16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}

/**
 * @param microseconds since 2000, as PostgreSQL counts. Answers an `Instant`, cut to the millisecond as it is where it
 * is read as text.
 */
export const instantOfMicroseconds = (microseconds: number): string =>
  new Date(Math.floor(microseconds / 1000) + 946_684_800_000).toISOString();
