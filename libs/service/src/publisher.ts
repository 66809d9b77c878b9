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
import { messageOf } from '@stipple/text';
import { outgoingOf, ParkedOutgoings, toMessage, type Outgoing, type ParkedOutgoingOptions } from './outgoing.js';
import { spans } from './telemetry.js';
import type { Watched } from './watched.js';

/**
 * Sends the messages that follow from the log, in its order: the log is the outbox. The process that holds a subject's
 * share sends its messages, at least once: a process that is replaced while it sends may send again, and listeners pass
 * over what they have handled. A message that cannot be sent is parked with the later ones of its subject; all others
 * go on. The publisher waits for a broker that is away.
 */
export class Publisher implements Following {
  readonly name = 'publisher';
  private readonly places: Places;
  private readonly aside: ParkedOutgoings;
  /**
   * Subjects with something parked. Never too few: only the owner of a subject parks it. Too many where somebody has
   * sent it.
   */
  private parked = new Set<string>();

  constructor(
    private readonly options: ParkedOutgoingOptions & {
      broker: Pick<Broker, 'publish'>;
      work?: typeof wholeWork;
      watched?: Watched;
      /** Called for each message that is parked because of itself. */
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
    // A frozen process may have been replaced, and would send again what its successor has sent.
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

  /** Moves the places first. That locks them until everything is parked, so nobody else parks for these shares. */
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

  /**
   * Sends messages. Answers the refused ones with their reasons; all others were sent, except those that wait behind
   * them.
   */
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
          // One was refused, so none was sent. Each goes alone then.
          const held = new Set<string>();
          for (const one of outgoing) {
            if (held.has(one.subject)) continue;
            await publish([one]).catch((failure: unknown) => {
              if (!(failure instanceof MessageRefused)) throw failure;
              refused.set(one, messageOf(failure));
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
 * The messages that cannot be sent: those with a problem, and those behind them or behind something parked about the
 * same subject.
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

/** The share has another owner by now, or a parked message that others wait behind is no longer parked. */
class Replaced extends Error {
  override name = 'Replaced';
}
