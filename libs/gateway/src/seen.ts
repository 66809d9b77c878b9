import { isAtOrAfter } from '@stipple/event-store';
import { contextNames } from '@stipple/service';
import type { ContextName, Seen } from '@stipple/service';

/** How long answers wait for a person's own writes, and for those of others, in milliseconds. */
const ownFor = 60_000;
const othersFor = 5_000;
/** The most messages kept per context, the newest: of one person, and of everybody. */
const ownMessages = 128;
const othersMessages = 64;
const mostActors = 10_000;

interface Told {
  position: string;
  at: number;
  messages: { id: string; type: string; at: number }[];
}

type Memory = Map<ContextName, Told>;

const positionForm = /^\d{1,20}:\d{1,20}$/;
const idForm = /^[0-9A-Za-z_-]{1,64}$/;
const typeForm = /^[0-9A-Za-z._-]{1,100}$/;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isContextName = (value: unknown): value is ContextName => contextNames.some((name) => name === value);
const isMessage = (value: unknown): value is { id: string; type: string } =>
  isObject(value) &&
  typeof value.id === 'string' &&
  idForm.test(value.id) &&
  typeof value.type === 'string' &&
  typeForm.test(value.type);

/** Whether a subgraph's `extensions.seen` has the promised form. */
export const isSeen = (value: unknown): value is Seen =>
  isObject(value) &&
  isContextName(value.context) &&
  typeof value.position === 'string' &&
  positionForm.test(value.position) &&
  Array.isArray(value.messages) &&
  value.messages.every(isMessage);

function add(memory: Memory, seen: Seen, at: number, most: number): void {
  const told = memory.get(seen.context) ?? { position: seen.position, at, messages: [] };
  if (isAtOrAfter(seen.position, told.position)) told.position = seen.position;
  told.at = Math.max(told.at, at);
  for (const { id, type } of seen.messages)
    if (!told.messages.some((known) => known.id === id)) told.messages.push({ id, type, at });
  if (told.messages.length > most) told.messages.splice(0, told.messages.length - most);
  memory.set(seen.context, told);
}

/** Keeps entries younger than `since`, and forgets the others. */
function recall(memory: Memory, since: number): Seen[] {
  for (const [context, told] of memory) {
    if (told.at < since) memory.delete(context);
    else if (told.messages.some(({ at }) => at < since)) told.messages = told.messages.filter(({ at }) => at >= since);
  }
  return [...memory].map(([context, { position, messages }]) => ({
    context,
    position,
    messages: messages.map(({ id, type }) => ({ id, type })),
  }));
}

/** One entry per context: the furthest position, and every message once. */
export function merged(lists: readonly Seen[]): Seen[] {
  const memory: Memory = new Map();
  for (const seen of lists) add(memory, seen, 0, ownMessages);
  return recall(memory, 0);
}

/**
 * Remembers the writes that answers reported, so that the next question waits for read models to show them: a person's
 * own for 60 s, everybody's for 5 s. Bounded in people and in messages, and lost with the process.
 */
export class Memories {
  private readonly own = new Map<string, Memory>();
  private readonly everybody: Memory = new Map();

  constructor(private readonly clock: () => number) {}

  /** @param actorId undefined for somebody not signed in; only others wait for these writes */
  note(actorId: string | undefined, seen: Seen): void {
    const now = this.clock();
    add(this.everybody, seen, now, othersMessages);
    if (actorId === undefined) return;
    const memory = this.own.get(actorId) ?? new Map<ContextName, Told>();
    add(memory, seen, now, ownMessages);
    this.own.delete(actorId);
    this.own.set(actorId, memory);
    // A map keeps the order of its keys: the oldest is first.
    for (const [id, remembered] of this.own) {
      const stale = [...remembered.values()].every(({ at }) => at < now - ownFor);
      if (!stale && this.own.size <= mostActors) break;
      this.own.delete(id);
    }
  }

  ownOf(actorId: string): Seen[] {
    const memory = this.own.get(actorId);
    return memory === undefined ? [] : recall(memory, this.clock() - ownFor);
  }

  others(): Seen[] {
    return recall(this.everybody, this.clock() - othersFor);
  }
}

const longestHeader = 4_096;
type Packed = [at: number, entries: [context: string, position: string, messages: [id: string, type: string][]][]];

/**
 * The value of the header `stipple-seen`: opaque, at most 4,096 characters. The oldest messages are left out where that
 * is too little.
 */
export function packed(seen: readonly Seen[], now: number): string | undefined {
  if (seen.length === 0) return undefined;
  for (let most = ownMessages; ; most = Math.floor(most / 2)) {
    const entries = seen.map(({ context, position, messages }) => [
      context,
      position,
      most === 0 ? [] : messages.slice(-most).map(({ id, type }) => [id, type]),
    ]);
    const text = Buffer.from(JSON.stringify([Math.floor(now / 1000), entries])).toString('base64url');
    if (text.length <= longestHeader) return text;
  }
}

/**
 * Reads a value that `packed` wrote up to 60 s ago. Anything else counts as absent, since only waiting depends on it.
 */
export function unpacked(header: string | string[] | undefined, now: number): Seen[] {
  if (typeof header !== 'string' || header.length > longestHeader || !/^[\w-]+$/.test(header)) return [];
  const content = parsed(Buffer.from(header, 'base64url').toString('utf8'));
  if (!isPacked(content)) return [];
  const [at, entries] = content;
  if (at * 1000 < now - ownFor || at * 1000 > now + ownFor) return [];
  const seen: unknown[] = entries.slice(0, contextNames.length).map(([context, position, messages]) => ({
    context,
    position,
    messages: messages.map(([id, type]) => ({ id, type })),
  }));
  return seen.every(isSeen) ? seen : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isPair = (value: unknown): value is [unknown, unknown] => Array.isArray(value) && value.length === 2;
const isPacked = (value: unknown): value is Packed =>
  isPair(value) &&
  typeof value[0] === 'number' &&
  Array.isArray(value[1]) &&
  value[1].every(
    (entry: unknown) => Array.isArray(entry) && entry.length === 3 && Array.isArray(entry[2]) && entry[2].every(isPair),
  );
