import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, type Outcome, type Role } from '@stipple/event-store';
import { answer, found, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type {
  AddRoomInput,
  ApplyDisinfectantInput,
  QuarantineRoomInput,
  ReleaseRoomInput,
  ReopenRoomInput,
  StartTurnoverInput,
} from '../graphql.gen.js';
import type { Resolvers } from '../resolvers.gen.js';
import { knownClinic, needAnyRole, worksAt } from '../seeing.js';
import {
  AddRoom,
  ApplyDisinfectant,
  QuarantineRoom,
  ReleaseRoom,
  ReopenRoom,
  room,
  StartTurnover,
  type Room,
  type RoomCommand,
} from './room.decider.js';
import { roomToGraph } from './room.graph.js';
import { Rooms, type RoomRow } from './room.view.js';

@Injectable()
export class RoomResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly rooms: Rooms,
  ) {}

  private async change(request: Request, roomId: string, command: RoomCommand, ...who: Role[]) {
    void request.actor;
    const state = await this.store.state(room, roomId);
    request.need(found(state.status === 'unknown' ? undefined : state.clinicId, 'room'), ...who);
    return answer('room', await this.commands.execute<RoomCommand, Outcome<Room>>(command), roomToGraph);
  }

  private row(request: Request, id: string): Promise<RoomRow | undefined> {
    return request
      .loader('rooms', () => new DataLoader<string, RoomRow | undefined>((ids) => this.rooms.byId(ids)))
      .load(id);
  }

  readonly resolvers = {
    Query: {
      room: async (_parent, { id }, request) => {
        void request.actor;
        const row = found(await this.row(request, id), 'room');
        needAnyRole(request, row.clinic_id);
        return roomToGraph(row.state);
      },
      rooms: async (_parent, { clinicId }, request) => {
        needAnyRole(request, await knownClinic(this.store, request, clinicId));
        return (await this.rooms.of(clinicId)).flatMap((row) => roomToGraph(row.state) ?? []);
      },
    },
    Mutation: {
      addRoom: mutation(async ({ clinicId, name }: AddRoomInput, request) => {
        request.need(await knownClinic(this.store, request, clinicId), 'MANAGER');
        return answer(
          'room',
          await this.commands.execute<AddRoom, Outcome<Room>>(new AddRoom({ roomId: newId(), clinicId, name })),
          roomToGraph,
        );
      }),
      startTurnover: mutation(({ roomId }: StartTurnoverInput, request) =>
        this.change(request, roomId, new StartTurnover({ roomId }), 'TECHNICIAN', 'HYGIENE_LEAD'),
      ),
      applyDisinfectant: mutation(
        ({ roomId, product, lot, contactSeconds, appliedAt }: ApplyDisinfectantInput, request) =>
          this.change(
            request,
            roomId,
            new ApplyDisinfectant({ roomId, product, lot, contactSeconds, ...(appliedAt ? { appliedAt } : {}) }),
            'TECHNICIAN',
            'HYGIENE_LEAD',
          ),
      ),
      releaseRoom: mutation(({ roomId, at }: ReleaseRoomInput, request) =>
        this.change(request, roomId, new ReleaseRoom({ roomId, ...(at ? { at } : {}) }), 'TECHNICIAN', 'HYGIENE_LEAD'),
      ),
      quarantineRoom: mutation(({ roomId, reason }: QuarantineRoomInput, request) =>
        this.change(request, roomId, new QuarantineRoom({ roomId, reason }), 'HYGIENE_LEAD'),
      ),
      reopenRoom: mutation(({ roomId, reason }: ReopenRoomInput, request) =>
        this.change(request, roomId, new ReopenRoom({ roomId, reason }), 'HYGIENE_LEAD'),
      ),
    },
    Room: {
      __resolveReference: async ({ id }, request) => {
        const row = await this.row(request, id);
        return row && worksAt(request, row.clinic_id) ? roomToGraph(row.state) : null;
      },
    },
  } satisfies Resolvers;
}
