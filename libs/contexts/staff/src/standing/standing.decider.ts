import { command, own, refusal, unless, type Decider } from '@stipple/event-store';
import { dayIn, type Day, type Instant } from '@stipple/time';
import { credentialStatus, goodUntil, privilegeStatus, type Credential, type CredentialKind, type Privilege, type Terms, type VerificationMethod } from './status.js';

export class ClaimCredential extends command('ClaimCredential')<{
  memberId: string; credentialId: string; kind: CredentialKind; title: string; issuer: string; number: string; issuedOn: Day; expiresOn: Day;
}> {}
export class VerifyCredential extends command('VerifyCredential')<{ memberId: string; credentialId: string; method: VerificationMethod; note?: string }> {}
export class RevokeCredential extends command('RevokeCredential')<{ memberId: string; credentialId: string; reason: string }> {}
export class GrantPrivilege extends command('GrantPrivilege')<{
  memberId: string; privilegeId: string; clinicId: string; procedureCode: string; credentialIds: readonly string[]; from: Instant; until: Instant;
}> {}
export class SuspendPrivilege extends command('SuspendPrivilege')<{ memberId: string; privilegeId: string; reason: string }> {}
export class LiftSuspension extends command('LiftSuspension')<{ memberId: string; privilegeId: string; reason: string }> {}

export type StandingCommand = ClaimCredential | VerifyCredential | RevokeCredential | GrantPrivilege | SuspendPrivilege | LiftSuspension;

// Stored for ever: add, never rename. What happens to a privilege carries its terms, for those who hear only of this.
export type StandingEvent =
  | {
      type: 'CredentialClaimed';
      data: { memberId: string; credentialId: string; kind: CredentialKind; title: string | null; issuer: string | null; number: string | null; issuedOn: Day; expiresOn: Day; timeZone: string; claimedBy: string };
    }
  | { type: 'CredentialVerified'; data: { memberId: string; credentialId: string; method: VerificationMethod; note?: string | null; verifiedBy: string; verifiedAt: Instant } }
  | { type: 'CredentialRevoked'; data: { memberId: string; credentialId: string; reason: string | null } }
  | { type: 'PrivilegeGranted'; data: Terms & { credentialIds: readonly string[]; grantedBy: string } }
  | { type: 'PrivilegeSuspended'; data: Terms & { reason: string | null; suspendedBy: string } }
  | { type: 'SuspensionLifted'; data: Terms & { reason: string | null } }
  | { type: 'PrivilegeRevoked'; data: Terms & { credentialId: string; suspended: boolean } };

export interface Standing {
  credentials: Readonly<Record<string, Credential>>;
  privileges: Readonly<Record<string, Privilege>>;
}

export interface StandingFacts {
  /** Zone in which a credential's last day ends: that of the holder's clinics, or UTC where they differ. */
  timeZone: string;
  /** Whether the holder works at the clinic. */
  worksThere: boolean;
}

const termsOf = ({ privilegeId, memberId, clinicId, procedureCode, from, until }: Privilege): Terms => ({ privilegeId, memberId, clinicId, procedureCode, from, until });

const bounded = (text: string, most: number, path: string) =>
  text.trim() === '' ? refusal('TEXT_MISSING', 'This has to be filled in.', path) : text.length > most && refusal('TOO_LONG', `This has at most ${most} characters.`, path);

/** A credential counts once somebody else than holder and claimant has verified it; a privilege stands on such credentials for all its time, and falls with any of them. */
export const standing: Decider<StandingCommand, StandingEvent, Standing, StandingFacts> = {
  stream: 'standing',
  idOf: ({ data }) => data.memberId,
  initial: { credentials: {}, privileges: {} },
  through: [goodUntil],
  // A credential is of no one clinic.
  clinicOf: (_state, { data }) => ('clinicId' in data ? data.clinicId : undefined),
  personal: {
    CredentialClaimed: { subject: ({ memberId }) => memberId, fields: ['title', 'issuer', 'number'] },
    CredentialVerified: { subject: ({ memberId }) => memberId, fields: ['note'] },
    CredentialRevoked: { subject: ({ memberId }) => memberId, fields: ['reason'] },
    PrivilegeSuspended: { subject: ({ memberId }) => memberId, fields: ['reason'] },
    SuspensionLifted: { subject: ({ memberId }) => memberId, fields: ['reason'] },
  },

  decide({ type, data }, state, { actor, now, timeZone, worksThere }) {
    switch (type) {
      case 'ClaimCredential':
        return (
          unless(
            bounded(data.kind, 60, 'kind'),
            bounded(data.title, 200, 'title'),
            bounded(data.issuer, 200, 'issuer'),
            bounded(data.number, 100, 'number'),
            data.issuedOn > dayIn(timeZone, now) && refusal('IN_THE_FUTURE', `${data.issuedOn} has not come yet.`, 'issuedOn'),
            data.expiresOn < data.issuedOn && refusal('ENDS_BEFORE_START', 'It expires before it was issued.', 'expiresOn'),
          ) ?? [{ type: 'CredentialClaimed', data: { ...data, kind: data.kind.trim(), title: data.title.trim(), issuer: data.issuer.trim(), number: data.number.trim(), timeZone, claimedBy: actor.id } }]
        );
      case 'VerifyCredential': {
        const credential = own(state.credentials, data.credentialId);
        const status = credential && credentialStatus(credential, now);
        const refused = unless(
          actor.id === data.memberId && refusal('VERIFIER_IS_HOLDER', 'Somebody else has to verify your own credential.'),
          actor.id === credential?.claimedBy && refusal('VERIFIER_IS_CLAIMANT', 'Somebody else has to verify a credential that you entered.'),
          status === 'EXPIRED' && refusal('CREDENTIAL_EXPIRED', `This credential was good until ${credential?.expiresOn}.`),
          (credential === undefined || status === 'REVOKED') && refusal('WRONG_STATUS', `This credential is ${status ?? 'unknown'}.`),
          data.note !== undefined && data.note.length > 2_000 && refusal('TOO_LONG', 'A note has at most 2,000 characters.', 'note'),
        );
        if (refused) return refused;
        return status === 'VERIFIED' ? [] : [{ type: 'CredentialVerified', data: { ...data, verifiedBy: actor.id, verifiedAt: now } }];
      }
      case 'RevokeCredential': {
        const credential = own(state.credentials, data.credentialId);
        const refused = unless(bounded(data.reason, 2_000, 'reason'), !credential && refusal('WRONG_STATUS', 'This credential is unknown.'));
        if (refused) return refused;
        if (credential?.status === 'REVOKED') return [];
        const fallen = Object.values(state.privileges).filter((one) => !one.revoked && one.credentialIds.includes(data.credentialId));
        return [
          { type: 'CredentialRevoked', data },
          ...fallen.map((one) => ({ type: 'PrivilegeRevoked', data: { ...termsOf(one), credentialId: data.credentialId, suspended: one.suspendedBy !== undefined } }) as const),
        ];
      }
      case 'GrantPrivilege': {
        const { from, until, clinicId, procedureCode } = data;
        const others = Object.values(state.privileges).filter((one) => !one.revoked && one.clinicId === clinicId && one.procedureCode === procedureCode);
        return (
          unless(
            actor.id === data.memberId && refusal('GRANTER_IS_HOLDER', 'Somebody else has to grant you a privilege.'),
            !worksThere && refusal('WRONG_CLINIC', 'This person does not work at this clinic.', 'clinicId'),
            !(from < until) && refusal('ENDS_BEFORE_START', 'A privilege ends after it begins.', 'until'),
            until <= now && refusal('IN_THE_PAST', 'This privilege would be over already.', 'until'),
            bounded(procedureCode, 60, 'procedureCode'),
            data.credentialIds.length === 0 && refusal('CREDENTIAL_MISSING', 'A privilege stands on at least one credential.', 'credentialIds'),
            data.credentialIds.flatMap((id) => objectionsTo(own(state.credentials, id), until, now)),
            others.some((one) => one.suspendedBy !== undefined && one.from < until && from < one.until) &&
              refusal('PRIVILEGE_SUSPENDED', 'This person’s privilege for this procedure is suspended. Lift that instead; somebody else than who suspended it can.'),
            others.some((one) => one.from === from && one.until === until) && refusal('ALREADY_EXISTS', 'This person has this very privilege already.'),
          ) ?? [{ type: 'PrivilegeGranted', data: { ...data, credentialIds: [...new Set(data.credentialIds)], grantedBy: actor.id } }]
        );
      }
      case 'SuspendPrivilege': {
        const privilege = own(state.privileges, data.privilegeId);
        const status = privilege && privilegeStatus(privilege, now);
        const refused = unless(bounded(data.reason, 2_000, 'reason'), status !== 'ACTIVE' && status !== 'SUSPENDED' && refusal('WRONG_STATUS', `This privilege is ${status ?? 'unknown'}.`));
        if (refused || !privilege || status === 'SUSPENDED') return refused ?? [];
        return [{ type: 'PrivilegeSuspended', data: { ...termsOf(privilege), reason: data.reason, suspendedBy: actor.id } }];
      }
      case 'LiftSuspension': {
        const privilege = own(state.privileges, data.privilegeId);
        const status = privilege && privilegeStatus(privilege, now);
        const refused = unless(
          bounded(data.reason, 2_000, 'reason'),
          privilege?.suspendedBy === actor.id && refusal('LIFTER_IS_SUSPENDER', 'Somebody else has to lift a suspension that you ordered.'),
          privilege?.suspendedBy !== undefined && actor.id === data.memberId && refusal('LIFTER_IS_HOLDER', 'Somebody else has to lift the suspension of your own privilege.'),
          status !== 'ACTIVE' && status !== 'SUSPENDED' && refusal('WRONG_STATUS', `This privilege is ${status ?? 'unknown'}.`),
        );
        if (refused || !privilege || status === 'ACTIVE') return refused ?? [];
        return [{ type: 'SuspensionLifted', data: { ...termsOf(privilege), reason: data.reason } }];
      }
    }
  },

  evolve(state, { type, data }) {
    const credential = (id: string, change: (one: Credential) => Credential): Standing => {
      const one = own(state.credentials, id);
      return { privileges: state.privileges, credentials: one ? { ...state.credentials, [id]: change(one) } : state.credentials };
    };
    const privilege = (id: string, change: (one: Privilege) => Privilege): Standing => {
      const one = own(state.privileges, id);
      return { ...state, privileges: one ? { ...state.privileges, [id]: change(one) } : state.privileges };
    };
    switch (type) {
      case 'CredentialClaimed': {
        const { credentialId, memberId, timeZone, ...claimed } = data;
        return { privileges: state.privileges, credentials: { ...state.credentials, [credentialId]: { id: credentialId, holder: memberId, ...claimed, goodUntil: goodUntil(data.expiresOn, timeZone), status: 'CLAIMED' } } };
      }
      case 'CredentialVerified':
        return credential(data.credentialId, (one) => ({ ...one, status: 'VERIFIED', verifiedBy: data.verifiedBy, verifiedAt: data.verifiedAt, method: data.method }));
      case 'CredentialRevoked':
        return credential(data.credentialId, (one) => ({ ...one, status: 'REVOKED' }));
      case 'PrivilegeGranted':
        return { ...state, privileges: { ...state.privileges, [data.privilegeId]: { ...data, revoked: false } } };
      case 'PrivilegeSuspended':
        return privilege(data.privilegeId, (one) => ({ ...one, suspendedBy: data.suspendedBy }));
      case 'SuspensionLifted':
        return privilege(data.privilegeId, ({ suspendedBy: _lifted, ...one }) => one);
      case 'PrivilegeRevoked':
        return privilege(data.privilegeId, (one) => ({ ...one, revoked: true }));
    }
  },
};

/** Why a privilege until then cannot stand on a credential. */
function objectionsTo(credential: Credential | undefined, until: Instant, now: Instant) {
  const called = credential?.title ? `"${credential.title}"` : 'This credential';
  const object = (code: string, why: string) => refusal(code, `${called} ${why}.`, 'credentialIds');
  if (!credential) return [object('CREDENTIAL_NOT_VERIFIED', 'is not known')];
  if (credential.status === 'REVOKED') return [object('CREDENTIAL_REVOKED', 'was revoked')];
  const expired = credential.goodUntil <= now;
  return [
    ...(credential.status === 'CLAIMED' ? [object('CREDENTIAL_NOT_VERIFIED', 'has not been verified')] : []),
    ...(expired ? [object('CREDENTIAL_EXPIRED', `was good until ${credential.expiresOn}`)] : []),
    ...(!expired && credential.goodUntil < until ? [object('CREDENTIAL_ENDS_TOO_SOON', `is good until ${credential.expiresOn}, and the privilege would last longer`)] : []),
  ];
}
