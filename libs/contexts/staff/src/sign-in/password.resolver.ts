import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { acting, EventStore, type Outcome } from '@stipple/event-store';
import {
  answer,
  anyone,
  changesBy,
  GraphFault,
  perform,
  signedIn,
  TokenSigner,
  wideChangesBy,
  type GraphPart,
} from '@stipple/service';
import { epochOf, instantOf } from '@stipple/time';
import { managerOfTheWholePerson, theMember } from '../access.js';
import { Identity } from '../identity.js';
import {
  ChangePassword,
  IssuePasswordReset,
  ResetPassword,
  resetInvalid,
  SignOutEverywhere,
} from '../member/member.decider.js';
import type { Member } from '../member/member.state.js';
import { Unsaid } from '../member/password.js';
import type { Resolvers } from '../resolvers.gen.js';
import { SignInAttempts, tooManyAttempts } from './sign-in-attempts.js';
import { Users } from './users.js';

const themself = signedIn('It concerns the person who asks, and nobody else.');

@Injectable()
export class PasswordResolver implements GraphPart {
  readonly resolvers;

  constructor(
    commands: CommandBus,
    store: EventStore,
    identity: Identity,
    attempts: SignInAttempts,
    signer: TokenSigner,
    users: Users,
  ) {
    const change = changesBy(commands);

    this.resolvers = {
      Mutation: {
        changePassword: perform({
          who: themself,
          gives: ChangePassword,
          answer: async (_known, { current, password }, { actor: { id }, address }) => {
            // Counted apart from signing in: somebody with a stolen token does not keep its owner out.
            const account = `password of ${id}`;
            const until = await attempts.start(account, address);
            if (until !== undefined) return { refusals: [tooManyAttempts(until)] };
            const outcome = await commands.execute<ChangePassword, Outcome<Member>>(
              new ChangePassword({ memberId: id, current: new Unsaid(current), password: new Unsaid(password) }),
            );
            if (outcome.refusals.every(({ code }) => code !== 'BAD_CREDENTIALS'))
              await attempts.succeeded(account, address);
            if (!outcome.accepted || outcome.state.status === 'unknown') return { refusals: [...outcome.refusals] };
            const { token, expiresAt } = await signer.sign(outcome.state, epochOf(acting().now));
            return { token, expiresAt: instantOf(expiresAt), refusals: [] };
          },
        }),
        issuePasswordReset: change({
          who: managerOfTheWholePerson,
          about: theMember(store),
          gives: IssuePasswordReset,
          command: (_input, { id, admin }, { actor }) => {
            if (admin && !actor.admin)
              throw new GraphFault('FORBIDDEN', 'This person administers the installation: this takes the role ADMIN.');
            return new IssuePasswordReset({ memberId: id });
          },
          as: 'reset',
          toGraph: (after: Member) =>
            after.status === 'unknown' || !after.reset
              ? null
              : identity.oneTimeToken('reset', after.id, after.reset.number),
        }),
        resetPassword: perform({
          who: anyone('The one-time token says whose password it is. It works once, for an hour.'),
          gives: ResetPassword,
          answer: (_known, { token, password }, { address }) => {
            const reset = identity.readOneTimeToken('reset', token);
            return attempts.withToken(reset?.memberId, address, async () => {
              if (!reset) return { user: null, refusals: [resetInvalid] };
              const outcome = await commands.execute<ResetPassword, Outcome<Member>>(
                new ResetPassword({ ...reset, password: new Unsaid(password) }),
              );
              const user = outcome.accepted ? await users.of(outcome.state) : null;
              return answer('user', outcome, () => user);
            });
          },
        }),
        signOutEverywhere: wideChangesBy(commands)({
          who: themself,
          gives: SignOutEverywhere,
          command: (_input, _known, { actor }) => new SignOutEverywhere({ memberId: actor.id }),
          toPayload: () => ({}),
        }),
      },
    } satisfies Resolvers;
  }
}
