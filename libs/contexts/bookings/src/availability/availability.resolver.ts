import { Injectable } from '@nestjs/common';
import { acting, EventStore } from '@stipple/event-store';
import { GraphFault, type GraphPart } from '@stipple/service';
import { plusFullDays } from '@stipple/time';
import { bookingPolicy } from '../policy.js';
import { needProcedure } from '../procedure/procedure.reach.js';
import { needAt } from '../reach.js';
import type { Resolvers } from '../resolvers.gen.js';
import { Availability } from './availability.view.js';

@Injectable()
export class AvailabilityResolver implements GraphPart {
  constructor(
    private readonly store: EventStore,
    private readonly slots: Availability,
  ) {}

  readonly resolvers = {
    Query: {
      availability: async (_parent, { input }, request) => {
        const { clinicId, procedureCode, from, to, staffMemberId } = input;
        await needAt(request, this.store, clinicId, 'FRONT_DESK', 'TECHNICIAN');
        if (to <= from) throw new GraphFault('BAD_USER_INPUT', 'to has to be after from.');
        if (to > plusFullDays(from, bookingPolicy.availabilityMaxDays))
          throw new GraphFault(
            'BAD_USER_INPUT',
            `At most ${bookingPolicy.availabilityMaxDays} days can be asked for at once.`,
          );
        const terms = await needProcedure(this.store, clinicId, procedureCode);
        const slots = await this.slots.of(terms, {
          from,
          to,
          ...(staffMemberId ? { staffMemberId } : {}),
          now: acting().now,
        });
        return slots.map((slot) => ({
          start: slot.start,
          end: slot.end,
          staffMember: { id: slot.staffMemberId },
          room: { id: slot.roomId },
        }));
      },
    },
  } satisfies Resolvers;
}
