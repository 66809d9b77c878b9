import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, type Outcome } from '@stipple/event-store';
import { answer, found, mutation, type GraphPart } from '@stipple/service';
import { canonicalCode } from '@stipple/text';
import { spoken } from '@stipple/time';
import type { Resolvers, SetPriceInput } from '../graphql.gen.js';
import { knownClinic } from '../heard/clinic.decider.js';
import { SetPrice, type PriceList } from './price.decider.js';
import { Prices, type PriceRow } from './price.view.js';

export const priceSdl = /* GraphQL */ `
  "What a procedure costs at a clinic from a moment on, without tax."
  type Price {
    procedureCode: String!
    price: Money!
    "A share: 0.07 is 7 %."
    taxRate: Decimal!
    from: DateTime!
  }
  "A completed treatment that no price was in force for: it is invoiced as soon as one is set that holds for its time."
  type WaitingCharge {
    "NO_PRICE"
    code: String!
    message: String!
    booking: Booking!
    procedureCode: String!
    completedAt: DateTime!
  }
  input MoneyInput {
    "In the currency's units, with no more decimals than it has."
    amount: Decimal!
    "ISO 4217; the clinic's."
    currency: String!
  }
  input SetPriceInput {
    clinicId: ID!
    procedureCode: String!
    "Without tax."
    price: MoneyInput!
    "A share: 0.07 is 7 %."
    taxRate: Decimal!
    "It holds from then on, until a later one begins."
    from: DateTime!
    commandId: ID
  }
  type SetPricePayload {
    price: Price
    refusals: [Refusal!]!
  }
  type Query {
    "Every price of a clinic, past and to come."
    prices(clinicId: ID!): [Price!]!
    waitingCharges(clinicId: ID!): [WaitingCharge!]!
  }
  type Mutation {
    setPrice(input: SetPriceInput!): SetPricePayload!
  }
`;

const shown = (row: PriceRow) => ({
  procedureCode: row.procedure_code,
  price: { amount: row.amount, currency: row.currency },
  taxRate: row.tax_rate,
  from: row.begins_at,
});

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
        return (await this.prices.ofClinic(clinicId)).map(shown);
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
