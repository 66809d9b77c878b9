import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { acting, EventStore, refusal, type Outcome } from '@stipple/event-store';
import { answer, GraphFault, mutation, TokenSigner, type GraphPart } from '@stipple/service';
import { epochOf, instantOf } from '@stipple/time';
import type { AcceptInvitationInput, SignInInput } from '../graphql.gen.js';
import { Identity } from '../identity.js';
import { AcceptInvitation, invitationInvalid, member } from '../member/member.decider.js';
import type { Member } from '../member/member.state.js';
import { memberIdFor } from '../member/member-id.js';
import { Unsaid } from '../member/password.js';
import { isPassword } from '../member/password-hash.js';
import type { Resolvers } from '../resolvers.gen.js';
import { SignInAttempts, tooManyAttempts } from './sign-in-attempts.js';
import { Users } from './users.js';

const badCredentials = refusal('BAD_CREDENTIALS', 'The e-mail address or the password is wrong.');

const mostAccounts = 500;

@Injectable()
export class SignInResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly identity: Identity,
    private readonly attempts: SignInAttempts,
    private readonly signer: TokenSigner,
    private readonly users: Users,
  ) {}

  readonly resolvers = {
    Query: {
      me: async (_parent, _args, request) => this.users.of(await this.store.state(member, request.actor.id)),
      accounts: async (_parent, { ids }, request) => {
        request.needAdmin();
        if (ids.length > mostAccounts)
          throw new GraphFault('BAD_USER_INPUT', `Ask for at most ${mostAccounts} people at once.`);
        const states = await Promise.all(ids.map((id) => this.store.state(member, id)));
        return states.flatMap((state) => (state.status === 'active' ? [accountOf(state)] : []));
      },
    },
    Mutation: {
      signIn: mutation(async ({ email, password }: SignInInput, request) => {
        const until = await this.attempts.start(email, request.address);
        if (until !== undefined) return { refusals: [tooManyAttempts(until)] };
        const state = await this.store.state(member, await memberIdFor(this.store, this.identity, email));
        const right = await isPassword(password, state.status === 'active' ? state.passwordHash : undefined);
        if (!right || state.status !== 'active') return { refusals: [badCredentials] };
        await this.attempts.succeeded(email, request.address);
        const { token, expiresAt } = await this.signer.sign(state, epochOf(acting().now));
        return { token, expiresAt: instantOf(expiresAt), user: await this.users.of(state), refusals: [] };
      }),
      acceptInvitation: mutation(async ({ token, password }: AcceptInvitationInput, request) => {
        const invitation = this.identity.readOneTimeToken('invitation', token);
        return this.attempts.withToken(invitation?.memberId, request.address, async () => {
          if (!invitation) return { user: null, refusals: [invitationInvalid] };
          const outcome = await this.commands.execute<AcceptInvitation, Outcome<Member>>(
            new AcceptInvitation({ ...invitation, password: new Unsaid(password) }),
          );
          const user = outcome.accepted ? await this.users.of(outcome.state) : null;
          return answer('user', outcome, () => user);
        });
      }),
    },
  } satisfies Resolvers;
}

const accountOf = ({ id, sessions, admin, roles }: Exclude<Member, { status: 'unknown' }>) => ({
  id,
  sessions,
  administrator: admin,
  memberships: Object.entries(roles).map(([clinicId, held]) => ({ clinicId, roles: [...held] })),
});
