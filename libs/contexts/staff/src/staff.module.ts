import type { KeyObject } from 'node:crypto';
import { Module } from '@nestjs/common';
import { anyView, eventStoreMigrations } from '@stipple/event-store';
import { contextDefinition, TokenSigner, wholeGraph, type Provided } from '@stipple/service';
import { SignInAttempts1764000000000 } from '../migrations/1764000000000-sign-in-attempts.js';
import { KnownPairs1784000000000 } from '../migrations/1784000000000-known-pairs.js';
import { clinicHandlers } from './clinic/clinic.handlers.js';
import { ClinicResolver } from './clinic/clinic.resolver.js';
import { Clinics, clinics } from './clinic/clinic.view.js';
import { Identity, IDENTITY_SECRET } from './identity.js';
import { Loaders } from './loaders.js';
import { inviteFirstAdministrator } from './member/first-administrator.js';
import { memberHandlers } from './member/member.handlers.js';
import { MemberResolver } from './member/member.resolver.js';
import { Members, members } from './member/member.view.js';
import { MembershipResolver } from './member/membership.resolver.js';
import { procedureHandlers } from './heard/procedure.handlers.js';
import { publishes } from './publishes.js';
import type { Resolvers, ResolversParentTypes } from './resolvers.gen.js';
import { sdl } from './sdl.gen.js';
import { shiftHandlers } from './shift/shift.handlers.js';
import { ShiftResolver } from './shift/shift.resolver.js';
import { Shifts, shifts } from './shift/shift.view.js';
import { PasswordResolver } from './sign-in/password.resolver.js';
import { SignInAttempts } from './sign-in/sign-in-attempts.js';
import { SignInResolver } from './sign-in/sign-in.resolver.js';
import { Users } from './sign-in/users.js';
import { CredentialResolver } from './standing/credential.resolver.js';
import { PrivilegeResolver } from './standing/privilege.resolver.js';
import { standingHandlers } from './standing/standing.handlers.js';
import { credentials, privileges, Standings } from './standing/standing.view.js';
import { subscribes } from './subscribes.js';

const handlers = [...clinicHandlers, ...memberHandlers, ...standingHandlers, ...shiftHandlers, ...procedureHandlers];
const resolvers = wholeGraph<Resolvers, ResolversParentTypes>()(
  ClinicResolver,
  SignInResolver,
  PasswordResolver,
  MemberResolver,
  MembershipResolver,
  CredentialResolver,
  PrivilegeResolver,
  ShiftResolver,
);

@Module({
  providers: [
    ...handlers.map((handler) => handler.provider),
    ...resolvers,
    Identity,
    SignInAttempts,
    Users,
    Clinics,
    Members,
    Standings,
    Shifts,
    Loaders,
  ],
})
export class StaffModule {
  static readonly parts = contextDefinition({
    name: 'staff',
    handlers,
    views: [anyView(clinics), anyView(members), anyView(credentials), anyView(privileges), anyView(shifts)],
    sdl: Object.values(sdl),
    resolvers,
    publishes,
    subscriptions: subscribes,
    migrations: [...eventStoreMigrations('staff'), SignInAttempts1764000000000, KnownPairs1784000000000],
    begin: inviteFirstAdministrator,
  });

  /**
   * What the context is given to say who somebody is: the key that signs tokens, and the 32 bytes that ids of people
   * are made with.
   */
  static provide({ tokenKey, identitySecret }: { tokenKey: KeyObject; identitySecret: Buffer }): readonly Provided[] {
    return [
      { token: TokenSigner, value: new TokenSigner(tokenKey) },
      { token: IDENTITY_SECRET, value: identitySecret },
    ];
  }
}
