import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, type Outcome } from '@stipple/event-store';
import { answer, found, holds, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type { CloseRecallInput } from '../graphql.gen.js';
import { Links } from '../links.js';
import type { Resolvers } from '../resolvers.gen.js';
import { knownClinic } from '../seeing.js';
import { CloseRecall, recall, type Recall } from './recall.decider.js';
import { mostShown, recallRowToGraph, recallToGraph, type RecallNode } from './recall.graph.js';
import { Recalls, type ReachKind, type RecallRow } from './recall.view.js';

const readers = ['HYGIENE_LEAD', 'AUDITOR'] as const;

@Injectable()
export class RecallResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly recalls: Recalls,
    private readonly links: Links,
  ) {}

  private row(request: Request, id: string): Promise<RecallRow | undefined> {
    return request
      .loader('recalls', () => new DataLoader<string, RecallRow | undefined>((ids) => this.recalls.byId(ids)))
      .load(id);
  }

  /** Whoever may know whom a recall touches. Others at the clinic see that there is one. */
  private async told(request: Request, id: string) {
    const row = await this.row(request, id);
    return row && holds(request.actor, row.clinic_id, ...readers) ? recallRowToGraph(row) : null;
  }

  /**
   * Ids of what a recall touches, of one kind. A command's answer has them from the log; else they are read, for many
   * recalls at once.
   */
  private async reach(request: Request, { id, touched }: RecallNode, kind: ReachKind): Promise<readonly string[]> {
    if (touched) return touched[kind];
    return request
      .loader(
        `recall reach ${kind}`,
        () => new DataLoader<string, string[]>((ids) => this.recalls.reach(ids, kind, mostShown)),
      )
      .load(id);
  }

  readonly resolvers = {
    Query: {
      recall: async (_parent, { id }, request) => {
        void request.actor;
        const row = found(await this.row(request, id), 'recall');
        request.need(row.clinic_id, ...readers);
        return recallRowToGraph(row);
      },
      recalls: async (_parent, { clinicId }, request) => {
        request.need(await knownClinic(this.store, request, clinicId), ...readers);
        return (await this.recalls.of(clinicId)).map(recallRowToGraph);
      },
    },
    Mutation: {
      closeRecall: mutation(async ({ recallId, reason }: CloseRecallInput, request) => {
        void request.actor;
        const state = await this.store.state(recall, recallId);
        request.need(found(state.status === 'unknown' ? undefined : state.clinicId, 'recall'), 'HYGIENE_LEAD');
        return answer(
          'recall',
          await this.commands.execute<CloseRecall, Outcome<Recall>>(new CloseRecall({ recallId, reason })),
          recallToGraph,
        );
      }),
    },
    Pack: {
      recall: ({ recallId }, _args, request) => (recallId === null ? null : this.told(request, recallId)),
    },
    Recall: {
      __resolveReference: ({ id }, request) => this.told(request, id),
      loads: async (parent, _args, request) => this.links.loads(request, await this.reach(request, parent, 'load')),
      packs: async (parent, _args, request) => this.links.packs(request, await this.reach(request, parent, 'pack')),
      treatments: async (parent, _args, request) =>
        (await this.reach(request, parent, 'treatment')).map((id) => ({ id })),
      clients: async (parent, _args, request) => (await this.reach(request, parent, 'client')).map((id) => ({ id })),
      sterilizer: ({ sterilizerId }, _args, request) => this.links.sterilizer(request, sterilizerId),
    },
  } satisfies Resolvers;
}
