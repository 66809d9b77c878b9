import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { actAs, EventStore, type Outcome } from '@stipple/event-store';
import { Reads, type Notice } from '@stipple/service';
import { instantOf } from '@stipple/time';
import { emailOf, Identity } from '../identity.js';
import { memberIdFor } from './member-id.js';
import { AppointAdministrator } from './member.decider.js';
import type { Member } from './member.state.js';

/**
 * Appoints the first administrator where nobody can sign in as one, and answers their invitation.
 * Asked again before they have accepted, it answers a new invitation. @throws Error when the e-mail address is none.
 */
export async function inviteFirstAdministrator(
  application: INestApplicationContext,
  { firstAdministrator }: { firstAdministrator?: string },
): Promise<readonly Notice[]> {
  if (firstAdministrator === undefined || firstAdministrator.trim() === '') return [];
  // Who administers is read from what the log claims, which is never behind, as a read model may be at the start.
  const [administrator] = await application
    .get(Reads, { strict: false })
    .rows(`select 1 from claims where resource >= 'administrator:' and resource < 'administrator;' limit 1`);
  if (administrator) return [];
  const identity = application.get(Identity, { strict: false });
  const email = emailOf(firstAdministrator);
  const memberId = await memberIdFor(application.get(EventStore, { strict: false }), identity, email);
  const outcome = await actAs(
    { actor: { id: 'installation', admin: true, roles: {} }, now: instantOf(Date.now()), correlationId: randomUUID() },
    () =>
      application
        .get(CommandBus, { strict: false })
        .execute<AppointAdministrator, Outcome<Member>>(
          new AppointAdministrator({ memberId, name: 'Administrator', email }),
        ),
  );
  if (!outcome.accepted)
    throw new Error(
      `The first administrator cannot be invited: ${outcome.refusals.map(({ message }) => message).join(' ')}`,
    );
  const { state } = outcome;
  if (state.status !== 'invited' || !state.invitation)
    return [{ sentence: `${email} administers this installation and signs in as before.` }];
  const invitation = identity.oneTimeToken('invitation', memberId, state.invitation.number);
  return [
    {
      sentence: `The first administrator, ${email}, chooses a password with this invitation by ${state.invitation.expiresAt}: ${invitation}`,
      invitation,
    },
  ];
}
