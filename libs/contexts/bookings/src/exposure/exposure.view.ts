import { Injectable } from '@nestjs/common';
import { view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { ExposureEvent } from './exposure.decider.js';

export interface ExposureRow {
  client_id: string;
  /** The open recalls of packs and of pigment that touch the client, by id. */
  pack_recalls: readonly string[];
  pigment_recalls: readonly string[];
}

/** The clients whom an open recall could have touched. */
export const exposures = view<ExposureRow, ExposureEvent>({
  name: 'exposures',
  key: 'client_id',
  columns: { client_id: 'text', pack_recalls: 'jsonb', pigment_recalls: 'jsonb' },
  on: {
    ExposureNoted: (row, { data: { clientId, recallId, kind } }) => {
      const { pack_recalls = [], pigment_recalls = [] } = row ?? {};
      return {
        client_id: clientId,
        pack_recalls: kind === 'PACK' ? [...pack_recalls, recallId] : pack_recalls,
        pigment_recalls: kind === 'PIGMENT' ? [...pigment_recalls, recallId] : pigment_recalls,
      };
    },
    ExposureEnded: (row, { data: { recallId } }) => {
      const [packs, pigments] = [row?.pack_recalls ?? [], row?.pigment_recalls ?? []].map((open) => open.filter((id) => id !== recallId)) as [string[], string[]];
      return row && packs.length + pigments.length > 0 ? { ...row, pack_recalls: packs, pigment_recalls: pigments } : undefined;
    },
  },
});

@Injectable()
export class Exposures {
  constructor(private readonly reads: Reads) {}

  byClient(ids: readonly string[]): Promise<(ExposureRow | undefined)[]> {
    return this.reads.byKey<ExposureRow>('select * from exposures where client_id = any ($1)', ids, (row) => row.client_id);
  }
}
