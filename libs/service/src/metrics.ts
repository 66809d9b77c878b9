import { Gauge, type Registry } from 'prom-client';
import type { RunningContext } from './context.js';

/** What Prometheus is told of contexts: commands waiting, messages put aside, and how far each reader of the log is behind. */
export function measure(registry: Registry, contexts: readonly RunningContext[]): void {
  new Gauge({
    name: 'stipple_append_queue',
    help: 'Commands that wait to be stored.',
    labelNames: ['context'],
    registers: [registry],
    collect() {
      for (const context of contexts) this.set({ context: context.parts.name }, context.store.batcher.queued);
    },
  });
  new Gauge({
    name: 'stipple_parked_messages',
    help: 'Messages that were put aside with a problem.',
    labelNames: ['context'],
    registers: [registry],
    async collect() {
      for (const context of contexts) this.set({ context: context.parts.name }, (await context.inbox.parked()).length);
    },
  });
  new Gauge({
    name: 'stipple_reader_lag_events',
    help: 'Events in the log that a reader has not come to yet.',
    labelNames: ['context', 'reader'],
    registers: [registry],
    async collect() {
      for (const { parts, database, followers } of contexts) {
        for (const follower of followers) {
          const { rows } = await database.query<{ behind: number }>('select count(*)::int as behind from (select from events where (xid, position) > ($1::text::xid8, $2::bigint) limit 100000) e', follower.position.split(':'));
          this.set({ context: parts.name, reader: follower.name }, rows[0]?.behind ?? 0);
        }
      }
    },
  });
}
