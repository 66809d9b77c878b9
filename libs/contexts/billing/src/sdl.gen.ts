/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
export const sdl = {
  invoice: `enum InvoiceStatus {
  ISSUED
  PARTLY_PAID
  PAID
  CREDITED
}

enum PaymentMethod {
  CASH
  CARD
  TRANSFER
  PROMPTPAY
}

"Lines, without tax, plus tax make the total."
type Invoice @key(fields: "id") {
  id: ID!
  "Counts up within a clinic without a gap: INV-000001."
  number: String!
  status: InvoiceStatus!
  lines: [InvoiceLine!]!
  tax: Money!
  total: Money!
  "What was taken back of the total by credit notes."
  credited: Money!
  "What is still owed."
  balance: Money!
  payments: [Payment!]!
  creditNotes: [CreditNote!]!
  client: Client
  booking: Booking
}

type InvoiceLine {
  description: String!
  "Without tax."
  amount: Money!
}

type Payment {
  id: ID!
  method: PaymentMethod!
  amount: Money!
  "What was given back of it."
  refunded: Money!
  reference: String
}

"Takes part of an invoice back, out of a payment that is refunded."
type CreditNote {
  id: ID!
  "Counts up within a clinic without a gap: CN-000001."
  number: String!
  "With its tax."
  amount: Money!
  "The part of the amount that is tax."
  tax: Money!
  "How it was given back."
  method: PaymentMethod!
  paymentId: ID!
  issuedAt: DateTime!
  "Null once the client was erased."
  reason: String
  invoice: Invoice!
}

type CreditNoteEdge {
  cursor: String!
  node: CreditNote!
}

type CreditNoteConnection {
  totalCount: Int!
  pageInfo: PageInfo!
  edges: [CreditNoteEdge!]!
  nodes: [CreditNote!]!
}

type InvoiceEdge {
  cursor: String!
  node: Invoice!
}

type InvoiceConnection {
  totalCount: Int!
  pageInfo: PageInfo!
  edges: [InvoiceEdge!]!
  nodes: [Invoice!]!
}

type Booking @key(fields: "id") {
  id: ID!
  "For the front desk and managers; null for everybody else."
  invoice: Invoice
}

type Client @key(fields: "id", resolvable: false) {
  id: ID!
}

"Money as { amount, currency }, or its amount alone as a decimal text, in the invoice's currency."
scalar RefundAmount

input RecordPaymentInput {
  invoiceId: ID!
  amount: MoneyInput!
  method: PaymentMethod!
  "Such as the number on the card slip."
  reference: String
  commandId: ID
}

type RecordPaymentPayload {
  invoice: Invoice
  refusals: [Refusal!]!
}

input RefundPaymentInput {
  paymentId: ID!
  amount: RefundAmount!
  "How it is given back; left out, the way it came."
  method: PaymentMethod
  reason: String!
  commandId: ID
}

type RefundPaymentPayload {
  invoice: Invoice
  refusals: [Refusal!]!
}

extend type Query {
  invoice(id: ID!): Invoice
  "The newest first; issued from \`from\` up to \`to\`."
  invoices(
    clinicId: ID!
    status: InvoiceStatus
    from: DateTime
    to: DateTime
    first: Int
    after: String
  ): InvoiceConnection!
  "The newest first; issued from \`from\` up to \`to\`."
  creditNotes(clinicId: ID!, from: DateTime, to: DateTime, first: Int, after: String): CreditNoteConnection!
}

extend type Mutation {
  recordPayment(input: RecordPaymentInput!): RecordPaymentPayload!
  refundPayment(input: RefundPaymentInput!): RefundPaymentPayload!
}
`,
  price: `"What a procedure costs at a clinic from a moment on, without tax."
type Price {
  procedureCode: String!
  price: Money!
  "A share: 0.07 is 7 %."
  taxRate: Decimal!
  from: DateTime!
}

"A completed treatment that no price was in force for: it is invoiced as soon as one is set that holds for its time."
type WaitingCharge {
  "NO_PRICE"
  code: String!
  message: String!
  booking: Booking!
  procedureCode: String!
  completedAt: DateTime!
}

input MoneyInput {
  "In the currency's units, with no more decimals than it has."
  amount: Decimal!
  "ISO 4217; the clinic's."
  currency: String!
}

input SetPriceInput {
  clinicId: ID!
  procedureCode: String!
  "Without tax."
  price: MoneyInput!
  "A share: 0.07 is 7 %."
  taxRate: Decimal!
  "It holds from then on, until a later one begins."
  from: DateTime!
  commandId: ID
}

type SetPricePayload {
  price: Price
  refusals: [Refusal!]!
}

type Query {
  "Every price of a clinic, past and to come."
  prices(clinicId: ID!): [Price!]!
  waitingCharges(clinicId: ID!): [WaitingCharge!]!
}

type Mutation {
  setPrice(input: SetPriceInput!): SetPricePayload!
}
`,
} as const;
