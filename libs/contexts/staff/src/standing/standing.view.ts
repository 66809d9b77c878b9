import { Injectable } from '@nestjs/common';
import { keeps, view, type EventOf, type Recorded } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { Day, Instant } from '@stipple/time';
import type { standing } from './standing.decider.js';
import { everywhere, goodUntil, type CredentialKind, type Verification } from './status.js';

export interface CredentialRow {
  id: string;
  holder: string;
  kind: CredentialKind | null;
  title: string | null;
  issuer: string | null;
  number: string | null;
  issued_on: Day;
  expires_on: Day;
  good_until: Instant;
  /** By the clinic at which it counts. */
  verified: Record<string, Verification>;
  revoked: readonly string[];
}

export interface PrivilegeRow {
  id: string;
  member_id: string;
  clinic_id: string;
  procedure_code: string;
  valid_from: Instant;
  valid_until: Instant;
  suspended_by: string | null;
  revoked: boolean;
}

type StandingEvent = EventOf<typeof standing>;
type CredentialEvent = Extract<StandingEvent, { type: `Credential${string}` }>;
type PrivilegeEvent = Exclude<StandingEvent, CredentialEvent | { type: 'ClinicLeft' }>;

/** Every credential, as it was last left. Expiry is told when asked. */
export const credentials = view<CredentialRow, typeof standing>({
  name: 'credentials',
  key: 'id',
  columns: {
    id: 'text',
    holder: 'text',
    kind: 'text',
    title: 'text',
    issuer: 'text',
    number: 'text',
    issued_on: 'date',
    expires_on: 'date',
    good_until: 'timestamptz',
    verified: 'jsonb',
    revoked: 'jsonb',
  },
  indexes: ['(holder)'],
  keysOf: ({ data }: Recorded<CredentialEvent>) => [data.credentialId],
  on: {
    CredentialClaimed: (_row, { data }) => ({
      id: data.credentialId,
      holder: data.memberId,
      kind: data.kind,
      title: data.title,
      issuer: data.issuer,
      number: data.number,
      issued_on: data.issuedOn,
      expires_on: data.expiresOn,
      good_until: goodUntil(data.expiresOn, data.timeZone),
      verified: {},
      revoked: [],
    }),
    CredentialVerified: (row, { data: { verifiedBy: by, verifiedAt: at, method, clinicIds = [everywhere] } }) =>
      row && {
        ...row,
        verified: {
          ...row.verified,
          ...Object.fromEntries(clinicIds.map((clinicId) => [clinicId, { by, at, method }])),
        },
      },
    CredentialRevoked: (row, { data: { clinicIds = [everywhere] } }) =>
      row && { ...row, revoked: [...row.revoked, ...clinicIds] },
    PrivilegeGranted: keeps,
    PrivilegeSuspended: keeps,
    SuspensionLifted: keeps,
    PrivilegeRevoked: keeps,
    ClinicLeft: keeps,
  },
  foldDependencies: [goodUntil, everywhere],
});

/** Every privilege, as it was last left. */
export const privileges = view<PrivilegeRow, typeof standing>({
  name: 'privileges',
  key: 'id',
  columns: {
    id: 'text',
    member_id: 'text',
    clinic_id: 'text',
    procedure_code: 'text',
    valid_from: 'timestamptz',
    valid_until: 'timestamptz',
    suspended_by: 'text',
    revoked: 'boolean',
  },
  indexes: ['(member_id)', '(clinic_id, procedure_code, valid_until)'],
  keysOf: ({ data }: Recorded<PrivilegeEvent>) => [data.privilegeId],
  on: {
    PrivilegeGranted: (_row, { data }) => ({
      id: data.privilegeId,
      member_id: data.memberId,
      clinic_id: data.clinicId,
      procedure_code: data.procedureCode,
      valid_from: data.from,
      valid_until: data.until,
      suspended_by: null,
      revoked: false,
    }),
    PrivilegeSuspended: (row, { data }) => row && { ...row, suspended_by: data.suspendedBy },
    SuspensionLifted: (row) => row && { ...row, suspended_by: null },
    PrivilegeRevoked: (row) => row && { ...row, revoked: true },
    CredentialClaimed: keeps,
    CredentialVerified: keeps,
    CredentialRevoked: keeps,
    ClinicLeft: keeps,
  },
});

@Injectable()
export class Standings {
  constructor(private readonly reads: Reads) {}

  /** What each of the people may do, newest first. */
  privilegesOf(memberIds: readonly string[]): Promise<PrivilegeRow[][]> {
    return this.each(
      memberIds,
      'select * from privileges where member_id = any ($1) order by valid_from desc, id',
      (row: PrivilegeRow) => row.member_id,
    );
  }

  credentialsOf(memberIds: readonly string[]): Promise<CredentialRow[][]> {
    return this.each(
      memberIds,
      'select * from credentials where holder = any ($1) order by issued_on desc, id',
      (row: CredentialRow) => row.holder,
    );
  }

  /** Ids of those who may do a procedure at a clinic at a moment. */
  async eligible(clinicId: string, procedureCode: string, at: Instant): Promise<string[]> {
    const rows = await this.reads.rows<{ id: string }>(
      `select distinct m.id, m.name from privileges p join members m on m.id = p.member_id
        where m.roles ? p.clinic_id and p.clinic_id = $1 and p.procedure_code = $2
          and p.valid_from <= $3 and p.valid_until > $3 and p.suspended_by is null and not p.revoked
          order by m.name, m.id`,
      [clinicId, procedureCode, at],
    );
    return rows.map(({ id }) => id);
  }

  private async each<Row extends object>(
    ids: readonly string[],
    sql: string,
    of: (row: Row) => string,
  ): Promise<Row[][]> {
    const rows = await this.reads.rows<Row>(sql, [[...ids]]);
    const grouped = new Map(ids.map((id): [string, Row[]] => [id, []]));
    for (const row of rows) grouped.get(of(row))?.push(row);
    return ids.map((id) => grouped.get(id) ?? []);
  }
}
