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
  /** Money as { amount, currency }, or its amount alone as a decimal text, in the invoice's currency. */
  RefundAmount: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type Booking = {
  id: Scalars['ID']['output'];
  /** For the front desk and managers; null for everybody else. */
  invoice?: Maybe<Invoice>;
};

export type Client = {
  id: Scalars['ID']['output'];
};

/** Takes part of an invoice back, out of a payment that is refunded. */
export type CreditNote = {
  /** With its tax. */
  amount: Money;
  id: Scalars['ID']['output'];
  invoice: Invoice;
  issuedAt: Scalars['DateTime']['output'];
  /** How it was given back. */
  method: PaymentMethod;
  /** Counts up within a clinic without a gap: CN-000001. */
  number: Scalars['String']['output'];
  paymentId: Scalars['ID']['output'];
  /** Null once the client was erased. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The part of the amount that is tax. */
  tax: Money;
};

export type CreditNoteConnection = {
  edges: Array<CreditNoteEdge>;
  nodes: Array<CreditNote>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type CreditNoteEdge = {
  cursor: Scalars['String']['output'];
  node: CreditNote;
};

/** Lines, without tax, plus tax make the total. */
export type Invoice = {
  /** What is still owed. */
  balance: Money;
  booking?: Maybe<Booking>;
  client?: Maybe<Client>;
  creditNotes: Array<CreditNote>;
  /** What was taken back of the total by credit notes. */
  credited: Money;
  id: Scalars['ID']['output'];
  lines: Array<InvoiceLine>;
  /** Counts up within a clinic without a gap: INV-000001. */
  number: Scalars['String']['output'];
  payments: Array<Payment>;
  status: InvoiceStatus;
  tax: Money;
  total: Money;
};

export type InvoiceConnection = {
  edges: Array<InvoiceEdge>;
  nodes: Array<Invoice>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type InvoiceEdge = {
  cursor: Scalars['String']['output'];
  node: Invoice;
};

export type InvoiceLine = {
  /** Without tax. */
  amount: Money;
  description: Scalars['String']['output'];
};

export type InvoiceStatus =
  | 'CREDITED'
  | 'ISSUED'
  | 'PAID'
  | 'PARTLY_PAID';

export type Money = {
  amount: Scalars['Decimal']['output'];
  currency: Scalars['String']['output'];
};

export type MoneyInput = {
  /** In the currency's units, with no more decimals than it has. */
  amount: Scalars['Decimal']['input'];
  /** ISO 4217; the clinic's. */
  currency: Scalars['String']['input'];
};

export type Mutation = {
  recordPayment: RecordPaymentPayload;
  refundPayment: RefundPaymentPayload;
  setPrice: SetPricePayload;
};


export type MutationRecordPaymentArgs = {
  input: RecordPaymentInput;
};


export type MutationRefundPaymentArgs = {
  input: RefundPaymentInput;
};


export type MutationSetPriceArgs = {
  input: SetPriceInput;
};

export type PageInfo = {
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Payment = {
  amount: Money;
  id: Scalars['ID']['output'];
  method: PaymentMethod;
  reference?: Maybe<Scalars['String']['output']>;
  /** What was given back of it. */
  refunded: Money;
};

export type PaymentMethod =
  | 'CARD'
  | 'CASH'
  | 'PROMPTPAY'
  | 'TRANSFER';

/** What a procedure costs at a clinic from a moment on, without tax. */
export type Price = {
  from: Scalars['DateTime']['output'];
  price: Money;
  procedureCode: Scalars['String']['output'];
  /** A share: 0.07 is 7 %. */
  taxRate: Scalars['Decimal']['output'];
};

export type Query = {
  /** The newest first; issued from `from` up to `to`. */
  creditNotes: CreditNoteConnection;
  invoice?: Maybe<Invoice>;
  /** The newest first; issued from `from` up to `to`. */
  invoices: InvoiceConnection;
  /** Every price of a clinic, past and to come. */
  prices: Array<Price>;
  waitingCharges: Array<WaitingCharge>;
};


export type QueryCreditNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  clinicId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryInvoiceArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  clinicId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  status?: InputMaybe<InvoiceStatus>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryPricesArgs = {
  clinicId: Scalars['ID']['input'];
};


export type QueryWaitingChargesArgs = {
  clinicId: Scalars['ID']['input'];
};

export type RecordPaymentInput = {
  amount: MoneyInput;
  commandId?: InputMaybe<Scalars['ID']['input']>;
  invoiceId: Scalars['ID']['input'];
  method: PaymentMethod;
  /** Such as the number on the card slip. */
  reference?: InputMaybe<Scalars['String']['input']>;
};

export type RecordPaymentPayload = {
  invoice?: Maybe<Invoice>;
  refusals: Array<Refusal>;
};

export type RefundPaymentInput = {
  amount: Scalars['RefundAmount']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** How it is given back; left out, the way it came. */
  method?: InputMaybe<PaymentMethod>;
  paymentId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type RefundPaymentPayload = {
  invoice?: Maybe<Invoice>;
  refusals: Array<Refusal>;
};

/** One rule that stands in the way: a code for programs, a sentence for the person at the desk. */
export type Refusal = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type SetPriceInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** It holds from then on, until a later one begins. */
  from: Scalars['DateTime']['input'];
  /** Without tax. */
  price: MoneyInput;
  procedureCode: Scalars['String']['input'];
  /** A share: 0.07 is 7 %. */
  taxRate: Scalars['Decimal']['input'];
};

export type SetPricePayload = {
  price?: Maybe<Price>;
  refusals: Array<Refusal>;
};

/** A completed treatment that no price was in force for: it is invoiced as soon as one is set that holds for its time. */
export type WaitingCharge = {
  booking: Booking;
  /** NO_PRICE */
  code: Scalars['String']['output'];
  completedAt: Scalars['DateTime']['output'];
  message: Scalars['String']['output'];
  procedureCode: Scalars['String']['output'];
};
