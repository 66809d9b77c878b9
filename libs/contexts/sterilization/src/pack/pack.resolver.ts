import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, Log, newId, type Command, type Decider, type StoredEvent } from '@stipple/event-store';
import { ask, changesBy, pointsTo, refers, type GraphPart } from '@stipple/service';
import type { Instant } from '@stipple/time';
import { everybodyThere, technicians, theClinic, thePack, thePackLabelled } from '../access.js';
import { load } from '../load/load.decider.js';
import { loadToGraph } from '../load/load.graph.js';
import { Loaders } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
import { DamagePack, LabelPack, pack, type Pack } from './pack.decider.js';
import { packToGraph, type PackNode } from './pack.graph.js';
import { Packs } from './pack.view.js';

@Injectable()
export class PackResolver implements GraphPart {
  readonly resolvers;

  constructor(
    commands: CommandBus,
    store: EventStore,
    private readonly log: Log,
    packs: Packs,
    loaders: Loaders,
  ) {
    const change = changesBy(commands);
    const shown = { as: 'pack', toGraph: (state: Pack) => packToGraph(state) } as const;
    const loadNow = pointsTo({
      who: everybodyThere,
      about: loaders.load,
      key: ({ loadId }: PackNode) => (loadId === null ? null : { id: loadId }),
      toGraph: ({ state }) => loadToGraph(state),
    });

    this.resolvers = {
      Query: {
        pack: ask({
          who: everybodyThere,
          about: thePackLabelled(packs),
          answer: ({ id, state }, { asOf }) => (asOf ? this.packAsOf(id, asOf) : packToGraph(state)),
        }),
      },
      Mutation: {
        labelPack: change({
          who: technicians,
          about: theClinic(store),
          gives: LabelPack,
          command: (input) => new LabelPack({ ...input, packId: newId() }),
          ...shown,
        }),
        damagePack: change({
          who: technicians,
          about: thePack(store),
          gives: DamagePack,
          command: (input) => new DamagePack(input),
          ...shown,
        }),
      },
      Pack: {
        __resolveReference: refers({
          who: everybodyThere,
          about: loaders.pack,
          toGraph: ({ state }) => packToGraph(state),
        }),
        load: (parent, args, request) =>
          parent.loadThen === undefined ? loadNow(parent, args, request) : parent.loadThen,
      },
    } satisfies Resolvers;
  }

  private async packAsOf(id: string, asOf: Instant): Promise<PackNode | null> {
    const then = await this.stateAsOf(pack, id, asOf);
    const node = packToGraph(then, asOf);
    if (!node?.loadId) return node;
    return { ...node, loadThen: loadToGraph(await this.stateAsOf(load, node.loadId, asOf)) };
  }

  /** A thing as its log knew it at a moment. */
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
}
