import { appendColumns, appendedOf, appendParameters, type Append, type Appended, type AppendRow } from './append.js';
import { claimRows } from './claim.js';
import { failureOf, troubleOf, type Database } from './database.js';
import { isAtOrAfter } from './envelope.js';
import type { ToAppend } from './preparing.js';

/** A message's id and its place in a topic, so that its effect and the reader's offset are stored together. */
export interface Inbound {
  messageId: string;
  topic?: string;
  partition?: number;
  nextBefore?: bigint;
  nextAfter?: bigint;
}

/**
 * The appends as one transaction takes them.
 * @throws Error where two of them concern the same stream: their order would be nobody's decision
 */
export function inOneTransaction(prepared: readonly ToAppend[]): readonly ToAppend[] {
  if (new Set(prepared.map((one) => one.stream)).size < prepared.length)
    throw new Error('Two commands of one transaction concern the same stream.');
  return prepared;
}

/**
 * Stores several appends with their claims, and the message that led to them, all or nothing.
 * @param guards appends of nothing: their streams must be at the version that was read
 * @throws StoreUnavailable
 */
export async function appendTogether(
  database: Database,
  prepared: readonly ToAppend[],
  guards: readonly Append[],
  inbound?: Inbound,
): Promise<Appended> {
  const { holders, claims } = claimRows(prepared);
  try {
    const { rows } = await database.query<AppendRow>({
      name: 'append_atomic',
      text: `select ix, status, version, position_reached
        from append_atomic(${appendColumns}, $15::text[], $16::jsonb, $17::uuid, $18::text, $19::int, $20::bigint, $21::bigint)`,
      values: [
        ...appendParameters([...prepared.map((one) => one.append), ...guards]),
        holders,
        JSON.stringify(claims),
        inbound?.messageId ?? null,
        inbound?.topic ?? null,
        inbound?.partition ?? null,
        inbound?.nextBefore?.toString() ?? null,
        inbound?.nextAfter?.toString() ?? null,
      ],
    });
    return together(rows.map(appendedOf));
  } catch (error) {
    if (troubleOf(error) === 'conflict') return { status: 'conflict', version: 0 };
    throw failureOf(error);
  }
}

/** The first answer that stood in the way of all, or else the first, with the last position of any. */
function together(answers: readonly Appended[]): Appended {
  const [first = { status: 'ok' as const, version: 0 }] = answers;
  const unfit = answers.find((answer) => answer.status !== 'ok' && answer.status !== 'withdrawn');
  if (unfit) return unfit;
  return answers.reduce(
    (all, { position }) =>
      position === undefined || (all.position !== undefined && isAtOrAfter(all.position, position))
        ? all
        : { ...all, position },
    first,
  );
}
