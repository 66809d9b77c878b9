import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore } from '@stipple/event-store';
import { ask, changesBy, role, type GraphPart } from '@stipple/service';
import { canonicalCode } from '@stipple/text';
import { desk, everybodyThere, theClinic } from '../access.js';
import { knownClinic } from '../heard/clinic.decider.js';
import type { Resolvers } from '../resolvers.gen.js';
import { SetPrice, type PriceList } from './price.decider.js';
import { priceRowToGraph, priceToGraph, waitingChargeToGraph } from './price.graph.js';
import { Prices } from './price.view.js';

@Injectable()
export class PriceResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, prices: Prices) {
    const change = changesBy(commands);
    const clinic = theClinic(store);

    this.resolvers = {
      Query: {
        prices: ask({
          who: everybodyThere,
          about: clinic,
          answer: async (clinicId) => (await prices.ofClinic(clinicId)).map(priceRowToGraph),
        }),
        waitingCharges: ask({
          who: desk,
          about: clinic,
          async answer(clinicId) {
            const [known, rows] = await Promise.all([store.state(knownClinic, clinicId), prices.waiting(clinicId)]);
            return rows.map((row) => waitingChargeToGraph(row, known?.timeZone ?? 'UTC'));
          },
        }),
      },
      Mutation: {
        setPrice: change({
          who: role('MANAGER'),
          about: clinic,
          gives: SetPrice,
          command: (input) => new SetPrice({ ...input, procedureCode: canonicalCode(input.procedureCode) }),
          as: 'price',
          toGraph: (list: PriceList, { from }) => priceToGraph(list, from),
        }),
      },
    } satisfies Resolvers;
  }
}
