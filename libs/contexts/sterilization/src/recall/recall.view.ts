import { Injectable } from '@nestjs/common';
import { keeps, view, type Recorded } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import { placeOf } from '../place.js';
import type { KnownRecall, recall, RecallEvent } from './recall.decider.js';

export interface RecallRow {
  id: string;
  clinic_id: string;
  sterilizer_id: string;
  status: KnownRecall['status'];
  trigger: KnownRecall['trigger'];
  opened_at: string;
  awaiting: number;
}

/** The recalls as they are now; what they touch stands in `recall_reach`. */
export const recalls = view<RecallRow, typeof recall>({
  name: 'recalls',
  key: 'id',
  columns: {
    id: 'text',
    clinic_id: 'text',
    sterilizer_id: 'text',
    status: 'text',
    trigger: 'text',
    opened_at: 'timestamptz',
    awaiting: 'int',
  },
  indexes: ['(clinic_id, opened_at, id)'],
  on: {
    RecallOpened: (_row, { data }) => ({
      id: data.recallId,
      clinic_id: data.clinicId,
      sterilizer_id: data.sterilizerId,
      status: 'OPEN',
      trigger: data.trigger,
      opened_at: data.at,
      awaiting: data.awaiting ?? 0,
    }),
    RecallScopeWidened: (row) => row && { ...row, status: 'OPEN' },
    RecallReached: (row, { data }) => row && { ...row, status: 'OPEN', awaiting: data.awaiting ?? row.awaiting },
    RecallClosed: (row) => row && { ...row, status: 'CLOSED' },
  },
});

/** What a recall touches is of one of these kinds. */
export type ReachKind = 'load' | 'pack' | 'treatment' | 'client';

interface ReachRow {
  /** `<recall>:<kind>:<id>`. */
  id: string;
  recall_id: string;
  kind: string;
  item_id: string;
  /** Where in the log it was first named. */
  place: string;
}

type Naming = Extract<RecallEvent, { type: 'RecallOpened' | 'RecallScopeWidened' | 'RecallReached' }>;

const keysOf = ({ recallId, loadIds, packIds, treatmentIds, clientIds }: Naming['data']): string[] =>
  Object.entries({ load: loadIds, pack: packIds, treatment: treatmentIds, client: clientIds }).flatMap(([kind, ids]) =>
    ids.map((id) => `${recallId}:${kind}:${id}`),
  );

function named(row: ReachRow | undefined, { data, position }: Recorded<Naming>, id: string): ReachRow {
  const [kind = '', ...rest] = id.slice(data.recallId.length + 1).split(':');
  return row ?? { id, recall_id: data.recallId, kind, item_id: rest.join(':'), place: placeOf(position) };
}

/** Each load, pack, treatment and client that a recall touches, a row for each: a recall of any size grows by rows. */
export const recallReach = view<ReachRow, typeof recall>({
  name: 'recall_reach',
  key: 'id',
  columns: { id: 'text', recall_id: 'text', kind: 'text', item_id: 'text', place: 'text' },
  indexes: ['(recall_id, kind, place, id)'],
  keysOf: ({ data }) => ('loadIds' in data ? keysOf(data) : []),
  on: { RecallOpened: named, RecallScopeWidened: named, RecallReached: named, RecallClosed: keeps },
  foldDependencies: [keysOf, placeOf],
});

@Injectable()
export class Recalls {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(RecallRow | undefined)[]> {
    return this.reads.byKey<RecallRow>('select * from recalls where id = any ($1)', ids, (row) => row.id);
  }

  /** Newest first, a hundred at most: a clinic that has more has closed. */
  of(clinicId: string): Promise<RecallRow[]> {
    return this.reads.rows<RecallRow>(
      'select * from recalls where clinic_id = $1 order by opened_at desc, id limit 100',
      [clinicId],
    );
  }

  /** Ids of what each recall touches, of one kind, as they were named; `most` of each at most. */
  async reach(recallIds: readonly string[], kind: ReachKind, most: number): Promise<string[][]> {
    const rows = await this.reads.rows<{ recall_id: string; item_id: string }>(
      `select r.recall_id, i.item_id from unnest($1::text[]) r(recall_id)
         cross join lateral (select item_id, place, id from recall_reach where recall_id = r.recall_id and kind = $2
           order by place, id limit $3) i
           order by i.place, i.id`,
      [[...new Set(recallIds)], kind, most],
    );
    const byRecall = new Map(recallIds.map((id) => [id, [] as string[]]));
    for (const row of rows) byRecall.get(row.recall_id)?.push(row.item_id);
    return recallIds.map((id) => byRecall.get(id) ?? []);
  }
}
