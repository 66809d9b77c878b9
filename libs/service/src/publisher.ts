import {
  inTransaction,
  Places,
  shareOf,
  wholeWork,
  type Following,
  type Position,
  type Recorded,
} from '@stipple/event-store';
import { MessageRefused, topicOf, type Broker } from '@stipple/messaging';
import {
  outgoingOf,
  ParkedOutgoings,
  textOf,
  toMessage,
  type Outgoing,
  type ParkedOutgoingOptions,
} from './outgoing.js';
import { spans } from './telemetry.js';
import type { Watched } from './watched.js';

/**
 * Sends what follows from the log, in its order: the log itself is the outbox. The messages of a subject are sent by
 * the one process that holds its share. At least once: one that was replaced while it sent is not stopped; listeners
 * know what they have handled. What cannot be sent is put aside with what follows about the same subject, and all else
 * goes on; a broker that is away is waited for.
 */
export class Publisher implements Following {
  readonly name = 'publisher';
  private readonly places: Places;
  private readonly aside: ParkedOutgoings;
  /**
   * Subjects with something parked: never too few, because only the owner of a subject parks it; too many where
   * somebody has sent it.
   */
  private parked = new Set<string>();

  constructor(
    private readonly options: ParkedOutgoingOptions & {
      broker: Pick<Broker, 'publish'>;
      work?: typeof wholeWork;
      watched?: Watched;
      /** Told of each message that is put aside because of itself. */
      onParked?: (outgoing: Outgoing) => void;
    },
  ) {
    this.places = new Places(options.database, this.work);
    this.aside = new ParkedOutgoings(options);
  }

  private get work(): typeof wholeWork {
    return this.options.work ?? wholeWork;
  }

  isStale(): boolean {
    return this.places.isStale;
  }

  shared(): Promise<void> {
    return this.places.shared();
  }

  async load(): Promise<Position | undefined> {
    const position = await this.places.load(this.name);
    this.parked = await this.aside.subjects();
    return position;
  }

  rest(to: Position): Promise<boolean> {
    return this.places.moveTo(this.name, this.places.behind(to), to);
  }

  async apply(events: readonly Recorded[], from: Position, to: Position): Promise<boolean> {
    const isAhead = this.places.after(from);
    const outgoing = events.flatMap((event) =>
      outgoingOf(event, this.options.publishes).filter(({ subject }) => isAhead(shareOf(subject), event.position)),
    );
    const shares = this.places.due(new Set(outgoing.map(({ subject }) => shareOf(subject))), events.length, to);
    if (outgoing.length === 0) return this.places.moveTo(this.name, shares, to);
    // What was frozen and may have been replaced meanwhile would send again what its follower has sent.
    if (!this.work.isCurrent) return false;
    const parking = divided(outgoing, this.parked);
    const refused = await this.send(outgoing.filter((one) => !parking.has(one)));
    const unsent =
      refused.size === 0
        ? parking
        : divided(
            outgoing.map((one) => ({ ...one, ...(refused.has(one) ? { problem: refused.get(one) ?? '' } : {}) })),
            this.parked,
          );
    return unsent.size === 0 ? this.places.moveTo(this.name, shares, to) : this.park([...unsent], shares, to);
  }

  /** Moves the places first, and so holds them until all is put aside: nobody else then parks for these shares. */
  private async park(unsent: readonly Outgoing[], shares: readonly number[], to: Position): Promise<boolean> {
    const move = this.places.move(this.name, shares, to);
    try {
      await inTransaction(this.options.database, async (connection) => {
        const { rows } = await connection.query<{ share: number }>(move.sql, move.parameters);
        if (rows.length < shares.length) throw new Replaced();
        const waiting = [...new Set(unsent.flatMap(({ subject }) => (this.parked.has(subject) ? [subject] : [])))];
        if (!(await this.aside.park(connection, unsent, waiting))) throw new Replaced();
      });
    } catch (error) {
      if (error instanceof Replaced) return false;
      throw error;
    }
    for (const one of unsent) {
      this.parked.add(one.subject);
      if (one.problem !== undefined) this.options.onParked?.(one);
    }
    return this.places.settle(shares, shares, to);
  }

  /** Answers which were refused, and why; all others that do not wait behind them were sent. */
  private async send(outgoing: readonly Outgoing[]): Promise<Map<Outgoing, string>> {
    const refused = new Map<Outgoing, string>();
    if (outgoing.length === 0) return refused;
    const { context, watched } = this.options;
    const topic = topicOf(context);
    const attributes = {
      'messaging.operation.type': 'send',
      'messaging.destination.name': topic,
      'messaging.batch.message_count': outgoing.length,
      'stipple.context': context,
    };
    await spans(
      `send ${topic}`,
      attributes,
      outgoing.map(({ event }) => event.meta.trace),
      async (following) => {
        const publish = (some: readonly Outgoing[]) =>
          this.options.broker.publish(
            topic,
            some.map((one) => toMessage(one, following(one.event.meta.trace))),
          );
        try {
          await publish(outgoing);
        } catch (error) {
          if (!(error instanceof MessageRefused)) throw error;
          // One of them was refused, and so none was sent: each goes alone then.
          const held = new Set<string>();
          for (const one of outgoing) {
            if (held.has(one.subject)) continue;
            await publish([one]).catch((failure: unknown) => {
              if (!(failure instanceof MessageRefused)) throw failure;
              refused.set(one, textOf(failure));
              held.add(one.subject);
            });
          }
        }
      },
      { kind: 'producer' },
    );
    watched?.by?.published(outgoing.length - refused.size);
    return refused;
  }
}

/**
 * What cannot be sent: what has a problem, and what comes after it or after something parked before about the same
 * subject.
 */
function divided(outgoing: readonly Outgoing[], parked: ReadonlySet<string>): Set<Outgoing> {
  const held = new Set<string>();
  return new Set(
    outgoing.filter(({ subject, problem }) => {
      if (problem !== undefined) held.add(subject);
      return held.has(subject) || parked.has(subject);
    }),
  );
}

/** The share has another owner by now, or what was parked is parked no longer. */
class Replaced extends Error {
  override name = 'Replaced';
}
