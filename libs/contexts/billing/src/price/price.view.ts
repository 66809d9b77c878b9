import { Injectable } from '@nestjs/common';
import { keeps, view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { price } from './price.decider.js';

export interface PriceRow {
  /** `<clinic>:<procedure>:<from>` */
  id: string;
  clinic_id: string;
  procedure_code: string;
  amount: string;
  currency: string;
  tax_rate: string;
  begins_at: string;
}

/** Every price of every procedure, past and to come. */
export const prices = view<PriceRow, typeof price>({
  name: 'prices',
  key: 'id',
  columns: {
    id: 'text',
    clinic_id: 'text',
    procedure_code: 'text',
    amount: 'text',
    currency: 'text',
    tax_rate: 'text',
    begins_at: 'timestamptz',
  },
  indexes: ['(clinic_id, procedure_code, begins_at)'],
  keysOf: (event) => (event.type === 'PriceSet' ? [`${event.id}:${event.data.from}`] : []),
  on: {
    PriceSet: (_row, { data }, id) => ({
      id,
      clinic_id: data.clinicId,
      procedure_code: data.procedureCode,
      amount: data.price.amount,
      currency: data.price.currency,
      tax_rate: data.taxRate,
      begins_at: data.from,
    }),
    ChargeAwaitedPrice: keeps,
    AwaitedPriceFound: keeps,
  },
});

export interface WaitingChargeRow {
  /** The invoice's id to be. */
  id: string;
  clinic_id: string;
  booking_id: string;
  procedure_code: string;
  completed_at: string;
}

/** Treatments completed while no price was in force. */
export const waitingCharges = view<WaitingChargeRow, typeof price>({
  name: 'waiting_charges',
  key: 'id',
  columns: { id: 'text', clinic_id: 'text', booking_id: 'text', procedure_code: 'text', completed_at: 'timestamptz' },
  indexes: ['(clinic_id, completed_at)'],
  keysOf: (event) => {
    switch (event.type) {
      case 'ChargeAwaitedPrice':
        return [event.data.invoiceId];
      case 'AwaitedPriceFound':
        return event.data.charges.map((charge) => charge.invoiceId);
      default:
        return [];
    }
  },
  on: {
    ChargeAwaitedPrice: (_row, { data }) => ({
      id: data.invoiceId,
      clinic_id: data.clinicId,
      booking_id: data.bookingId,
      procedure_code: data.procedureCode,
      completed_at: data.completedAt,
    }),
    AwaitedPriceFound: () => undefined,
    PriceSet: keeps,
  },
});

@Injectable()
export class Prices {
  constructor(private readonly reads: Reads) {}

  /** At most a thousand, the newest of each procedure first. */
  ofClinic(clinicId: string): Promise<PriceRow[]> {
    return this.reads.rows<PriceRow>(
      'select * from prices where clinic_id = $1 order by procedure_code, begins_at desc limit 1000',
      [clinicId],
    );
  }

  /** At most a thousand, the oldest first. */
  waiting(clinicId: string): Promise<WaitingChargeRow[]> {
    return this.reads.rows<WaitingChargeRow>(
      'select * from waiting_charges where clinic_id = $1 order by completed_at, id limit 1000',
      [clinicId],
    );
  }
}
