import { own, refusal, type Actor } from '@stipple/event-store';
import type { Instant } from '@stipple/time';
import { credentialStatus, decidedAt, everywhere, type Credential, type Privilege, type Terms } from './status.js';

export interface Standing {
  credentials: Readonly<Record<string, Credential>>;
  privileges: Readonly<Record<string, Privilege>>;
}

export const termsOf = ({ privilegeId, memberId, clinicId, procedureCode, from, until }: Privilege): Terms => ({
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
export const clinicsOf = (actor: Actor, clinics: readonly string[]): readonly string[] =>
  actor.admin ? [everywhere] : clinics.filter((clinicId) => own(actor.roles, clinicId)?.includes('MANAGER'));
export const stored = (clinicIds: readonly string[]) => (clinicIds.includes(everywhere) ? {} : { clinicIds });

/** Told of who is neither holder nor the first of two people: those are told so already. */
export const mayBeOne = (openedOther: boolean, actor: Actor, what: string) =>
  openedOther &&
  !actor.admin &&
  refusal(
    'NOT_INDEPENDENT',
    `One of you two let the other into their account. Somebody else, or an administrator, has to ${what}.`,
  );
export const decidesNowhere = refusal('WRONG_CLINIC', 'This person does not work at a clinic that you manage.');

/** Privileges that have not ended, whether or not they have begun. */
export const unfinished = (state: Standing, now: Instant): Privilege[] =>
  Object.values(state.privileges).filter((one) => !one.revoked && one.until > now);

/** Why a privilege at a clinic until then cannot stand on a credential. */
export function objectionsTo(credential: Credential | undefined, clinicId: string, until: Instant, now: Instant) {
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
