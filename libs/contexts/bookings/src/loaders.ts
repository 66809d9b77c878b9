import { Injectable } from '@nestjs/common';
import { acting } from '@stipple/event-store';
import { inReadModel, loaderOf, type About, type Request } from '@stipple/service';
import { Bookings, type BookingRow } from './booking/booking.view.js';
import { Clients, type ClientRow } from './client/client.view.js';
import type { Attention } from './day-sheet/attention.rules.js';
import { Attentions } from './day-sheet/day-sheet.view.js';
import { Exposures, type ExposureRow } from './heard/exposure.view.js';
import { clientsKnownSince } from './policy.js';
import { Procedures, type ProcedureRow } from './procedure/procedure.view.js';

/** Things of this context as their read models have them. One operation reads each kind once. */
@Injectable()
export class Loaders {
  readonly procedure: About<{ id: string }, ProcedureRow>;
  readonly client: About<{ id: string }, ClientRow>;
  readonly booking: About<{ id: string }, BookingRow>;
  /** The open recalls that touch a client; undefined where none does. */
  readonly exposure: (request: Request, clientId: string) => Promise<ExposureRow | undefined>;

  constructor(
    procedures: Procedures,
    clients: Clients,
    private readonly bookings: Bookings,
    exposures: Exposures,
    private readonly attentions: Attentions,
  ) {
    this.procedure = inReadModel('procedure', (ids) => procedures.byId(ids));
    this.client = inReadModel('client', (ids) => clients.byId(ids));
    this.booking = inReadModel('booking', (ids) => bookings.byId(ids));
    this.exposure = loaderOf('exposure by client', (ids) => exposures.byClient(ids));
  }

  /** Whether a client has a booking with whoever asks, from the days back on for which a technician knows clients. */
  isTreatedBy(request: Request, clientId: string): Promise<boolean> {
    const { now } = acting();
    return loaderOf('client treated', (ids) => this.bookings.treats(ids, request.actor.id, clientsKnownSince(now)))(
      request,
      clientId,
    );
  }

  /** What changed for the worse since a booking was made. */
  attention(request: Request, bookingId: string): Promise<Attention[]> {
    const { now } = acting();
    return loaderOf('attention by booking', (ids) => this.attentions.of(ids, now))(request, bookingId);
  }
}
