/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
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
  /**
   * One-time token, good for seven days. Null when the e-mail address has an account already: then the person accepts by
   * themself, and until they do they hold no role here.
   */
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
  /**
   * By a manager of the clinic, an administrator, or the person: also while they have not accepted. What they were
   * privileged to do there ends with it.
   */
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
  /**
   * Final at the clinics of the manager who revokes it: every privilege there that stands on it ends with it. An
   * administrator revokes it everywhere.
   */
  revokeCredential: RevokeCredentialPayload;
  signIn: SignInPayload;
  /** Every token of the person who asks is over, this one included. */
  signOutEverywhere: SignOutEverywherePayload;
  suspendPrivilege: SuspendPrivilegePayload;
  /**
   * By a manager where the holder works, who is neither holder nor claimant: it counts at the clinics of that manager. Or
   * by an administrator.
   */
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
