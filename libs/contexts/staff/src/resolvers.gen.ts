/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
import type * as Graph from './graphql.gen.js';
import type { Clinic, StaffMember } from './graphql.gen.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Request } from '@stipple/service';
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };


export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Graph.Maybe<T> extends T ? Graph.Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
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
) => Graph.Maybe<TTypes> | Promise<Graph.Maybe<TTypes>>;

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
  AcceptInvitationInput: ResolverTypeWrapper<Partial<Graph.AcceptInvitationInput>>;
  ID: ResolverTypeWrapper<Partial<Graph.Scalars['ID']['output']>>;
  String: ResolverTypeWrapper<Partial<Graph.Scalars['String']['output']>>;
  AcceptInvitationPayload: ResolverTypeWrapper<Partial<Graph.AcceptInvitationPayload>>;
  AcceptMembershipInput: ResolverTypeWrapper<Partial<Graph.AcceptMembershipInput>>;
  AcceptMembershipPayload: ResolverTypeWrapper<Partial<Graph.AcceptMembershipPayload>>;
  Account: ResolverTypeWrapper<Partial<Graph.Account>>;
  Boolean: ResolverTypeWrapper<Partial<Graph.Scalars['Boolean']['output']>>;
  Int: ResolverTypeWrapper<Partial<Graph.Scalars['Int']['output']>>;
  AccountMembership: ResolverTypeWrapper<Partial<Graph.AccountMembership>>;
  AppointAdministratorInput: ResolverTypeWrapper<Partial<Graph.AppointAdministratorInput>>;
  AppointAdministratorPayload: ResolverTypeWrapper<Partial<Graph.AppointAdministratorPayload>>;
  ChangePasswordInput: ResolverTypeWrapper<Partial<Graph.ChangePasswordInput>>;
  ChangePasswordPayload: ResolverTypeWrapper<Partial<Graph.ChangePasswordPayload>>;
  ChangeRolesInput: ResolverTypeWrapper<Partial<Graph.ChangeRolesInput>>;
  ChangeRolesPayload: ResolverTypeWrapper<Partial<Graph.ChangeRolesPayload>>;
  ClaimCredentialInput: ResolverTypeWrapper<Partial<Graph.ClaimCredentialInput>>;
  ClaimCredentialPayload: ResolverTypeWrapper<Partial<Graph.ClaimCredentialPayload>>;
  Clinic: ResolverTypeWrapper<Partial<Graph.Clinic>>;
  ClinicRole: ResolverTypeWrapper<Partial<Graph.ClinicRole>>;
  Credential: ResolverTypeWrapper<Partial<Graph.Credential>>;
  CredentialAtClinic: ResolverTypeWrapper<Partial<Graph.CredentialAtClinic>>;
  CredentialStatus: ResolverTypeWrapper<Partial<Graph.CredentialStatus>>;
  Date: ResolverTypeWrapper<Partial<Graph.Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Graph.Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Graph.Scalars['Decimal']['output']>>;
  EndMembershipInput: ResolverTypeWrapper<Partial<Graph.EndMembershipInput>>;
  EndMembershipPayload: ResolverTypeWrapper<Partial<Graph.EndMembershipPayload>>;
  GrantPrivilegeInput: ResolverTypeWrapper<Partial<Graph.GrantPrivilegeInput>>;
  GrantPrivilegePayload: ResolverTypeWrapper<Partial<Graph.GrantPrivilegePayload>>;
  HireStaffInput: ResolverTypeWrapper<Partial<Graph.HireStaffInput>>;
  HireStaffPayload: ResolverTypeWrapper<Partial<Graph.HireStaffPayload>>;
  IssuePasswordResetInput: ResolverTypeWrapper<Partial<Graph.IssuePasswordResetInput>>;
  IssuePasswordResetPayload: ResolverTypeWrapper<Partial<Graph.IssuePasswordResetPayload>>;
  JSON: ResolverTypeWrapper<Partial<Graph.Scalars['JSON']['output']>>;
  LiftSuspensionInput: ResolverTypeWrapper<Partial<Graph.LiftSuspensionInput>>;
  LiftSuspensionPayload: ResolverTypeWrapper<Partial<Graph.LiftSuspensionPayload>>;
  Membership: ResolverTypeWrapper<Partial<Graph.Membership>>;
  Money: ResolverTypeWrapper<Partial<Graph.Money>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OpenClinicInput: ResolverTypeWrapper<Partial<Graph.OpenClinicInput>>;
  OpenClinicPayload: ResolverTypeWrapper<Partial<Graph.OpenClinicPayload>>;
  PageInfo: ResolverTypeWrapper<Partial<Graph.PageInfo>>;
  Privilege: ResolverTypeWrapper<Partial<Graph.Privilege>>;
  PrivilegeStatus: ResolverTypeWrapper<Partial<Graph.PrivilegeStatus>>;
  PublishShiftInput: ResolverTypeWrapper<Partial<Graph.PublishShiftInput>>;
  PublishShiftPayload: ResolverTypeWrapper<Partial<Graph.PublishShiftPayload>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refusal: ResolverTypeWrapper<Partial<Graph.Refusal>>;
  RemoveAdministratorInput: ResolverTypeWrapper<Partial<Graph.RemoveAdministratorInput>>;
  RemoveAdministratorPayload: ResolverTypeWrapper<Partial<Graph.RemoveAdministratorPayload>>;
  ResetPasswordInput: ResolverTypeWrapper<Partial<Graph.ResetPasswordInput>>;
  ResetPasswordPayload: ResolverTypeWrapper<Partial<Graph.ResetPasswordPayload>>;
  RevokeCredentialInput: ResolverTypeWrapper<Partial<Graph.RevokeCredentialInput>>;
  RevokeCredentialPayload: ResolverTypeWrapper<Partial<Graph.RevokeCredentialPayload>>;
  Role: ResolverTypeWrapper<Partial<Graph.Role>>;
  Shift: ResolverTypeWrapper<Partial<Graph.Shift>>;
  SignInInput: ResolverTypeWrapper<Partial<Graph.SignInInput>>;
  SignInPayload: ResolverTypeWrapper<Partial<Graph.SignInPayload>>;
  SignOutEverywhereInput: ResolverTypeWrapper<Partial<Graph.SignOutEverywhereInput>>;
  SignOutEverywherePayload: ResolverTypeWrapper<Partial<Graph.SignOutEverywherePayload>>;
  StaffMember: ResolverTypeWrapper<Partial<Graph.StaffMember>>;
  SuspendPrivilegeInput: ResolverTypeWrapper<Partial<Graph.SuspendPrivilegeInput>>;
  SuspendPrivilegePayload: ResolverTypeWrapper<Partial<Graph.SuspendPrivilegePayload>>;
  User: ResolverTypeWrapper<Partial<Graph.User>>;
  VerificationMethod: ResolverTypeWrapper<Partial<Graph.VerificationMethod>>;
  VerifyCredentialInput: ResolverTypeWrapper<Partial<Graph.VerifyCredentialInput>>;
  VerifyCredentialPayload: ResolverTypeWrapper<Partial<Graph.VerifyCredentialPayload>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationInput: Partial<Graph.AcceptInvitationInput>;
  ID: Partial<Graph.Scalars['ID']['output']>;
  String: Partial<Graph.Scalars['String']['output']>;
  AcceptInvitationPayload: Partial<Graph.AcceptInvitationPayload>;
  AcceptMembershipInput: Partial<Graph.AcceptMembershipInput>;
  AcceptMembershipPayload: Partial<Graph.AcceptMembershipPayload>;
  Account: Partial<Graph.Account>;
  Boolean: Partial<Graph.Scalars['Boolean']['output']>;
  Int: Partial<Graph.Scalars['Int']['output']>;
  AccountMembership: Partial<Graph.AccountMembership>;
  AppointAdministratorInput: Partial<Graph.AppointAdministratorInput>;
  AppointAdministratorPayload: Partial<Graph.AppointAdministratorPayload>;
  ChangePasswordInput: Partial<Graph.ChangePasswordInput>;
  ChangePasswordPayload: Partial<Graph.ChangePasswordPayload>;
  ChangeRolesInput: Partial<Graph.ChangeRolesInput>;
  ChangeRolesPayload: Partial<Graph.ChangeRolesPayload>;
  ClaimCredentialInput: Partial<Graph.ClaimCredentialInput>;
  ClaimCredentialPayload: Partial<Graph.ClaimCredentialPayload>;
  Clinic: Partial<Graph.Clinic | FederationReferenceTypes['Clinic']>;
  Credential: Partial<Graph.Credential>;
  CredentialAtClinic: Partial<Graph.CredentialAtClinic>;
  Date: Partial<Graph.Scalars['Date']['output']>;
  DateTime: Partial<Graph.Scalars['DateTime']['output']>;
  Decimal: Partial<Graph.Scalars['Decimal']['output']>;
  EndMembershipInput: Partial<Graph.EndMembershipInput>;
  EndMembershipPayload: Partial<Graph.EndMembershipPayload>;
  GrantPrivilegeInput: Partial<Graph.GrantPrivilegeInput>;
  GrantPrivilegePayload: Partial<Graph.GrantPrivilegePayload>;
  HireStaffInput: Partial<Graph.HireStaffInput>;
  HireStaffPayload: Partial<Graph.HireStaffPayload>;
  IssuePasswordResetInput: Partial<Graph.IssuePasswordResetInput>;
  IssuePasswordResetPayload: Partial<Graph.IssuePasswordResetPayload>;
  JSON: Partial<Graph.Scalars['JSON']['output']>;
  LiftSuspensionInput: Partial<Graph.LiftSuspensionInput>;
  LiftSuspensionPayload: Partial<Graph.LiftSuspensionPayload>;
  Membership: Partial<Graph.Membership>;
  Money: Partial<Graph.Money>;
  Mutation: Record<PropertyKey, never>;
  OpenClinicInput: Partial<Graph.OpenClinicInput>;
  OpenClinicPayload: Partial<Graph.OpenClinicPayload>;
  PageInfo: Partial<Graph.PageInfo>;
  Privilege: Partial<Graph.Privilege>;
  PublishShiftInput: Partial<Graph.PublishShiftInput>;
  PublishShiftPayload: Partial<Graph.PublishShiftPayload>;
  Query: Record<PropertyKey, never>;
  Refusal: Partial<Graph.Refusal>;
  RemoveAdministratorInput: Partial<Graph.RemoveAdministratorInput>;
  RemoveAdministratorPayload: Partial<Graph.RemoveAdministratorPayload>;
  ResetPasswordInput: Partial<Graph.ResetPasswordInput>;
  ResetPasswordPayload: Partial<Graph.ResetPasswordPayload>;
  RevokeCredentialInput: Partial<Graph.RevokeCredentialInput>;
  RevokeCredentialPayload: Partial<Graph.RevokeCredentialPayload>;
  Shift: Partial<Graph.Shift>;
  SignInInput: Partial<Graph.SignInInput>;
  SignInPayload: Partial<Graph.SignInPayload>;
  SignOutEverywhereInput: Partial<Graph.SignOutEverywhereInput>;
  SignOutEverywherePayload: Partial<Graph.SignOutEverywherePayload>;
  StaffMember: Partial<Graph.StaffMember | FederationReferenceTypes['StaffMember']>;
  SuspendPrivilegeInput: Partial<Graph.SuspendPrivilegeInput>;
  SuspendPrivilegePayload: Partial<Graph.SuspendPrivilegePayload>;
  User: Partial<Graph.User>;
  VerifyCredentialInput: Partial<Graph.VerifyCredentialInput>;
  VerifyCredentialPayload: Partial<Graph.VerifyCredentialPayload>;
};

export type AcceptInvitationPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AcceptInvitationPayload'] = ResolversParentTypes['AcceptInvitationPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  user?: Resolver<Graph.Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type AcceptMembershipPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AcceptMembershipPayload'] = ResolversParentTypes['AcceptMembershipPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  user?: Resolver<Graph.Maybe<ResolversTypes['User']>, ParentType, ContextType>;
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
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type ChangePasswordPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ChangePasswordPayload'] = ResolversParentTypes['ChangePasswordPayload']> = {
  expiresAt?: Resolver<Graph.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  token?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChangeRolesPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ChangeRolesPayload'] = ResolversParentTypes['ChangeRolesPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type ClaimCredentialPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ClaimCredentialPayload'] = ResolversParentTypes['ClaimCredentialPayload']> = {
  credential?: Resolver<Graph.Maybe<ResolversTypes['Credential']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type ClinicResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Clinic'] = ResolversParentTypes['Clinic'], FederationReferenceType extends FederationReferenceTypes['Clinic'] = FederationReferenceTypes['Clinic']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Clinic']> | FederationReferenceType, FederationReferenceType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CredentialResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Credential'] = ResolversParentTypes['Credential']> = {
  atClinics?: Resolver<Array<ResolversTypes['CredentialAtClinic']>, ParentType, ContextType>;
  expiresOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  holder?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  issuer?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  method?: Resolver<Graph.Maybe<ResolversTypes['VerificationMethod']>, ParentType, ContextType>;
  number?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CredentialStatus'], ParentType, ContextType>;
  title?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  verifiedAt?: Resolver<Graph.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  verifiedBy?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type CredentialAtClinicResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CredentialAtClinic'] = ResolversParentTypes['CredentialAtClinic']> = {
  clinic?: Resolver<Graph.Maybe<ResolversTypes['Clinic']>, ParentType, ContextType>;
  method?: Resolver<Graph.Maybe<ResolversTypes['VerificationMethod']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CredentialStatus'], ParentType, ContextType>;
  verifiedAt?: Resolver<Graph.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  verifiedBy?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
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
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type GrantPrivilegePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['GrantPrivilegePayload'] = ResolversParentTypes['GrantPrivilegePayload']> = {
  privilege?: Resolver<Graph.Maybe<ResolversTypes['Privilege']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type HireStaffPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['HireStaffPayload'] = ResolversParentTypes['HireStaffPayload']> = {
  invitation?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type IssuePasswordResetPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['IssuePasswordResetPayload'] = ResolversParentTypes['IssuePasswordResetPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  reset?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LiftSuspensionPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['LiftSuspensionPayload'] = ResolversParentTypes['LiftSuspensionPayload']> = {
  privilege?: Resolver<Graph.Maybe<ResolversTypes['Privilege']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type MembershipResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Membership'] = ResolversParentTypes['Membership']> = {
  clinic?: Resolver<Graph.Maybe<ResolversTypes['Clinic']>, ParentType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['ClinicRole']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<ResolversTypes['AcceptInvitationPayload'], ParentType, ContextType, RequireFields<Graph.MutationAcceptInvitationArgs, 'input'>>;
  acceptMembership?: Resolver<ResolversTypes['AcceptMembershipPayload'], ParentType, ContextType, RequireFields<Graph.MutationAcceptMembershipArgs, 'input'>>;
  appointAdministrator?: Resolver<ResolversTypes['AppointAdministratorPayload'], ParentType, ContextType, RequireFields<Graph.MutationAppointAdministratorArgs, 'input'>>;
  changePassword?: Resolver<ResolversTypes['ChangePasswordPayload'], ParentType, ContextType, RequireFields<Graph.MutationChangePasswordArgs, 'input'>>;
  changeRoles?: Resolver<ResolversTypes['ChangeRolesPayload'], ParentType, ContextType, RequireFields<Graph.MutationChangeRolesArgs, 'input'>>;
  claimCredential?: Resolver<ResolversTypes['ClaimCredentialPayload'], ParentType, ContextType, RequireFields<Graph.MutationClaimCredentialArgs, 'input'>>;
  endMembership?: Resolver<ResolversTypes['EndMembershipPayload'], ParentType, ContextType, RequireFields<Graph.MutationEndMembershipArgs, 'input'>>;
  grantPrivilege?: Resolver<ResolversTypes['GrantPrivilegePayload'], ParentType, ContextType, RequireFields<Graph.MutationGrantPrivilegeArgs, 'input'>>;
  hireStaff?: Resolver<ResolversTypes['HireStaffPayload'], ParentType, ContextType, RequireFields<Graph.MutationHireStaffArgs, 'input'>>;
  issuePasswordReset?: Resolver<ResolversTypes['IssuePasswordResetPayload'], ParentType, ContextType, RequireFields<Graph.MutationIssuePasswordResetArgs, 'input'>>;
  liftSuspension?: Resolver<ResolversTypes['LiftSuspensionPayload'], ParentType, ContextType, RequireFields<Graph.MutationLiftSuspensionArgs, 'input'>>;
  openClinic?: Resolver<ResolversTypes['OpenClinicPayload'], ParentType, ContextType, RequireFields<Graph.MutationOpenClinicArgs, 'input'>>;
  publishShift?: Resolver<ResolversTypes['PublishShiftPayload'], ParentType, ContextType, RequireFields<Graph.MutationPublishShiftArgs, 'input'>>;
  removeAdministrator?: Resolver<ResolversTypes['RemoveAdministratorPayload'], ParentType, ContextType, RequireFields<Graph.MutationRemoveAdministratorArgs, 'input'>>;
  resetPassword?: Resolver<ResolversTypes['ResetPasswordPayload'], ParentType, ContextType, RequireFields<Graph.MutationResetPasswordArgs, 'input'>>;
  revokeCredential?: Resolver<ResolversTypes['RevokeCredentialPayload'], ParentType, ContextType, RequireFields<Graph.MutationRevokeCredentialArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInPayload'], ParentType, ContextType, RequireFields<Graph.MutationSignInArgs, 'input'>>;
  signOutEverywhere?: Resolver<ResolversTypes['SignOutEverywherePayload'], ParentType, ContextType, RequireFields<Graph.MutationSignOutEverywhereArgs, 'input'>>;
  suspendPrivilege?: Resolver<ResolversTypes['SuspendPrivilegePayload'], ParentType, ContextType, RequireFields<Graph.MutationSuspendPrivilegeArgs, 'input'>>;
  verifyCredential?: Resolver<ResolversTypes['VerifyCredentialPayload'], ParentType, ContextType, RequireFields<Graph.MutationVerifyCredentialArgs, 'input'>>;
};

export type OpenClinicPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['OpenClinicPayload'] = ResolversParentTypes['OpenClinicPayload']> = {
  clinic?: Resolver<Graph.Maybe<ResolversTypes['Clinic']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PrivilegeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Privilege'] = ResolversParentTypes['Privilege']> = {
  clinic?: Resolver<Graph.Maybe<ResolversTypes['Clinic']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  procedureCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PrivilegeStatus'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PublishShiftPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PublishShiftPayload'] = ResolversParentTypes['PublishShiftPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  shift?: Resolver<Graph.Maybe<ResolversTypes['Shift']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  accounts?: Resolver<Array<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<Graph.QueryAccountsArgs, 'ids'>>;
  clinics?: Resolver<Array<ResolversTypes['Clinic']>, ParentType, ContextType>;
  eligibleStaff?: Resolver<Array<ResolversTypes['StaffMember']>, ParentType, ContextType, RequireFields<Graph.QueryEligibleStaffArgs, 'at' | 'clinicId' | 'procedureCode'>>;
  me?: Resolver<Graph.Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  shifts?: Resolver<Array<ResolversTypes['Shift']>, ParentType, ContextType, RequireFields<Graph.QueryShiftsArgs, 'clinicId' | 'from' | 'to'>>;
  staff?: Resolver<Array<ResolversTypes['StaffMember']>, ParentType, ContextType, RequireFields<Graph.QueryStaffArgs, 'clinicId'>>;
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType, RequireFields<Graph.QueryStaffMemberArgs, 'id'>>;
};

export type RefusalResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Graph.Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type RemoveAdministratorPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RemoveAdministratorPayload'] = ResolversParentTypes['RemoveAdministratorPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
};

export type ResetPasswordPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ResetPasswordPayload'] = ResolversParentTypes['ResetPasswordPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  user?: Resolver<Graph.Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type RevokeCredentialPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RevokeCredentialPayload'] = ResolversParentTypes['RevokeCredentialPayload']> = {
  credential?: Resolver<Graph.Maybe<ResolversTypes['Credential']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type ShiftResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Shift'] = ResolversParentTypes['Shift']> = {
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SignInPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SignInPayload'] = ResolversParentTypes['SignInPayload']> = {
  expiresAt?: Resolver<Graph.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  token?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Graph.Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SignOutEverywherePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SignOutEverywherePayload'] = ResolversParentTypes['SignOutEverywherePayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type StaffMemberResolvers<ContextType = Request, ParentType extends ResolversParentTypes['StaffMember'] = ResolversParentTypes['StaffMember'], FederationReferenceType extends FederationReferenceTypes['StaffMember'] = FederationReferenceTypes['StaffMember']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['StaffMember']> | FederationReferenceType, FederationReferenceType, ContextType>;
  credentials?: Resolver<Graph.Maybe<Array<ResolversTypes['Credential']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  privileges?: Resolver<Array<ResolversTypes['Privilege']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['ClinicRole']>, ParentType, ContextType>;
};

export type SuspendPrivilegePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SuspendPrivilegePayload'] = ResolversParentTypes['SuspendPrivilegePayload']> = {
  privilege?: Resolver<Graph.Maybe<ResolversTypes['Privilege']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Request, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  clinics?: Resolver<Array<ResolversTypes['Clinic']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  memberships?: Resolver<Array<ResolversTypes['Membership']>, ParentType, ContextType>;
  name?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pendingMemberships?: Resolver<Array<ResolversTypes['Membership']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
};

export type VerifyCredentialPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['VerifyCredentialPayload'] = ResolversParentTypes['VerifyCredentialPayload']> = {
  credential?: Resolver<Graph.Maybe<ResolversTypes['Credential']>, ParentType, ContextType>;
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

