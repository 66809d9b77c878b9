import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { acting, EventStore, refusal, roles as allRoles, type Actor } from '@stipple/event-store';
import { answer, mutation, TokenSigner, type GraphPart } from '@stipple/service';
import { epochOf, instantOf, type Instant } from '@stipple/time';
import { Clinics } from '../clinic/clinic.view.js';
import { clinicFromRow } from '../clinic/clinic.resolver.js';
import type { AcceptInvitationInput, Resolvers, SignInInput } from '../graphql.gen.js';
import { Identity } from '../identity.js';
import { AcceptInvitation, invitationInvalid, member, type Member } from '../member/member.decider.js';
import { Unsaid } from '../member/password.js';
import { isPassword } from '../member/password-hash.js';
import { SignInAttempts } from './sign-in-attempts.js';

export const signInSdl = /* GraphQL */ `
  enum Role {
    TECHNICIAN
    FRONT_DESK
    MANAGER
    HYGIENE_LEAD
    AUDITOR
    ADMIN
  }
  "Somebody who signs in."
  type User {
    id: ID!
    name: String
    "All that are held somewhere; at which clinic says \`memberships\`."
    roles: [Role!]!
    "Where they work; all of them for an administrator."
    clinics: [Clinic!]!
    "Which roles are held at which clinic."
    memberships: [Membership!]!
  }
  type Membership {
    clinic: Clinic
    clinicId: ID!
    roles: [ClinicRole!]!
  }
  input SignInInput {
    email: String!
    password: String!
    commandId: ID
  }
  type SignInPayload {
    "To be sent as \`Authorization: Bearer …\`."
    token: String
    expiresAt: DateTime
    user: User
    refusals: [Refusal!]!
  }
  input AcceptInvitationInput {
    token: String!
    password: String!
    commandId: ID
  }
  type AcceptInvitationPayload {
    user: User
    refusals: [Refusal!]!
  }
  extend type Query {
    "Who is signed in, as they are now."
    me: User
  }
  extend type Mutation {
    signIn(input: SignInInput!): SignInPayload!
    "Chooses the password with which the person signs in from now on."
    acceptInvitation(input: AcceptInvitationInput!): AcceptInvitationPayload!
  }
`;

const badCredentials = refusal('BAD_CREDENTIALS', 'The e-mail address or the password is wrong.');

function tooManyAttempts(until: Instant, now: Instant) {
  const seconds = Math.max(1, Math.ceil((epochOf(until) - epochOf(now)) / 1_000));
  const wait = seconds < 90 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`;
  return refusal('TOO_MANY_ATTEMPTS', `That was tried too often. Try again in ${wait}.`);
}

@Injectable()
export class SignInResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly identity: Identity,
    private readonly attempts: SignInAttempts,
    private readonly signer: TokenSigner,
    private readonly clinics: Clinics,
  ) {}

  readonly resolvers = {
    Query: {
      me: async (_parent, _args, request) => this.user(await this.store.state(member, request.actor.id)),
    },
    Mutation: {
      signIn: mutation(async ({ email, password }: SignInInput, request) => {
        const until = await this.attempts.start(email, request.address);
        if (until !== undefined) return { refusals: [tooManyAttempts(until, instantOf(Date.now()))] };
        const state = await this.store.state(member, this.identity.memberIdOf(email));
        const right = await isPassword(password, state.status === 'active' ? state.passwordHash : undefined);
        if (!right || state.status === 'unknown') return { refusals: [badCredentials] };
        await this.attempts.succeeded(email, request.address);
        const actor: Actor = { id: state.id, admin: state.admin, roles: state.roles };
        const { token, expiresAt } = await this.signer.sign(actor, epochOf(acting().now));
        return { token, expiresAt: instantOf(expiresAt), user: await this.user(state), refusals: [] };
      }),
      acceptInvitation: mutation(async ({ token, password }: AcceptInvitationInput) => {
        const invitation = this.identity.readInvitation(token);
        if (!invitation) return { user: null, refusals: [invitationInvalid] };
        const outcome = await this.commands.execute(new AcceptInvitation({ ...invitation, password: new Unsaid(password) }));
        const user = outcome.accepted ? await this.user(outcome.state) : null;
        return answer('user', outcome, () => user);
      }),
    },
  } satisfies Resolvers;

  private async user(state: Member) {
    if (state.status === 'unknown') return null;
    const { id, name, admin, roles } = state;
    const rows = admin ? await this.clinics.all() : await this.clinics.byId(Object.keys(roles));
    const held = Object.values(roles).flat();
    return {
      id,
      name,
      roles: [...allRoles.filter((role) => held.includes(role)), ...(admin ? (['ADMIN'] as const) : [])],
      clinics: rows.flatMap((row) => (row ? [clinicFromRow(row)] : [])),
      memberships: Object.entries(roles).map(([clinicId, at]) => {
        const clinic = rows.find((row) => row?.id === clinicId);
        return { clinicId, roles: [...at], clinic: clinic ? clinicFromRow(clinic) : null };
      }),
    };
  }
}
