import { boundsOf, type Day, type Instant } from '@stipple/time';

/** What sort of evidence it is. The field's are LICENCE, CERTIFICATION, TRAINING_COMPLETION, VACCINATION, COMPETENCE_SIGNOFF; clinics have others of their own. */
export type CredentialKind = string;
export type VerificationMethod = 'PRIMARY_SOURCE' | 'DOCUMENT';
export type CredentialStatus = 'CLAIMED' | 'VERIFIED' | 'EXPIRED' | 'REVOKED';
export type PrivilegeStatus = 'ACTIVE' | 'SUSPENDED' | 'EXPIRED' | 'REVOKED';

/** Evidence that somebody may do something. What says who they are is null once they were erased. */
export interface Credential {
  id: string;
  holder: string;
  kind: CredentialKind;
  title: string | null;
  issuer: string | null;
  number: string | null;
  issuedOn: Day;
  expiresOn: Day;
  /** The end of its last day. */
  goodUntil: Instant;
  claimedBy: string;
  status: 'CLAIMED' | 'VERIFIED' | 'REVOKED';
  verifiedBy?: string;
  verifiedAt?: Instant;
  method?: VerificationMethod;
}

/** What a privilege is about: one person, one procedure, one clinic, from a moment up to another. */
export interface Terms {
  privilegeId: string;
  memberId: string;
  clinicId: string;
  procedureCode: string;
  from: Instant;
  until: Instant;
}

export interface Privilege extends Terms {
  credentialIds: readonly string[];
  suspendedBy?: string;
  revoked: boolean;
}

/** A credential is good through its last day as the zone counts days. */
export const goodUntil = (expiresOn: Day, zone: string): Instant => boundsOf(expiresOn, zone).end;

/** Expiry follows from the dates at the moment of asking; nothing is ever written when one passes. */
export const credentialStatus = ({ status, goodUntil }: { status: 'CLAIMED' | 'VERIFIED' | 'REVOKED'; goodUntil: Instant }, at: Instant): CredentialStatus =>
  status !== 'REVOKED' && goodUntil <= at ? 'EXPIRED' : status;

export const privilegeStatus = ({ revoked, until, suspendedBy }: { revoked: boolean; until: Instant; suspendedBy?: string | null }, at: Instant): PrivilegeStatus =>
  revoked ? 'REVOKED' : until <= at ? 'EXPIRED' : suspendedBy ? 'SUSPENDED' : 'ACTIVE';
