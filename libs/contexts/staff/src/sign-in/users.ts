import { Injectable } from '@nestjs/common';
import { roles as allRoles } from '@stipple/event-store';
import { clinicRowToGraph } from '../clinic/clinic.graph.js';
import { Clinics } from '../clinic/clinic.view.js';
import type { Member } from '../member/member.decider.js';

/** Somebody who signs in, as they see themselves. */
@Injectable()
export class Users {
  constructor(private readonly clinics: Clinics) {}

  async of(state: Member) {
    if (state.status === 'unknown') return null;
    const { id, name, admin, roles, offers } = state;
    const rows = admin ? await this.clinics.all() : await this.clinics.byId(Object.keys({ ...roles, ...offers }));
    const clinicOf = (clinicId: string) => {
      const row = rows.find((one) => one?.id === clinicId);
      return row ? clinicRowToGraph(row) : null;
    };
    const held = Object.values(roles).flat();
    return {
      id,
      name,
      roles: [...allRoles.filter((role) => held.includes(role)), ...(admin ? (['ADMIN'] as const) : [])],
      clinics: (admin
        ? rows.flatMap((row) => row ?? [])
        : Object.keys(roles).flatMap((clinicId) => rows.find((row) => row?.id === clinicId) ?? [])
      ).map(clinicRowToGraph),
      memberships: Object.entries(roles).map(([clinicId, at]) => ({
        clinicId,
        roles: [...at],
        clinic: clinicOf(clinicId),
      })),
      pendingMemberships: Object.entries(offers).map(([clinicId, offer]) => ({
        clinicId,
        roles: [...offer.roles],
        clinic: clinicOf(clinicId),
      })),
    };
  }
}
