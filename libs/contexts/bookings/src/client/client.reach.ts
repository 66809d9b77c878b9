import { Injectable } from '@nestjs/common';
import { acting, EventStore } from '@stipple/event-store';
import { existing, found, GraphFault, holds, worksAt, type Request } from '@stipple/service';
import { Loaders } from '../loaders.js';
import { bookingPolicy, clientsKnownSince } from '../policy.js';
import { client, type KnownClient } from './client.decider.js';
import type { ClientRow, KnownTo } from './client.view.js';

const notTheirs = `A technician sees the clients of their own bookings, from ${bookingPolicy.clientsKnownDays} days back on.`;

/**
 * Who may know what of which client. Desk and manager know everybody of their clinic. A technician knows those of whom
 * they have a booking that was not cancelled and starts `clientsKnownDays` full days before the request or later.
 * Hygiene knows names. An auditor knows who somebody is while a recall is open on them.
 */
@Injectable()
export class ClientReach {
  constructor(
    private readonly store: EventStore,
    private readonly loaders: Loaders,
  ) {}

  /** What of a clinic's clients somebody may list: all (undefined), or those of one technician. */
  knownTo(request: Request, clinicId: string): KnownTo | undefined {
    return holds(request.actor, clinicId, 'FRONT_DESK')
      ? undefined
      : { staffMemberId: request.actor.id, since: clientsKnownSince(acting().now) };
  }

  /** Lets somebody pass who may know that there is this client. @throws GraphFault FORBIDDEN */
  async need(row: ClientRow, request: Request): Promise<void> {
    if (
      holds(request.actor, row.clinic_id, 'FRONT_DESK', 'HYGIENE_LEAD', 'AUDITOR') ||
      (await this.treats(row.id, row.clinic_id, request))
    )
      return;
    throw new GraphFault('FORBIDDEN', notTheirs);
  }

  /**
   * The row, for somebody who may know who the client is; undefined where there is none.
   * @param forName whether only the name is asked for, which hygiene may know
   * @throws GraphFault FORBIDDEN
   */
  async person(id: string, request: Request, forName = false): Promise<ClientRow | undefined> {
    const { actor } = request;
    const row = await this.loaders.client.load({ id }, request);
    if (
      !row ||
      holds(actor, row.clinic_id, 'FRONT_DESK') ||
      (forName && holds(actor, row.clinic_id, 'HYGIENE_LEAD')) ||
      (await this.treats(id, row.clinic_id, request))
    )
      return row;
    if (holds(actor, row.clinic_id, 'AUDITOR')) {
      if (await this.loaders.exposure(request, id)) return row;
      throw new GraphFault('FORBIDDEN', 'An auditor sees who a client is only while a recall is open on them.');
    }
    throw new GraphFault(
      'FORBIDDEN',
      holds(actor, row.clinic_id, 'TECHNICIAN') ? notTheirs : 'Only who works at their clinic sees who a client is.',
    );
  }

  /** The whole record, for somebody who treats or books the client. @throws GraphFault NOT_FOUND, FORBIDDEN */
  async record(id: string, request: Request): Promise<KnownClient> {
    const { actor } = request;
    const state = await existing(this.store, client, id);
    const known = found(state && worksAt(actor, state.clinicId) ? state : undefined, 'client');
    request.need(known.clinicId, 'FRONT_DESK', 'TECHNICIAN');
    if (holds(actor, known.clinicId, 'FRONT_DESK') || (await this.treats(id, known.clinicId, request))) return known;
    throw new GraphFault('FORBIDDEN', notTheirs);
  }

  private async treats(clientId: string, clinicId: string, request: Request): Promise<boolean> {
    return holds(request.actor, clinicId, 'TECHNICIAN') && (await this.loaders.isTreatedBy(request, clientId));
  }
}
