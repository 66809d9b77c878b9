/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
export const sdl = {
  hygieneEvents: `"Something that happened, as it lies in the log."
type HygieneEvent {
  id: ID!
  "The service whose log it lies in."
  context: String!
  type: String!
  "The id of what it happened to."
  subject: ID!
  "When it happened. A late entry was recorded later."
  occurredAt: DateTime!
  recordedAt: DateTime!
  "Who did it, or whose act it followed from; null where nobody's is known."
  actor: StaffMember
  actorId: String!
  "What happened; null where it cannot be read."
  data: JSON
  "Why it cannot be read, in a sentence; null where it can."
  unreadable: String
}

type HygieneEventEdge {
  cursor: String!
  node: HygieneEvent!
}

type HygieneEventConnection {
  edges: [HygieneEventEdge!]!
  nodes: [HygieneEvent!]!
  pageInfo: PageInfo!
  totalCount: Int!
}

extend type Query {
  """
  Every hygiene event that occurred from 'from' up to, not at, 'to', in the order of the log; a thousand at a time at
  most.
  """
  hygieneEvents(clinicId: ID!, from: DateTime, to: DateTime, first: Int, after: String): HygieneEventConnection!
}
`,
  load: `enum Program {
  "121 to 124 °C for 900 s."
  STEAM_121_15
  "126 to 129 °C for 600 s."
  STEAM_126_10
  "134 to 137 °C for 180 s."
  STEAM_134_3
}

enum LoadStatus {
  RUNNING
  AWAITING_RELEASE
  RELEASED
  REJECTED
  ABORTED
  RECALLED
}

enum IndicatorResult {
  NEGATIVE
  POSITIVE
  "The control did not grow, or was of another lot: the reading says nothing."
  INVALID
}

type StaffMember @key(fields: "id", resolvable: false) {
  id: ID!
}

type ChemicalIndicator {
  type: Int!
  lot: String!
  result: TestResult!
}

type Load @key(fields: "id") {
  id: ID!
  clinicId: ID!
  sterilizer: Sterilizer
  cycleNumber: Int!
  program: Program!
  status: LoadStatus!
  startedAt: DateTime!
  endedAt: DateTime
  loadedBy: StaffMember
  releasedBy: StaffMember
  "Longest unbroken time in which every sample lay in the program's band."
  holdSeconds: Int
  "Minutes at 121.1 °C that would have been as lethal. For information: no rule stands on it."
  f0: Float
  lowestCelsius: Float
  highestCelsius: Float
  "How far the temperature lay from that of saturated steam during the hold, at worst, in kelvin."
  worstSaturationKelvin: Float
  chemicalIndicators: [ChemicalIndicator!]!
  packs: [Pack!]!
}

type LoadEdge {
  cursor: String!
  node: Load!
}

type LoadConnection {
  edges: [LoadEdge!]!
  nodes: [Load!]!
  pageInfo: PageInfo!
  totalCount: Int!
}

input StartLoadInput {
  sterilizerId: ID!
  cycleNumber: Int!
  program: Program!
  packIds: [ID!]!
  startedAt: DateTime
  commandId: ID
}

input SampleInput {
  "Since the start of the cycle; strictly ascending."
  second: Int!
  celsius: Float!
  kPaAbsolute: Float!
}

input RecordCycleInput {
  loadId: ID!
  endedAt: DateTime
  samples: [SampleInput!]!
  commandId: ID
}

input ReadChemicalIndicatorInput {
  loadId: ID!
  "ISO 11140-1 type, 1 to 6. The types have no order of merit."
  type: Int!
  lot: String!
  result: TestResult!
  commandId: ID
}

input ReleaseLoadInput {
  loadId: ID!
  commandId: ID
}

input RejectLoadInput {
  loadId: ID!
  reason: String!
  commandId: ID
}

input AbortLoadInput {
  loadId: ID!
  reason: String!
  commandId: ID
}

input ReadBiologicalIndicatorInput {
  loadId: ID!
  lot: String!
  growth: Boolean!
  controlLot: String!
  controlGrowth: Boolean!
  readAt: DateTime
  commandId: ID
}

type LoadPayload {
  load: Load
  refusals: [Refusal!]!
}

type ReadBiologicalIndicatorPayload {
  result: IndicatorResult
  sterilizer: Sterilizer
  "The recall that a grown indicator opened or widened."
  recall: Recall
  refusals: [Refusal!]!
}

extend type Query {
  load(id: ID!): Load
  "Newest first."
  loads(clinicId: ID!, first: Int, after: String): LoadConnection!
}

extend type Mutation {
  startLoad(input: StartLoadInput!): LoadPayload!
  recordCycle(input: RecordCycleInput!): LoadPayload!
  readChemicalIndicator(input: ReadChemicalIndicatorInput!): LoadPayload!
  releaseLoad(input: ReleaseLoadInput!): LoadPayload!
  rejectLoad(input: RejectLoadInput!): LoadPayload!
  abortLoad(input: AbortLoadInput!): LoadPayload!
  readBiologicalIndicator(input: ReadBiologicalIndicatorInput!): ReadBiologicalIndicatorPayload!
}
`,
  pack: `enum PackStatus {
  LABELLED
  IN_LOAD
  STERILE
  USED
  QUARANTINED
  EXPIRED
  DAMAGED
}

type Treatment @key(fields: "id", resolvable: false) {
  id: ID!
}

type Pack @key(fields: "id") {
  id: ID!
  "Printed on its label; the last sign is a check."
  barcode: String!
  clinicId: ID!
  contents: [String!]!
  wrapped: Boolean!
  hollow: Boolean!
  status: PackStatus!
  "Once it is sterile."
  expiresAt: DateTime
  load: Load
  recall: Recall
  treatments: [Treatment!]!
}

input LabelPackInput {
  clinicId: ID!
  contents: [String!]!
  wrapped: Boolean!
  hollow: Boolean!
  commandId: ID
}

input DamagePackInput {
  packId: ID!
  reason: String!
  commandId: ID
}

type PackPayload {
  pack: Pack
  refusals: [Refusal!]!
}

extend type Query {
  "A pack as it is, or as this log knew it at a moment; null where it was not labelled by then."
  pack(barcode: String!, asOf: DateTime): Pack
}

extend type Mutation {
  labelPack(input: LabelPackInput!): PackPayload!
  "Torn, wet, dropped: its instruments go back to cleaning."
  damagePack(input: DamagePackInput!): PackPayload!
}
`,
  recall: `enum RecallStatus {
  OPEN
  CLOSED
}

enum RecallTrigger {
  BIOLOGICAL_INDICATOR
}

type Client @key(fields: "id", resolvable: false) {
  id: ID!
}

"Everything that a failed sterilization may have touched, to the people; of each kind twenty thousand at most."
type Recall @key(fields: "id") {
  id: ID!
  clinicId: ID!
  status: RecallStatus!
  trigger: RecallTrigger!
  openedAt: DateTime!
  sterilizer: Sterilizer
  "How many loads are still to be followed: 0 once it names everything. It can be closed then."
  awaitingLoads: Int!
  loads: [Load!]!
  packs: [Pack!]!
  treatments: [Treatment!]!
  clients: [Client!]!
}

input CloseRecallInput {
  recallId: ID!
  "What became of what it touched."
  reason: String!
  commandId: ID
}

type RecallPayload {
  recall: Recall
  refusals: [Refusal!]!
}

extend type Query {
  recall(id: ID!): Recall
  "Newest first."
  recalls(clinicId: ID!): [Recall!]!
}

extend type Mutation {
  closeRecall(input: CloseRecallInput!): RecallPayload!
}
`,
  room: `enum HygieneStatus {
  READY
  OCCUPIED
  DIRTY
  DISINFECTING
  QUARANTINED
}

type RoomHygiene {
  """
  Cleaning alone leaves a room DIRTY; it is DISINFECTING once the disinfectant is on, and READY when it was released
  after its contact time.
  """
  status: HygieneStatus!
  since: DateTime!
  "Until when the disinfectant has to stand."
  contactUntil: DateTime
}

type Room @key(fields: "id") {
  id: ID!
  clinicId: ID!
  name: String!
  hygiene: RoomHygiene!
}

input AddRoomInput {
  clinicId: ID!
  name: String!
  commandId: ID
}

input StartTurnoverInput {
  roomId: ID!
  commandId: ID
}

input ApplyDisinfectantInput {
  roomId: ID!
  product: String!
  lot: String!
  "How long the product has to stay wet, as its label says."
  contactSeconds: Int!
  appliedAt: DateTime
  commandId: ID
}

input ReleaseRoomInput {
  roomId: ID!
  at: DateTime
  commandId: ID
}

input QuarantineRoomInput {
  roomId: ID!
  reason: String!
  commandId: ID
}

input ReopenRoomInput {
  roomId: ID!
  reason: String!
  commandId: ID
}

type RoomPayload {
  room: Room
  refusals: [Refusal!]!
}

type Query {
  room(id: ID!): Room
  rooms(clinicId: ID!): [Room!]!
}

type Mutation {
  addRoom(input: AddRoomInput!): RoomPayload!
  startTurnover(input: StartTurnoverInput!): RoomPayload!
  applyDisinfectant(input: ApplyDisinfectantInput!): RoomPayload!
  releaseRoom(input: ReleaseRoomInput!): RoomPayload!
  quarantineRoom(input: QuarantineRoomInput!): RoomPayload!
  "The room is DIRTY then."
  reopenRoom(input: ReopenRoomInput!): RoomPayload!
}
`,
  sterilizer: `enum SterilizerType {
  "Wrapped and unwrapped, solid, hollow and porous loads."
  B
  "Unwrapped solid instruments only."
  N
  "What its manufacturer specifies."
  S
}

enum SterilizerStatus {
  IN_SERVICE
  OUT_OF_SERVICE
  REQUALIFYING
  RETIRED
}

enum RoutineTestKind {
  STEAM_PENETRATION
  AIR_LEAKAGE
  AUTOMATIC_CONTROL
}

enum TestResult {
  PASS
  FAIL
}

enum LeakageUnit {
  MBAR
  KPA
}

enum OutOfServiceCause {
  STEAM_PENETRATION
  AIR_LEAKAGE
  AUTOMATIC_CONTROL
  BIOLOGICAL_INDICATOR
  TAKEN_OUT
}

type OutOfService {
  cause: OutOfServiceCause!
  since: DateTime!
}

"Machine cycle numbers, both ends among them, that nobody has accounted for."
type CycleNumberGap {
  from: Int!
  to: Int!
}

type Sterilizer @key(fields: "id") {
  id: ID!
  clinicId: ID!
  name: String!
  type: SterilizerType!
  serialNumber: String!
  status: SterilizerStatus!
  outOfService: [OutOfService!]!
  nextCycleNumber: Int!
  gaps: [CycleNumberGap!]!
  "Passed requalification runs in a row."
  requalificationRuns: Int!
}

input CommissionSterilizerInput {
  clinicId: ID!
  name: String!
  type: SterilizerType!
  serialNumber: String!
  "What the machine's counter will show at its next cycle."
  nextCycleNumber: Int!
  commandId: ID
}

"How far the pressure rose in a vacuum leak test. 1 kPa is 10 mbar."
input LeakageInput {
  pressureRise: Float
  unit: LeakageUnit
  minutes: Float
}

input RecordRoutineTestInput {
  sterilizerId: ID!
  kind: RoutineTestKind!
  "Test cycles count like any other."
  cycleNumber: Int!
  performedAt: DateTime
  result: TestResult!
  "For AIR_LEAKAGE. A pass that these numbers contradict is stored as a fail: more than 1.3 mbar a minute."
  leakage: LeakageInput
  commandId: ID
}

input TakeOutOfServiceInput {
  sterilizerId: ID!
  reason: String!
  commandId: ID
}

input ReturnToServiceInput {
  sterilizerId: ID!
  reason: String!
  commandId: ID
}

"A run in the empty chamber with a biological indicator, after one grew."
input RecordRequalificationRunInput {
  sterilizerId: ID!
  cycleNumber: Int!
  performedAt: DateTime
  lot: String!
  growth: Boolean!
  controlLot: String!
  controlGrowth: Boolean!
  commandId: ID
}

type SterilizerPayload {
  sterilizer: Sterilizer
  refusals: [Refusal!]!
}

extend type Query {
  sterilizer(id: ID!): Sterilizer
  sterilizers(clinicId: ID!): [Sterilizer!]!
}

extend type Mutation {
  commissionSterilizer(input: CommissionSterilizerInput!): SterilizerPayload!
  recordRoutineTest(input: RecordRoutineTestInput!): SterilizerPayload!
  takeOutOfService(input: TakeOutOfServiceInput!): SterilizerPayload!
  returnToService(input: ReturnToServiceInput!): SterilizerPayload!
  recordRequalificationRun(input: RecordRequalificationRunInput!): SterilizerPayload!
}
`,
} as const;
