import { own } from '@stipple/event-store';
import { boundsOf, type Day, type Instant } from '@stipple/time';

/**
 * What sort of evidence it is. The field's are LICENCE, CERTIFICATION, TRAINING_COMPLETION, VACCINATION,
 * COMPETENCE_SIGNOFF; clinics have others of their own.
 */
export type CredentialKind = string;
export type VerificationMethod = 'PRIMARY_SOURCE' | 'DOCUMENT';
export type CredentialStatus = 'CLAIMED' | 'VERIFIED' | 'EXPIRED' | 'REVOKED';
export type PrivilegeStatus = 'ACTIVE' | 'SUSPENDED' | 'EXPIRED' | 'REVOKED';

/**
 * In place of a clinic's id: what an administrator decided, and what was decided before it was kept for which clinics.
 */
export const everywhere = '*';

/** That somebody looked, and how. */
export interface Verification {
  by: string;
  at: Instant;
  method: VerificationMethod;
}

/** What was decided about a credential, by the clinic at which it counts. */
export interface Decided {
  verified: Readonly<Record<string, Verification>>;
  revoked: readonly string[];
}

/** Evidence that somebody may do something. What says who they are is null once they were erased. */
export interface Credential extends Decided {
  id: string;
  holder: string;
  kind: CredentialKind | null;
  title: string | null;
  issuer: string | null;
  number: string | null;
  issuedOn: Day;
  expiresOn: Day;
  /** The end of its last day. */
  goodUntil: Instant;
  claimedBy: string;
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

/** What a credential counts for at a clinic, expiry aside: what was decided there, or everywhere. */
export function decidedAt(
  { verified, revoked }: Decided,
  clinicId: string,
): { status: 'CLAIMED' | 'VERIFIED' | 'REVOKED'; verification?: Verification } {
  const verification = own(verified, clinicId) ?? own(verified, everywhere);
  const status =
    revoked.includes(everywhere) || revoked.includes(clinicId) ? 'REVOKED' : verification ? 'VERIFIED' : 'CLAIMED';
  return { status, ...(verification ? { verification } : {}) };
}

/** What a credential counts for at some clinics together: verified at one of them is verified. */
export function decidedAmong(credential: Decided, clinicIds: readonly string[]): ReturnType<typeof decidedAt> {
  const each = (clinicIds.length > 0 ? clinicIds : [everywhere]).map((clinicId) => decidedAt(credential, clinicId));
  return (
    each.find(({ status }) => status === 'VERIFIED') ??
    each.find(({ status }) => status === 'REVOKED') ?? { status: 'CLAIMED' }
  );
}

/** Expiry follows from the dates at the moment of asking; nothing is ever written when one passes. */
export const credentialStatus = (
  { status, goodUntil }: { status: 'CLAIMED' | 'VERIFIED' | 'REVOKED'; goodUntil: Instant },
  at: Instant,
): CredentialStatus => (status !== 'REVOKED' && goodUntil <= at ? 'EXPIRED' : status);

export const privilegeStatus = (
  { revoked, until, suspendedBy }: { revoked: boolean; until: Instant; suspendedBy?: string | null },
  at: Instant,
): PrivilegeStatus => (revoked ? 'REVOKED' : until <= at ? 'EXPIRED' : suspendedBy ? 'SUSPENDED' : 'ACTIVE');
