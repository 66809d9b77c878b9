import { Injectable } from '@nestjs/common';
import type { Request } from '@stipple/service';
import DataLoader from 'dataloader';
import { loadToGraph } from './load/load.graph.js';
import { Loads, type LoadRow } from './load/load.view.js';
import { packToGraph } from './pack/pack.graph.js';
import { Packs, type PackRow } from './pack/pack.view.js';
import { sterilizerToGraph } from './sterilizer/sterilizer.graph.js';
import { Sterilizers, type SterilizerRow } from './sterilizer/sterilizer.view.js';

/**
 * From one thing of this context to others: however many a question follows, it asks the database once for each kind.
 */
@Injectable()
export class Links {
  constructor(
    private readonly loadRows: Loads,
    private readonly packRows: Packs,
    private readonly sterilizerRows: Sterilizers,
  ) {}

  load(request: Request, id: string): Promise<LoadRow | undefined> {
    return request
      .loader('loads', () => new DataLoader<string, LoadRow | undefined>((ids) => this.loadRows.byId(ids)))
      .load(id);
  }

  pack(request: Request, id: string): Promise<PackRow | undefined> {
    return request
      .loader('packs', () => new DataLoader<string, PackRow | undefined>((ids) => this.packRows.byId(ids)))
      .load(id);
  }

  async packs(request: Request, ids: readonly string[]) {
    const rows = await Promise.all(ids.map((id) => this.pack(request, id)));
    return rows.flatMap((row) => (row && packToGraph(row.state)) ?? []);
  }

  async loads(request: Request, ids: readonly string[]) {
    const rows = await Promise.all(ids.map((id) => this.load(request, id)));
    return rows.flatMap((row) => (row && loadToGraph(row.state)) ?? []);
  }

  async sterilizer(request: Request, id: string) {
    const row = await request
      .loader(
        'sterilizers',
        () => new DataLoader<string, SterilizerRow | undefined>((ids) => this.sterilizerRows.byId(ids)),
      )
      .load(id);
    return row ? sterilizerToGraph(row.state) : null;
  }
}
