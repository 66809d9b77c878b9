import type { Role } from '@stipple/event-store';
import type { Instant } from '@stipple/time';

export interface AtClinic {
  memberId: string;
  clinicId: string;
}

// Stored for ever: add, never rename. `roles` are all that the person holds at the clinic from now on.
export type MemberEvent =
  | { type: 'MemberHired'; data: AtClinic & { name: string | null; email: string | null; roles: readonly Role[] } }
  | { type: 'RolesGained'; data: AtClinic & { roles: readonly Role[] } }
  | { type: 'RolesChanged'; data: AtClinic & { roles: readonly Role[] } }
  /** `name` is what was typed by who hires: until they accept, nobody at this clinic is told more. */
  | { type: 'MembershipOffered'; data: AtClinic & { name: string | null; roles: readonly Role[] } }
  | { type: 'MembershipAccepted'; data: AtClinic & { roles: readonly Role[] } }
  | { type: 'MembershipWithdrawn'; data: AtClinic & { reason: string | null } }
  | { type: 'MembershipEnded'; data: AtClinic & { reason: string | null } }
  | { type: 'AdministratorAppointed'; data: { memberId: string; name: string | null; email: string | null } }
  | { type: 'AdministrationEnded'; data: { memberId: string; reason: string | null } }
  /** `issuedBy` is who was given the token; not known of invitations from before that was kept. */
  | { type: 'InvitationIssued'; data: { memberId: string; number: number; expiresAt: Instant; issuedBy?: string } }
  | { type: 'InvitationAccepted'; data: { memberId: string; passwordHash: string | null } }
  | { type: 'PasswordChanged'; data: { memberId: string; passwordHash: string | null } }
  | { type: 'PasswordResetIssued'; data: { memberId: string; number: number; expiresAt: Instant; issuedBy: string } }
  | { type: 'PasswordReset'; data: { memberId: string; passwordHash: string | null } }
  | { type: 'SignedOutEverywhere'; data: { memberId: string } };
