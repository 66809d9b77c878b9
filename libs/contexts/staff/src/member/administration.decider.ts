import { command, needsReason, refusal, unless, type Decider } from '@stipple/event-store';

export class RemoveAdministrator extends command('RemoveAdministrator')<{ memberId: string; reason: string }> {}

// Stored for ever: add, never rename.
export type AdministrationEvent = { type: 'AdministratorRemoved'; data: { memberId: string; reason: string | null } };

/** How many administrators were removed so far: each removal is decided on the one before. */
export interface Administration {
  removed: number;
}

export interface AdministrationFacts {
  RemoveAdministrator: {
    /** Whether they administer this installation now. */
    administers: boolean;
    /** Whether somebody else who can sign in does. */
    others: boolean;
  };
}

/** One stream for the installation: of two administrators who remove each other in one instant, one is refused. */
export const administration: Decider<RemoveAdministrator, AdministrationEvent, Administration, AdministrationFacts> = {
  stream: 'administration',
  idOf: () => 'installation',
  initial: { removed: 0 },
  personal: { AdministratorRemoved: { subject: ({ memberId }) => memberId, fields: ['reason'] } },

  decide({ data, facts: { administers, others } }) {
    return (
      unless(
        needsReason(data.reason, 'Say why they are removed.'),
        !administers && refusal('WRONG_STATUS', 'This person is not an administrator.', 'staffMemberId'),
        administers &&
          !others &&
          refusal(
            'LAST_ADMINISTRATOR',
            'Nobody else administers this installation. Appoint somebody else first.',
            'staffMemberId',
          ),
      ) ?? [{ type: 'AdministratorRemoved', data: { ...data, reason: data.reason.trim() } }]
    );
  },

  evolve: ({ removed }) => ({ removed: removed + 1 }),
};
