/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
export const sdl = {
  clinic: `type Clinic @key(fields: "id") {
  id: ID!
  name: String!
  timeZone: String!
  currency: String!
  country: String!
}

input OpenClinicInput {
  name: String!
  "IANA name: its days are counted in it."
  timeZone: String!
  "ISO 4217."
  currency: String!
  "ISO 3166, two letters."
  country: String!
  commandId: ID
}

type OpenClinicPayload {
  clinic: Clinic
  refusals: [Refusal!]!
}

type Query {
  clinics: [Clinic!]!
}

type Mutation {
  openClinic(input: OpenClinicInput!): OpenClinicPayload!
}
`,
  member: `"What somebody is at a clinic. A manager does what all others of the clinic do, but for auditing."
enum ClinicRole {
  TECHNICIAN
  FRONT_DESK
  MANAGER
  HYGIENE_LEAD
  AUDITOR
}

"A person who works at a clinic. Seen by who works where they work or once worked, and by administrators."
type StaffMember @key(fields: "id") {
  id: ID!
  "Null once the person was erased, and for those who do not see them."
  name: String
  "At the clinics that they share with who asks."
  roles: [ClinicRole!]!
}

input HireStaffInput {
  clinicId: ID!
  name: String!
  email: String!
  roles: [ClinicRole!]!
  commandId: ID
}

type HireStaffPayload {
  staffMember: StaffMember
  """
  One-time token, good for seven days. Null when the e-mail address has an account already: then the person accepts by
  themself, and until they do they hold no role here.
  """
  invitation: String
  refusals: [Refusal!]!
}

extend type Query {
  staffMember(id: ID!): StaffMember
  "Everybody who works at a clinic, by name."
  staff(clinicId: ID!): [StaffMember!]!
}

extend type Mutation {
  "By a manager of the clinic, also of further managers, or by an administrator."
  hireStaff(input: HireStaffInput!): HireStaffPayload!
}
`,
  membership: `input AcceptMembershipInput {
  clinicId: ID!
  commandId: ID
}

type AcceptMembershipPayload {
  user: User
  refusals: [Refusal!]!
}

input ChangeRolesInput {
  staffMemberId: ID!
  clinicId: ID!
  "All that are held there from now on."
  roles: [ClinicRole!]!
  commandId: ID
}

type ChangeRolesPayload {
  staffMember: StaffMember
  refusals: [Refusal!]!
}

input EndMembershipInput {
  staffMemberId: ID!
  clinicId: ID!
  reason: String!
  commandId: ID
}

type EndMembershipPayload {
  staffMember: StaffMember
  refusals: [Refusal!]!
}

input AppointAdministratorInput {
  staffMemberId: ID!
  commandId: ID
}

type AppointAdministratorPayload {
  staffMember: StaffMember
  refusals: [Refusal!]!
}

input RemoveAdministratorInput {
  staffMemberId: ID!
  reason: String!
  commandId: ID
}

type RemoveAdministratorPayload {
  staffMember: StaffMember
  refusals: [Refusal!]!
}

extend type Mutation {
  "By somebody with an account who was hired at a further clinic; \`me\` tells where."
  acceptMembership(input: AcceptMembershipInput!): AcceptMembershipPayload!
  "By a manager of the clinic or an administrator; those of an administrator by an administrator only."
  changeRoles(input: ChangeRolesInput!): ChangeRolesPayload!
  """
  By a manager of the clinic, an administrator, or the person: also while they have not accepted. What they were
  privileged to do there ends with it.
  """
  endMembership(input: EndMembershipInput!): EndMembershipPayload!
  "By an administrator: somebody who has an account administers the installation as well."
  appointAdministrator(input: AppointAdministratorInput!): AppointAdministratorPayload!
  "By an administrator; the last one stays."
  removeAdministrator(input: RemoveAdministratorInput!): RemoveAdministratorPayload!
}
`,
  shift: `"A person's working time at a clinic, from \`start\` up to \`end\`."
type Shift {
  id: ID!
  staffMember: StaffMember
  start: DateTime!
  end: DateTime!
}

input PublishShiftInput {
  staffMemberId: ID!
  clinicId: ID!
  start: DateTime!
  end: DateTime!
  commandId: ID
}

type PublishShiftPayload {
  shift: Shift
  refusals: [Refusal!]!
}

extend type Query {
  "A clinic's shifts that touch a time of at most 62 days."
  shifts(clinicId: ID!, from: DateTime!, to: DateTime!): [Shift!]!
}

extend type Mutation {
  publishShift(input: PublishShiftInput!): PublishShiftPayload!
}
`,
  password: `input ChangePasswordInput {
  current: String!
  password: String!
  commandId: ID
}

type ChangePasswordPayload {
  "A new one: every other token of this person is over."
  token: String
  expiresAt: DateTime
  refusals: [Refusal!]!
}

input IssuePasswordResetInput {
  staffMemberId: ID!
  commandId: ID
}

type IssuePasswordResetPayload {
  "One-time token, good for an hour. Each new one ends the one before."
  reset: String
  refusals: [Refusal!]!
}

input ResetPasswordInput {
  token: String!
  password: String!
  commandId: ID
}

type ResetPasswordPayload {
  user: User
  refusals: [Refusal!]!
}

input SignOutEverywhereInput {
  commandId: ID
}

type SignOutEverywherePayload {
  refusals: [Refusal!]!
}

extend type Mutation {
  changePassword(input: ChangePasswordInput!): ChangePasswordPayload!
  "By an administrator, or a manager of every clinic where the person works; an administrator's only by another."
  issuePasswordReset(input: IssuePasswordResetInput!): IssuePasswordResetPayload!
  "Chooses a new password by a reset; every token of this person is over."
  resetPassword(input: ResetPasswordInput!): ResetPasswordPayload!
  "Every token of the person who asks is over, this one included."
  signOutEverywhere(input: SignOutEverywhereInput!): SignOutEverywherePayload!
}
`,
  signIn: `enum Role {
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
  "Where they were hired and have not accepted yet; none of these roles is held."
  pendingMemberships: [Membership!]!
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

"Whom tokens stand for."
type Account {
  id: ID!
  "How often everybody signed in as this person was signed out: a token that was given before is over."
  sessions: Int!
  administrator: Boolean!
  memberships: [AccountMembership!]!
}

type AccountMembership {
  clinicId: ID!
  roles: [ClinicRole!]!
}

extend type Query {
  "Who is signed in, as they are now."
  me: User
  "Of up to 500 people those who can sign in, for gateways, which know nobody otherwise. By an administrator."
  accounts(ids: [ID!]!): [Account!]!
}

extend type Mutation {
  signIn(input: SignInInput!): SignInPayload!
  "Chooses the password with which the person signs in from now on."
  acceptInvitation(input: AcceptInvitationInput!): AcceptInvitationPayload!
}
`,
  credential: `enum CredentialStatus {
  CLAIMED
  VERIFIED
  EXPIRED
  REVOKED
}

enum VerificationMethod {
  "Confirmed by who issued it."
  PRIMARY_SOURCE
  "The document was inspected."
  DOCUMENT
}

"Evidence that somebody may do something. What it says is a claim until it is verified."
type Credential {
  id: ID!
  holder: StaffMember
  "Null, as what follows, once the holder was erased."
  kind: String
  title: String
  issuer: String
  number: String
  issuedOn: Date!
  "Good through this day, in the zone of the holder's clinics; in UTC where those lie in several."
  expiresOn: Date!
  "At the clinics that whoever asks manages or audits, or works at as its holder: VERIFIED when it is at one of them."
  status: CredentialStatus!
  verifiedBy: StaffMember
  verifiedAt: DateTime
  method: VerificationMethod
  "What each of those clinics has decided: a decision counts where it was made, an administrator's everywhere."
  atClinics: [CredentialAtClinic!]!
}

type CredentialAtClinic {
  clinic: Clinic
  status: CredentialStatus!
  verifiedBy: StaffMember
  verifiedAt: DateTime
  method: VerificationMethod
}

extend type StaffMember {
  "Seen by themself, and by managers and auditors where they work."
  credentials: [Credential!]
}

input ClaimCredentialInput {
  staffMemberId: ID!
  "LICENCE, CERTIFICATION, TRAINING_COMPLETION, VACCINATION, COMPETENCE_SIGNOFF, or a clinic's own word."
  kind: String!
  title: String!
  issuer: String!
  number: String!
  issuedOn: Date!
  expiresOn: Date!
  commandId: ID
}

type ClaimCredentialPayload {
  credential: Credential
  refusals: [Refusal!]!
}

input VerifyCredentialInput {
  credentialId: ID!
  method: VerificationMethod!
  note: String
  commandId: ID
}

type VerifyCredentialPayload {
  credential: Credential
  refusals: [Refusal!]!
}

input RevokeCredentialInput {
  credentialId: ID!
  reason: String!
  commandId: ID
}

type RevokeCredentialPayload {
  credential: Credential
  refusals: [Refusal!]!
}

extend type Mutation {
  "By the holder, or a manager where they work."
  claimCredential(input: ClaimCredentialInput!): ClaimCredentialPayload!
  """
  By a manager where the holder works, who is neither holder nor claimant: it counts at the clinics of that manager. Or
  by an administrator.
  """
  verifyCredential(input: VerifyCredentialInput!): VerifyCredentialPayload!
  """
  Final at the clinics of the manager who revokes it: every privilege there that stands on it ends with it. An
  administrator revokes it everywhere.
  """
  revokeCredential(input: RevokeCredentialInput!): RevokeCredentialPayload!
}
`,
  privilege: `enum PrivilegeStatus {
  ACTIVE
  SUSPENDED
  EXPIRED
  REVOKED
}

"What somebody may do: one procedure at one clinic, from a moment up to another."
type Privilege {
  id: ID!
  staffMember: StaffMember
  clinic: Clinic
  procedureCode: String!
  status: PrivilegeStatus!
  from: DateTime!
  until: DateTime!
}

extend type StaffMember {
  "At the clinics that they share with who asks."
  privileges: [Privilege!]!
}

input GrantPrivilegeInput {
  staffMemberId: ID!
  clinicId: ID!
  procedureCode: String!
  "What it stands on: each is verified and lasts as long as the privilege."
  credentialIds: [ID!]!
  from: DateTime!
  until: DateTime!
  commandId: ID
}

type GrantPrivilegePayload {
  privilege: Privilege
  refusals: [Refusal!]!
}

input SuspendPrivilegeInput {
  privilegeId: ID!
  reason: String!
  commandId: ID
}

type SuspendPrivilegePayload {
  privilege: Privilege
  refusals: [Refusal!]!
}

input LiftSuspensionInput {
  privilegeId: ID!
  reason: String!
  commandId: ID
}

type LiftSuspensionPayload {
  privilege: Privilege
  refusals: [Refusal!]!
}

extend type Query {
  "Who may do the procedure at the clinic at that moment."
  eligibleStaff(clinicId: ID!, procedureCode: String!, at: DateTime!): [StaffMember!]!
}

extend type Mutation {
  "By a manager of the clinic, or an administrator; for a procedure that the clinic offers, and never to oneself."
  grantPrivilege(input: GrantPrivilegeInput!): GrantPrivilegePayload!
  suspendPrivilege(input: SuspendPrivilegeInput!): SuspendPrivilegePayload!
  "By somebody else than who suspended it, and than who let its holder into their account."
  liftSuspension(input: LiftSuspensionInput!): LiftSuspensionPayload!
}
`,
} as const;
