import type { Draft } from '@stipple/contracts';
import { checkpointParameters, loadCheckpoint, moveCheckpoint, uuidOf, type Database, type Following, type Position, type Recorded } from '@stipple/event-store';
import { topicOf, type Broker, type Message } from '@stipple/messaging';
import { spans } from './telemetry.js';
import type { Watched } from './watched.js';

/** Ids of the messages that follow from an event: the same however often they are sent. */
export const messageId = (event: Pick<Recorded, 'eventId'>, index: number): string => (index === 0 ? event.eventId : uuidOf(`${event.eventId} ${index}`));

const toMessage = (event: Recorded, draft: Draft, index: number, traceparent: string | undefined): Message => ({
  id: messageId(event, index),
  type: draft.type,
  source: draft.type.slice(0, draft.type.indexOf('.')),
  subject: draft.subject,
  time: event.occurredAt,
  data: draft.data,
  correlationId: event.meta.correlation,
  ...(traceparent === undefined ? {} : { traceparent }),
});

/** Sends what follows from the log, in its order: the log itself is the outbox. At least once; listeners know what they have handled. */
export class Publisher implements Following {
  readonly name = 'publisher';
  private written: Position = '0:0';
  private writtenAt = 0;

  constructor(
    private readonly options: { database: Database; broker: Broker; context: string; publishes: (event: Recorded) => readonly Draft[]; watched?: Watched },
  ) {}

  async load(): Promise<Position> {
    this.written = await loadCheckpoint(this.options.database, this.name);
    return this.written;
  }

  async apply(events: readonly Recorded[], _from: Position, to: Position): Promise<boolean> {
    const { database, publishes } = this.options;
    const drafts = events.flatMap((event) => publishes(event).map((draft, index) => ({ event, draft, index })));
    if (drafts.length > 0) await this.send(drafts);
    else if (events.length < 1_000 && Date.now() - this.writtenAt < 5_000) return true;
    const { rowCount } = await database.query(moveCheckpoint(this.written), checkpointParameters(this.name, this.written, to));
    if (rowCount === 1) {
      this.written = to;
      this.writtenAt = Date.now();
    }
    return rowCount === 1;
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
