import {
  command,
  needsName,
  needsReason,
  needsStatus,
  noLongNote,
  notInFuture,
  own,
  refusal,
  unless,
  type Actor,
  type Decider,
  type Refusal,
} from '@stipple/event-store';
import { dayIn, type Day, type Instant } from '@stipple/time';
import {
  credentialStatus,
  decidedAt,
  everywhere,
  goodUntil,
  privilegeStatus,
  type Credential,
  type CredentialKind,
  type Privilege,
  type Terms,
  type VerificationMethod,
} from './status.js';

export class ClaimCredential extends command('ClaimCredential')<{
  memberId: string;
  credentialId: string;
  kind: CredentialKind;
  title: string;
  issuer: string;
  number: string;
  issuedOn: Day;
  expiresOn: Day;
}> {}
export class VerifyCredential extends command('VerifyCredential')<{
  memberId: string;
  credentialId: string;
  method: VerificationMethod;
  note?: string;
}> {}
export class RevokeCredential extends command('RevokeCredential')<{
  memberId: string;
  credentialId: string;
  reason: string;
}> {}
export class GrantPrivilege extends command('GrantPrivilege')<{
  memberId: string;
  privilegeId: string;
  clinicId: string;
  procedureCode: string;
  credentialIds: readonly string[];
  from: Instant;
  until: Instant;
}> {}
export class SuspendPrivilege extends command('SuspendPrivilege')<{
  memberId: string;
  privilegeId: string;
  reason: string;
}> {}
export class LiftSuspension extends command('LiftSuspension')<{
  memberId: string;
  privilegeId: string;
  reason: string;
}> {}
/** Follows from the end of a membership. */
export class LeaveClinic extends command('LeaveClinic')<{ memberId: string; clinicId: string }> {}

export type StandingCommand =
  | ClaimCredential
  | VerifyCredential
  | RevokeCredential
  | GrantPrivilege
  | SuspendPrivilege
  | LiftSuspension
  | LeaveClinic;

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

export interface Standing {
  credentials: Readonly<Record<string, Credential>>;
  privileges: Readonly<Record<string, Privilege>>;
}

export interface StandingFacts {
  /** Zone in which a credential's last day ends: that of the holder's clinics, or UTC where they differ. */
  timeZone: string;
  /** Clinics at which the holder works. */
  clinics: readonly string[];
  /** Why the holder can be given nothing at the clinic; undefined when they work there. */
  notThere?: Refusal | undefined;
  /** Whether one of holder and actor was handed the token that opened the other's account: both may be one person. */
  openedOther: boolean;
  /** Whether the holder was handed that of the actor. */
  openedByHolder?: boolean;
  /** The code as the clinic defined the procedure; undefined where it did not. */
  procedureCode?: string | undefined;
}

/** A person's privileges at a clinic that are not over: no more, so that what ends them all at once stays bounded. */
const mostPrivileges = 200;

const termsOf = ({ privilegeId, memberId, clinicId, procedureCode, from, until }: Privilege): Terms => ({
  privilegeId,
  memberId,
  clinicId,
  procedureCode,
  from,
  until,
});

/**
 * Where a decision of somebody counts: at the clinics that they manage and the holder works at; everywhere for an
 * administrator.
 */
const clinicsOf = (actor: Actor, clinics: readonly string[]): readonly string[] =>
  actor.admin ? [everywhere] : clinics.filter((clinicId) => own(actor.roles, clinicId)?.includes('MANAGER'));
const stored = (clinicIds: readonly string[]) => (clinicIds.includes(everywhere) ? {} : { clinicIds });

/** Told of who is neither holder nor the first of two people: those are told so already. */
const mayBeOne = (openedOther: boolean, actor: Actor, what: string) =>
  openedOther &&
  !actor.admin &&
  refusal(
    'NOT_INDEPENDENT',
    `One of you two let the other into their account. Somebody else, or an administrator, has to ${what}.`,
  );
const decidesNowhere = refusal('WRONG_CLINIC', 'This person does not work at a clinic that you manage.');

/**
 * A credential counts at the clinics whose managers have verified it, by somebody else than holder and claimant; a
 * privilege stands on such credentials for all its time, and falls with any of them, or with the membership.
 */
export const standing: Decider<StandingCommand, StandingEvent, Standing, StandingFacts> = {
  stream: 'standing',
  idOf: ({ data }) => data.memberId,
  initial: { credentials: {}, privileges: {} },
  through: [goodUntil, everywhere],
  // A credential is of no one clinic.
  clinicOf: (_state, { data }) => ('clinicId' in data ? data.clinicId : undefined),
  personal: {
    CredentialClaimed: { subject: ({ memberId }) => memberId, fields: ['kind', 'title', 'issuer', 'number'] },
    CredentialVerified: { subject: ({ memberId }) => memberId, fields: ['note'] },
    CredentialRevoked: { subject: ({ memberId }) => memberId, fields: ['reason'] },
    PrivilegeSuspended: { subject: ({ memberId }) => memberId, fields: ['reason'] },
    SuspensionLifted: { subject: ({ memberId }) => memberId, fields: ['reason'] },
  },

  decide(
    { type, data },
    state,
    { actor, now, timeZone, clinics, notThere, openedOther, openedByHolder = false, procedureCode: defined },
  ) {
    switch (type) {
      case 'ClaimCredential':
        return (
          unless(
            needsName(data.kind, 'The kind', 'kind', { longest: 60 }),
            needsName(data.title, 'The title', 'title'),
            needsName(data.issuer, 'The issuer', 'issuer'),
            needsName(data.number, 'The number', 'number', { longest: 100 }),
            notInFuture(data.issuedOn, dayIn(timeZone, now), 'issuedOn'),
            data.expiresOn < data.issuedOn &&
              refusal('ENDS_BEFORE_START', 'It expires before it was issued.', 'expiresOn'),
          ) ?? [
            {
              type: 'CredentialClaimed',
              data: {
                ...data,
                kind: data.kind.trim(),
                title: data.title.trim(),
                issuer: data.issuer.trim(),
                number: data.number.trim(),
                timeZone,
                claimedBy: actor.id,
              },
            },
          ]
        );
      case 'VerifyCredential': {
        const credential = own(state.credentials, data.credentialId);
        if (!credential) return unless(refusal('WRONG_STATUS', 'There is no such credential.')) ?? [];
        const where = clinicsOf(actor, clinics);
        const statuses = where.map((clinicId) => decidedAt(credential, clinicId).status);
        const claimed = where.filter((_clinicId, index) => statuses[index] === 'CLAIMED');
        const expired = credential.goodUntil <= now && statuses.some((status) => status !== 'REVOKED');
        const refused = unless(
          actor.id === data.memberId &&
            refusal('VERIFIER_IS_HOLDER', 'Somebody else has to verify your own credential.'),
          actor.id === credential.claimedBy &&
            refusal('VERIFIER_IS_CLAIMANT', 'Somebody else has to verify a credential that you entered.'),
          ![data.memberId, credential.claimedBy].includes(actor.id) && mayBeOne(openedOther, actor, 'verify this'),
          where.length === 0 && decidesNowhere,
          expired && refusal('CREDENTIAL_EXPIRED', `This credential was good until ${credential.expiresOn}.`),
          statuses.length > 0 &&
            statuses.every((status) => status === 'REVOKED') &&
            refusal('WRONG_STATUS', 'This credential is REVOKED.'),
          noLongNote(data.note),
        );
        if (refused) return refused;
        return claimed.length === 0
          ? []
          : [
              {
                type: 'CredentialVerified',
                data: { ...data, verifiedBy: actor.id, verifiedAt: now, ...stored(claimed) },
              },
            ];
      }
      case 'RevokeCredential': {
        const credential = own(state.credentials, data.credentialId);
        if (!credential) return unless(refusal('WRONG_STATUS', 'There is no such credential.')) ?? [];
        const where = clinicsOf(actor, clinics);
        const refused = unless(
          needsReason(data.reason, 'Say why it is revoked.'),
          where.length === 0 && decidesNowhere,
        );
        if (refused) return refused;
        const standing = where.filter((clinicId) => decidedAt(credential, clinicId).status !== 'REVOKED');
        if (standing.length === 0) return [];
        const fallen = unfinished(state, now).filter(
          (one) =>
            (standing.includes(everywhere) || standing.includes(one.clinicId)) &&
            one.credentialIds.includes(data.credentialId),
        );
        return [
          { type: 'CredentialRevoked', data: { ...data, reason: data.reason.trim(), ...stored(standing) } },
          ...fallen.map(
            (one) =>
              ({
                type: 'PrivilegeRevoked',
                data: { ...termsOf(one), credentialId: data.credentialId, suspended: one.suspendedBy !== undefined },
              }) as const,
          ),
        ];
      }
      case 'GrantPrivilege': {
        const { from, until, clinicId } = data;
        const procedureCode = defined ?? data.procedureCode;
        const here = unfinished(state, now).filter((one) => one.clinicId === clinicId);
        const others = here.filter((one) => one.procedureCode === procedureCode);
        return (
          unless(
            actor.id === data.memberId && refusal('GRANTER_IS_HOLDER', 'Somebody else has to grant you a privilege.'),
            // Who let the holder in may grant: a third person has verified what it stands on.
            actor.id !== data.memberId && mayBeOne(openedByHolder, actor, 'grant this'),
            notThere,
            !(from < until) && refusal('ENDS_BEFORE_START', 'A privilege ends after it begins.', 'until'),
            until <= now && refusal('IN_THE_PAST', 'This privilege would be over already.', 'until'),
            defined === undefined &&
              refusal('UNKNOWN_PROCEDURE', 'This clinic offers no such procedure.', 'procedureCode'),
            data.credentialIds.length === 0 &&
              refusal('CREDENTIAL_MISSING', 'A privilege stands on at least one credential.', 'credentialIds'),
            // Of somebody who does not work here nothing else is told.
            notThere
              ? []
              : data.credentialIds.flatMap((id) => objectionsTo(own(state.credentials, id), clinicId, until, now)),
            here.length >= mostPrivileges &&
              refusal('TOO_MANY', `A person has at most ${mostPrivileges} privileges at a clinic that are not over.`),
            others.some((one) => one.suspendedBy !== undefined && one.from < until && from < one.until) &&
              refusal(
                'PRIVILEGE_SUSPENDED',
                'This person’s privilege for this procedure is suspended. Lift that instead; somebody else than who suspended it can.',
              ),
            others.some((one) => one.from === from && one.until === until) &&
              refusal('ALREADY_EXISTS', 'This person has this very privilege already.'),
          ) ?? [
            {
              type: 'PrivilegeGranted',
              data: { ...data, procedureCode, credentialIds: [...new Set(data.credentialIds)], grantedBy: actor.id },
            },
          ]
        );
      }
      case 'SuspendPrivilege': {
        const privilege = own(state.privileges, data.privilegeId);
        if (!privilege) return unless(refusal('WRONG_STATUS', 'There is no such privilege.')) ?? [];
        const status = privilegeStatus(privilege, now);
        const refused = unless(
          needsReason(data.reason, 'Say why it is suspended.'),
          needsStatus('This privilege', status, ['ACTIVE', 'SUSPENDED']),
        );
        if (refused || status === 'SUSPENDED') return refused ?? [];
        return [
          {
            type: 'PrivilegeSuspended',
            data: { ...termsOf(privilege), reason: data.reason.trim(), suspendedBy: actor.id },
          },
        ];
      }
      case 'LiftSuspension': {
        const privilege = own(state.privileges, data.privilegeId);
        if (!privilege) return unless(refusal('WRONG_STATUS', 'There is no such privilege.')) ?? [];
        const status = privilegeStatus(privilege, now);
        const suspended = privilege.suspendedBy !== undefined;
        const refused = unless(
          needsReason(data.reason, 'Say why the suspension is lifted.'),
          privilege.suspendedBy === actor.id &&
            refusal('LIFTER_IS_SUSPENDER', 'Somebody else has to lift a suspension that you ordered.'),
          suspended &&
            actor.id === data.memberId &&
            refusal('LIFTER_IS_HOLDER', 'Somebody else has to lift the suspension of your own privilege.'),
          suspended &&
            ![data.memberId, privilege.suspendedBy].includes(actor.id) &&
            mayBeOne(openedOther, actor, 'lift this'),
          needsStatus('This privilege', status, ['ACTIVE', 'SUSPENDED']),
        );
        if (refused || status === 'ACTIVE') return refused ?? [];
        return [{ type: 'SuspensionLifted', data: { ...termsOf(privilege), reason: data.reason.trim() } }];
      }
      case 'LeaveClinic': {
        const fallen = unfinished(state, now).filter((one) => one.clinicId === data.clinicId);
        return [
          ...fallen.map(
            (one) =>
              ({
                type: 'PrivilegeRevoked',
                data: { ...termsOf(one), suspended: one.suspendedBy !== undefined },
              }) as const,
          ),
          { type: 'ClinicLeft', data },
        ];
      }
    }
  },

  evolve(state, { type, data }) {
    const credential = (id: string, change: (one: Credential) => Credential): Standing => {
      const one = own(state.credentials, id);
      return {
        privileges: state.privileges,
        credentials: one ? { ...state.credentials, [id]: change(one) } : state.credentials,
      };
    };
    const privilege = (id: string, change: (one: Privilege) => Privilege): Standing => {
      const one = own(state.privileges, id);
      return { ...state, privileges: one ? { ...state.privileges, [id]: change(one) } : state.privileges };
    };
    switch (type) {
      case 'CredentialClaimed': {
        const { credentialId, memberId, timeZone, ...claimed } = data;
        const made = {
          id: credentialId,
          holder: memberId,
          ...claimed,
          goodUntil: goodUntil(data.expiresOn, timeZone),
          verified: {},
          revoked: [],
        };
        return { privileges: state.privileges, credentials: { ...state.credentials, [credentialId]: made } };
      }
      case 'CredentialVerified': {
        const { verifiedBy: by, verifiedAt: at, method, clinicIds = [everywhere] } = data;
        return credential(data.credentialId, (one) => ({
          ...one,
          verified: {
            ...one.verified,
            ...Object.fromEntries(clinicIds.map((clinicId) => [clinicId, { by, at, method }])),
          },
        }));
      }
      case 'CredentialRevoked': {
        const { clinicIds = [everywhere] } = data;
        return credential(data.credentialId, (one) => ({ ...one, revoked: [...one.revoked, ...clinicIds] }));
      }
      case 'PrivilegeGranted':
        return { ...state, privileges: { ...state.privileges, [data.privilegeId]: { ...data, revoked: false } } };
      case 'PrivilegeSuspended':
        return privilege(data.privilegeId, (one) => ({ ...one, suspendedBy: data.suspendedBy }));
      case 'SuspensionLifted':
        return privilege(data.privilegeId, ({ suspendedBy: _lifted, ...one }) => one);
      case 'PrivilegeRevoked':
        return privilege(data.privilegeId, (one) => ({ ...one, revoked: true }));
      // Each privilege that was not over has ended before; that this is stored refuses one that was being granted meanwhile.
      case 'ClinicLeft':
        return state;
    }
  },
};

/** Privileges that have not ended, whether or not they have begun. */
const unfinished = (state: Standing, now: Instant): Privilege[] =>
  Object.values(state.privileges).filter((one) => !one.revoked && one.until > now);

/** Why a privilege at a clinic until then cannot stand on a credential. */
function objectionsTo(credential: Credential | undefined, clinicId: string, until: Instant, now: Instant) {
  const called = credential?.title ? `"${credential.title}"` : 'This credential';
  const object = (code: string, why: string) => refusal(code, `${called} ${why}.`, 'credentialIds');
  if (!credential) return [object('CREDENTIAL_NOT_VERIFIED', 'is not known')];
  const { status } = decidedAt(credential, clinicId);
  if (status === 'REVOKED') return [object('CREDENTIAL_REVOKED', 'was revoked')];
  const expired = credentialStatus({ status, goodUntil: credential.goodUntil }, now) === 'EXPIRED';
  return [
    ...(status === 'CLAIMED' ? [object('CREDENTIAL_NOT_VERIFIED', 'has not been verified at this clinic')] : []),
    ...(expired ? [object('CREDENTIAL_EXPIRED', `was good until ${credential.expiresOn}`)] : []),
    ...(!expired && credential.goodUntil < until
      ? [
          object(
            'CREDENTIAL_ENDS_TOO_SOON',
            `is good until ${credential.expiresOn}, and the privilege would last longer`,
          ),
        ]
      : []),
  ];
}
