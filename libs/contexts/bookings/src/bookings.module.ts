import { Module } from '@nestjs/common';
import { anyView, eventStoreMigrations } from '@stipple/event-store';
import { contextDefinition, wholeGraph } from '@stipple/service';
import { AvailabilityResolver } from './availability/availability.resolver.js';
import { Availability } from './availability/availability.view.js';
import { bookingHandlers } from './booking/booking.handlers.js';
import { BookingResolver } from './booking/booking.resolver.js';
import { Bookings, bookings } from './booking/booking.view.js';
import { clientHandlers } from './client/client.handlers.js';
import { ClientReach } from './client/client.reach.js';
import { ClientResolver } from './client/client.resolver.js';
import { Clients, clients } from './client/client.view.js';
import { clinicHandlers } from './heard/clinic.handlers.js';
import { DaySheetResolver } from './day-sheet/day-sheet.resolver.js';
import { Attentions } from './day-sheet/day-sheet.view.js';
import { exposureHandlers } from './heard/exposure.handlers.js';
import { Exposures, exposingRecalls, exposures } from './heard/exposure.view.js';
import { Loaders } from './loaders.js';
import { procedureHandlers } from './procedure/procedure.handlers.js';
import { ProcedureResolver } from './procedure/procedure.resolver.js';
import { Procedures, procedures } from './procedure/procedure.view.js';
import { publishes } from './publishes.js';
import type { Resolvers, ResolversParentTypes } from './resolvers.gen.js';
import { roomHandlers } from './heard/room.handlers.js';
import { Rooms, rooms } from './heard/room.view.js';
import { sdl } from './sdl.gen.js';
import { staffStandingHandlers } from './heard/staff-standing.handlers.js';
import { memberships, privileges, shifts, Standings } from './heard/staff-standing.view.js';
import { subscribes } from './subscribes.js';

const handlers = [
  ...clinicHandlers,
  ...roomHandlers,
  ...staffStandingHandlers,
  ...exposureHandlers,
  ...procedureHandlers,
  ...clientHandlers,
  ...bookingHandlers,
];
const resolvers = wholeGraph<Resolvers, ResolversParentTypes>()(
  ProcedureResolver,
  ClientResolver,
  BookingResolver,
  DaySheetResolver,
  AvailabilityResolver,
);
const reads = [
  Procedures,
  Clients,
  Bookings,
  Rooms,
  Standings,
  Exposures,
  Attentions,
  Availability,
  Loaders,
  ClientReach,
];

@Module({ providers: [...handlers.map((handler) => handler.provider), ...resolvers, ...reads] })
export class BookingsModule {
  static readonly parts = contextDefinition({
    name: 'bookings',
    handlers,
    views: [
      anyView(procedures),
      anyView(clients),
      anyView(bookings),
      anyView(rooms),
      anyView(privileges),
      anyView(shifts),
      anyView(memberships),
      anyView(exposures),
      anyView(exposingRecalls),
    ],
    sdl: Object.values(sdl),
    resolvers,
    publishes,
    subscriptions: subscribes,
    migrations: eventStoreMigrations('bookings'),
  });
}
