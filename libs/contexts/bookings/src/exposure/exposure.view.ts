import { Injectable } from '@nestjs/common';
import { keeps, view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import { recallKeyOf, type exposure } from './exposure.decider.js';
import type { knownRecall } from './recall.decider.js';

export interface ExposureRow {
  client_id: string;
  /** The recalls of packs and of pigment that touch the client, by recall and clinic. */
  pack_recalls: readonly string[];
  pigment_recalls: readonly string[];
}

const adding = (known: readonly string[], key: string): readonly string[] =>
  known.includes(key) ? known : [...known, key];

/** The clients whom a recall could have touched. */
export const exposures = view<ExposureRow, typeof exposure>({
  name: 'exposures',
  key: 'client_id',
  columns: { client_id: 'text', pack_recalls: 'jsonb', pigment_recalls: 'jsonb' },
  on: {
    ExposureNoted: (row, { data }) => {
      const { pack_recalls = [], pigment_recalls = [] } = row ?? {};
      const key = recallKeyOf(data);
      return {
        client_id: data.clientId,
        pack_recalls: data.kind === 'PACK' ? adding(pack_recalls, key) : pack_recalls,
        pigment_recalls: data.kind === 'PIGMENT' ? adding(pigment_recalls, key) : pigment_recalls,
      };
    },
    ExposureEnded: keeps,
  },
  foldDependencies: [adding, recallKeyOf],
});

export interface ExposingRecallRow {
  /** By recall and clinic. */
  id: string;
  open: boolean;
}

/** Whether the recalls that touch clients are open. Once they were told of by each client's exposure alone. */
export const exposingRecalls = view<ExposingRecallRow, typeof exposure | typeof knownRecall>({
  name: 'exposing_recalls',
  key: 'id',
  columns: { id: 'text', open: 'boolean' },
  keysOf: ({ data }) => [recallKeyOf(data)],
  on: {
    ExposureNoted: (_row, _event, id) => ({ id, open: true }),
    ExposureEnded: (_row, _event, id) => ({ id, open: false }),
    RecallNoted: (_row, _event, id) => ({ id, open: true }),
    RecallEnded: (_row, _event, id) => ({ id, open: false }),
  },
  foldDependencies: [recallKeyOf],
});

@Injectable()
export class Exposures {
  constructor(private readonly reads: Reads) {}

  /** The open recalls that touch each of the clients; undefined for a client whom none touches. */
  byClient(ids: readonly string[]): Promise<(ExposureRow | undefined)[]> {
    return this.reads.byKey<ExposureRow>(
      `select * from (select client_id,
              (select coalesce(jsonb_agg(r.id), '[]') from jsonb_array_elements_text(e.pack_recalls) k(id)
                join exposing_recalls r on r.id = k.id and r.open) as pack_recalls,
              (select coalesce(jsonb_agg(r.id), '[]') from jsonb_array_elements_text(e.pigment_recalls) k(id)
                join exposing_recalls r on r.id = k.id and r.open) as pigment_recalls
         from exposures e where client_id = any ($1)) exposed where pack_recalls <> '[]' or pigment_recalls <> '[]'`,
      ids,
      (row) => row.client_id,
    );
  }
}
