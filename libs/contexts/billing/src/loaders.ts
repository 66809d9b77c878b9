import { Injectable } from '@nestjs/common';
import { loaderOf, type About } from '@stipple/service';
import { Invoices, type InvoiceRow } from './invoice/invoice.view.js';

/** Things of this context as their read models have them. One operation reads each kind once. */
@Injectable()
export class Loaders {
  readonly invoice: About<{ id: string }, InvoiceRow>;

  constructor(invoices: Invoices) {
    const invoiceById = loaderOf('invoice by id', (ids) => invoices.byId(ids));
    this.invoice = {
      name: 'invoice',
      load: ({ id }, request) => invoiceById(request, id),
      clinicOf: (row) => row.clinic_id,
    };
  }
}
