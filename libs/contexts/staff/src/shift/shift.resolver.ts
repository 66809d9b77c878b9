import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import { ask, changesBy, GraphFault, role, type GraphPart } from '@stipple/service';
import { plusFullDays } from '@stipple/time';
import { everybodyThere, theClinic } from '../access.js';
import type { Resolvers } from '../resolvers.gen.js';
import { PublishShift } from './shift.decider.js';
import { shiftRowToGraph, shiftToGraph } from './shift.graph.js';
import { Shifts } from './shift.view.js';

const longestDays = 62;

@Injectable()
export class ShiftResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, shifts: Shifts) {
    const change = changesBy(commands);
    const clinic = theClinic(store);

    this.resolvers = {
      Query: {
        shifts: ask({
          who: everybodyThere,
          about: clinic,
          answer: async (_clinic, { clinicId, from, to }) => {
            if (to > plusFullDays(from, longestDays))
              throw new GraphFault('BAD_USER_INPUT', `Ask for at most ${longestDays} days at once.`);
            return (await shifts.during(clinicId, from, to)).map(shiftRowToGraph);
          },
        }),
      },
      Mutation: {
        publishShift: change({
          who: role('MANAGER'),
          about: clinic,
          gives: PublishShift,
          command: ({ staffMemberId, ...input }) =>
            new PublishShift({ ...input, shiftId: newId(), memberId: staffMemberId }),
          as: 'shift',
          toGraph: shiftToGraph,
        }),
      },
    } satisfies Resolvers;
  }
}
