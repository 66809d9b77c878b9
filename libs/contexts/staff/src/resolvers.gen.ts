/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
import type * as Graph from './graphql.gen.js';
import type { Clinic, StaffMember } from './graphql.gen.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ClinicNode } from './clinic/clinic.graph.js';
import type { StaffMemberNode } from './member/member.graph.js';
import type { ShiftNode } from './shift/shift.graph.js';
import type { CredentialNode, CredentialAtClinicNode } from './standing/credential.graph.js';
import type { PrivilegeNode } from './standing/privilege.graph.js';
import type { Request } from '@stipple/service';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
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
  AcceptInvitationInput: Graph.AcceptInvitationInput;
  ID: ResolverTypeWrapper<Graph.Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Graph.Scalars['String']['output']>;
  AcceptInvitationPayload: ResolverTypeWrapper<Omit<Graph.AcceptInvitationPayload, 'user'> & { user?: Graph.Maybe<ResolversTypes['User']> }>;
  AcceptMembershipInput: Graph.AcceptMembershipInput;
  AcceptMembershipPayload: ResolverTypeWrapper<Omit<Graph.AcceptMembershipPayload, 'user'> & { user?: Graph.Maybe<ResolversTypes['User']> }>;
  Account: ResolverTypeWrapper<Graph.Account>;
  Boolean: ResolverTypeWrapper<Graph.Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Graph.Scalars['Int']['output']>;
  AccountMembership: ResolverTypeWrapper<Graph.AccountMembership>;
  AppointAdministratorInput: Graph.AppointAdministratorInput;
  AppointAdministratorPayload: ResolverTypeWrapper<Omit<Graph.AppointAdministratorPayload, 'staffMember'> & { staffMember?: Graph.Maybe<ResolversTypes['StaffMember']> }>;
  ChangePasswordInput: Graph.ChangePasswordInput;
  ChangePasswordPayload: ResolverTypeWrapper<Graph.ChangePasswordPayload>;
  ChangeRolesInput: Graph.ChangeRolesInput;
  ChangeRolesPayload: ResolverTypeWrapper<Omit<Graph.ChangeRolesPayload, 'staffMember'> & { staffMember?: Graph.Maybe<ResolversTypes['StaffMember']> }>;
  ClaimCredentialInput: Graph.ClaimCredentialInput;
  ClaimCredentialPayload: ResolverTypeWrapper<Omit<Graph.ClaimCredentialPayload, 'credential'> & { credential?: Graph.Maybe<ResolversTypes['Credential']> }>;
  Clinic: ResolverTypeWrapper<ClinicNode>;
  ClinicRole: Graph.ClinicRole;
  Credential: ResolverTypeWrapper<CredentialNode>;
  CredentialAtClinic: ResolverTypeWrapper<CredentialAtClinicNode>;
  CredentialStatus: Graph.CredentialStatus;
  Date: ResolverTypeWrapper<Graph.Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Graph.Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Graph.Scalars['Decimal']['output']>;
  EndMembershipInput: Graph.EndMembershipInput;
  EndMembershipPayload: ResolverTypeWrapper<Omit<Graph.EndMembershipPayload, 'staffMember'> & { staffMember?: Graph.Maybe<ResolversTypes['StaffMember']> }>;
  GrantPrivilegeInput: Graph.GrantPrivilegeInput;
  GrantPrivilegePayload: ResolverTypeWrapper<Omit<Graph.GrantPrivilegePayload, 'privilege'> & { privilege?: Graph.Maybe<ResolversTypes['Privilege']> }>;
  HireStaffInput: Graph.HireStaffInput;
  HireStaffPayload: ResolverTypeWrapper<Omit<Graph.HireStaffPayload, 'staffMember'> & { staffMember?: Graph.Maybe<ResolversTypes['StaffMember']> }>;
  IssuePasswordResetInput: Graph.IssuePasswordResetInput;
  IssuePasswordResetPayload: ResolverTypeWrapper<Graph.IssuePasswordResetPayload>;
  JSON: ResolverTypeWrapper<Graph.Scalars['JSON']['output']>;
  LiftSuspensionInput: Graph.LiftSuspensionInput;
  LiftSuspensionPayload: ResolverTypeWrapper<Omit<Graph.LiftSuspensionPayload, 'privilege'> & { privilege?: Graph.Maybe<ResolversTypes['Privilege']> }>;
  Membership: ResolverTypeWrapper<Omit<Graph.Membership, 'clinic'> & { clinic?: Graph.Maybe<ResolversTypes['Clinic']> }>;
  Money: ResolverTypeWrapper<Graph.Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OpenClinicInput: Graph.OpenClinicInput;
  OpenClinicPayload: ResolverTypeWrapper<Omit<Graph.OpenClinicPayload, 'clinic'> & { clinic?: Graph.Maybe<ResolversTypes['Clinic']> }>;
  PageInfo: ResolverTypeWrapper<Graph.PageInfo>;
  Privilege: ResolverTypeWrapper<PrivilegeNode>;
  PrivilegeStatus: Graph.PrivilegeStatus;
  PublishShiftInput: Graph.PublishShiftInput;
  PublishShiftPayload: ResolverTypeWrapper<Omit<Graph.PublishShiftPayload, 'shift'> & { shift?: Graph.Maybe<ResolversTypes['Shift']> }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refusal: ResolverTypeWrapper<Graph.Refusal>;
  RemoveAdministratorInput: Graph.RemoveAdministratorInput;
  RemoveAdministratorPayload: ResolverTypeWrapper<Omit<Graph.RemoveAdministratorPayload, 'staffMember'> & { staffMember?: Graph.Maybe<ResolversTypes['StaffMember']> }>;
  ResetPasswordInput: Graph.ResetPasswordInput;
  ResetPasswordPayload: ResolverTypeWrapper<Omit<Graph.ResetPasswordPayload, 'user'> & { user?: Graph.Maybe<ResolversTypes['User']> }>;
  RevokeCredentialInput: Graph.RevokeCredentialInput;
  RevokeCredentialPayload: ResolverTypeWrapper<Omit<Graph.RevokeCredentialPayload, 'credential'> & { credential?: Graph.Maybe<ResolversTypes['Credential']> }>;
  Role: Graph.Role;
  Shift: ResolverTypeWrapper<ShiftNode>;
  SignInInput: Graph.SignInInput;
  SignInPayload: ResolverTypeWrapper<Omit<Graph.SignInPayload, 'user'> & { user?: Graph.Maybe<ResolversTypes['User']> }>;
  SignOutEverywhereInput: Graph.SignOutEverywhereInput;
  SignOutEverywherePayload: ResolverTypeWrapper<Graph.SignOutEverywherePayload>;
  StaffMember: ResolverTypeWrapper<StaffMemberNode>;
  SuspendPrivilegeInput: Graph.SuspendPrivilegeInput;
  SuspendPrivilegePayload: ResolverTypeWrapper<Omit<Graph.SuspendPrivilegePayload, 'privilege'> & { privilege?: Graph.Maybe<ResolversTypes['Privilege']> }>;
  User: ResolverTypeWrapper<Omit<Graph.User, 'clinics' | 'memberships' | 'pendingMemberships'> & { clinics: Array<ResolversTypes['Clinic']>, memberships: Array<ResolversTypes['Membership']>, pendingMemberships: Array<ResolversTypes['Membership']> }>;
  VerificationMethod: Graph.VerificationMethod;
  VerifyCredentialInput: Graph.VerifyCredentialInput;
  VerifyCredentialPayload: ResolverTypeWrapper<Omit<Graph.VerifyCredentialPayload, 'credential'> & { credential?: Graph.Maybe<ResolversTypes['Credential']> }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationInput: Graph.AcceptInvitationInput;
  ID: Graph.Scalars['ID']['output'];
  String: Graph.Scalars['String']['output'];
  AcceptInvitationPayload: Omit<Graph.AcceptInvitationPayload, 'user'> & { user?: Graph.Maybe<ResolversParentTypes['User']> };
  AcceptMembershipInput: Graph.AcceptMembershipInput;
  AcceptMembershipPayload: Omit<Graph.AcceptMembershipPayload, 'user'> & { user?: Graph.Maybe<ResolversParentTypes['User']> };
  Account: Graph.Account;
  Boolean: Graph.Scalars['Boolean']['output'];
  Int: Graph.Scalars['Int']['output'];
  AccountMembership: Graph.AccountMembership;
  AppointAdministratorInput: Graph.AppointAdministratorInput;
  AppointAdministratorPayload: Omit<Graph.AppointAdministratorPayload, 'staffMember'> & { staffMember?: Graph.Maybe<ResolversParentTypes['StaffMember']> };
  ChangePasswordInput: Graph.ChangePasswordInput;
  ChangePasswordPayload: Graph.ChangePasswordPayload;
  ChangeRolesInput: Graph.ChangeRolesInput;
  ChangeRolesPayload: Omit<Graph.ChangeRolesPayload, 'staffMember'> & { staffMember?: Graph.Maybe<ResolversParentTypes['StaffMember']> };
  ClaimCredentialInput: Graph.ClaimCredentialInput;
  ClaimCredentialPayload: Omit<Graph.ClaimCredentialPayload, 'credential'> & { credential?: Graph.Maybe<ResolversParentTypes['Credential']> };
  Clinic: ClinicNode;
  Credential: CredentialNode;
  CredentialAtClinic: CredentialAtClinicNode;
  Date: Graph.Scalars['Date']['output'];
  DateTime: Graph.Scalars['DateTime']['output'];
  Decimal: Graph.Scalars['Decimal']['output'];
  EndMembershipInput: Graph.EndMembershipInput;
  EndMembershipPayload: Omit<Graph.EndMembershipPayload, 'staffMember'> & { staffMember?: Graph.Maybe<ResolversParentTypes['StaffMember']> };
  GrantPrivilegeInput: Graph.GrantPrivilegeInput;
  GrantPrivilegePayload: Omit<Graph.GrantPrivilegePayload, 'privilege'> & { privilege?: Graph.Maybe<ResolversParentTypes['Privilege']> };
  HireStaffInput: Graph.HireStaffInput;
  HireStaffPayload: Omit<Graph.HireStaffPayload, 'staffMember'> & { staffMember?: Graph.Maybe<ResolversParentTypes['StaffMember']> };
  IssuePasswordResetInput: Graph.IssuePasswordResetInput;
  IssuePasswordResetPayload: Graph.IssuePasswordResetPayload;
  JSON: Graph.Scalars['JSON']['output'];
  LiftSuspensionInput: Graph.LiftSuspensionInput;
  LiftSuspensionPayload: Omit<Graph.LiftSuspensionPayload, 'privilege'> & { privilege?: Graph.Maybe<ResolversParentTypes['Privilege']> };
  Membership: Omit<Graph.Membership, 'clinic'> & { clinic?: Graph.Maybe<ResolversParentTypes['Clinic']> };
  Money: Graph.Money;
  Mutation: Record<PropertyKey, never>;
  OpenClinicInput: Graph.OpenClinicInput;
  OpenClinicPayload: Omit<Graph.OpenClinicPayload, 'clinic'> & { clinic?: Graph.Maybe<ResolversParentTypes['Clinic']> };
  PageInfo: Graph.PageInfo;
  Privilege: PrivilegeNode;
  PublishShiftInput: Graph.PublishShiftInput;
  PublishShiftPayload: Omit<Graph.PublishShiftPayload, 'shift'> & { shift?: Graph.Maybe<ResolversParentTypes['Shift']> };
  Query: Record<PropertyKey, never>;
  Refusal: Graph.Refusal;
  RemoveAdministratorInput: Graph.RemoveAdministratorInput;
  RemoveAdministratorPayload: Omit<Graph.RemoveAdministratorPayload, 'staffMember'> & { staffMember?: Graph.Maybe<ResolversParentTypes['StaffMember']> };
  ResetPasswordInput: Graph.ResetPasswordInput;
  ResetPasswordPayload: Omit<Graph.ResetPasswordPayload, 'user'> & { user?: Graph.Maybe<ResolversParentTypes['User']> };
  RevokeCredentialInput: Graph.RevokeCredentialInput;
  RevokeCredentialPayload: Omit<Graph.RevokeCredentialPayload, 'credential'> & { credential?: Graph.Maybe<ResolversParentTypes['Credential']> };
  Shift: ShiftNode;
  SignInInput: Graph.SignInInput;
  SignInPayload: Omit<Graph.SignInPayload, 'user'> & { user?: Graph.Maybe<ResolversParentTypes['User']> };
  SignOutEverywhereInput: Graph.SignOutEverywhereInput;
  SignOutEverywherePayload: Graph.SignOutEverywherePayload;
  StaffMember: StaffMemberNode;
  SuspendPrivilegeInput: Graph.SuspendPrivilegeInput;
  SuspendPrivilegePayload: Omit<Graph.SuspendPrivilegePayload, 'privilege'> & { privilege?: Graph.Maybe<ResolversParentTypes['Privilege']> };
  User: Omit<Graph.User, 'clinics' | 'memberships' | 'pendingMemberships'> & { clinics: Array<ResolversParentTypes['Clinic']>, memberships: Array<ResolversParentTypes['Membership']>, pendingMemberships: Array<ResolversParentTypes['Membership']> };
  VerifyCredentialInput: Graph.VerifyCredentialInput;
  VerifyCredentialPayload: Omit<Graph.VerifyCredentialPayload, 'credential'> & { credential?: Graph.Maybe<ResolversParentTypes['Credential']> };
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
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Clinic']>, FederationReferenceType, ContextType>;
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
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['StaffMember']>, FederationReferenceType, ContextType>;
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

