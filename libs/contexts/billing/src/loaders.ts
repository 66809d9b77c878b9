import { Injectable } from '@nestjs/common';
import { inReadModel, type About } from '@stipple/service';
import { Invoices, type InvoiceRow } from './invoice/invoice.view.js';

/** Things of this context as their read models have them. One operation reads each kind once. */
@Injectable()
export class Loaders {
  readonly invoice: About<{ id: string }, InvoiceRow>;

  constructor(invoices: Invoices) {
    this.invoice = inReadModel('invoice', (ids) => invoices.byId(ids));
  }
}
