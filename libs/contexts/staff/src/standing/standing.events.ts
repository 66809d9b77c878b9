import type { Day, Instant } from '@stipple/time';
import type { CredentialKind, Terms, VerificationMethod } from './status.js';

// Stored for ever: add, never rename. What happens to a privilege carries its terms, for those who hear only of this. A
// decision about a credential counts at `clinicIds`; everywhere where there are none, as it did before they were kept.
export type StandingEvent =
  | {
      type: 'CredentialClaimed';
      data: {
        memberId: string;
        credentialId: string;
        kind: CredentialKind | null;
        title: string | null;
        issuer: string | null;
        number: string | null;
        issuedOn: Day;
        expiresOn: Day;
        timeZone: string;
        claimedBy: string;
      };
    }
  | {
      type: 'CredentialVerified';
      data: {
        memberId: string;
        credentialId: string;
        method: VerificationMethod;
        note?: string | null;
        verifiedBy: string;
        verifiedAt: Instant;
        clinicIds?: readonly string[];
      };
    }
  | {
      type: 'CredentialRevoked';
      data: { memberId: string; credentialId: string; reason: string | null; clinicIds?: readonly string[] };
    }
  | { type: 'PrivilegeGranted'; data: Terms & { credentialIds: readonly string[]; grantedBy: string } }
  | { type: 'PrivilegeSuspended'; data: Terms & { reason: string | null; suspendedBy: string } }
  | { type: 'SuspensionLifted'; data: Terms & { reason: string | null } }
  /** `credentialId` is what it stood on and was revoked; without it, the membership ended. */
  | { type: 'PrivilegeRevoked'; data: Terms & { credentialId?: string; suspended: boolean } }
  | { type: 'ClinicLeft'; data: { memberId: string; clinicId: string } };
