import { Injectable } from '@nestjs/common';
import { view, type Role } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { MemberEvent } from './member.decider.js';

export interface MemberRow {
  id: string;
  /** Null once the person was erased. */
  name: string | null;
  /** Clinic id to the roles held there. */
  roles: Record<string, readonly Role[]>;
}

/** Who works where, in which roles. */
export const members = view<MemberRow, MemberEvent>({
  name: 'members',
  key: 'id',
  columns: { id: 'text', name: 'text', roles: 'jsonb' },
  indexes: ['using gin (roles jsonb_ops)'],
  on: {
    MemberHired: (row, { data }) => ({ id: data.memberId, name: data.name, roles: { ...row?.roles, [data.clinicId]: data.roles } }),
    AdministratorAppointed: (row, { data }) => ({ id: data.memberId, name: data.name, roles: row?.roles ?? {} }),
    RolesGained: (row, { data }) => row && { ...row, roles: { ...row.roles, [data.clinicId]: data.roles } },
  },
});

@Injectable()
export class Members {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(MemberRow | undefined)[]> {
    return this.reads.byKey<MemberRow>('select * from members where id = any ($1)', ids, (row) => row.id);
  }

  /** Everybody who works at a clinic: as many as work there, at most a thousand. */
  at(clinicId: string): Promise<MemberRow[]> {
    return this.reads.rows<MemberRow>('select * from members where roles ? $1 order by name, id limit 1000', [clinicId]);
  }
}
