import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, randomUUID } from 'node:crypto';
import type { Instant } from '@stipple/time';
import type { Actor } from './decider.js';
import type { Position } from './envelope.js';

/** The circumstances of one request, from its edge to the store, without passing them through every call. */
export interface Acting {
  actor: Actor;
  now: Instant;
  correlationId: string;
  causationId?: string;
  /** The person whose act it follows from, where the actor is a context. */
  onBehalfOf?: string;
  /** The caller's id for the command, so that it is done once. */
  commandId?: string;
  device?: string;
  traceparent?: string;
  /** The number of ids that this command has drawn, so that a repeated command draws the same ones. */
  drawn: number;
  /** The writes of this request, for the answer to name. */
  written: Written[];
}

export interface Written {
  position: Position;
  messages: readonly { id: string; type: string }[];
}

const storage = new AsyncLocalStorage<Acting>();

/** Runs `work` as somebody. Everything that it awaits sees the same circumstances. */
export const actAs = <T>(
  acting: Omit<Acting, 'drawn' | 'written'> & Partial<Pick<Acting, 'written'>>,
  work: () => T,
): T => storage.run({ ...acting, drawn: 0, written: acting.written ?? [] }, work);

/** @throws Error outside `actAs`: every act has an actor */
export function acting(): Acting {
  const current = storage.getStore();
  if (!current) throw new Error('A command was given outside of any request.');
  return current;
}

/** A UUID made of `name`, always the same for the same name. */
export function uuidOf(name: string): string {
  const hash = createHash('sha256').update(name).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** An id for something new: random, but the same again when the same command is sent again. */
export function newId(): string {
  const current = acting();
  current.drawn += 1;
  return current.commandId === undefined
    ? randomUUID()
    : uuidOf(`${current.actor.id} ${current.commandId} ${current.drawn}`);
}
