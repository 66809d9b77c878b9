import type { HygieneEvent } from '../graphql.gen.js';
import type { HygieneEventRow, UnreadableEventRow } from './hygiene-events.view.js';

export const hygieneEventToGraph = (row: HygieneEventRow | UnreadableEventRow): HygieneEvent => ({
  id: row.id,
  context: 'sterilization',
  type: row.type,
  subject: row.subject,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  actor: row.actor.startsWith('context:') ? null : { id: row.actor },
  actorId: row.actor,
  data: row.data === null ? null : (JSON.parse(row.data) as object),
  unreadable:
    row.data === null
      ? `This event lies in the log and could not be taken into the list: ${row.problem.slice(0, 300)}`
      : null,
});
