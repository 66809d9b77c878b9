/* Made from the SDL in *.resolver.ts by `npm run codegen`; not written by hand. */
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Request } from '@stipple/service';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day: ISO 8601. */
  Date: { input: string; output: string; }
  /** A moment: RFC 3339 with an offset. */
  DateTime: { input: string; output: string; }
  /** A decimal number as text. */
  Decimal: { input: string; output: string; }
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type AcceptInvitationInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  password: Scalars['String']['input'];
  token: Scalars['String']['input'];
};

export type AcceptInvitationPayload = {
  refusals: Array<Refusal>;
  user?: Maybe<User>;
};

export type AcceptMembershipInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
};

export type AcceptMembershipPayload = {
  refusals: Array<Refusal>;
  user?: Maybe<User>;
};

/** Whom tokens stand for. */
export type Account = {
  administrator: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  memberships: Array<AccountMembership>;
  /** How often everybody signed in as this person was signed out: a token that was given before is over. */
  sessions: Scalars['Int']['output'];
};

export type AccountMembership = {
  clinicId: Scalars['ID']['output'];
  roles: Array<ClinicRole>;
};

export type AppointAdministratorInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  staffMemberId: Scalars['ID']['input'];
};

export type AppointAdministratorPayload = {
  refusals: Array<Refusal>;
  staffMember?: Maybe<StaffMember>;
};

export type ChangePasswordInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  current: Scalars['String']['input'];
  password: Scalars['String']['input'];
};

export type ChangePasswordPayload = {
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  refusals: Array<Refusal>;
  /** A new one: every other token of this person is over. */
  token?: Maybe<Scalars['String']['output']>;
};

export type ChangeRolesInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** All that are held there from now on. */
  roles: Array<ClinicRole>;
  staffMemberId: Scalars['ID']['input'];
};

export type ChangeRolesPayload = {
  refusals: Array<Refusal>;
  staffMember?: Maybe<StaffMember>;
};

export type ClaimCredentialInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  expiresOn: Scalars['Date']['input'];
  issuedOn: Scalars['Date']['input'];
  issuer: Scalars['String']['input'];
  /** LICENCE, CERTIFICATION, TRAINING_COMPLETION, VACCINATION, COMPETENCE_SIGNOFF, or a clinic's own word. */
  kind: Scalars['String']['input'];
  number: Scalars['String']['input'];
  staffMemberId: Scalars['ID']['input'];
  title: Scalars['String']['input'];
};

export type ClaimCredentialPayload = {
  credential?: Maybe<Credential>;
  refusals: Array<Refusal>;
};

export type Clinic = {
  country: Scalars['String']['output'];
  currency: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  timeZone: Scalars['String']['output'];
};

/** What somebody is at a clinic. A manager does what all others of the clinic do, but for auditing. */
export type ClinicRole =
  | 'AUDITOR'
  | 'FRONT_DESK'
  | 'HYGIENE_LEAD'
  | 'MANAGER'
  | 'TECHNICIAN';

/** Evidence that somebody may do something. What it says is a claim until it is verified. */
export type Credential = {
  /** What each of those clinics has decided: a decision counts where it was made, an administrator's everywhere. */
  atClinics: Array<CredentialAtClinic>;
  /** Good through this day, in the zone of the holder's clinics; in UTC where those lie in several. */
  expiresOn: Scalars['Date']['output'];
  holder?: Maybe<StaffMember>;
  id: Scalars['ID']['output'];
  issuedOn: Scalars['Date']['output'];
  issuer?: Maybe<Scalars['String']['output']>;
  /** Null, as what follows, once the holder was erased. */
  kind?: Maybe<Scalars['String']['output']>;
  method?: Maybe<VerificationMethod>;
  number?: Maybe<Scalars['String']['output']>;
  /** At the clinics that whoever asks manages or audits, or works at as its holder: VERIFIED when it is at one of them. */
  status: CredentialStatus;
  title?: Maybe<Scalars['String']['output']>;
  verifiedAt?: Maybe<Scalars['DateTime']['output']>;
  verifiedBy?: Maybe<StaffMember>;
};

export type CredentialAtClinic = {
  clinic?: Maybe<Clinic>;
  method?: Maybe<VerificationMethod>;
  status: CredentialStatus;
  verifiedAt?: Maybe<Scalars['DateTime']['output']>;
  verifiedBy?: Maybe<StaffMember>;
};

export type CredentialStatus =
  | 'CLAIMED'
  | 'EXPIRED'
  | 'REVOKED'
  | 'VERIFIED';

export type EndMembershipInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  staffMemberId: Scalars['ID']['input'];
};

export type EndMembershipPayload = {
  refusals: Array<Refusal>;
  staffMember?: Maybe<StaffMember>;
};

export type GrantPrivilegeInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** What it stands on: each is verified and lasts as long as the privilege. */
  credentialIds: Array<Scalars['ID']['input']>;
  from: Scalars['DateTime']['input'];
  procedureCode: Scalars['String']['input'];
  staffMemberId: Scalars['ID']['input'];
  until: Scalars['DateTime']['input'];
};

export type GrantPrivilegePayload = {
  privilege?: Maybe<Privilege>;
  refusals: Array<Refusal>;
};

export type HireStaffInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  email: Scalars['String']['input'];
  name: Scalars['String']['input'];
  roles: Array<ClinicRole>;
};

export type HireStaffPayload = {
  /** One-time token, good for seven days. Null when the e-mail address has an account already: then the person accepts by themself, and until they do they hold no role here. */
  invitation?: Maybe<Scalars['String']['output']>;
  refusals: Array<Refusal>;
  staffMember?: Maybe<StaffMember>;
};

export type IssuePasswordResetInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  staffMemberId: Scalars['ID']['input'];
};

export type IssuePasswordResetPayload = {
  refusals: Array<Refusal>;
  /** One-time token, good for an hour. Each new one ends the one before. */
  reset?: Maybe<Scalars['String']['output']>;
};

export type LiftSuspensionInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  privilegeId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type LiftSuspensionPayload = {
  privilege?: Maybe<Privilege>;
  refusals: Array<Refusal>;
};

export type Membership = {
  clinic?: Maybe<Clinic>;
  clinicId: Scalars['ID']['output'];
  roles: Array<ClinicRole>;
};

export type Money = {
  amount: Scalars['Decimal']['output'];
  currency: Scalars['String']['output'];
};

export type Mutation = {
  /** Chooses the password with which the person signs in from now on. */
  acceptInvitation: AcceptInvitationPayload;
  /** By somebody with an account who was hired at a further clinic; `me` tells where. */
  acceptMembership: AcceptMembershipPayload;
  /** By an administrator: somebody who has an account administers the installation as well. */
  appointAdministrator: AppointAdministratorPayload;
  changePassword: ChangePasswordPayload;
  /** By a manager of the clinic or an administrator; those of an administrator by an administrator only. */
  changeRoles: ChangeRolesPayload;
  /** By the holder, or a manager where they work. */
  claimCredential: ClaimCredentialPayload;
  /** By a manager of the clinic, an administrator, or the person: also while they have not accepted. What they were privileged to do there ends with it. */
  endMembership: EndMembershipPayload;
  /** By a manager of the clinic, or an administrator; for a procedure that the clinic offers, and never to oneself. */
  grantPrivilege: GrantPrivilegePayload;
  /** By a manager of the clinic, also of further managers, or by an administrator. */
  hireStaff: HireStaffPayload;
  /** By an administrator, or a manager of every clinic where the person works; an administrator's only by another. */
  issuePasswordReset: IssuePasswordResetPayload;
  /** By somebody else than who suspended it, and than who let its holder into their account. */
  liftSuspension: LiftSuspensionPayload;
  openClinic: OpenClinicPayload;
  publishShift: PublishShiftPayload;
  /** By an administrator; the last one stays. */
  removeAdministrator: RemoveAdministratorPayload;
  /** Chooses a new password by a reset; every token of this person is over. */
  resetPassword: ResetPasswordPayload;
  /** Final at the clinics of the manager who revokes it: every privilege there that stands on it ends with it. An administrator revokes it everywhere. */
  revokeCredential: RevokeCredentialPayload;
  signIn: SignInPayload;
  /** Every token of the person who asks is over, this one included. */
  signOutEverywhere: SignOutEverywherePayload;
  suspendPrivilege: SuspendPrivilegePayload;
  /** By a manager where the holder works, who is neither holder nor claimant: it counts at the clinics of that manager. Or by an administrator. */
  verifyCredential: VerifyCredentialPayload;
};


export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


export type MutationAcceptMembershipArgs = {
  input: AcceptMembershipInput;
};


export type MutationAppointAdministratorArgs = {
  input: AppointAdministratorInput;
};


export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


export type MutationChangeRolesArgs = {
  input: ChangeRolesInput;
};


export type MutationClaimCredentialArgs = {
  input: ClaimCredentialInput;
};


export type MutationEndMembershipArgs = {
  input: EndMembershipInput;
};


export type MutationGrantPrivilegeArgs = {
  input: GrantPrivilegeInput;
};


export type MutationHireStaffArgs = {
  input: HireStaffInput;
};


export type MutationIssuePasswordResetArgs = {
  input: IssuePasswordResetInput;
};


export type MutationLiftSuspensionArgs = {
  input: LiftSuspensionInput;
};


export type MutationOpenClinicArgs = {
  input: OpenClinicInput;
};


export type MutationPublishShiftArgs = {
  input: PublishShiftInput;
};


export type MutationRemoveAdministratorArgs = {
  input: RemoveAdministratorInput;
};


export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


export type MutationRevokeCredentialArgs = {
  input: RevokeCredentialInput;
};


export type MutationSignInArgs = {
  input: SignInInput;
};


export type MutationSignOutEverywhereArgs = {
  input: SignOutEverywhereInput;
};


export type MutationSuspendPrivilegeArgs = {
  input: SuspendPrivilegeInput;
};


export type MutationVerifyCredentialArgs = {
  input: VerifyCredentialInput;
};

export type OpenClinicInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** ISO 3166, two letters. */
  country: Scalars['String']['input'];
  /** ISO 4217. */
  currency: Scalars['String']['input'];
  name: Scalars['String']['input'];
  /** IANA name: its days are counted in it. */
  timeZone: Scalars['String']['input'];
};

export type OpenClinicPayload = {
  clinic?: Maybe<Clinic>;
  refusals: Array<Refusal>;
};

export type PageInfo = {
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** What somebody may do: one procedure at one clinic, from a moment up to another. */
export type Privilege = {
  clinic?: Maybe<Clinic>;
  from: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  procedureCode: Scalars['String']['output'];
  staffMember?: Maybe<StaffMember>;
  status: PrivilegeStatus;
  until: Scalars['DateTime']['output'];
};

export type PrivilegeStatus =
  | 'ACTIVE'
  | 'EXPIRED'
  | 'REVOKED'
  | 'SUSPENDED';

export type PublishShiftInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  end: Scalars['DateTime']['input'];
  staffMemberId: Scalars['ID']['input'];
  start: Scalars['DateTime']['input'];
};

export type PublishShiftPayload = {
  refusals: Array<Refusal>;
  shift?: Maybe<Shift>;
};

export type Query = {
  /** Of up to 500 people those who can sign in, for gateways, which know nobody otherwise. By an administrator. */
  accounts: Array<Account>;
  clinics: Array<Clinic>;
  /** Who may do the procedure at the clinic at that moment. */
  eligibleStaff: Array<StaffMember>;
  /** Who is signed in, as they are now. */
  me?: Maybe<User>;
  /** A clinic's shifts that touch a time of at most 62 days. */
  shifts: Array<Shift>;
  /** Everybody who works at a clinic, by name. */
  staff: Array<StaffMember>;
  staffMember?: Maybe<StaffMember>;
};


export type QueryAccountsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryEligibleStaffArgs = {
  at: Scalars['DateTime']['input'];
  clinicId: Scalars['ID']['input'];
  procedureCode: Scalars['String']['input'];
};


export type QueryShiftsArgs = {
  clinicId: Scalars['ID']['input'];
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryStaffArgs = {
  clinicId: Scalars['ID']['input'];
};


export type QueryStaffMemberArgs = {
  id: Scalars['ID']['input'];
};

/** One rule that stands in the way: a code for programs, a sentence for the person at the desk. */
export type Refusal = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type RemoveAdministratorInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  staffMemberId: Scalars['ID']['input'];
};

export type RemoveAdministratorPayload = {
  refusals: Array<Refusal>;
  staffMember?: Maybe<StaffMember>;
};

export type ResetPasswordInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  password: Scalars['String']['input'];
  token: Scalars['String']['input'];
};

export type ResetPasswordPayload = {
  refusals: Array<Refusal>;
  user?: Maybe<User>;
};

export type RevokeCredentialInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  credentialId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type RevokeCredentialPayload = {
  credential?: Maybe<Credential>;
  refusals: Array<Refusal>;
};

export type Role =
  | 'ADMIN'
  | 'AUDITOR'
  | 'FRONT_DESK'
  | 'HYGIENE_LEAD'
  | 'MANAGER'
  | 'TECHNICIAN';

/** A person's working time at a clinic, from `start` up to `end`. */
export type Shift = {
  end: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  staffMember?: Maybe<StaffMember>;
  start: Scalars['DateTime']['output'];
};

export type SignInInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
};

export type SignInPayload = {
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  refusals: Array<Refusal>;
  /** To be sent as `Authorization: Bearer …`. */
  token?: Maybe<Scalars['String']['output']>;
  user?: Maybe<User>;
};

export type SignOutEverywhereInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
};

export type SignOutEverywherePayload = {
  refusals: Array<Refusal>;
};

/** A person who works at a clinic. Seen by who works where they work or once worked, and by administrators. */
export type StaffMember = {
  /** Seen by themself, and by managers and auditors where they work. */
  credentials?: Maybe<Array<Credential>>;
  id: Scalars['ID']['output'];
  /** Null once the person was erased, and for those who do not see them. */
  name?: Maybe<Scalars['String']['output']>;
  /** At the clinics that they share with who asks. */
  privileges: Array<Privilege>;
  /** At the clinics that they share with who asks. */
  roles: Array<ClinicRole>;
};

export type SuspendPrivilegeInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  privilegeId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type SuspendPrivilegePayload = {
  privilege?: Maybe<Privilege>;
  refusals: Array<Refusal>;
};

/** Somebody who signs in. */
export type User = {
  /** Where they work; all of them for an administrator. */
  clinics: Array<Clinic>;
  id: Scalars['ID']['output'];
  /** Which roles are held at which clinic. */
  memberships: Array<Membership>;
  name?: Maybe<Scalars['String']['output']>;
  /** Where they were hired and have not accepted yet; none of these roles is held. */
  pendingMemberships: Array<Membership>;
  /** All that are held somewhere; at which clinic says `memberships`. */
  roles: Array<Role>;
};

export type VerificationMethod =
  /** The document was inspected. */
  | 'DOCUMENT'
  /** Confirmed by who issued it. */
  | 'PRIMARY_SOURCE';

export type VerifyCredentialInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  credentialId: Scalars['ID']['input'];
  method: VerificationMethod;
  note?: InputMaybe<Scalars['String']['input']>;
};

export type VerifyCredentialPayload = {
  credential?: Maybe<Credential>;
  refusals: Array<Refusal>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Clinic: Clinic;
  StaffMember: StaffMember;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Clinic:
    ( { __typename: 'Clinic' }
    & GraphQLRecursivePick<FederationTypes['Clinic'], {"id":true}> );
  StaffMember:
    ( { __typename: 'StaffMember' }
    & GraphQLRecursivePick<FederationTypes['StaffMember'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptInvitationInput: ResolverTypeWrapper<Partial<AcceptInvitationInput>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  AcceptInvitationPayload: ResolverTypeWrapper<Partial<AcceptInvitationPayload>>;
  AcceptMembershipInput: ResolverTypeWrapper<Partial<AcceptMembershipInput>>;
  AcceptMembershipPayload: ResolverTypeWrapper<Partial<AcceptMembershipPayload>>;
  Account: ResolverTypeWrapper<Partial<Account>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  AccountMembership: ResolverTypeWrapper<Partial<AccountMembership>>;
  AppointAdministratorInput: ResolverTypeWrapper<Partial<AppointAdministratorInput>>;
  AppointAdministratorPayload: ResolverTypeWrapper<Partial<AppointAdministratorPayload>>;
  ChangePasswordInput: ResolverTypeWrapper<Partial<ChangePasswordInput>>;
  ChangePasswordPayload: ResolverTypeWrapper<Partial<ChangePasswordPayload>>;
  ChangeRolesInput: ResolverTypeWrapper<Partial<ChangeRolesInput>>;
  ChangeRolesPayload: ResolverTypeWrapper<Partial<ChangeRolesPayload>>;
  ClaimCredentialInput: ResolverTypeWrapper<Partial<ClaimCredentialInput>>;
  ClaimCredentialPayload: ResolverTypeWrapper<Partial<ClaimCredentialPayload>>;
  Clinic: ResolverTypeWrapper<Partial<Clinic>>;
  ClinicRole: ResolverTypeWrapper<Partial<ClinicRole>>;
  Credential: ResolverTypeWrapper<Partial<Credential>>;
  CredentialAtClinic: ResolverTypeWrapper<Partial<CredentialAtClinic>>;
  CredentialStatus: ResolverTypeWrapper<Partial<CredentialStatus>>;
  Date: ResolverTypeWrapper<Partial<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Scalars['Decimal']['output']>>;
  EndMembershipInput: ResolverTypeWrapper<Partial<EndMembershipInput>>;
  EndMembershipPayload: ResolverTypeWrapper<Partial<EndMembershipPayload>>;
  GrantPrivilegeInput: ResolverTypeWrapper<Partial<GrantPrivilegeInput>>;
  GrantPrivilegePayload: ResolverTypeWrapper<Partial<GrantPrivilegePayload>>;
  HireStaffInput: ResolverTypeWrapper<Partial<HireStaffInput>>;
  HireStaffPayload: ResolverTypeWrapper<Partial<HireStaffPayload>>;
  IssuePasswordResetInput: ResolverTypeWrapper<Partial<IssuePasswordResetInput>>;
  IssuePasswordResetPayload: ResolverTypeWrapper<Partial<IssuePasswordResetPayload>>;
  JSON: ResolverTypeWrapper<Partial<Scalars['JSON']['output']>>;
  LiftSuspensionInput: ResolverTypeWrapper<Partial<LiftSuspensionInput>>;
  LiftSuspensionPayload: ResolverTypeWrapper<Partial<LiftSuspensionPayload>>;
  Membership: ResolverTypeWrapper<Partial<Membership>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OpenClinicInput: ResolverTypeWrapper<Partial<OpenClinicInput>>;
  OpenClinicPayload: ResolverTypeWrapper<Partial<OpenClinicPayload>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Privilege: ResolverTypeWrapper<Partial<Privilege>>;
  PrivilegeStatus: ResolverTypeWrapper<Partial<PrivilegeStatus>>;
  PublishShiftInput: ResolverTypeWrapper<Partial<PublishShiftInput>>;
  PublishShiftPayload: ResolverTypeWrapper<Partial<PublishShiftPayload>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refusal: ResolverTypeWrapper<Partial<Refusal>>;
  RemoveAdministratorInput: ResolverTypeWrapper<Partial<RemoveAdministratorInput>>;
  RemoveAdministratorPayload: ResolverTypeWrapper<Partial<RemoveAdministratorPayload>>;
  ResetPasswordInput: ResolverTypeWrapper<Partial<ResetPasswordInput>>;
  ResetPasswordPayload: ResolverTypeWrapper<Partial<ResetPasswordPayload>>;
  RevokeCredentialInput: ResolverTypeWrapper<Partial<RevokeCredentialInput>>;
  RevokeCredentialPayload: ResolverTypeWrapper<Partial<RevokeCredentialPayload>>;
  Role: ResolverTypeWrapper<Partial<Role>>;
  Shift: ResolverTypeWrapper<Partial<Shift>>;
  SignInInput: ResolverTypeWrapper<Partial<SignInInput>>;
  SignInPayload: ResolverTypeWrapper<Partial<SignInPayload>>;
  SignOutEverywhereInput: ResolverTypeWrapper<Partial<SignOutEverywhereInput>>;
  SignOutEverywherePayload: ResolverTypeWrapper<Partial<SignOutEverywherePayload>>;
  StaffMember: ResolverTypeWrapper<Partial<StaffMember>>;
  SuspendPrivilegeInput: ResolverTypeWrapper<Partial<SuspendPrivilegeInput>>;
  SuspendPrivilegePayload: ResolverTypeWrapper<Partial<SuspendPrivilegePayload>>;
  User: ResolverTypeWrapper<Partial<User>>;
  VerificationMethod: ResolverTypeWrapper<Partial<VerificationMethod>>;
  VerifyCredentialInput: ResolverTypeWrapper<Partial<VerifyCredentialInput>>;
  VerifyCredentialPayload: ResolverTypeWrapper<Partial<VerifyCredentialPayload>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationInput: Partial<AcceptInvitationInput>;
  ID: Partial<Scalars['ID']['output']>;
  String: Partial<Scalars['String']['output']>;
  AcceptInvitationPayload: Partial<AcceptInvitationPayload>;
  AcceptMembershipInput: Partial<AcceptMembershipInput>;
  AcceptMembershipPayload: Partial<AcceptMembershipPayload>;
  Account: Partial<Account>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  Int: Partial<Scalars['Int']['output']>;
  AccountMembership: Partial<AccountMembership>;
  AppointAdministratorInput: Partial<AppointAdministratorInput>;
  AppointAdministratorPayload: Partial<AppointAdministratorPayload>;
  ChangePasswordInput: Partial<ChangePasswordInput>;
  ChangePasswordPayload: Partial<ChangePasswordPayload>;
  ChangeRolesInput: Partial<ChangeRolesInput>;
  ChangeRolesPayload: Partial<ChangeRolesPayload>;
  ClaimCredentialInput: Partial<ClaimCredentialInput>;
  ClaimCredentialPayload: Partial<ClaimCredentialPayload>;
  Clinic: Partial<Clinic | FederationReferenceTypes['Clinic']>;
  Credential: Partial<Credential>;
  CredentialAtClinic: Partial<CredentialAtClinic>;
  Date: Partial<Scalars['Date']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Decimal: Partial<Scalars['Decimal']['output']>;
  EndMembershipInput: Partial<EndMembershipInput>;
  EndMembershipPayload: Partial<EndMembershipPayload>;
  GrantPrivilegeInput: Partial<GrantPrivilegeInput>;
  GrantPrivilegePayload: Partial<GrantPrivilegePayload>;
  HireStaffInput: Partial<HireStaffInput>;
  HireStaffPayload: Partial<HireStaffPayload>;
  IssuePasswordResetInput: Partial<IssuePasswordResetInput>;
  IssuePasswordResetPayload: Partial<IssuePasswordResetPayload>;
  JSON: Partial<Scalars['JSON']['output']>;
  LiftSuspensionInput: Partial<LiftSuspensionInput>;
  LiftSuspensionPayload: Partial<LiftSuspensionPayload>;
  Membership: Partial<Membership>;
  Money: Partial<Money>;
  Mutation: Record<PropertyKey, never>;
  OpenClinicInput: Partial<OpenClinicInput>;
  OpenClinicPayload: Partial<OpenClinicPayload>;
  PageInfo: Partial<PageInfo>;
  Privilege: Partial<Privilege>;
  PublishShiftInput: Partial<PublishShiftInput>;
  PublishShiftPayload: Partial<PublishShiftPayload>;
  Query: Record<PropertyKey, never>;
  Refusal: Partial<Refusal>;
  RemoveAdministratorInput: Partial<RemoveAdministratorInput>;
  RemoveAdministratorPayload: Partial<RemoveAdministratorPayload>;
  ResetPasswordInput: Partial<ResetPasswordInput>;
  ResetPasswordPayload: Partial<ResetPasswordPayload>;
  RevokeCredentialInput: Partial<RevokeCredentialInput>;
  RevokeCredentialPayload: Partial<RevokeCredentialPayload>;
  Shift: Partial<Shift>;
  SignInInput: Partial<SignInInput>;
  SignInPayload: Partial<SignInPayload>;
  SignOutEverywhereInput: Partial<SignOutEverywhereInput>;
  SignOutEverywherePayload: Partial<SignOutEverywherePayload>;
  StaffMember: Partial<StaffMember | FederationReferenceTypes['StaffMember']>;
  SuspendPrivilegeInput: Partial<SuspendPrivilegeInput>;
  SuspendPrivilegePayload: Partial<SuspendPrivilegePayload>;
  User: Partial<User>;
  VerifyCredentialInput: Partial<VerifyCredentialInput>;
  VerifyCredentialPayload: Partial<VerifyCredentialPayload>;
};

export type AcceptInvitationPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AcceptInvitationPayload'] = ResolversParentTypes['AcceptInvitationPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type AcceptMembershipPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AcceptMembershipPayload'] = ResolversParentTypes['AcceptMembershipPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type AccountResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  administrator?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  memberships?: Resolver<Array<ResolversTypes['AccountMembership']>, ParentType, ContextType>;
  sessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccountMembershipResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AccountMembership'] = ResolversParentTypes['AccountMembership']> = {
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['ClinicRole']>, ParentType, ContextType>;
};

export type AppointAdministratorPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AppointAdministratorPayload'] = ResolversParentTypes['AppointAdministratorPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type ChangePasswordPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ChangePasswordPayload'] = ResolversParentTypes['ChangePasswordPayload']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChangeRolesPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ChangeRolesPayload'] = ResolversParentTypes['ChangeRolesPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type ClaimCredentialPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ClaimCredentialPayload'] = ResolversParentTypes['ClaimCredentialPayload']> = {
  credential?: Resolver<Maybe<ResolversTypes['Credential']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type ClinicResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Clinic'] = ResolversParentTypes['Clinic'], FederationReferenceType extends FederationReferenceTypes['Clinic'] = FederationReferenceTypes['Clinic']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Clinic']> | FederationReferenceType, FederationReferenceType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CredentialResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Credential'] = ResolversParentTypes['Credential']> = {
  atClinics?: Resolver<Array<ResolversTypes['CredentialAtClinic']>, ParentType, ContextType>;
  expiresOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  holder?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  issuer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['VerificationMethod']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CredentialStatus'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  verifiedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  verifiedBy?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type CredentialAtClinicResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CredentialAtClinic'] = ResolversParentTypes['CredentialAtClinic']> = {
  clinic?: Resolver<Maybe<ResolversTypes['Clinic']>, ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['VerificationMethod']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CredentialStatus'], ParentType, ContextType>;
  verifiedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  verifiedBy?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type EndMembershipPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['EndMembershipPayload'] = ResolversParentTypes['EndMembershipPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type GrantPrivilegePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['GrantPrivilegePayload'] = ResolversParentTypes['GrantPrivilegePayload']> = {
  privilege?: Resolver<Maybe<ResolversTypes['Privilege']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type HireStaffPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['HireStaffPayload'] = ResolversParentTypes['HireStaffPayload']> = {
  invitation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type IssuePasswordResetPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['IssuePasswordResetPayload'] = ResolversParentTypes['IssuePasswordResetPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  reset?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LiftSuspensionPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['LiftSuspensionPayload'] = ResolversParentTypes['LiftSuspensionPayload']> = {
  privilege?: Resolver<Maybe<ResolversTypes['Privilege']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type MembershipResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Membership'] = ResolversParentTypes['Membership']> = {
  clinic?: Resolver<Maybe<ResolversTypes['Clinic']>, ParentType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['ClinicRole']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<ResolversTypes['AcceptInvitationPayload'], ParentType, ContextType, RequireFields<MutationAcceptInvitationArgs, 'input'>>;
  acceptMembership?: Resolver<ResolversTypes['AcceptMembershipPayload'], ParentType, ContextType, RequireFields<MutationAcceptMembershipArgs, 'input'>>;
  appointAdministrator?: Resolver<ResolversTypes['AppointAdministratorPayload'], ParentType, ContextType, RequireFields<MutationAppointAdministratorArgs, 'input'>>;
  changePassword?: Resolver<ResolversTypes['ChangePasswordPayload'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  changeRoles?: Resolver<ResolversTypes['ChangeRolesPayload'], ParentType, ContextType, RequireFields<MutationChangeRolesArgs, 'input'>>;
  claimCredential?: Resolver<ResolversTypes['ClaimCredentialPayload'], ParentType, ContextType, RequireFields<MutationClaimCredentialArgs, 'input'>>;
  endMembership?: Resolver<ResolversTypes['EndMembershipPayload'], ParentType, ContextType, RequireFields<MutationEndMembershipArgs, 'input'>>;
  grantPrivilege?: Resolver<ResolversTypes['GrantPrivilegePayload'], ParentType, ContextType, RequireFields<MutationGrantPrivilegeArgs, 'input'>>;
  hireStaff?: Resolver<ResolversTypes['HireStaffPayload'], ParentType, ContextType, RequireFields<MutationHireStaffArgs, 'input'>>;
  issuePasswordReset?: Resolver<ResolversTypes['IssuePasswordResetPayload'], ParentType, ContextType, RequireFields<MutationIssuePasswordResetArgs, 'input'>>;
  liftSuspension?: Resolver<ResolversTypes['LiftSuspensionPayload'], ParentType, ContextType, RequireFields<MutationLiftSuspensionArgs, 'input'>>;
  openClinic?: Resolver<ResolversTypes['OpenClinicPayload'], ParentType, ContextType, RequireFields<MutationOpenClinicArgs, 'input'>>;
  publishShift?: Resolver<ResolversTypes['PublishShiftPayload'], ParentType, ContextType, RequireFields<MutationPublishShiftArgs, 'input'>>;
  removeAdministrator?: Resolver<ResolversTypes['RemoveAdministratorPayload'], ParentType, ContextType, RequireFields<MutationRemoveAdministratorArgs, 'input'>>;
  resetPassword?: Resolver<ResolversTypes['ResetPasswordPayload'], ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  revokeCredential?: Resolver<ResolversTypes['RevokeCredentialPayload'], ParentType, ContextType, RequireFields<MutationRevokeCredentialArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInPayload'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOutEverywhere?: Resolver<ResolversTypes['SignOutEverywherePayload'], ParentType, ContextType, RequireFields<MutationSignOutEverywhereArgs, 'input'>>;
  suspendPrivilege?: Resolver<ResolversTypes['SuspendPrivilegePayload'], ParentType, ContextType, RequireFields<MutationSuspendPrivilegeArgs, 'input'>>;
  verifyCredential?: Resolver<ResolversTypes['VerifyCredentialPayload'], ParentType, ContextType, RequireFields<MutationVerifyCredentialArgs, 'input'>>;
};

export type OpenClinicPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['OpenClinicPayload'] = ResolversParentTypes['OpenClinicPayload']> = {
  clinic?: Resolver<Maybe<ResolversTypes['Clinic']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PrivilegeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Privilege'] = ResolversParentTypes['Privilege']> = {
  clinic?: Resolver<Maybe<ResolversTypes['Clinic']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  procedureCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PrivilegeStatus'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PublishShiftPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PublishShiftPayload'] = ResolversParentTypes['PublishShiftPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  shift?: Resolver<Maybe<ResolversTypes['Shift']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  accounts?: Resolver<Array<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountsArgs, 'ids'>>;
  clinics?: Resolver<Array<ResolversTypes['Clinic']>, ParentType, ContextType>;
  eligibleStaff?: Resolver<Array<ResolversTypes['StaffMember']>, ParentType, ContextType, RequireFields<QueryEligibleStaffArgs, 'at' | 'clinicId' | 'procedureCode'>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  shifts?: Resolver<Array<ResolversTypes['Shift']>, ParentType, ContextType, RequireFields<QueryShiftsArgs, 'clinicId' | 'from' | 'to'>>;
  staff?: Resolver<Array<ResolversTypes['StaffMember']>, ParentType, ContextType, RequireFields<QueryStaffArgs, 'clinicId'>>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType, RequireFields<QueryStaffMemberArgs, 'id'>>;
};

export type RefusalResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type RemoveAdministratorPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RemoveAdministratorPayload'] = ResolversParentTypes['RemoveAdministratorPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type ResetPasswordPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ResetPasswordPayload'] = ResolversParentTypes['ResetPasswordPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RevokeCredentialPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RevokeCredentialPayload'] = ResolversParentTypes['RevokeCredentialPayload']> = {
  credential?: Resolver<Maybe<ResolversTypes['Credential']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type ShiftResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Shift'] = ResolversParentTypes['Shift']> = {
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SignInPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SignInPayload'] = ResolversParentTypes['SignInPayload']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SignOutEverywherePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SignOutEverywherePayload'] = ResolversParentTypes['SignOutEverywherePayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type StaffMemberResolvers<ContextType = Request, ParentType extends ResolversParentTypes['StaffMember'] = ResolversParentTypes['StaffMember'], FederationReferenceType extends FederationReferenceTypes['StaffMember'] = FederationReferenceTypes['StaffMember']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['StaffMember']> | FederationReferenceType, FederationReferenceType, ContextType>;
  credentials?: Resolver<Maybe<Array<ResolversTypes['Credential']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  privileges?: Resolver<Array<ResolversTypes['Privilege']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['ClinicRole']>, ParentType, ContextType>;
};

export type SuspendPrivilegePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SuspendPrivilegePayload'] = ResolversParentTypes['SuspendPrivilegePayload']> = {
  privilege?: Resolver<Maybe<ResolversTypes['Privilege']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Request, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  clinics?: Resolver<Array<ResolversTypes['Clinic']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  memberships?: Resolver<Array<ResolversTypes['Membership']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pendingMemberships?: Resolver<Array<ResolversTypes['Membership']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
};

export type VerifyCredentialPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['VerifyCredentialPayload'] = ResolversParentTypes['VerifyCredentialPayload']> = {
  credential?: Resolver<Maybe<ResolversTypes['Credential']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Request> = {
  AcceptInvitationPayload?: AcceptInvitationPayloadResolvers<ContextType>;
  AcceptMembershipPayload?: AcceptMembershipPayloadResolvers<ContextType>;
  Account?: AccountResolvers<ContextType>;
  AccountMembership?: AccountMembershipResolvers<ContextType>;
  AppointAdministratorPayload?: AppointAdministratorPayloadResolvers<ContextType>;
  ChangePasswordPayload?: ChangePasswordPayloadResolvers<ContextType>;
  ChangeRolesPayload?: ChangeRolesPayloadResolvers<ContextType>;
  ClaimCredentialPayload?: ClaimCredentialPayloadResolvers<ContextType>;
  Clinic?: ClinicResolvers<ContextType>;
  Credential?: CredentialResolvers<ContextType>;
  CredentialAtClinic?: CredentialAtClinicResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  EndMembershipPayload?: EndMembershipPayloadResolvers<ContextType>;
  GrantPrivilegePayload?: GrantPrivilegePayloadResolvers<ContextType>;
  HireStaffPayload?: HireStaffPayloadResolvers<ContextType>;
  IssuePasswordResetPayload?: IssuePasswordResetPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LiftSuspensionPayload?: LiftSuspensionPayloadResolvers<ContextType>;
  Membership?: MembershipResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OpenClinicPayload?: OpenClinicPayloadResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Privilege?: PrivilegeResolvers<ContextType>;
  PublishShiftPayload?: PublishShiftPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  RemoveAdministratorPayload?: RemoveAdministratorPayloadResolvers<ContextType>;
  ResetPasswordPayload?: ResetPasswordPayloadResolvers<ContextType>;
  RevokeCredentialPayload?: RevokeCredentialPayloadResolvers<ContextType>;
  Shift?: ShiftResolvers<ContextType>;
  SignInPayload?: SignInPayloadResolvers<ContextType>;
  SignOutEverywherePayload?: SignOutEverywherePayloadResolvers<ContextType>;
  StaffMember?: StaffMemberResolvers<ContextType>;
  SuspendPrivilegePayload?: SuspendPrivilegePayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  VerifyCredentialPayload?: VerifyCredentialPayloadResolvers<ContextType>;
};

