/* Made from the SDL in *.resolver.ts by `npm run codegen`; not written by hand. */
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Request } from '@stipple/service';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
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



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
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
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

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
  Booking: Booking;
  Invoice: Invoice;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Booking:
    ( { __typename: 'Booking' }
    & GraphQLRecursivePick<FederationTypes['Booking'], {"id":true}> );
  Invoice:
    ( { __typename: 'Invoice' }
    & GraphQLRecursivePick<FederationTypes['Invoice'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Booking: ResolverTypeWrapper<Partial<Booking>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Client: ResolverTypeWrapper<Partial<Client>>;
  CreditNote: ResolverTypeWrapper<Partial<CreditNote>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  CreditNoteConnection: ResolverTypeWrapper<Partial<CreditNoteConnection>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  CreditNoteEdge: ResolverTypeWrapper<Partial<CreditNoteEdge>>;
  Date: ResolverTypeWrapper<Partial<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Scalars['Decimal']['output']>>;
  Invoice: ResolverTypeWrapper<Partial<Invoice>>;
  InvoiceConnection: ResolverTypeWrapper<Partial<InvoiceConnection>>;
  InvoiceEdge: ResolverTypeWrapper<Partial<InvoiceEdge>>;
  InvoiceLine: ResolverTypeWrapper<Partial<InvoiceLine>>;
  InvoiceStatus: ResolverTypeWrapper<Partial<InvoiceStatus>>;
  JSON: ResolverTypeWrapper<Partial<Scalars['JSON']['output']>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  MoneyInput: ResolverTypeWrapper<Partial<MoneyInput>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  Payment: ResolverTypeWrapper<Partial<Payment>>;
  PaymentMethod: ResolverTypeWrapper<Partial<PaymentMethod>>;
  Price: ResolverTypeWrapper<Partial<Price>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordPaymentInput: ResolverTypeWrapper<Partial<RecordPaymentInput>>;
  RecordPaymentPayload: ResolverTypeWrapper<Partial<RecordPaymentPayload>>;
  RefundAmount: ResolverTypeWrapper<Partial<Scalars['RefundAmount']['output']>>;
  RefundPaymentInput: ResolverTypeWrapper<Partial<RefundPaymentInput>>;
  RefundPaymentPayload: ResolverTypeWrapper<Partial<RefundPaymentPayload>>;
  Refusal: ResolverTypeWrapper<Partial<Refusal>>;
  SetPriceInput: ResolverTypeWrapper<Partial<SetPriceInput>>;
  SetPricePayload: ResolverTypeWrapper<Partial<SetPricePayload>>;
  WaitingCharge: ResolverTypeWrapper<Partial<WaitingCharge>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Booking: Partial<Booking | FederationReferenceTypes['Booking']>;
  ID: Partial<Scalars['ID']['output']>;
  Client: Partial<Client>;
  CreditNote: Partial<CreditNote>;
  String: Partial<Scalars['String']['output']>;
  CreditNoteConnection: Partial<CreditNoteConnection>;
  Int: Partial<Scalars['Int']['output']>;
  CreditNoteEdge: Partial<CreditNoteEdge>;
  Date: Partial<Scalars['Date']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Decimal: Partial<Scalars['Decimal']['output']>;
  Invoice: Partial<Invoice | FederationReferenceTypes['Invoice']>;
  InvoiceConnection: Partial<InvoiceConnection>;
  InvoiceEdge: Partial<InvoiceEdge>;
  InvoiceLine: Partial<InvoiceLine>;
  JSON: Partial<Scalars['JSON']['output']>;
  Money: Partial<Money>;
  MoneyInput: Partial<MoneyInput>;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Partial<PageInfo>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  Payment: Partial<Payment>;
  Price: Partial<Price>;
  Query: Record<PropertyKey, never>;
  RecordPaymentInput: Partial<RecordPaymentInput>;
  RecordPaymentPayload: Partial<RecordPaymentPayload>;
  RefundAmount: Partial<Scalars['RefundAmount']['output']>;
  RefundPaymentInput: Partial<RefundPaymentInput>;
  RefundPaymentPayload: Partial<RefundPaymentPayload>;
  Refusal: Partial<Refusal>;
  SetPriceInput: Partial<SetPriceInput>;
  SetPricePayload: Partial<SetPricePayload>;
  WaitingCharge: Partial<WaitingCharge>;
};

export type BookingResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Booking'] = ResolversParentTypes['Booking'], FederationReferenceType extends FederationReferenceTypes['Booking'] = FederationReferenceTypes['Booking']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Booking']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
};

export type ClientResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CreditNoteResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CreditNote'] = ResolversParentTypes['CreditNote']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type CreditNoteConnectionResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CreditNoteConnection'] = ResolversParentTypes['CreditNoteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CreditNoteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CreditNote']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CreditNoteEdgeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CreditNoteEdge'] = ResolversParentTypes['CreditNoteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CreditNote'], ParentType, ContextType>;
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

export type InvoiceResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  booking?: Resolver<Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  creditNotes?: Resolver<Array<ResolversTypes['CreditNote']>, ParentType, ContextType>;
  credited?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['InvoiceLine']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payments?: Resolver<Array<ResolversTypes['Payment']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InvoiceStatus'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type InvoiceConnectionResolvers<ContextType = Request, ParentType extends ResolversParentTypes['InvoiceConnection'] = ResolversParentTypes['InvoiceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InvoiceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Invoice']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InvoiceEdgeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['InvoiceEdge'] = ResolversParentTypes['InvoiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
};

export type InvoiceLineResolvers<ContextType = Request, ParentType extends ResolversParentTypes['InvoiceLine'] = ResolversParentTypes['InvoiceLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MoneyResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  recordPayment?: Resolver<ResolversTypes['RecordPaymentPayload'], ParentType, ContextType, RequireFields<MutationRecordPaymentArgs, 'input'>>;
  refundPayment?: Resolver<ResolversTypes['RefundPaymentPayload'], ParentType, ContextType, RequireFields<MutationRefundPaymentArgs, 'input'>>;
  setPrice?: Resolver<ResolversTypes['SetPricePayload'], ParentType, ContextType, RequireFields<MutationSetPriceArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PriceResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Price'] = ResolversParentTypes['Price']> = {
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  procedureCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  taxRate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  creditNotes?: Resolver<ResolversTypes['CreditNoteConnection'], ParentType, ContextType, RequireFields<QueryCreditNotesArgs, 'clinicId'>>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, RequireFields<QueryInvoiceArgs, 'id'>>;
  invoices?: Resolver<ResolversTypes['InvoiceConnection'], ParentType, ContextType, RequireFields<QueryInvoicesArgs, 'clinicId'>>;
  prices?: Resolver<Array<ResolversTypes['Price']>, ParentType, ContextType, RequireFields<QueryPricesArgs, 'clinicId'>>;
  waitingCharges?: Resolver<Array<ResolversTypes['WaitingCharge']>, ParentType, ContextType, RequireFields<QueryWaitingChargesArgs, 'clinicId'>>;
};

export type RecordPaymentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecordPaymentPayload'] = ResolversParentTypes['RecordPaymentPayload']> = {
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export interface RefundAmountScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['RefundAmount'], any> {
  name: 'RefundAmount';
}

export type RefundPaymentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RefundPaymentPayload'] = ResolversParentTypes['RefundPaymentPayload']> = {
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type SetPricePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SetPricePayload'] = ResolversParentTypes['SetPricePayload']> = {
  price?: Resolver<Maybe<ResolversTypes['Price']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type WaitingChargeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['WaitingCharge'] = ResolversParentTypes['WaitingCharge']> = {
  booking?: Resolver<ResolversTypes['Booking'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  completedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  procedureCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Request> = {
  Booking?: BookingResolvers<ContextType>;
  Client?: ClientResolvers<ContextType>;
  CreditNote?: CreditNoteResolvers<ContextType>;
  CreditNoteConnection?: CreditNoteConnectionResolvers<ContextType>;
  CreditNoteEdge?: CreditNoteEdgeResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Invoice?: InvoiceResolvers<ContextType>;
  InvoiceConnection?: InvoiceConnectionResolvers<ContextType>;
  InvoiceEdge?: InvoiceEdgeResolvers<ContextType>;
  InvoiceLine?: InvoiceLineResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  Price?: PriceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordPaymentPayload?: RecordPaymentPayloadResolvers<ContextType>;
  RefundAmount?: GraphQLScalarType;
  RefundPaymentPayload?: RefundPaymentPayloadResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  SetPricePayload?: SetPricePayloadResolvers<ContextType>;
  WaitingCharge?: WaitingChargeResolvers<ContextType>;
};

