import { hkdfSync, randomBytes } from 'node:crypto';
import type { Database } from './database.js';
import { Kept, seal, unseal } from './kept.js';

/** Personal fields of an event as they are stored: one AES-256-GCM box under the key of the person concerned. */
interface Sealed {
  subject: string;
  fields: readonly string[];
  /** base64 of 12 bytes IV, 16 bytes tag, ciphertext of the fields as JSON. */
  box: string;
}

/**
 * Wraps a person's key with another master key.
 * @throws Error where it was not wrapped with `from` for this person
 */
export const rewrapped = (wrapped: Buffer, subject: string, from: Buffer, to: Buffer): Buffer =>
  seal(to, unseal(from, wrapped, subject), subject);

/** The longest time for which a process reads under a key that another one has destroyed, in milliseconds. */
const noticed = 2_000;

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'subject' in value && 'box' in value && 'fields' in value;

/** Sets an own property of an object, whatever its name. */
const put = (data: object, name: string, value: unknown): void =>
  void Object.defineProperty(data, name, { value, configurable: true, enumerable: true, writable: true });

/** Reads events without keys: each personal field is null. */
export const nobodysKeys: Pick<PersonalKeys, 'unseal'> = {
  unseal(events) {
    for (const { data } of events) {
      const { sealed } = data;
      if (!isSealed(sealed)) continue;
      delete data['sealed'];
      for (const name of sealed.fields) put(data, name, null);
    }
    return Promise.resolve();
  },
};

/**
 * The keys of a context for personal fields. Each person has a key, stored wrapped by the master key. Destroying it
 * makes that person's fields unreadable in every event, while the events' bytes, and so all proofs, stay. A box is
 * bound to its event's id, stream and type, so it cannot be moved to another event.
 */
export class PersonalKeys {
  private readonly known = new Map<string, Buffer>();
  private counted: number | undefined;
  private countedAt = 0;
  private counting: Promise<number> | undefined;
  private readonly listeners: (() => void)[] = [];
  /** Seals texts that are kept beside events. */
  readonly kept: Kept;

  constructor(
    private readonly database: Database,
    private readonly masterKey: Buffer,
  ) {
    if (masterKey.length !== 32) throw new Error('The master key has to be 32 bytes long.');
    this.kept = new Kept(masterKey);
  }

  /** Moves the named fields of `data` into a box, `sealed`. */
  async seal(data: object, subject: string, fields: readonly string[], bound: string): Promise<object> {
    const key = (await this.load([subject])).get(subject) ?? (await this.create(subject));
    const open = Object.entries(data).filter(([name]) => !fields.includes(name));
    const closed = Object.fromEntries(Object.entries(data).filter(([name]) => fields.includes(name)));
    // `subject` comes first: a replay finds sealed data by it.
    const sealed: Sealed = {
      subject,
      fields: Object.keys(closed),
      box: seal(key, Buffer.from(JSON.stringify(closed)), bound).toString('base64'),
    };
    return { ...Object.fromEntries(open), sealed };
  }

  /**
   * Puts personal fields back into events' data, `null` where the key is gone.
   * @throws Error when a box was tampered with
   */
  async unseal(events: readonly { data: Record<string, unknown>; bound: string }[]): Promise<void> {
    const closed = events.filter((event) => isSealed(event.data['sealed']));
    if (closed.length === 0) return;
    const keys = await this.load(closed.map((event) => (event.data['sealed'] as Sealed).subject));
    for (const { data, bound } of closed) {
      const { subject, fields, box } = data['sealed'] as Sealed;
      delete data['sealed'];
      const key = keys.get(subject);
      const open = key && (await this.open(subject, key, Buffer.from(box, 'base64'), bound));
      const opened = open
        ? (JSON.parse(open.toString()) as object)
        : Object.fromEntries(fields.map((name) => [name, null]));
      for (const [name, value] of Object.entries(opened)) put(data, name, value);
    }
  }

  /**
   * Destroys a person's key. Everything sealed under it is unreadable for ever: here at once, in other processes within
   * `patience`.
   */
  async forget(subject: string): Promise<void> {
    await this.database.query('delete from subject_keys where subject = $1', [subject]);
    await this.count();
  }

  /**
   * The number of keys destroyed so far in any process, as it was at most `within` milliseconds ago (0: now). When it
   * has grown, all known keys are dropped, and everybody who keeps opened fields is told to drop them.
   */
  erasures(within = noticed): Promise<number> {
    if (within === 0) return this.count();
    if (this.counted !== undefined && Date.now() - this.countedAt < within) return Promise.resolve(this.counted);
    this.counting ??= this.count().finally(() => {
      this.counting = undefined;
    });
    return this.counting;
  }

  /** The last answer of `erasures`. States read under another number must not be kept. */
  get erasuresKnown(): number | undefined {
    return this.counted;
  }

  /** Calls `drop` whenever a key turns out to have been destroyed. */
  onErasure(drop: () => void): void {
    this.listeners.push(drop);
  }

  /**
   * Seals a text about several people under all of their keys together: destroying any of them makes it unreadable.
   * Answers whose keys those are; people without a key are left out. A text about nobody is sealed under the master
   * key.
   */
  async sealTogether(
    subjects: readonly string[],
    plain: Buffer,
    bound: string,
  ): Promise<{ subjects: string[]; box: Buffer }> {
    const keys = await this.read(subjects);
    const those = [...keys.keys()].sort();
    return { subjects: those, box: seal(this.together(those, keys), plain, bound) };
  }

  /**
   * Opens what `sealTogether` sealed. Undefined where one of the keys is gone.
   * @throws Error when it was tampered with, or one of the keys was replaced
   */
  async unsealTogether(subjects: readonly string[], box: Buffer, bound: string): Promise<Buffer | undefined> {
    const keys = await this.read(subjects);
    return subjects.every((subject) => keys.has(subject))
      ? unseal(this.together([...subjects].sort(), keys), box, bound)
      : undefined;
  }

  /** The contents of a box. Undefined where its key was destroyed and the person has another one since. */
  private async open(subject: string, key: Buffer, box: Buffer, bound: string): Promise<Buffer | undefined> {
    try {
      return unseal(key, box, bound);
    } catch (error) {
      const { rowCount } = await this.database.query('select from erased_subjects where subject = $1', [subject]);
      if (rowCount === 0) throw error;
      return undefined;
    }
  }

  private together(subjects: readonly string[], keys: ReadonlyMap<string, Buffer>): Buffer {
    const material = Buffer.concat([
      this.masterKey,
      ...subjects.map((subject) => keys.get(subject) ?? Buffer.alloc(0)),
    ]);
    return Buffer.from(hkdfSync('sha256', material, Buffer.alloc(0), 'stipple sealed together', 32));
  }

  private async count(): Promise<number> {
    const asked = Date.now();
    const { rows } = await this.database.query<{ total: number }>('select total from erasures');
    const total = rows[0]?.total ?? 0;
    const before = this.counted;
    this.countedAt = Math.max(this.countedAt, asked);
    if (before !== undefined && total <= before) return before;
    this.counted = total;
    if (before !== undefined) {
      this.known.clear();
      for (const drop of this.listeners) drop();
    }
    return total;
  }

  /** Reads keys from the database. */
  private async read(subjects: readonly string[]): Promise<Map<string, Buffer>> {
    if (subjects.length === 0) return new Map();
    const { rows } = await this.database.query<{ subject: string; wrapped: Buffer }>(
      'select subject, wrapped from subject_keys where subject = any ($1)',
      [[...new Set(subjects)]],
    );
    return new Map(rows.map((row) => [row.subject, unseal(this.masterKey, row.wrapped, row.subject)]));
  }

  private async create(subject: string): Promise<Buffer> {
    const wrapped = seal(this.masterKey, randomBytes(32), subject);
    await this.database.query('insert into subject_keys (subject, wrapped) values ($1, $2) on conflict do nothing', [
      subject,
      wrapped,
    ]);
    const stored = (await this.load([subject])).get(subject);
    if (!stored) throw new Error(`The key of ${subject} was destroyed while it was made.`);
    return stored;
  }

  private async load(subjects: readonly string[]): Promise<Map<string, Buffer>> {
    const erasures = await this.erasures();
    const wanted = [...new Set(subjects)];
    const missing = wanted.filter((subject) => !this.known.has(subject));
    const found = new Map(
      wanted.flatMap((subject) => (this.known.has(subject) ? [[subject, this.known.get(subject) as Buffer]] : [])),
    );
    if (this.known.size > 50_000) this.known.clear();
    for (const [subject, key] of await this.read(missing)) {
      // A key destroyed during this read must not be remembered.
      if (erasures === this.counted) this.known.set(subject, key);
      found.set(subject, key);
    }
    return found;
  }
}
