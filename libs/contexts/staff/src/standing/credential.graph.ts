import { acting } from '@stipple/event-store';
import type { Instant } from '@stipple/time';
import type { ClinicNode } from '../clinic/clinic.graph.js';
import type { CredentialAtClinic, Credential as CredentialOfGraph } from '../graphql.gen.js';
import type { StaffMemberNode } from '../member/member.graph.js';
import type { CredentialRow } from './standing.view.js';
import { credentialStatus, decidedAmong, decidedAt, everywhere, type Credential, type Decided } from './status.js';

export type CredentialNode = Omit<CredentialOfGraph, 'holder' | 'verifiedBy' | 'atClinics'> & {
  holder: StaffMemberNode;
  verifiedBy: StaffMemberNode | null;
  atClinics: CredentialAtClinicNode[];
};

export type CredentialAtClinicNode = Omit<CredentialAtClinic, 'clinic' | 'verifiedBy'> & {
  clinic: ClinicNode;
  verifiedBy: StaffMemberNode | null;
};

const decisionToGraph = (decision: ReturnType<typeof decidedAt>, goodUntil: Instant) => ({
  status: credentialStatus({ status: decision.status, goodUntil }, acting().now),
  verifiedBy: decision.verification ? { id: decision.verification.by } : null,
  verifiedAt: decision.verification?.at ?? null,
  method: decision.verification?.method ?? null,
});

const decisionsToGraph = (credential: Decided, goodUntil: Instant, clinicIds: readonly string[]) => ({
  ...decisionToGraph(decidedAmong(credential, clinicIds), goodUntil),
  atClinics: clinicIds
    .filter((clinicId) => clinicId !== everywhere)
    .map((clinicId) => ({
      clinic: { id: clinicId },
      ...decisionToGraph(decidedAt(credential, clinicId), goodUntil),
    })),
});

/** A credential with what was decided about it at some clinics. */
export const credentialToGraph = (
  { id, holder, kind, title, issuer, number, issuedOn, expiresOn, ...credential }: Credential,
  clinicIds: readonly string[],
): CredentialNode => ({
  id,
  holder: { id: holder },
  kind,
  title,
  issuer,
  number,
  issuedOn,
  expiresOn,
  ...decisionsToGraph(credential, credential.goodUntil, clinicIds),
});

export const credentialRowToGraph = (row: CredentialRow, clinicIds: readonly string[]): CredentialNode => ({
  id: row.id,
  holder: { id: row.holder },
  kind: row.kind,
  title: row.title,
  issuer: row.issuer,
  number: row.number,
  issuedOn: row.issued_on,
  expiresOn: row.expires_on,
  ...decisionsToGraph(row, row.good_until, clinicIds),
});
