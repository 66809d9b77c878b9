import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, type Outcome } from '@stipple/event-store';
import { answer, found, mutation, type GraphPart } from '@stipple/service';
import { canonicalCode } from '@stipple/text';
import { spoken } from '@stipple/time';
import type { SetPriceInput } from '../graphql.gen.js';
import { knownClinic } from '../heard/clinic.decider.js';
import type { Resolvers } from '../resolvers.gen.js';
import { SetPrice, type PriceList } from './price.decider.js';
import { priceRowToGraph } from './price.graph.js';
import { Prices } from './price.view.js';

@Injectable()
export class PriceResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly prices: Prices,
  ) {}

  readonly resolvers = {
    Query: {
      prices: async (_parent, { clinicId }, request) => {
        request.need(clinicId, 'FRONT_DESK', 'TECHNICIAN', 'HYGIENE_LEAD', 'AUDITOR');
        return (await this.prices.ofClinic(clinicId)).map(priceRowToGraph);
      },
      waitingCharges: async (_parent, { clinicId }, request) => {
        request.need(clinicId, 'FRONT_DESK');
        const timeZone = (await this.store.state(knownClinic, clinicId))?.timeZone ?? 'UTC';
        return (await this.prices.waiting(clinicId)).map((row) => ({
          code: 'NO_PRICE',
          message: `${row.procedure_code} had no price on ${spoken(row.completed_at, timeZone)}.`,
          booking: { id: row.booking_id },
          procedureCode: row.procedure_code,
          completedAt: row.completed_at,
        }));
      },
    },
    Mutation: {
      setPrice: mutation(async ({ clinicId, procedureCode: code, price, taxRate, from }: SetPriceInput, request) => {
        request.need(clinicId, 'MANAGER');
        found(await this.store.state(knownClinic, clinicId), 'clinic');
        const procedureCode = canonicalCode(code);
        const outcome: Outcome<PriceList> = await this.commands.execute(
          new SetPrice({
            clinicId,
            procedureCode,
            price: { amount: price.amount, currency: price.currency },
            taxRate,
            from,
          }),
        );
        return answer('price', outcome, ({ prices }) => {
          const set = prices.find((one) => one.from === from);
          return set ? { procedureCode, price: set.price, taxRate: set.taxRate, from: set.from } : null;
        });
      }),
    },
  } satisfies Resolvers;
}
