import {
  already,
  command,
  needsName,
  needsReason,
  needsStatus,
  noLongNote,
  noMore,
  notInFuture,
  own,
  refusal,
  refuse,
  unless,
  type Decider,
  type Refusal,
} from '@stipple/event-store';
import { dayIn, type Day, type Instant } from '@stipple/time';
import type { StandingEvent } from './standing.events.js';
import {
  clinicsOf,
  decidesNowhere,
  mayBeOne,
  objectionsTo,
  stored,
  termsOf,
  unfinished,
  type Standing,
} from './standing.rules.js';
import {
  decidedAt,
  everywhere,
  goodUntil,
  privilegeStatus,
  type Credential,
  type CredentialKind,
  type Privilege,
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

/** What is known of the holder, and of the holder and the actor. */
export interface HolderFacts {
  /** Zone in which a credential's last day ends: that of the holder's clinics, or UTC where they differ. */
  timeZone: string;
  /** Clinics at which the holder works. */
  clinics: readonly string[];
  /** Whether one of holder and actor was handed the token that opened the other's account: both may be one person. */
  openedOther: boolean;
  /** Whether the holder was handed that of the actor. */
  openedByHolder: boolean;
}

export interface StandingFacts {
  ClaimCredential: Pick<HolderFacts, 'timeZone'>;
  VerifyCredential: Pick<HolderFacts, 'clinics' | 'openedOther'>;
  RevokeCredential: Pick<HolderFacts, 'clinics'>;
  GrantPrivilege: Pick<HolderFacts, 'openedByHolder'> & {
    /** Why the holder can be given nothing at the clinic; undefined when they work there. */
    notThere: Refusal | undefined;
    /** The code as the clinic defined the procedure; undefined where it did not. */
    procedureCode: string | undefined;
  };
  LiftSuspension: Pick<HolderFacts, 'openedOther'>;
}

/** A person's privileges at a clinic that are not over: no more, so that what ends them all at once stays bounded. */
const mostPrivileges = 200;

/**
 * A credential counts at the clinics whose managers have verified it, by somebody else than holder and claimant; a
 * privilege stands on such credentials for all its time, and falls with any of them, or with the membership.
 */
export const standing: Decider<StandingCommand, StandingEvent, Standing, StandingFacts> = {
  stream: 'standing',
  idOf: ({ data }) => data.memberId,
  initial: { credentials: {}, privileges: {} },
  foldDependencies: [goodUntil, everywhere],
  // A credential is of no one clinic.
  clinicOf: (_state, { data }) => ('clinicId' in data ? data.clinicId : undefined),
  personal: {
    CredentialClaimed: { subject: ({ memberId }) => memberId, fields: ['kind', 'title', 'issuer', 'number'] },
    CredentialVerified: { subject: ({ memberId }) => memberId, fields: ['note'] },
    CredentialRevoked: { subject: ({ memberId }) => memberId, fields: ['reason'] },
    PrivilegeSuspended: { subject: ({ memberId }) => memberId, fields: ['reason'] },
    SuspensionLifted: { subject: ({ memberId }) => memberId, fields: ['reason'] },
  },

  decide({ type, data, facts }, state, { actor, now }) {
    switch (type) {
      case 'ClaimCredential':
        return (
          unless(
            needsName(data.kind, 'The kind', 'kind', 60),
            needsName(data.title, 'The title', 'title'),
            needsName(data.issuer, 'The issuer', 'issuer'),
            needsName(data.number, 'The number', 'number', 100),
            notInFuture(data.issuedOn, dayIn(facts.timeZone, now), 'issuedOn'),
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
                timeZone: facts.timeZone,
                claimedBy: actor.id,
              },
            },
          ]
        );
      case 'VerifyCredential': {
        const credential = own(state.credentials, data.credentialId);
        if (!credential) return refuse('UNKNOWN', 'There is no such credential.', 'credentialId');
        const where = clinicsOf(actor, facts.clinics);
        const statuses = where.map((clinicId) => decidedAt(credential, clinicId).status);
        const claimed = where.filter((_clinicId, index) => statuses[index] === 'CLAIMED');
        const expired = credential.goodUntil <= now && statuses.some((status) => status !== 'REVOKED');
        const refused = unless(
          actor.id === data.memberId &&
            refusal('VERIFIER_IS_HOLDER', 'Somebody else has to verify your own credential.'),
          actor.id === credential.claimedBy &&
            refusal('VERIFIER_IS_CLAIMANT', 'Somebody else has to verify a credential that you entered.'),
          ![data.memberId, credential.claimedBy].includes(actor.id) &&
            mayBeOne(facts.openedOther, actor, 'verify this'),
          where.length === 0 && decidesNowhere,
          expired && refusal('CREDENTIAL_EXPIRED', `This credential was good until ${credential.expiresOn}.`),
          statuses.length > 0 &&
            statuses.every((status) => status === 'REVOKED') &&
            refusal('WRONG_STATUS', 'This credential is REVOKED.'),
          noLongNote(data.note),
        );
        if (refused) return refused;
        return claimed.length === 0
          ? already()
          : [
              {
                type: 'CredentialVerified',
                data: { ...data, verifiedBy: actor.id, verifiedAt: now, ...stored(claimed) },
              },
            ];
      }
      case 'RevokeCredential': {
        const credential = own(state.credentials, data.credentialId);
        if (!credential) return refuse('UNKNOWN', 'There is no such credential.', 'credentialId');
        const where = clinicsOf(actor, facts.clinics);
        const refused = unless(
          needsReason(data.reason, 'Say why it is revoked.'),
          where.length === 0 && decidesNowhere,
        );
        if (refused) return refused;
        const standing = where.filter((clinicId) => decidedAt(credential, clinicId).status !== 'REVOKED');
        if (standing.length === 0) return already();
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
        const { notThere, openedByHolder, procedureCode: defined } = facts;
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
            noMore(
              here.length + 1,
              mostPrivileges,
              `A person has at most ${mostPrivileges} privileges at a clinic that are not over.`,
            ),
            others.some((one) => one.suspendedBy !== undefined && one.from < until && from < one.until) &&
              refusal(
                'PRIVILEGE_SUSPENDED',
                'This person’s privilege for this procedure is suspended. Somebody else can lift that instead.',
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
        if (!privilege) return refuse('UNKNOWN', 'There is no such privilege.', 'privilegeId');
        const status = privilegeStatus(privilege, now);
        const refused = unless(
          needsReason(data.reason, 'Say why it is suspended.'),
          needsStatus('This privilege', status, ['ACTIVE', 'SUSPENDED']),
        );
        if (refused || status === 'SUSPENDED') return refused ?? already();
        return [
          {
            type: 'PrivilegeSuspended',
            data: { ...termsOf(privilege), reason: data.reason.trim(), suspendedBy: actor.id },
          },
        ];
      }
      case 'LiftSuspension': {
        const privilege = own(state.privileges, data.privilegeId);
        if (!privilege) return refuse('UNKNOWN', 'There is no such privilege.', 'privilegeId');
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
            mayBeOne(facts.openedOther, actor, 'lift this'),
          needsStatus('This privilege', status, ['ACTIVE', 'SUSPENDED']),
        );
        if (refused || status === 'ACTIVE') return refused ?? already();
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
