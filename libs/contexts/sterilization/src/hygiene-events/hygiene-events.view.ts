import { Injectable } from '@nestjs/common';
import { view, type EventOf, type Recorded } from '@stipple/event-store';
import { Reads, type Slice } from '@stipple/service';
import type { load } from '../load/load.decider.js';
import type { pack } from '../pack/pack.decider.js';
import { placeOf } from '../place.js';
import type { recall } from '../recall/recall.decider.js';
import type { room } from '../room/room.decider.js';
import type { sterilizer } from '../sterilizer/sterilizer.decider.js';

type Deciders = typeof room | typeof sterilizer | typeof load | typeof pack | typeof recall;
type HygieneEvent = EventOf<Deciders>;

export interface HygieneEventRow {
  id: string;
  /** Its place in the log, so written that text order is log order. */
  place: string;
  clinic_id: string;
  type: string;
  subject: string;
  occurred_at: string;
  recorded_at: string;
  /** The person whose act it was or followed from; else the context that did it. */
  actor: string;
  /** JSON text: as text it holds whatever an event holds. */
  data: string;
}

/** An event that the list could not take: all that is known without reading what it holds. */
export type UnreadableEventRow = Omit<HygieneEventRow, 'data'> & { data: null; problem: string };

const types: Record<HygieneEvent['type'], true> = {
  RoomAdded: true,
  RoomCleaningStarted: true,
  DisinfectantApplied: true,
  RoomReleased: true,
  RoomQuarantined: true,
  RoomReopened: true,
  RoomOccupied: true,
  RoomVacated: true,
  SterilizerCommissioned: true,
  CycleNumberGapFound: true,
  RoutineTestRecorded: true,
  SterilizerTakenOutOfService: true,
  SterilizerReturnedToService: true,
  CycleStarted: true,
  CycleEnded: true,
  BiologicalIndicatorRead: true,
  FurtherLoadsRecalled: true,
  RequalificationRunRecorded: true,
  SterilizerRecallClosed: true,
  LoadStarted: true,
  CycleRecorded: true,
  ChemicalIndicatorRead: true,
  LoadReleased: true,
  LoadRejected: true,
  LoadAborted: true,
  LoadRecalled: true,
  PackLabelled: true,
  PackPutInLoad: true,
  PackSterilized: true,
  PackQuarantined: true,
  PackRecalled: true,
  PackUsed: true,
  PackDamaged: true,
  RecallOpened: true,
  RecallScopeWidened: true,
  RecallReached: true,
  RecallClosed: true,
};

const listed = (_row: HygieneEventRow | undefined, event: Recorded<HygieneEvent>): HygieneEventRow => ({
  id: event.eventId,
  place: placeOf(event.position),
  clinic_id: event.meta.clinic ?? '',
  type: event.type,
  subject: event.id,
  occurred_at: event.occurredAt,
  recorded_at: event.recordedAt,
  actor: event.meta.onBehalfOf ?? event.meta.actor,
  data: JSON.stringify(event.data),
});

/** Every event of a clinic's hygiene in the order of the log. */
export const hygieneEvents = view<HygieneEventRow, Deciders>({
  name: 'hygiene_events',
  key: 'id',
  columns: {
    id: 'text',
    place: 'text',
    clinic_id: 'text',
    type: 'text',
    subject: 'text',
    occurred_at: 'timestamptz',
    recorded_at: 'timestamptz',
    actor: 'text',
    data: 'text',
  },
  indexes: ['(clinic_id, place)', '(clinic_id, occurred_at)'],
  keysOf: (event) => [event.eventId],
  on: Object.fromEntries(Object.keys(types).map((type) => [type, listed])) as Record<
    HygieneEvent['type'],
    typeof listed
  >,
  foldDependencies: [placeOf],
});

@Injectable()
export class HygieneEvents {
  constructor(private readonly reads: Reads) {}

  /**
   * What happened from `from` up to, not at, `to`, in the order of the log, sorted by place; one more than asked for.
   * What the list could not take stands in its place among the others.
   */
  async page(
    clinicId: string,
    from: string | undefined,
    to: string | undefined,
    { first, after }: Slice,
  ): Promise<{ rows: (HygieneEventRow | UnreadableEventRow)[]; total: number }> {
    const range =
      'clinic_id = $1 and ($2::timestamptz is null or occurred_at >= $2) and ($3::timestamptz is null or occurred_at < $3)';
    const within = [clinicId, from ?? null, to ?? null];
    const [rows, counted, unreadable, unreadableInAll] = await Promise.all([
      this.reads.rows<HygieneEventRow>(
        `select * from hygiene_events where ${range} and ($4::text is null or place > $4) order by place limit $5`,
        [...within, after?.[0] ?? null, first + 1],
      ),
      this.reads.one<{ total: number }>(`select count(*)::int as total from hygiene_events where ${range}`, within),
      this.reads.rows<UnreadableEventRow>(
        `select * from (${parked}) parked where ${range} and ($4::text is null or place > $4) order by place limit $5`,
        [...within, after?.[0] ?? null, first + 1],
      ),
      this.reads.one<{ total: number }>(`select count(*)::int as total from (${parked}) parked where ${range}`, within),
    ]);
    const merged = [...rows, ...unreadable]
      .sort((one, other) => (one.place < other.place ? -1 : 1))
      .slice(0, first + 1);
    return { rows: merged, total: (counted?.total ?? 0) + (unreadableInAll?.total ?? 0) };
  }
}

/** What of the list is parked, as the log tells of it. */
const parked = `
  select p.key as id, lpad(e.xid::text, 20, '0') || ':' || lpad(e.position::text, 20, '0') as place,
    e.meta::json ->> 'clinic' as clinic_id, e.type, substr(e.stream, strpos(e.stream, '-') + 1) as subject,
         e.occurred_at, e.recorded_at, coalesce(e.meta::json ->> 'onBehalfOf', e.meta::json ->> 'actor') as actor, null as data, p.problem
    from views v join parked_events p on p.subscription = 'view:' || v.serving join events e on e.xid = p.xid and e.position = p.position
   where v.name = 'hygiene_events'`;
