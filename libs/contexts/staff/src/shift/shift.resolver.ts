import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import { answer, found, GraphFault, mutation, type GraphPart } from '@stipple/service';
import { plusFullDays } from '@stipple/time';
import { readableClinic } from '../access.js';
import { clinic } from '../clinic/clinic.decider.js';
import type { PublishShiftInput } from '../graphql.gen.js';
import { member } from '../member/member.decider.js';
import type { Resolvers } from '../resolvers.gen.js';
import { PublishShift } from './shift.decider.js';
import { shiftRowToGraph, shiftToGraph } from './shift.graph.js';
import { Shifts } from './shift.view.js';

const longestDays = 62;

@Injectable()
export class ShiftResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly shifts: Shifts,
  ) {}

  readonly resolvers = {
    Query: {
      shifts: async (_parent, { clinicId, from, to }, request) => {
        await readableClinic(this.store, request, clinicId);
        if (to > plusFullDays(from, longestDays))
          throw new GraphFault('BAD_USER_INPUT', `Ask for at most ${longestDays} days at once.`);
        const rows = await this.shifts.during(clinicId, from, to);
        return rows.map(shiftRowToGraph);
      },
    },
    Mutation: {
      publishShift: mutation(async ({ staffMemberId, clinicId, start, end }: PublishShiftInput, request) => {
        void request.actor;
        const [place, person] = await Promise.all([
          this.store.state(clinic, clinicId),
          this.store.state(member, staffMemberId),
        ]);
        found(place.status === 'unknown' ? undefined : place, 'clinic');
        request.need(clinicId, 'MANAGER');
        found(person.status === 'unknown' ? undefined : person, 'staff member');
        return answer(
          'shift',
          await this.commands.execute(
            new PublishShift({ shiftId: newId(), memberId: staffMemberId, clinicId, start, end }),
          ),
          shiftToGraph,
        );
      }),
    },
  } satisfies Resolvers;
}
