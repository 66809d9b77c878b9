import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { rewrapAll } from '@stipple/backup';
import { rewrapped } from '@stipple/event-store';
import { StartProblem, type Home } from '@stipple/local-servers';
import type pg from 'pg';
import { contexts } from './contexts.js';
import { asAdmin, insideOf, needAlone, reaching } from './reach.js';

const length = 32;
const nextName = 'personal-data.next';

/** The result of changing the master key. */
export interface Rotated {
  keys: number;
  /** The file of the new key; undefined if the environment gives it. */
  file?: string;
}

/**
 * Wraps everybody's keys by another master key, in one transaction. In a home it makes the new key, which lies in
 * `keys/personal-data.next` until all keys are wrapped by it; after an interruption the next call finishes. Elsewhere
 * STIPPLE_MASTER_KEY is the present key and STIPPLE_NEXT_MASTER_KEY the new one.
 * @throws StartProblem while Stipple runs, or if a key cannot be opened
 */
export async function rotateMasterKey(): Promise<Rotated> {
  return reaching({ alone: true }, async ({ home, adminUrl }) => {
    const given = process.env['STIPPLE_MASTER_KEY'];
    const { from, to } = given
      ? {
          from: keyOf('STIPPLE_MASTER_KEY', given),
          to: keyOf('STIPPLE_NEXT_MASTER_KEY', process.env['STIPPLE_NEXT_MASTER_KEY'] ?? ''),
        }
      : { from: await home.secret('personal-data', length), to: await nextOf(home) };
    let keys = 0;
    await asAdmin(insideOf(adminUrl), async (client) => {
      await client.query('begin');
      await needAlone(client);
      for (const { parts } of contexts) {
        const table = `${parts.name}.subject_keys`;
        await client.query(`lock table ${table} in exclusive mode`);
        // A run that was interrupted before it moved the file has already wrapped the keys by the new one.
        if (await isWrappedBy(client, table, to)) continue;
        keys += await rewrapAll(client, table, (wrapped, subject) => unlessAnother(wrapped, subject, from, to));
        await client.query(`delete from ${parts.name}.snapshots`);
      }
      await client.query('commit');
    });
    if (given) return { keys };
    const folder = await home.folder('keys');
    const file = path.join(folder, 'personal-data');
    await rename(file, `${file}.before-${Date.now()}`);
    await rename(path.join(folder, nextName), file);
    return { keys, file };
  });
}

function keyOf(name: string, text: string): Buffer {
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== length) throw new StartProblem(`Set ${name} to 32 bytes in hexadecimal.`);
  return key;
}

/** The new key. It is on the disk before it wraps anything. */
async function nextOf(home: Home): Promise<Buffer> {
  const file = path.join(await home.folder('keys'), nextName);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.write(randomBytes(length));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = await readFile(file);
  if (key.length !== length)
    throw new StartProblem(`${file} holds ${key.length} bytes where ${length} are needed: remove it.`);
  return key;
}

async function isWrappedBy(client: pg.Client, table: string, key: Buffer): Promise<boolean> {
  const { rows } = await client.query<{ subject: string; wrapped: Buffer }>(
    `select subject, wrapped from ${table} limit 1`,
  );
  const [one] = rows;
  return one !== undefined && opens(() => rewrapped(one.wrapped, one.subject, key, key));
}

function opens(tried: () => unknown): boolean {
  try {
    tried();
    return true;
  } catch {
    return false;
  }
}

function unlessAnother(wrapped: Buffer, subject: string, from: Buffer, to: Buffer): Buffer {
  try {
    return rewrapped(wrapped, subject, from, to);
  } catch {
    throw new StartProblem('A key is wrapped by another master key than the present one: nothing was changed.');
  }
}
