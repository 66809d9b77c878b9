import { Injectable } from '@nestjs/common';
import { view, type Recorded } from '@stipple/event-store';
import { Reads, type Slice } from '@stipple/service';
import type { LoadEvent } from '../load/load.decider.js';
import type { PackEvent } from '../pack/pack.decider.js';
import type { RecallEvent } from '../recall/recall.decider.js';
import type { RoomEvent } from '../room/room.decider.js';
import type { SterilizerEvent } from '../sterilizer/sterilizer.events.js';

type HygieneEvent = RoomEvent | SterilizerEvent | LoadEvent | PackEvent | RecallEvent;

export interface HygieneEventRow {
  id: string;
  /** Its place in the log, so written that text order is log order. */
  place: string;
  clinic_id: string;
  type: string;
  subject: string;
  occurred_at: string;
  recorded_at: string;
  actor: string;
  data: object;
}

const types: Record<HygieneEvent['type'], true> = {
  RoomAdded: true, RoomCleaningStarted: true, DisinfectantApplied: true, RoomReleased: true, RoomQuarantined: true, RoomReopened: true, RoomOccupied: true, RoomVacated: true,
  SterilizerCommissioned: true, CycleNumberGapFound: true, RoutineTestRecorded: true, SterilizerTakenOutOfService: true, SterilizerReturnedToService: true,
  CycleStarted: true, CycleEnded: true, BiologicalIndicatorRead: true, RequalificationRunRecorded: true, SterilizerRecallClosed: true,
  LoadStarted: true, CycleRecorded: true, ChemicalIndicatorRead: true, LoadReleased: true, LoadRejected: true, LoadAborted: true, LoadRecalled: true,
  PackLabelled: true, PackPutInLoad: true, PackSterilized: true, PackQuarantined: true, PackRecalled: true, PackUsed: true, PackDamaged: true,
  RecallOpened: true, RecallScopeWidened: true, RecallClosed: true,
};

const placeOf = (position: string): string =>
  position
    .split(':')
    .map((part) => part.padStart(20, '0'))
    .join(':');

const listed = (_row: HygieneEventRow | undefined, event: Recorded<HygieneEvent>): HygieneEventRow => ({
  id: event.eventId,
  place: placeOf(event.position),
  clinic_id: event.meta.clinic ?? '',
  type: event.type,
  subject: event.id,
  occurred_at: event.occurredAt,
  recorded_at: event.recordedAt,
  actor: event.meta.actor,
  data: event.data,
});

/** Every event of a clinic's hygiene in the order of the log. */
export const hygieneEvents = view<HygieneEventRow, HygieneEvent>({
  name: 'hygiene_events',
  key: 'id',
  columns: { id: 'text', place: 'text', clinic_id: 'text', type: 'text', subject: 'text', occurred_at: 'timestamptz', recorded_at: 'timestamptz', actor: 'text', data: 'jsonb' },
  indexes: ['(clinic_id, place)', '(clinic_id, occurred_at)'],
  keysOf: (event) => [event.eventId],
  on: Object.fromEntries(Object.keys(types).map((type) => [type, listed])),
  through: [placeOf],
});

@Injectable()
export class HygieneEvents {
  constructor(private readonly reads: Reads) {}

  /** What happened from `from` up to, not at, `to`, in the order of the log, sorted by place; one more than asked for. */
  async page(clinicId: string, from: string | undefined, to: string | undefined, { first, after }: Slice): Promise<{ rows: HygieneEventRow[]; total: number }> {
    const range = 'clinic_id = $1 and ($2::timestamptz is null or occurred_at >= $2) and ($3::timestamptz is null or occurred_at < $3)';
    const [rows, counted] = await Promise.all([
      this.reads.rows<HygieneEventRow>(`select * from hygiene_events where ${range} and ($4::text is null or place > $4) order by place limit $5`, [clinicId, from ?? null, to ?? null, after?.[0] ?? null, first + 1]),
      this.reads.one<{ total: number }>(`select count(*)::int as total from hygiene_events where ${range}`, [clinicId, from ?? null, to ?? null]),
    ]);
    return { rows, total: counted?.total ?? 0 };
  }
}
