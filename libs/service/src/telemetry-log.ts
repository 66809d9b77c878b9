import {
  acting,
  EventStore,
  type Command,
  type Decider,
  type Facts,
  type FactsFor,
  type Following,
  type Follows,
  type Outcome,
  type StoredEvent,
} from '@stipple/event-store';
import { span, spans } from './telemetry.js';
import type { Watched } from './watched.js';

type StoreOptions = ConstructorParameters<typeof EventStore>[0];

/** A context's store with traces and metrics of its commands and appends. */
export class WatchedStore extends EventStore {
  constructor(options: StoreOptions, watched: Watched) {
    // One database call carries the commands of many traces. Each waits for it in a span of its own.
    super({
      ...options,
      observeBatch: (commands) => watched.by?.batched(commands),
      observeAppend: (events, append) => timed(events, watched, append),
    });
  }

  override handle<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    command: C,
    gather?: (facts: Facts) => Promise<FactsFor<F, C['type']>>,
    follows?: Follows<E>,
  ): Promise<Outcome<S>> {
    return span(`command ${command.type}`, {}, async ({ traceparent, note }) => {
      const situation = acting();
      const before = situation.traceparent;
      if (traceparent !== undefined) situation.traceparent = traceparent;
      try {
        const outcome = await super.handle(decider, command, gather, follows);
        note({ 'stipple.accepted': outcome.accepted, 'stipple.refusals': outcome.refusals.map(({ code }) => code) });
        return outcome;
      } finally {
        if (before === undefined) delete situation.traceparent;
        else situation.traceparent = before;
      }
    });
  }
}

function timed<T>(events: number, watched: Watched, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const done = (outcome: 'stored' | 'failed') => watched.by?.appended((performance.now() - started) / 1000, outcome);
  return span('append', { 'stipple.events': events }, async () => {
    try {
      const answer = await work();
      done('stored');
      return answer;
    } catch (error) {
      done('failed');
      throw error;
    }
  });
}

/** A reader of the log whose pages appear in the traces of their events. */
export const watchedFollowing = (following: Following, name: string, context: string): Following => ({
  get name() {
    return following.name;
  },
  load: () => following.load(),
  rest: (to) => following.rest?.(to) ?? Promise.resolve(true),
  isStale: () => following.isStale?.() ?? false,
  shared: () => following.shared?.() ?? Promise.resolve(),
  apply: (events, from, to) =>
    spans(
      name,
      { 'stipple.context': context, 'stipple.page.events': events.length },
      events.map(({ meta }) => meta.trace),
      () => following.apply(events, from, to),
    ),
});
