import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { acting, EventStore, refusal, type Outcome } from '@stipple/event-store';
import {
  administrator,
  answer,
  anyone,
  ask,
  GraphFault,
  perform,
  signedIn,
  TokenSigner,
  type GraphPart,
} from '@stipple/service';
import { epochOf, instantOf } from '@stipple/time';
import { Identity } from '../identity.js';
import { AcceptInvitation, invitationInvalid, member } from '../member/member.decider.js';
import type { KnownMember, Member } from '../member/member.state.js';
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
  readonly resolvers;

  constructor(
    commands: CommandBus,
    store: EventStore,
    identity: Identity,
    attempts: SignInAttempts,
    signer: TokenSigner,
    users: Users,
  ) {
    this.resolvers = {
      Query: {
        me: ask({
          who: signedIn('It is the person who asks.'),
          answer: async (_known, _args, { actor }) => users.of(await store.state(member, actor.id)),
        }),
        accounts: ask({
          who: administrator,
          answer: async (_known, { ids }) => {
            if (ids.length > mostAccounts)
              throw new GraphFault('BAD_USER_INPUT', `Ask for at most ${mostAccounts} people at once.`);
            const states = await Promise.all(ids.map((id) => store.state(member, id)));
            return states.flatMap((state) => (state.status === 'active' ? [accountToGraph(state)] : []));
          },
        }),
      },
      Mutation: {
        signIn: perform({
          who: anyone('The password says who it is. Attempts are counted and slowed down.'),
          answer: async (_known, { email, password }, { address }) => {
            const until = await attempts.start(email, address);
            if (until !== undefined) return { refusals: [tooManyAttempts(until)] };
            const state = await store.state(member, await memberIdFor(store, identity, email));
            const right = await isPassword(password, state.status === 'active' ? state.passwordHash : undefined);
            if (!right || state.status !== 'active') return { refusals: [badCredentials] };
            await attempts.succeeded(email, address);
            const { token, expiresAt } = await signer.sign(state, epochOf(acting().now));
            return { token, expiresAt: instantOf(expiresAt), user: await users.of(state), refusals: [] };
          },
        }),
        acceptInvitation: perform({
          who: anyone('The one-time token says whose invitation it is. It works once, for seven days.'),
          gives: AcceptInvitation,
          answer: (_known, { token, password }, { address }) => {
            const invitation = identity.readOneTimeToken('invitation', token);
            return attempts.withToken(invitation?.memberId, address, async () => {
              if (!invitation) return { user: null, refusals: [invitationInvalid] };
              const outcome = await commands.execute<AcceptInvitation, Outcome<Member>>(
                new AcceptInvitation({ ...invitation, password: new Unsaid(password) }),
              );
              const user = outcome.accepted ? await users.of(outcome.state) : null;
              return answer('user', outcome, () => user);
            });
          },
        }),
      },
    } satisfies Resolvers;
  }
}

const accountToGraph = ({ id, sessions, admin, roles }: KnownMember) => ({
  id,
  sessions,
  administrator: admin,
  memberships: Object.entries(roles).map(([clinicId, held]) => ({ clinicId, roles: [...held] })),
});
