import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, type Outcome } from '@stipple/event-store';
import { answer, found, holds, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type { CloseRecallInput, Pack as PackNode, Recall as RecallNode } from '../graphql.gen.js';
import { Links } from '../links.js';
import type { Resolvers } from '../resolvers.gen.js';
import { knownClinic } from '../seeing.js';
import { mostShown, shownRecall } from '../shown.js';
import { CloseRecall, recall, type Recall } from './recall.decider.js';
import { Recalls, type ReachKind, type RecallRow } from './recall.view.js';

/** A recall as its row has it; what it touches is looked up when it is asked for. */
const rowShown = (row: RecallRow): RecallNode =>
  ({
    id: row.id,
    clinicId: row.clinic_id,
    status: row.status,
    trigger: row.trigger,
    openedAt: row.opened_at,
    sterilizer: { id: row.sterilizer_id },
    awaitingLoads: row.awaiting,
  }) as RecallNode;

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
  private async told(request: Request, id: string | undefined) {
    const row = await this.row(request, id ?? '');
    return row && holds(request.actor, row.clinic_id, ...readers) ? rowShown(row) : null;
  }

  /**
   * Ids of what a recall touches, of one kind. A command's answer has them from the log; else they are read, for many
   * recalls at once.
   */
  private reach(
    request: Request,
    parent: Partial<RecallNode>,
    kind: ReachKind,
    known: readonly { id: string }[] | undefined,
  ): Promise<string[]> {
    if (known) return Promise.resolve(known.map((one) => one.id));
    return request
      .loader(
        `recall reach ${kind}`,
        () => new DataLoader<string, string[]>((ids) => this.recalls.reach(ids, kind, mostShown)),
      )
      .load(parent.id ?? '');
  }

  readonly resolvers = {
    Query: {
      recall: async (_parent, { id }, request) => {
        void request.actor;
        const row = found(await this.row(request, id), 'recall');
        request.need(row.clinic_id, ...readers);
        return rowShown(row);
      },
      recalls: async (_parent, { clinicId }, request) => {
        request.need(await knownClinic(this.store, request, clinicId), ...readers);
        return (await this.recalls.of(clinicId)).map(rowShown);
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
          shownRecall,
        );
      }),
    },
    Pack: {
      recall: (parent: Partial<PackNode>, _args, request) =>
        parent.recall?.id ? this.told(request, parent.recall.id) : null,
    },
    Recall: {
      __resolveReference: ({ id }, request) => this.told(request, id),
      loads: async (parent: Partial<RecallNode>, _args, request) =>
        this.links.loads(request, await this.reach(request, parent, 'load', parent.loads)),
      packs: async (parent: Partial<RecallNode>, _args, request) =>
        this.links.packs(request, await this.reach(request, parent, 'pack', parent.packs)),
      treatments: async (parent: Partial<RecallNode>, _args, request) =>
        (await this.reach(request, parent, 'treatment', parent.treatments)).map((id) => ({ id })),
      clients: async (parent: Partial<RecallNode>, _args, request) =>
        (await this.reach(request, parent, 'client', parent.clients)).map((id) => ({ id })),
      sterilizer: (parent: Partial<RecallNode>, _args, request) =>
        this.links.sterilizer(request, parent.sterilizer?.id ?? ''),
    },
  } satisfies Resolvers;
}
