import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  EventStore,
  Log,
  newId,
  type Decider,
  type Command,
  type Outcome,
  type StoredEvent,
} from '@stipple/event-store';
import { answer, found, mutation, type GraphPart } from '@stipple/service';
import type { Instant } from '@stipple/time';
import type { DamagePackInput, LabelPackInput } from '../graphql.gen.js';
import { Links } from '../links.js';
import { load } from '../load/load.decider.js';
import { loadToGraph } from '../load/load.graph.js';
import type { Resolvers } from '../resolvers.gen.js';
import { knownClinic, needAnyRole, worksAt } from '../seeing.js';
import { normalBarcode } from './barcode.js';
import { DamagePack, LabelPack, pack, type Pack, type PackCommand } from './pack.decider.js';
import { packToGraph } from './pack.graph.js';
import { Packs } from './pack.view.js';

@Injectable()
export class PackResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly log: Log,
    private readonly packs: Packs,
    private readonly links: Links,
  ) {}

  /** A thing folded from what had been recorded by a moment. */
  private async stateAsOf<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    id: string,
    asOf: Instant,
  ): Promise<S> {
    const events = await this.log.stream(`${decider.stream}-${id}`, 0);
    return events
      .filter((event) => event.recordedAt <= asOf)
      .reduce((state, event) => decider.evolve(state, event as unknown as E), decider.initial);
  }

  private async packAsOf(id: string, asOf: Instant) {
    const then = await this.stateAsOf(pack, id, asOf);
    const node = packToGraph(then, asOf);
    if (!node?.loadId) return node;
    return { ...node, loadThen: loadToGraph(await this.stateAsOf(load, node.loadId, asOf)) };
  }

  readonly resolvers = {
    Query: {
      pack: async (_parent, { barcode, asOf }, request) => {
        void request.actor;
        const row = found(await this.packs.byBarcode(normalBarcode(barcode)), 'pack');
        needAnyRole(request, row.clinic_id);
        return asOf ? this.packAsOf(row.id, asOf) : packToGraph(row.state);
      },
    },
    Mutation: {
      labelPack: mutation(async ({ clinicId, contents, wrapped, hollow }: LabelPackInput, request) => {
        request.need(await knownClinic(this.store, request, clinicId), 'TECHNICIAN', 'HYGIENE_LEAD');
        return answer(
          'pack',
          await this.commands.execute<PackCommand, Outcome<Pack>>(
            new LabelPack({ packId: newId(), clinicId, contents, wrapped, hollow }),
          ),
          packToGraph,
        );
      }),
      damagePack: mutation(async ({ packId, reason }: DamagePackInput, request) => {
        void request.actor;
        const state = await this.store.state(pack, packId);
        request.need(
          found(state.status === 'unknown' ? undefined : state.clinicId, 'pack'),
          'TECHNICIAN',
          'HYGIENE_LEAD',
        );
        return answer(
          'pack',
          await this.commands.execute<PackCommand, Outcome<Pack>>(new DamagePack({ packId, reason })),
          packToGraph,
        );
      }),
    },
    Pack: {
      __resolveReference: async ({ id }, request) => {
        const row = await this.links.pack(request, id);
        return row && worksAt(request, row.clinic_id) ? packToGraph(row.state) : null;
      },
      load: async ({ loadId, loadThen }, _args, request) => {
        if (loadThen !== undefined || loadId === null) return loadThen ?? null;
        const row = await this.links.load(request, loadId);
        return row ? loadToGraph(row.state) : null;
      },
    },
  } satisfies Resolvers;
}
