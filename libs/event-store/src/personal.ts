import { hkdfSync, randomBytes } from 'node:crypto';
import type { Database } from './database.js';
import { Kept, seal, unseal } from './kept.js';

/** Personal fields of an event as they are stored: one AES-256-GCM box under the key of the person they speak of. */
interface Sealed {
  subject: string;
  fields: readonly string[];
  /** base64 of 12 bytes IV, 16 bytes tag, ciphertext of the fields as JSON. */
  box: string;
}

/**
 * A person's wrapped key, wrapped by another master key instead.
 * @throws Error where it was not wrapped by `from` for this person
 */
export const rewrapped = (wrapped: Buffer, subject: string, from: Buffer, to: Buffer): Buffer =>
  seal(to, unseal(from, wrapped, subject), subject);

/** How long, in milliseconds, a process may go on reading under a key that another one has destroyed. */
const noticed = 2_000;

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'subject' in value && 'box' in value && 'fields' in value;

/** Gives an object a property of its own, whatever its name. */
const put = (data: object, name: string, value: unknown): void =>
  void Object.defineProperty(data, name, { value, configurable: true, enumerable: true, writable: true });

/** Reads events without anybody's key: each personal field is null. */
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
 * The keys under which a context keeps personal fields. Each person has a key of their own, stored wrapped by the
 * master key; destroying it makes every event's personal fields unreadable while the events' bytes, and so all proofs,
 * stay. A box is bound to its event's id, stream and type, so it cannot be moved to another event.
 */
export class PersonalKeys {
  private readonly known = new Map<string, Buffer>();
  private counted: number | undefined;
  private countedAt = 0;
  private counting: Promise<number> | undefined;
  private readonly listeners: (() => void)[] = [];
  /** Seals what is kept beside events. */
  readonly kept: Kept;

  constructor(
    private readonly database: Database,
    private readonly masterKey: Buffer,
  ) {
    if (masterKey.length !== 32) throw new Error('The master key has to be 32 bytes long.');
    this.kept = new Kept(masterKey);
  }

  /** Takes the named fields out of `data` and puts their box in as `sealed`. */
  async seal(data: object, subject: string, fields: readonly string[], bound: string): Promise<object> {
    const key = (await this.load([subject])).get(subject) ?? (await this.create(subject));
    const open = Object.entries(data).filter(([name]) => !fields.includes(name));
    const closed = Object.fromEntries(Object.entries(data).filter(([name]) => fields.includes(name)));
    // `subject` comes first: a replay finds what is sealed by it.
    const sealed: Sealed = {
      subject,
      fields: Object.keys(closed),
      box: seal(key, Buffer.from(JSON.stringify(closed)), bound).toString('base64'),
    };
    return { ...Object.fromEntries(open), sealed };
  }

  /**
   * Puts personal fields back into events' data; `null` for each whose key is gone.
   * @throws Error when a box was tampered with.
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
   * Makes everything sealed under this person's key unreadable for ever: here at once, in other processes as soon as
   * they look again.
   */
  async forget(subject: string): Promise<void> {
    await this.database.query('delete from subject_keys where subject = $1', [subject]);
    await this.count();
  }

  /**
   * How many keys have been destroyed so far, in whichever process, as it was at most `within` milliseconds ago (0:
   * asked now). Where it has grown, every known key is dropped, and whoever keeps what was unsealed is told to drop it
   * as well.
   */
  erasures(within = noticed): Promise<number> {
    if (within === 0) return this.count();
    if (this.counted !== undefined && Date.now() - this.countedAt < within) return Promise.resolve(this.counted);
    this.counting ??= this.count().finally(() => {
      this.counting = undefined;
    });
    return this.counting;
  }

  /** The last answer of `erasures`: what was read under another one is not to be kept. */
  get erasuresKnown(): number | undefined {
    return this.counted;
  }

  /** Calls `drop` whenever a key turns out to have been destroyed. */
  onErasure(drop: () => void): void {
    this.listeners.push(drop);
  }

  /**
   * Seals something that speaks of several people under all of their keys together: destroying any one of these keys
   * makes it unreadable. Answers whose keys those are; who has none any more is left out. Of nobody, it is sealed under
   * the master key.
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
   * What was sealed together; undefined where one of the keys is gone.
   * @throws Error when it was tampered with, or one of the keys was replaced
   */
  async unsealTogether(subjects: readonly string[], box: Buffer, bound: string): Promise<Buffer | undefined> {
    const keys = await this.read(subjects);
    return subjects.every((subject) => keys.has(subject))
      ? unseal(this.together([...subjects].sort(), keys), box, bound)
      : undefined;
  }

  /**
   * What a box holds; undefined where it was sealed under a key that was destroyed, and somebody of whom more became
   * known since has another.
   */
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

  /** Keys as the database has them now. */
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
      // A key that was destroyed while it was read must not be known from now on.
      if (erasures === this.counted) this.known.set(subject, key);
      found.set(subject, key);
    }
    return found;
  }
}
