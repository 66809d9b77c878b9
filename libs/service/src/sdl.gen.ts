/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
export const sdl = {
  parked: `# How every context shows what it has put aside. The fields carry the name of the context: parked-graph.ts.
enum ParkedKind {
  "A message of another service, whose effect has not happened."
  MESSAGE
  "An event that is missing in a row of a read model."
  EVENT
  "A message of this service's own that could not be sent."
  OUTGOING
}

enum ParkedDecisionKind {
  RETRY
  GIVE_UP
}

"""
Something put aside because it could not be handled; what concerns the same subject waits behind it. What it holds is
not shown.
"""
type Parked @shareable {
  id: ID!
  kind: ParkedKind!
  type: String!
  "The id of what it concerns."
  subject: ID!
  "The read model that could not take it; null for a message."
  readModel: String
  problem: String!
  "How often it was tried; not counted for events."
  attempts: Int
  parkedAt: DateTime!
}

type ParkedEdge @shareable {
  cursor: String!
  node: Parked!
}

type ParkedConnection @shareable {
  edges: [ParkedEdge!]!
  nodes: [Parked!]!
  pageInfo: PageInfo!
  totalCount: Int!
}

"Who decided what about something parked, when and why. It is kept for three years."
type ParkedDecision @shareable {
  id: ID!
  decision: ParkedDecisionKind!
  actorId: String!
  reason: String
  decidedAt: DateTime!
  "What was given up, as it was then."
  givenUp: Parked
  "Of what a retry was asked for; null: of everything."
  subject: ID
  readModel: String
  "False where it broke off: look at what is parked still."
  finished: Boolean!
}

type ParkedDecisionEdge @shareable {
  cursor: String!
  node: ParkedDecision!
}

type ParkedDecisionConnection @shareable {
  edges: [ParkedDecisionEdge!]!
  nodes: [ParkedDecision!]!
  pageInfo: PageInfo!
  totalCount: Int!
}

input RetryParkedInput {
  "Only what concerns this subject."
  subject: ID
  "Only what this read model could not take."
  readModel: String
  reason: String
  commandId: ID
}

input GiveUpParkedInput {
  "As it is listed. It may name a row of a read model, which is no id of a thing."
  id: String!
  "Why; it is kept for three years, so it names no person."
  reason: String!
  commandId: ID
}

type RetriedParked @shareable {
  "Messages whose effect has happened now, or that were sent."
  messages: Int!
  "Rows of read models that are whole again."
  rows: Int!
  "What is parked still, of what was asked for."
  stillParked: Int!
}

type RetryParkedPayload @shareable {
  retried: RetriedParked
  refusals: [Refusal!]!
}

type GiveUpParkedPayload @shareable {
  givenUp: Parked
  refusals: [Refusal!]!
}
`,
  shared: `# What every subgraph has in common.
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires"])

"A moment: RFC 3339 with an offset."
scalar DateTime

"A calendar day: ISO 8601."
scalar Date

"A decimal number as text."
scalar Decimal

scalar JSON

"One rule that stands in the way: a code for programs, a sentence for the person at the desk."
type Refusal @shareable {
  code: String!
  message: String!
  path: [String!]
}

type PageInfo @shareable {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}

type Money @shareable {
  amount: Decimal!
  currency: String!
}
`,
} as const;
