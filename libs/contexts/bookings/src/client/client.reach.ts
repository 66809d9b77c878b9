import { Injectable } from '@nestjs/common';
import { acting, EventStore } from '@stipple/event-store';
import { GraphFault, holds, type Request } from '@stipple/service';
import { plusFullDays } from '@stipple/time';
import DataLoader from 'dataloader';
import { Bookings } from '../booking/booking.view.js';
import { Exposures } from '../exposure/exposure.view.js';
import { bookingPolicy } from '../policy.js';
import { foundAt } from '../reach.js';
import { client, type KnownClient } from './client.decider.js';
import { Clients, type ClientRow, type KnownTo } from './client.view.js';

const notTheirs = `A technician sees the clients of their own bookings, from ${bookingPolicy.clientsKnownDays} days back on.`;

/**
 * Who may know what of which client. Desk and manager know everybody of their clinic; a technician those of whom they
 * have a booking that was not cancelled and starts from `clientsKnownDays` full days before the moment of the request
 * on; hygiene knows names; an auditor knows who somebody is while a recall is open on them.
 */
@Injectable()
export class ClientReach {
  constructor(
    private readonly store: EventStore,
    private readonly clients: Clients,
    private readonly bookings: Bookings,
    private readonly exposures: Exposures,
  ) {}

  row(id: string, request: Request): Promise<ClientRow | undefined> {
    return request.loader('clients', () => new DataLoader((ids: readonly string[]) => this.clients.byId(ids))).load(id);
  }

  /** What of a clinic's clients is for whoever asks: all (undefined), or those of one technician. */
  knownTo(request: Request, clinicId: string): KnownTo | undefined {
    return holds(request.actor, clinicId, 'FRONT_DESK')
      ? undefined
      : { staffMemberId: request.actor.id, since: since() };
  }

  /** Lets somebody pass who may know that there is this client. @throws GraphFault FORBIDDEN */
  async need(row: ClientRow, request: Request): Promise<void> {
    if (
      holds(request.actor, row.clinic_id, 'FRONT_DESK', 'HYGIENE_LEAD', 'AUDITOR') ||
      (await this.treats(row, request))
    )
      return;
    throw new GraphFault('FORBIDDEN', notTheirs);
  }

  /** The row, for who may know who the client is. @throws GraphFault FORBIDDEN */
  async person(id: string, request: Request, forName = false): Promise<ClientRow | undefined> {
    const { actor } = request;
    const row = await this.row(id, request);
    if (
      !row ||
      holds(actor, row.clinic_id, 'FRONT_DESK') ||
      (forName && holds(actor, row.clinic_id, 'HYGIENE_LEAD')) ||
      (await this.treats(row, request))
    )
      return row;
    if (holds(actor, row.clinic_id, 'AUDITOR')) {
      const exposure = await request
        .loader('exposures', () => new DataLoader((ids: readonly string[]) => this.exposures.byClient(ids)))
        .load(row.id);
      if (exposure) return row;
      throw new GraphFault('FORBIDDEN', 'An auditor sees who a client is only while a recall is open on them.');
    }
    throw new GraphFault(
      'FORBIDDEN',
      holds(actor, row.clinic_id, 'TECHNICIAN') ? notTheirs : 'Only who works at their clinic sees who a client is.',
    );
  }

  /** The whole record, for who treats or books the client. @throws GraphFault NOT_FOUND, FORBIDDEN */
  async record(id: string, request: Request): Promise<KnownClient> {
    const state = await this.known(id, request);
    request.need(state.clinicId, 'FRONT_DESK', 'TECHNICIAN');
    if (
      holds(request.actor, state.clinicId, 'FRONT_DESK') ||
      (await this.treats({ id, clinic_id: state.clinicId }, request))
    )
      return state;
    throw new GraphFault('FORBIDDEN', notTheirs);
  }

  /** A client as they are now, for whoever holds any role at their clinic. @throws GraphFault NOT_FOUND */
  async known(id: string, request: Request): Promise<KnownClient> {
    const state = await this.store.state(client, id);
    return foundAt(request, state.status === 'unknown' ? undefined : state, (known) => known.clinicId, 'client');
  }

  private async treats({ id, clinic_id }: Pick<ClientRow, 'id' | 'clinic_id'>, request: Request): Promise<boolean> {
    const { actor } = request;
    if (!holds(actor, clinic_id, 'TECHNICIAN')) return false;
    return request
      .loader(
        'clients treated',
        () => new DataLoader((ids: readonly string[]) => this.bookings.treats(ids, actor.id, since())),
      )
      .load(id);
  }
}

const since = (): string => plusFullDays(acting().now, -bookingPolicy.clientsKnownDays);
