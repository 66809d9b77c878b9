import { Injectable } from '@nestjs/common';
import { keeps, view, type Role } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { Instant } from '@stipple/time';
import type { member } from './member.decider.js';

export interface MemberRow {
  id: string;
  /** Null once the person was erased. */
  name: string | null;
  /** Clinic id to the roles held there. */
  roles: Record<string, readonly Role[]>;
  /** Clinic id to when they last left it. */
  left_at: Record<string, Instant>;
}

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));

/** Who works where, in which roles. */
export const members = view<MemberRow, typeof member>({
  name: 'members',
  key: 'id',
  columns: { id: 'text', name: 'text', roles: 'jsonb', left_at: 'jsonb' },
  indexes: ['using gin (roles jsonb_ops)'],
  on: {
    MemberHired: (row, { data }) => ({
      id: data.memberId,
      name: data.name,
      roles: { ...row?.roles, [data.clinicId]: data.roles },
      left_at: row?.left_at ?? {},
    }),
    AdministratorAppointed: (row, { data }) => ({
      id: data.memberId,
      name: data.name,
      roles: row?.roles ?? {},
      left_at: row?.left_at ?? {},
    }),
    RolesGained: (row, { data }) => row && { ...row, roles: { ...row.roles, [data.clinicId]: data.roles } },
    RolesChanged: (row, { data }) => row && { ...row, roles: { ...row.roles, [data.clinicId]: data.roles } },
    MembershipAccepted: (row, { data }) => row && { ...row, roles: { ...row.roles, [data.clinicId]: data.roles } },
    MembershipEnded: (row, { data, occurredAt }) =>
      row && {
        ...row,
        roles: without(row.roles, data.clinicId),
        left_at: { ...row.left_at, [data.clinicId]: occurredAt },
      },
    MembershipOffered: keeps,
    MembershipWithdrawn: keeps,
    AdministrationEnded: keeps,
    InvitationIssued: keeps,
    InvitationAccepted: keeps,
    PasswordChanged: keeps,
    PasswordResetIssued: keeps,
    PasswordReset: keeps,
    SignedOutEverywhere: keeps,
  },
  foldDependencies: [without],
});

@Injectable()
export class Members {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(MemberRow | undefined)[]> {
    return this.reads.byKey<MemberRow>('select * from members where id = any ($1)', ids, (row) => row.id);
  }

  /** Everybody who works at a clinic: as many as work there, at most a thousand. */
  at(clinicId: string): Promise<MemberRow[]> {
    return this.reads.rows<MemberRow>('select * from members where roles ? $1 order by name, id limit 1000', [
      clinicId,
    ]);
  }
}
