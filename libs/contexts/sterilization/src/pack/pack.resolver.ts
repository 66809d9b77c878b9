import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  acting,
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
import type { DamagePackInput, LabelPackInput, Pack as PackNode } from '../graphql.gen.js';
import { Links } from '../links.js';
import { load } from '../load/load.decider.js';
import type { Resolvers } from '../resolvers.gen.js';
import { knownClinic, needAnyRole, worksAt } from '../seeing.js';
import { shownLoad, shownPack } from '../shown.js';
import { normalBarcode } from './barcode.js';
import { DamagePack, LabelPack, pack, type Pack, type PackCommand } from './pack.decider.js';
import { Packs } from './pack.view.js';

const shownNow = (state: Pack) => shownPack(state, acting().now);

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
    const shown = shownPack(then, asOf);
    if (!shown || then.status === 'unknown') return null;
    return then.loadId === undefined
      ? shown
      : { ...shown, load: shownLoad(await this.stateAsOf(load, then.loadId, asOf)) };
  }

  readonly resolvers = {
    Query: {
      pack: async (_parent, { barcode, asOf }, request) => {
        void request.actor;
        const row = found(await this.packs.byBarcode(normalBarcode(barcode)), 'pack');
        needAnyRole(request, row.clinic_id);
        return asOf ? this.packAsOf(row.id, asOf) : shownNow(row.state);
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
          shownNow,
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
          shownNow,
        );
      }),
    },
    Pack: {
      __resolveReference: async ({ id }, request) => {
        const row = await this.links.pack(request, id ?? '');
        return row && worksAt(request, row.clinic_id) ? shownNow(row.state) : null;
      },
      load: async ({ load: stub }: Partial<PackNode>, _args, request) => {
        if (!stub?.id || stub.status !== undefined) return stub ?? null;
        const row = await this.links.load(request, stub.id);
        return row ? shownLoad(row.state) : null;
      },
    },
  } satisfies Resolvers;
}
