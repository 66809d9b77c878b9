import { Module } from '@nestjs/common';
import { anyView, eventStoreMigrations } from '@stipple/event-store';
import { contextDefinition, wholeGraph } from '@stipple/service';
import { heardHandlers } from './heard/heard.handlers.js';
import { invoiceHandlers } from './invoice/invoice.handlers.js';
import { InvoiceResolver } from './invoice/invoice.resolver.js';
import { creditNotes, Invoices, invoices } from './invoice/invoice.view.js';
import { Loaders } from './loaders.js';
import { priceHandlers } from './price/price.handlers.js';
import { PriceResolver } from './price/price.resolver.js';
import { Prices, prices, waitingCharges } from './price/price.view.js';
import { publishes } from './publishes.js';
import type { Resolvers, ResolversParentTypes } from './resolvers.gen.js';
import { sdl } from './sdl.gen.js';
import { subscribes } from './subscribes.js';

const handlers = [...heardHandlers, ...priceHandlers, ...invoiceHandlers];
const resolvers = wholeGraph<Resolvers, ResolversParentTypes>()(PriceResolver, InvoiceResolver);

@Module({ providers: [...handlers.map((handler) => handler.provider), ...resolvers, Prices, Invoices, Loaders] })
export class BillingModule {
  static readonly parts = contextDefinition({
    name: 'billing',
    handlers,
    views: [anyView(prices), anyView(waitingCharges), anyView(invoices), anyView(creditNotes)],
    sdl: Object.values(sdl),
    resolvers,
    publishes,
    subscriptions: subscribes,
    migrations: eventStoreMigrations('billing'),
  });
}
