/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
export const sdl = {
  availability: `input AvailabilityInput {
  clinicId: ID!
  procedureCode: String!
  from: DateTime!
  "At most 31 days after from."
  to: DateTime!
  "Only this person's time."
  staffMemberId: ID
}

"A time at which somebody and a room are free."
type AvailableSlot {
  start: DateTime!
  end: DateTime!
  staffMember: StaffMember
  room: Room
}

extend type Query {
  "Free times on the quarter hour, the first 500: for each member of staff and start the first room that is free."
  availability(input: AvailabilityInput!): [AvailableSlot!]!
}
`,
  booking: `enum BookingStatus {
  HELD
  CONFIRMED
  CHECKED_IN
  IN_TREATMENT
  COMPLETED
  CANCELLED
  NO_SHOW
}

enum BookingMode {
  IN_PERSON
  VIDEO
}

enum CancelledBy {
  CLIENT
  CLINIC
}

enum AttentionCode {
  NOT_AT_CLINIC
  PRIVILEGE_SUSPENDED
  NOT_PRIVILEGED
  ROOM_QUARANTINED
  OUTSIDE_SHIFT
  PATCH_TEST_REACTION
  PACK_RECALLED
  PIGMENT_RECALLED
}

type StaffMember @key(fields: "id", resolvable: false) {
  id: ID!
}

type Room @key(fields: "id", resolvable: false) {
  id: ID!
}

"What changed for the worse since it was booked."
type Attention {
  code: AttentionCode!
  message: String!
}

type Booking @key(fields: "id") {
  id: ID!
  status: BookingStatus!
  start: DateTime!
  "Without the buffers after it."
  end: DateTime!
  mode: BookingMode!
  procedure: Procedure
  client: Client
  staffMember: StaffMember
  room: Room
  "Null when it could not be found out."
  attention: [Attention!]
}

type BookingEdge {
  cursor: String!
  node: Booking!
}

type BookingConnection {
  edges: [BookingEdge!]!
  nodes: [Booking!]!
  pageInfo: PageInfo!
  totalCount: Int!
}

input BookInput {
  clinicId: ID!
  clientId: ID!
  procedureCode: String!
  staffMemberId: ID!
  "Given for a video call as well, where nothing is asked of it."
  roomId: ID!
  start: DateTime!
  mode: BookingMode!
  commandId: ID
}

input RescheduleInput {
  bookingId: ID!
  start: DateTime!
  staffMemberId: ID!
  roomId: ID!
  reason: String!
  commandId: ID
}

input CancelBookingInput {
  bookingId: ID!
  by: CancelledBy!
  reason: String!
  commandId: ID
}

input CheckInInput {
  bookingId: ID!
  commandId: ID
}

type BookPayload {
  booking: Booking
  refusals: [Refusal!]!
}

type ReschedulePayload {
  booking: Booking
  refusals: [Refusal!]!
}

type CancelBookingPayload {
  booking: Booking
  refusals: [Refusal!]!
}

type CheckInPayload {
  booking: Booking
  refusals: [Refusal!]!
}

extend type Query {
  booking(id: ID!): Booking
  """
  Bookings of a clinic that start from 'from' up to 'to', in that order, at most 100 at a time. A technician sees their
  own.
  """
  bookings(clinicId: ID!, from: DateTime!, to: DateTime!, first: Int, after: String): BookingConnection!
}

extend type Mutation {
  book(input: BookInput!): BookPayload!
  reschedule(input: RescheduleInput!): ReschedulePayload!
  cancelBooking(input: CancelBookingInput!): CancelBookingPayload!
  checkIn(input: CheckInInput!): CheckInPayload!
}
`,
  client: `enum HairLossScale {
  NORWOOD
  LUDWIG
  ALOPECIA_AREATA
  SCAR
  DIFFUSE
}

enum ConsultationOutcome {
  GO
  NO_GO
  REFER
}

enum PatchTestResult {
  CLEAR
  REACTION
}

"""
Who a client is is seen by the desk and the manager of their clinic, by a technician of whose bookings from 90 days
back on one is theirs, and by its auditor while a recall is open on them; null and FORBIDDEN to others of the clinic.
Elsewhere there is no such client.
"""
type Client @key(fields: "id") {
  id: ID!
  name: String
  phone: String
  email: String
  dateOfBirth: Date
  consultations: [Consultation!]
  patchTests: [PatchTest!]
  consents: [ConsentForm!]
}

type HairLoss {
  scale: HairLossScale!
  stage: String!
}

type TreatmentPlan {
  procedureCode: String!
  sessions: Int!
}

type Consultation {
  id: ID!
  mode: BookingMode!
  at: DateTime!
  hairLoss: HairLoss
  contraindications: [String!]
  "Null once the client was erased, as is all else that was found out about them."
  outcome: ConsultationOutcome
  plan: TreatmentPlan
}

type PatchTest {
  id: ID!
  pigmentProduct: String
  performedAt: DateTime!
  readAt: DateTime!
  result: PatchTestResult
}

type ConsentForm {
  id: ID!
  procedureCode: String!
  templateVersion: String
  signedAt: DateTime!
}

type ClientEdge {
  cursor: String!
  node: Client!
}

type ClientConnection {
  edges: [ClientEdge!]!
  nodes: [Client!]!
  pageInfo: PageInfo!
  totalCount: Int!
}

input RegisterClientInput {
  clinicId: ID!
  name: String!
  phone: String!
  email: String!
  dateOfBirth: Date!
  commandId: ID
}

input HairLossInput {
  scale: HairLossScale!
  stage: String!
}

input TreatmentPlanInput {
  procedureCode: String!
  sessions: Int!
}

input RecordConsultationInput {
  clientId: ID!
  clinicId: ID!
  mode: BookingMode!
  "When it took place; now when left out."
  at: DateTime
  hairLoss: HairLossInput
  contraindications: [String!]
  outcome: ConsultationOutcome!
  plan: TreatmentPlanInput
  commandId: ID
}

input RecordPatchTestInput {
  clientId: ID!
  pigmentProduct: String!
  performedAt: DateTime
  readAt: DateTime
  result: PatchTestResult!
  commandId: ID
}

input SignConsentInput {
  clientId: ID!
  procedureCode: String!
  templateVersion: String!
  signedAt: DateTime
  commandId: ID
}

type RegisterClientPayload {
  client: Client
  refusals: [Refusal!]!
}

type RecordConsultationPayload {
  consultation: Consultation
  refusals: [Refusal!]!
}

type RecordPatchTestPayload {
  patchTest: PatchTest
  refusals: [Refusal!]!
}

type SignConsentPayload {
  consent: ConsentForm
  refusals: [Refusal!]!
}

extend type Query {
  client(id: ID!): Client
  """
  Clients of a clinic by name; with search, those whose name begins with it, however it is spelled. At most 100 at a
  time. A technician sees their own.
  """
  clients(clinicId: ID!, search: String, first: Int, after: String): ClientConnection!
}

extend type Mutation {
  registerClient(input: RegisterClientInput!): RegisterClientPayload!
  recordConsultation(input: RecordConsultationInput!): RecordConsultationPayload!
  recordPatchTest(input: RecordPatchTestInput!): RecordPatchTestPayload!
  signConsent(input: SignConsentInput!): SignConsentPayload!
}
`,
  daySheet: `extend type Query {
  "Bookings that start on a calendar day of the clinic's zone, in order. A technician sees their own."
  daySheet(clinicId: ID!, date: Date!): [Booking!]!
}
`,
  procedure: `enum ProcedureKind {
  CONSULTATION
  PATCH_TEST
  TREATMENT
  FOLLOW_UP
}

type Procedure @key(fields: "id") {
  id: ID!
  "In capitals with single dashes; unique within its clinic, however it is spelled."
  code: String!
  name: String!
  kind: ProcedureKind!
  durationMinutes: Int!
  "Staff and room are kept free for so long before it."
  bufferBeforeMinutes: Int!
  bufferAfterMinutes: Int!
  "Between the starts of two sessions of one client, in days of 24 hours."
  healingDays: Int!
  requiresPrivilege: Boolean!
  requiresConsultation: Boolean!
  requiresPatchTest: Boolean!
  requiresConsent: Boolean!
}

"Defining a code again changes what is offered from now on; bookings made before keep their times."
input DefineProcedureInput {
  clinicId: ID!
  code: String!
  name: String!
  kind: ProcedureKind!
  durationMinutes: Int!
  bufferBeforeMinutes: Int!
  bufferAfterMinutes: Int!
  healingDays: Int!
  requiresPrivilege: Boolean!
  requiresConsultation: Boolean!
  requiresPatchTest: Boolean!
  requiresConsent: Boolean!
  commandId: ID
}

type DefineProcedurePayload {
  procedure: Procedure
  refusals: [Refusal!]!
}

type Query {
  procedures(clinicId: ID!): [Procedure!]!
}

type Mutation {
  defineProcedure(input: DefineProcedureInput!): DefineProcedurePayload!
}
`,
} as const;
