import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough, Transform, type Readable, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip, createGzip } from 'node:zlib';
import { messageOf } from '@stipple/text';

/**
 * A file of a backup has four parts: a line that names its kind, a line of JSON that says how the rest is packed, the
 * packed frames, and a line with the SHA-256 of everything before it. A frame is a line of JSON, followed by as many
 * bytes as its `bytes` says. See docs/decisions/0021-backup-format.md.
 */
export type Kind = 'backup' | 'keys';

/** One of a file's frames. */
export interface Frame {
  json: Record<string, unknown>;
  bytes?: Buffer;
}

/**
 * A file that cannot be used: not a backup, not whole, altered, newer than this program, or locked with another
 * passphrase. The message is a sentence.
 */
export class BackupProblem extends Error {
  override name = 'BackupProblem';
}

const formatVersion = 1;
const trailerBytes = 73;
const firstLine = (kind: Kind): string => `stipple ${kind} ${formatVersion}\n`;
const longestLine = 1_000_000;
const mostFrameBytes = 16_000_000;
const tagBytes = 16;

interface Packing {
  compression: 'gzip';
  encryption: null | {
    cipher: 'aes-256-gcm';
    kdf: 'scrypt';
    N: number;
    r: number;
    p: number;
    salt: string;
    iv: string;
  };
}

const cost = { N: 131_072, r: 8, p: 1 };
const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
const keyOf = (passphrase: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> =>
  derive(passphrase.normalize('NFC'), salt, 32, { N, r, p, maxmem: 256 * N * r });

/** Writes a frame. Resolves once the file has taken it. */
export type Write = (json: object, bytes?: Buffer) => Promise<void>;

/**
 * Makes a file of the frames that `fill` writes. It has another name until it is whole and on the disk; an interrupted
 * run leaves nothing. Only its owner may read it.
 * @param force whether a file that is there already may be replaced
 * @throws BackupProblem if the file exists already
 */
export async function writeFrames(
  file: string,
  { kind, passphrase, force = false }: { kind: Kind; passphrase?: string; force?: boolean },
  fill: (write: Write) => Promise<void>,
): Promise<void> {
  if (!force && (await isThere(file)))
    throw new BackupProblem(`${file} is there already. Give another name, or --force to replace it.`);
  const draft = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${process.pid}-${randomBytes(4).toString('hex')}`,
  );
  const handle = await open(draft, 'wx', 0o600);
  try {
    const salt = randomBytes(16);
    const iv = randomBytes(12);
    const packing: Packing = {
      compression: 'gzip',
      encryption:
        passphrase === undefined
          ? null
          : { cipher: 'aes-256-gcm', kdf: 'scrypt', ...cost, salt: salt.toString('hex'), iv: iv.toString('hex') },
    };
    const head = Buffer.from(`${firstLine(kind)}${JSON.stringify(packing)}\n`);
    const hash = createHash('sha256').update(head);
    await handle.write(head);
    const frames = new PassThrough({ highWaterMark: 262_144 });
    const cipher =
      passphrase === undefined
        ? undefined
        : createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, cost), iv).setAAD(head);
    const store = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks) {
        hash.update(chunk);
        await handle.write(chunk);
      }
    };
    const stored = cipher
      ? pipeline(frames, createGzip({ level: 4 }), cipher, store)
      : pipeline(frames, createGzip({ level: 4 }), store);
    const drained = (): Promise<void> => new Promise((resolve) => frames.once('drain', () => resolve()));
    const filling = fill(async (json, bytes) => {
      const line = Buffer.from(`${JSON.stringify(bytes ? { ...json, bytes: bytes.length } : json)}\n`);
      if (!frames.write(bytes ? Buffer.concat([line, bytes]) : line)) await Promise.race([drained(), stored]);
    }).then(() => frames.end());
    await Promise.all([filling, stored]).catch(async (error: unknown) => {
      frames.destroy();
      await Promise.allSettled([filling, stored]);
      throw error;
    });
    if (cipher) {
      hash.update(cipher.getAuthTag());
      await handle.write(cipher.getAuthTag());
    }
    await handle.write(`\nsha256 ${hash.digest('hex')}\n`);
    await handle.sync();
    await handle.close();
    if (force) await rename(draft, file);
    else await link(draft, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await Promise.allSettled([handle.close()]);
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new BackupProblem(`${file} is there already. Give another name, or --force to replace it.`);
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Checks that the file is whole and unaltered, before anybody acts on its frames.
 * @throws BackupProblem if it is not
 */
async function checkFile(file: string, kind: Kind): Promise<{ headBytes: number; packing: Packing; size: number }> {
  const { size } = await stat(file).catch(() => {
    throw new BackupProblem(`${file} cannot be read.`);
  });
  const head = await headOf(file, kind);
  const whole = size > head.headBytes + trailerBytes;
  const trailer = whole ? await bytesOf(file, size - trailerBytes, size) : Buffer.alloc(0);
  const said = /^\nsha256 ([0-9a-f]{64})\n$/.exec(trailer.toString('latin1'))?.[1];
  if (said === undefined) throw new BackupProblem(`${file} is not whole: its end is missing.`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { end: size - trailerBytes - 1 }), hash);
  if (!timingSafeEqual(hash.digest(), Buffer.from(said, 'hex')))
    throw new BackupProblem(`${file} was altered: its SHA-256 is another.`);
  return { ...head, size };
}

async function headOf(file: string, kind: Kind): Promise<{ headBytes: number; packing: Packing }> {
  const start = await bytesOf(file, 0, 2_000);
  const [first = '', second = ''] = start.toString('latin1').split('\n', 2);
  const found = /^stipple (backup|keys) (\d{1,9})$/.exec(first);
  if (!found) throw new BackupProblem(`${file} is no file of a Stipple backup.`);
  if (Number(found[2]) > formatVersion)
    throw new BackupProblem(
      `${file} was written by a newer Stipple, in format ${found[2]}; this one reads up to ${formatVersion}.`,
    );
  if (found[1] !== kind)
    throw new BackupProblem(
      `${file} holds ${found[1] === 'keys' ? 'keys' : 'a backup'} where ${kind === 'keys' ? 'keys are' : 'a backup is'} needed.`,
    );
  const packing = parsed(second) as unknown as Packing | undefined;
  if (packing?.compression !== 'gzip')
    throw new BackupProblem(`${file} is packed in a way that this Stipple does not know.`);
  return { headBytes: first.length + second.length + 2, packing };
}

async function bytesOf(file: string, from: number, to: number): Promise<Buffer> {
  const handle = await open(file, 'r').catch(() => {
    throw new BackupProblem(`${file} cannot be read.`);
  });
  try {
    const buffer = Buffer.alloc(to - from);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The frames of a file, one after the other.
 * @throws BackupProblem if it is not whole, was altered, or is locked with another passphrase
 */
export async function* readFrames(file: string, kind: Kind, passphrase?: string): AsyncGenerator<Frame> {
  const { headBytes, packing, size } = await checkFile(file, kind);
  const { encryption } = packing;
  if (encryption && passphrase === undefined)
    throw new BackupProblem(
      `${file} is locked with a passphrase: give it in STIPPLE_BACKUP_PASSPHRASE, ` +
        'or on standard input with --passphrase-stdin.',
    );
  const end = size - trailerBytes - (encryption ? tagBytes : 0);
  const packed = createReadStream(file, { start: headBytes, end: end - 1 });
  let open: Readable = packed;
  if (encryption && passphrase !== undefined) {
    if (!(encryption.N <= 1_048_576 && encryption.r <= 16 && encryption.p <= 4))
      throw new BackupProblem(`${file} is locked in a way that this Stipple does not know.`);
    const key = await keyOf(passphrase, Buffer.from(encryption.salt, 'hex'), encryption);
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(encryption.iv, 'hex'))
      .setAAD(await bytesOf(file, 0, headBytes))
      .setAuthTag(await bytesOf(file, end, end + tagBytes));
    open = packed.pipe(decipher);
    packed.on('error', (error) => decipher.destroy(error));
  }
  const gunzip = createGunzip();
  const framed = new Framing();
  const unpacking = pipeline(open, gunzip, framed).catch((error: unknown) => {
    framed.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const frame of framed as AsyncIterable<Frame>) yield frame;
    await unpacking;
  } catch (error) {
    if (error instanceof BackupProblem) throw error;
    throw new BackupProblem(
      encryption
        ? `${file} cannot be opened with this passphrase.`
        : `${file} cannot be unpacked: ${messageOf(error)}.`,
    );
  } finally {
    framed.destroy();
    packed.destroy();
  }
}

/** Cuts bytes into frames. */
class Framing extends Transform {
  private rest: Buffer = Buffer.alloc(0);
  private json: Record<string, unknown> | undefined;

  constructor() {
    super({ readableObjectMode: true, readableHighWaterMark: 8 });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    try {
      while (this.step());
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    done(this.rest.length > 0 || this.json ? new BackupProblem('The file ends in the middle of a frame.') : null);
  }

  private step(): boolean {
    if (this.json) {
      const bytes = Number(this.json['bytes']);
      if (this.rest.length < bytes) return false;
      this.push({ json: this.json, bytes: this.rest.subarray(0, bytes) } satisfies Frame);
      this.rest = this.rest.subarray(bytes);
      this.json = undefined;
      return true;
    }
    const newline = this.rest.indexOf(10);
    if (newline < 0 && this.rest.length > longestLine) throw new BackupProblem('The file has a line that is too long.');
    if (newline < 0) return false;
    const json = parsed(this.rest.toString('utf8', 0, newline));
    if (!json) throw new BackupProblem('The file has a line that is no JSON.');
    this.rest = this.rest.subarray(newline + 1);
    const bytes = json['bytes'];
    if (bytes === undefined) this.push({ json } satisfies Frame);
    else if (typeof bytes === 'number' && Number.isInteger(bytes) && bytes >= 0 && bytes <= mostFrameBytes)
      this.json = json;
    else throw new BackupProblem('The file has a frame of an impossible size.');
    return true;
  }
}
