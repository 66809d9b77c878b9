import { Injectable } from '@nestjs/common';
import { acting, EventStore } from '@stipple/event-store';
import { ask, given, GraphFault, type About, type GraphPart } from '@stipple/service';
import { plusFullDays } from '@stipple/time';
import { theClinic, treating } from '../access.js';
import { bookingPolicy } from '../policy.js';
import { needProcedure } from '../procedure/procedure.reach.js';
import type { Resolvers } from '../resolvers.gen.js';
import { slotToGraph } from './availability.graph.js';
import { Availability } from './availability.view.js';

/** The clinic of a field that takes one `input`. */
const clinicOfInput = (store: EventStore): About<{ input: { clinicId: string } }, string> => {
  const clinic = theClinic(store);
  return { ...clinic, load: ({ input }, request) => clinic.load(input, request) };
};

/** @throws GraphFault BAD_USER_INPUT */
function needSpan(from: string, to: string): void {
  const { availabilityMaxDays: most } = bookingPolicy;
  if (to <= from) throw new GraphFault('BAD_USER_INPUT', 'to has to be after from.');
  if (to > plusFullDays(from, most))
    throw new GraphFault('BAD_USER_INPUT', `At most ${most} days can be asked for at once.`);
}

@Injectable()
export class AvailabilityResolver implements GraphPart {
  readonly resolvers;

  constructor(store: EventStore, slots: Availability) {
    this.resolvers = {
      Query: {
        availability: ask({
          who: treating,
          about: clinicOfInput(store),
          async answer(clinicId, { input }) {
            const { procedureCode, ...asked } = given(input);
            needSpan(asked.from, asked.to);
            const terms = await needProcedure(store, clinicId, procedureCode);
            return (await slots.of(terms, { ...asked, now: acting().now })).map(slotToGraph);
          },
        }),
      },
    } satisfies Resolvers;
  }
}
