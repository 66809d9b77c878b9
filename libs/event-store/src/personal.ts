import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Database } from './database.js';

/** Personal fields of an event as they are stored: one AES-256-GCM box under the key of the person they speak of. */
interface Sealed {
  subject: string;
  fields: readonly string[];
  /** base64 of 12 bytes IV, 16 bytes tag, ciphertext of the fields as JSON. */
  box: string;
}

const seal = (key: Buffer, plain: Buffer, bound: string): Buffer => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
};

const unseal = (key: Buffer, box: Buffer, bound: string): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12)).setAAD(Buffer.from(bound)).setAuthTag(box.subarray(12, 28));
  return Buffer.concat([decipher.update(box.subarray(28)), decipher.final()]);
};

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'subject' in value && 'box' in value && 'fields' in value;

/**
 * The keys under which a context keeps personal fields. Each person has a key of their own, stored wrapped by the master
 * key; destroying it makes every event's personal fields unreadable while the events' bytes, and so all proofs, stay.
 * A box is bound to its event's id, stream and type, so it cannot be moved to another event.
 */
export class PersonalKeys {
  private readonly known = new Map<string, Buffer>();

  constructor(
    private readonly database: Database,
    private readonly masterKey: Buffer,
  ) {
    if (masterKey.length !== 32) throw new Error('The master key has to be 32 bytes long.');
  }

  /** Takes the named fields out of `data` and puts their box in as `sealed`. */
  async seal(data: object, subject: string, fields: readonly string[], bound: string): Promise<object> {
    const key = (await this.load([subject])).get(subject) ?? (await this.create(subject));
    const open = Object.entries(data).filter(([name]) => !fields.includes(name));
    const closed = Object.fromEntries(Object.entries(data).filter(([name]) => fields.includes(name)));
    // `subject` comes first: a replay finds what is sealed by it.
    const sealed: Sealed = { subject, fields: Object.keys(closed), box: seal(key, Buffer.from(JSON.stringify(closed)), bound).toString('base64') };
    return { ...Object.fromEntries(open), sealed };
  }

  /** Puts personal fields back into events' data; `null` for each whose key is gone. @throws Error when a box was tampered with. */
  async unseal(events: readonly { data: Record<string, unknown>; bound: string }[]): Promise<void> {
    const closed = events.filter((event) => isSealed(event.data['sealed']));
    if (closed.length === 0) return;
    const keys = await this.load(closed.map((event) => (event.data['sealed'] as Sealed).subject));
    for (const { data, bound } of closed) {
      const { subject, fields, box } = data['sealed'] as Sealed;
      delete data['sealed'];
      const key = keys.get(subject);
      const open = key ? (JSON.parse(unseal(key, Buffer.from(box, 'base64'), bound).toString()) as object) : Object.fromEntries(fields.map((name) => [name, null]));
      Object.assign(data, open);
    }
  }

  /** Makes everything sealed under this person's key unreadable for ever. */
  async forget(subject: string): Promise<void> {
    await this.database.query('delete from subject_keys where subject = $1', [subject]);
    this.known.delete(subject);
  }

  private async create(subject: string): Promise<Buffer> {
    const wrapped = seal(this.masterKey, randomBytes(32), subject);
    await this.database.query('insert into subject_keys (subject, wrapped) values ($1, $2) on conflict do nothing', [subject, wrapped]);
    const stored = (await this.load([subject])).get(subject);
    if (!stored) throw new Error(`The key of ${subject} was destroyed while it was made.`);
    return stored;
  }

  private async load(subjects: readonly string[]): Promise<Map<string, Buffer>> {
    const wanted = [...new Set(subjects)];
    const missing = wanted.filter((subject) => !this.known.has(subject));
    const found = new Map(wanted.flatMap((subject) => (this.known.has(subject) ? [[subject, this.known.get(subject) as Buffer]] : [])));
    if (missing.length > 0) {
      const { rows } = await this.database.query<{ subject: string; wrapped: Buffer }>('select subject, wrapped from subject_keys where subject = any ($1)', [missing]);
      if (this.known.size > 50_000) this.known.clear();
      for (const row of rows) {
        const key = unseal(this.masterKey, row.wrapped, row.subject);
        this.known.set(row.subject, key);
        found.set(row.subject, key);
      }
    }
    return found;
  }
}
