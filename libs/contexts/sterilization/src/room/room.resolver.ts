import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import { ask, changesBy, refers, role, type GraphPart } from '@stipple/service';
import { everybodyThere, hygieneLead, technicians, theClinic, theRoom } from '../access.js';
import { Loaders } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
import { AddRoom, ApplyDisinfectant, QuarantineRoom, ReleaseRoom, ReopenRoom, StartTurnover } from './room.decider.js';
import { roomToGraph } from './room.graph.js';
import { Rooms } from './room.view.js';

@Injectable()
export class RoomResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, rooms: Rooms, loaders: Loaders) {
    const change = changesBy(commands);
    const shown = { as: 'room', toGraph: roomToGraph } as const;
    const clinic = theClinic(store);
    const room = theRoom(store);

    this.resolvers = {
      Query: {
        room: ask({ who: everybodyThere, about: loaders.room, answer: ({ state }) => roomToGraph(state) }),
        rooms: ask({
          who: everybodyThere,
          about: clinic,
          answer: async ({ id }) => (await rooms.of(id)).flatMap(({ state }) => roomToGraph(state) ?? []),
        }),
      },
      Mutation: {
        addRoom: change({
          who: role('MANAGER'),
          about: clinic,
          gives: AddRoom,
          command: (input) => new AddRoom({ ...input, roomId: newId() }),
          ...shown,
        }),
        startTurnover: change({
          who: technicians,
          about: room,
          gives: StartTurnover,
          command: (input) => new StartTurnover(input),
          ...shown,
        }),
        applyDisinfectant: change({
          who: technicians,
          about: room,
          gives: ApplyDisinfectant,
          command: (input) => new ApplyDisinfectant(input),
          ...shown,
        }),
        releaseRoom: change({
          who: technicians,
          about: room,
          gives: ReleaseRoom,
          command: (input) => new ReleaseRoom(input),
          ...shown,
        }),
        quarantineRoom: change({
          who: hygieneLead,
          about: room,
          gives: QuarantineRoom,
          command: (input) => new QuarantineRoom(input),
          ...shown,
        }),
        reopenRoom: change({
          who: hygieneLead,
          about: room,
          gives: ReopenRoom,
          command: (input) => new ReopenRoom(input),
          ...shown,
        }),
      },
      Room: {
        __resolveReference: refers({
          who: everybodyThere,
          about: loaders.room,
          toGraph: ({ state }) => roomToGraph(state),
        }),
      },
    } satisfies Resolvers;
  }
}
