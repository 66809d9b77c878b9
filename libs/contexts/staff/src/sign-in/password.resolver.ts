import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { acting, EventStore, type Outcome } from '@stipple/event-store';
import { answer, found, GraphFault, holds, mutation, TokenSigner, type GraphPart } from '@stipple/service';
import { epochOf, instantOf } from '@stipple/time';
import type {
  ChangePasswordInput,
  IssuePasswordResetInput,
  ResetPasswordInput,
  SignOutEverywhereInput,
} from '../graphql.gen.js';
import { Identity } from '../identity.js';
import {
  ChangePassword,
  IssuePasswordReset,
  member,
  ResetPassword,
  resetInvalid,
  SignOutEverywhere,
} from '../member/member.decider.js';
import type { Member } from '../member/member.state.js';
import { Unsaid } from '../member/password.js';
import type { Resolvers } from '../resolvers.gen.js';
import { SignInAttempts, tooManyAttempts } from './sign-in-attempts.js';
import { Users } from './users.js';

@Injectable()
export class PasswordResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly identity: Identity,
    private readonly attempts: SignInAttempts,
    private readonly signer: TokenSigner,
    private readonly users: Users,
  ) {}

  readonly resolvers = {
    Mutation: {
      changePassword: mutation(async ({ current, password }: ChangePasswordInput, request) => {
        const { id } = request.actor;
        // Counted apart from signing in: somebody with a stolen token does not keep its owner out.
        const account = `password of ${id}`;
        const until = await this.attempts.start(account, request.address);
        if (until !== undefined) return { refusals: [tooManyAttempts(until)] };
        const outcome = await this.commands.execute<ChangePassword, Outcome<Member>>(
          new ChangePassword({ memberId: id, current: new Unsaid(current), password: new Unsaid(password) }),
        );
        if (outcome.refusals.every(({ code }) => code !== 'BAD_CREDENTIALS'))
          await this.attempts.succeeded(account, request.address);
        if (!outcome.accepted || outcome.state.status === 'unknown') return { refusals: [...outcome.refusals] };
        const { token, expiresAt } = await this.signer.sign(outcome.state, epochOf(acting().now));
        return { token, expiresAt: instantOf(expiresAt), refusals: [] };
      }),
      issuePasswordReset: mutation(async ({ staffMemberId }: IssuePasswordResetInput, request) => {
        const { actor } = request;
        const state = await this.store.state(member, staffMemberId);
        const person = found(state.status === 'unknown' ? undefined : state, 'staff member');
        const clinicIds = Object.keys(person.roles);
        const answersForAll =
          !person.admin && clinicIds.length > 0 && clinicIds.every((clinicId) => holds(actor, clinicId, 'MANAGER'));
        if (!actor.admin && !answersForAll)
          throw new GraphFault(
            'FORBIDDEN',
            'This takes the role MANAGER at every clinic where this person works, or ADMIN.',
          );
        const outcome = await this.commands.execute<IssuePasswordReset, Outcome<Member>>(
          new IssuePasswordReset({ memberId: staffMemberId }),
        );
        return answer('reset', outcome, (after) =>
          after.status === 'unknown' || !after.reset
            ? null
            : this.identity.oneTimeToken('reset', after.id, after.reset.number),
        );
      }),
      resetPassword: mutation(async ({ token, password }: ResetPasswordInput, request) => {
        const reset = this.identity.readOneTimeToken('reset', token);
        return this.attempts.withToken(reset?.memberId, request.address, async () => {
          if (!reset) return { user: null, refusals: [resetInvalid] };
          const outcome = await this.commands.execute<ResetPassword, Outcome<Member>>(
            new ResetPassword({ ...reset, password: new Unsaid(password) }),
          );
          const user = outcome.accepted ? await this.users.of(outcome.state) : null;
          return answer('user', outcome, () => user);
        });
      }),
      signOutEverywhere: mutation(async (_input: SignOutEverywhereInput, request) => {
        const outcome = await this.commands.execute<SignOutEverywhere, Outcome<Member>>(
          new SignOutEverywhere({ memberId: request.actor.id }),
        );
        return { refusals: [...outcome.refusals] };
      }),
    },
  } satisfies Resolvers;
}
