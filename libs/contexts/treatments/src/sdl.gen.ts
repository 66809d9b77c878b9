/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
export const sdl = {
  pigment: `enum PigmentLotStatus {
  QUARANTINED
  RELEASED
  RECALLED
  "Past its expiry, or past the days allowed after opening. Derived when asked."
  EXPIRED
}

"One delivery of one manufacturer's product and lot at one clinic."
type PigmentLot @key(fields: "id") {
  id: ID!
  manufacturer: String!
  product: String!
  lot: String!
  status: PigmentLotStatus!
  expiresOn: Date!
  distributedOn: Date!
  useWithinDaysOfOpening: Int!
  certificateOfAnalysis: String
  "When it was first used."
  openedAt: DateTime
}

type PigmentLotEdge {
  cursor: String!
  node: PigmentLot!
}

type PigmentLotConnection {
  totalCount: Int!
  pageInfo: PageInfo!
  edges: [PigmentLotEdge!]!
  nodes: [PigmentLot!]!
}

enum RecallStatus {
  OPEN
  CLOSED
}

"A recall of pigment, at the clinics of whoever asks, with everything it reached so far."
type PigmentRecall {
  id: ID!
  "OPEN until it is closed at every one of these clinics, and again when it reaches further."
  status: RecallStatus!
  manufacturer: String!
  product: String!
  "A lot number, or * for all lots."
  lot: String!
  "From when on, and until when, the maker sent what is recalled; null: without bound."
  distributedFrom: Date
  distributedTo: Date
  "Null where it was erased."
  source: String
  "How many treatments are still to be told: 0 once it names everything."
  awaitingTreatments: Int!
  pigmentLots: [PigmentLot!]!
  treatments: [Treatment!]!
  clients: [Client!]!
}

type Client @key(fields: "id", resolvable: false) {
  id: ID!
}

input ReceivePigmentLotInput {
  clinicId: ID!
  manufacturer: String!
  product: String!
  lot: String!
  expiresOn: Date!
  "When the maker or dealer sent it: recalls name lots by it too."
  distributedOn: Date!
  useWithinDaysOfOpening: Int!
  commandId: ID
}

type ReceivePigmentLotPayload {
  pigmentLot: PigmentLot
  refusals: [Refusal!]!
}

input ReleasePigmentLotInput {
  pigmentLotId: ID!
  "Number or address of the certificate."
  certificateOfAnalysis: String!
  commandId: ID
}

type ReleasePigmentLotPayload {
  pigmentLot: PigmentLot
  refusals: [Refusal!]!
}

input RecallPigmentInput {
  manufacturer: String!
  product: String!
  "A lot number; * or nothing: all lots."
  lot: String
  "Left out: without bound."
  distributedFrom: Date
  distributedTo: Date
  "Who said so: an authority's notice, the maker's letter."
  source: String!
  commandId: ID
}

type RecallPigmentPayload {
  recall: PigmentRecall
  """
  Lots of the maker, of the product or of the number that the recall does not name: whether they were meant, somebody
  has to see. A hundred at most.
  """
  nearMisses: [PigmentLot!]!
  "What whoever recalls has to know of it, a sentence each: that no lot matched, that lots came near."
  warnings: [String!]!
  refusals: [Refusal!]!
}

input ClosePigmentRecallInput {
  recallId: ID!
  "What became of what it touched."
  reason: String!
  commandId: ID
}

type ClosePigmentRecallPayload {
  recall: PigmentRecall
  refusals: [Refusal!]!
}

type Query {
  pigmentLot(id: ID!): PigmentLot
  pigmentLots(clinicId: ID!, first: Int, after: String): PigmentLotConnection!
  pigmentRecall(id: ID!): PigmentRecall
  "The newest hundred recalls at a clinic."
  pigmentRecalls(clinicId: ID!): [PigmentRecall!]!
}

type Mutation {
  receivePigmentLot(input: ReceivePigmentLotInput!): ReceivePigmentLotPayload!
  releasePigmentLot(input: ReleasePigmentLotInput!): ReleasePigmentLotPayload!
  recallPigment(input: RecallPigmentInput!): RecallPigmentPayload!
  "Ends it at the clinics where whoever asks leads hygiene; its lots stay RECALLED."
  closePigmentRecall(input: ClosePigmentRecallInput!): ClosePigmentRecallPayload!
}
`,
  treatment: `enum TreatmentStatus {
  IN_PROGRESS
  COMPLETED
  ABANDONED
}

enum ScalpZone {
  HAIRLINE
  FRONTAL
  MID_SCALP
  CROWN
  TEMPLE_LEFT
  TEMPLE_RIGHT
  SIDE_LEFT
  SIDE_RIGHT
  NAPE
  SCAR
}

enum FollowUpFinding {
  NONE
  FADING
  COLOUR_CHANGE
  MIGRATION
  INFECTION
  REACTION
  SCARRING
}

type Treatment @key(fields: "id") {
  id: ID!
  status: TreatmentStatus!
  startedAt: DateTime!
  completedAt: DateTime
  procedureCode: String!
  booking: Booking
  client: Client
  staffMember: StaffMember
  room: Room
  packs: [Pack!]!
  pigmentLots: [PigmentLot!]!
  cartridges: [Cartridge!]!
  passes: [Pass!]!
  followUps: [FollowUp!]!
}

"A sealed single-use needle cartridge."
type Cartridge {
  lot: String!
  expiresOn: Date!
}

"A pass of the needle; what was done is null where it was erased with the client."
type Pass {
  zone: ScalpZone
  "The cartridge's code."
  needle: String
  "What the code says."
  needleType: Needle
  depthMm: Float
  dotMm: Float
  pigmentLot: PigmentLot
  "Parts of distilled water to one part of pigment; 0 is undiluted."
  dilution: Float
}

"What a cartridge's code says: 0803RL is 0.25 mm, three needles, round liner."
type Needle {
  code: String!
  diameterMm: Float!
  count: Int!
  configuration: String!
}

type FollowUp {
  id: ID!
  at: DateTime!
  "Null where they were erased with the client."
  findings: [FollowUpFinding!]
  "For technicians and managers; null for everybody else."
  note: String
}

type TreatmentEdge {
  cursor: String!
  node: Treatment!
}

type TreatmentConnection {
  totalCount: Int!
  pageInfo: PageInfo!
  edges: [TreatmentEdge!]!
  nodes: [Treatment!]!
}

type Booking @key(fields: "id") {
  id: ID!
  treatment: Treatment
}

type StaffMember @key(fields: "id", resolvable: false) {
  id: ID!
}

type Room @key(fields: "id", resolvable: false) {
  id: ID!
}

type Pack @key(fields: "id", resolvable: false) {
  id: ID!
}

input CartridgeInput {
  lot: String!
  expiresOn: Date!
}

input StartTreatmentInput {
  bookingId: ID!
  packBarcodes: [String!]!
  pigmentLotIds: [ID!]!
  cartridges: [CartridgeInput!]!
  "HANDS_WASHED, GLOVES, BARRIERS, SURFACES, SHARPS_CONTAINER by default."
  preChecklist: [String!]!
  "Now when left out; not in the future."
  at: DateTime
  commandId: ID
}

type StartTreatmentPayload {
  treatment: Treatment
  refusals: [Refusal!]!
}

input RecordPassInput {
  treatmentId: ID!
  zone: ScalpZone!
  "A cartridge's code, such as 0803RL."
  needle: String!
  depthMm: Float!
  dotMm: Float!
  pigmentLotId: ID!
  "Parts of distilled water to one part of pigment; 0 is undiluted."
  dilution: Float!
  commandId: ID
}

type RecordPassPayload {
  treatment: Treatment
  refusals: [Refusal!]!
}

input CompleteTreatmentInput {
  treatmentId: ID!
  aftercareGiven: Boolean!
  "SHARPS_DISPOSED, BARRIERS_REMOVED, SURFACES_CLEANED by default."
  postChecklist: [String!]!
  "Now when left out; not in the future."
  at: DateTime
  commandId: ID
}

type CompleteTreatmentPayload {
  treatment: Treatment
  refusals: [Refusal!]!
}

input AbandonTreatmentInput {
  treatmentId: ID!
  reason: String!
  "Now when left out; not in the future."
  at: DateTime
  commandId: ID
}

type AbandonTreatmentPayload {
  treatment: Treatment
  refusals: [Refusal!]!
}

input RecordFollowUpInput {
  treatmentId: ID!
  "Now when left out; not in the future."
  at: DateTime
  findings: [FollowUpFinding!]!
  note: String
  commandId: ID
}

type RecordFollowUpPayload {
  treatment: Treatment
  refusals: [Refusal!]!
}

extend type Query {
  treatment(id: ID!): Treatment
  "The newest first; started from \`from\` up to \`to\`."
  treatments(
    clinicId: ID!
    status: TreatmentStatus
    from: DateTime
    to: DateTime
    first: Int
    after: String
  ): TreatmentConnection!
}

extend type Mutation {
  startTreatment(input: StartTreatmentInput!): StartTreatmentPayload!
  recordPass(input: RecordPassInput!): RecordPassPayload!
  completeTreatment(input: CompleteTreatmentInput!): CompleteTreatmentPayload!
  abandonTreatment(input: AbandonTreatmentInput!): AbandonTreatmentPayload!
  recordFollowUp(input: RecordFollowUpInput!): RecordFollowUpPayload!
}
`,
} as const;
