import { Injectable } from '@nestjs/common';
import { view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { ExposureEvent } from './exposure.decider.js';

export interface ExposureRow {
  client_id: string;
  pack_recalled: boolean;
  pigment_recalled: boolean;
}

/** The clients that a recall could have touched. */
export const exposures = view<ExposureRow, ExposureEvent>({
  name: 'exposures',
  key: 'client_id',
  columns: { client_id: 'text', pack_recalled: 'boolean', pigment_recalled: 'boolean' },
  on: {
    ExposureNoted: (row, { data }) => ({
      client_id: data.clientId,
      pack_recalled: row?.pack_recalled === true || data.kind === 'PACK',
      pigment_recalled: row?.pigment_recalled === true || data.kind === 'PIGMENT',
    }),
  },
});

@Injectable()
export class Exposures {
  constructor(private readonly reads: Reads) {}

  byClient(ids: readonly string[]): Promise<(ExposureRow | undefined)[]> {
    return this.reads.byKey<ExposureRow>('select * from exposures where client_id = any ($1)', ids, (row) => row.client_id);
  }
}
