import type { Draft } from '@stipple/contracts';
import { Places, shareOf, uuidOf, wholeWork, type Database, type Following, type Meta, type Position, type Recorded } from '@stipple/event-store';
import { topicOf, type Broker, type Message } from '@stipple/messaging';
import { spans } from './telemetry.js';
import type { Watched } from './watched.js';

/** Ids of the messages that follow from an event: the same however often they are sent. */
export const messageId = (event: Pick<Recorded, 'eventId'>, index: number): string => (index === 0 ? event.eventId : uuidOf(`${event.eventId} ${index}`));

/** Whose act an event follows from: a person's, also where a context did it on another's message. */
const personBehind = ({ actor, onBehalfOf }: Meta): string | undefined => onBehalfOf ?? (actor.startsWith('context:') ? undefined : actor);

const toMessage = (event: Recorded, draft: Draft, index: number, traceparent: string | undefined): Message => ({
  id: messageId(event, index),
  type: draft.type,
  source: draft.type.slice(0, draft.type.indexOf('.')),
  subject: draft.subject,
  time: event.occurredAt,
  data: draft.data,
  correlationId: event.meta.correlation,
  ...(personBehind(event.meta) === undefined ? {} : { actor: personBehind(event.meta) }),
  ...(traceparent === undefined ? {} : { traceparent }),
});

/**
 * Sends what follows from the log, in its order: the log itself is the outbox. The messages of a subject are sent by the one
 * process that holds its share. At least once: one that was replaced while it sent is not stopped; listeners know what they
 * have handled.
 */
export class Publisher implements Following {
  readonly name = 'publisher';
  private readonly places: Places;

  constructor(
    private readonly options: { database: Database; broker: Pick<Broker, 'publish'>; context: string; publishes: (event: Recorded) => readonly Draft[]; work?: typeof wholeWork; watched?: Watched },
  ) {
    this.places = new Places(options.database, this.work);
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

  load(): Promise<Position | undefined> {
    return this.places.load(this.name);
  }

  rest(to: Position): Promise<boolean> {
    return this.places.moveTo(this.name, this.places.behind(to), to);
  }

  async apply(events: readonly Recorded[], from: Position, to: Position): Promise<boolean> {
    const isAhead = this.places.after(from);
    const drafts = events.flatMap((event) =>
      this.options.publishes(event).flatMap((draft, index) => (isAhead(shareOf(draft.subject), event.position) ? [{ event, draft, index }] : [])),
    );
    const shares = this.places.due(new Set(drafts.map(({ draft }) => shareOf(draft.subject))), events.length, to);
    if (drafts.length > 0) {
      // What was frozen and may have been replaced meanwhile would send again what its follower has sent.
      if (!this.work.isCurrent) return false;
      await this.send(drafts);
    }
    return this.places.moveTo(this.name, shares, to);
  }

  private async send(drafts: readonly { event: Recorded; draft: Draft; index: number }[]): Promise<void> {
    const { broker, context, watched } = this.options;
    const topic = topicOf(context);
    const attributes = { 'messaging.operation.type': 'send', 'messaging.destination.name': topic, 'messaging.batch.message_count': drafts.length, 'stipple.context': context };
    await spans(`send ${topic}`, attributes, drafts.map(({ event }) => event.meta.trace), (following) =>
      broker.publish(topic, drafts.map(({ event, draft, index }) => toMessage(event, draft, index, following(event.meta.trace)))), { kind: 'producer' });
    watched?.by?.published(drafts.length);
  }
}
