/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
import type * as Graph from './graphql.gen.js';
import type { Invoice, Booking, Client } from './graphql.gen.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { InvoiceNode, PaymentNode, CreditNoteNode, BookingNode } from './invoice/invoice.graph.js';
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
  Booking: ResolverTypeWrapper<BookingNode>;
  ID: ResolverTypeWrapper<Graph.Scalars['ID']['output']>;
  Client: ResolverTypeWrapper<Graph.Client>;
  CreditNote: ResolverTypeWrapper<CreditNoteNode>;
  String: ResolverTypeWrapper<Graph.Scalars['String']['output']>;
  CreditNoteConnection: ResolverTypeWrapper<Omit<Graph.CreditNoteConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['CreditNoteEdge']>, nodes: Array<ResolversTypes['CreditNote']> }>;
  Int: ResolverTypeWrapper<Graph.Scalars['Int']['output']>;
  CreditNoteEdge: ResolverTypeWrapper<Omit<Graph.CreditNoteEdge, 'node'> & { node: ResolversTypes['CreditNote'] }>;
  Date: ResolverTypeWrapper<Graph.Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Graph.Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Graph.Scalars['Decimal']['output']>;
  Invoice: ResolverTypeWrapper<InvoiceNode>;
  InvoiceConnection: ResolverTypeWrapper<Omit<Graph.InvoiceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['InvoiceEdge']>, nodes: Array<ResolversTypes['Invoice']> }>;
  InvoiceEdge: ResolverTypeWrapper<Omit<Graph.InvoiceEdge, 'node'> & { node: ResolversTypes['Invoice'] }>;
  InvoiceLine: ResolverTypeWrapper<Graph.InvoiceLine>;
  InvoiceStatus: Graph.InvoiceStatus;
  JSON: ResolverTypeWrapper<Graph.Scalars['JSON']['output']>;
  Money: ResolverTypeWrapper<Graph.Money>;
  MoneyInput: Graph.MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<Graph.PageInfo>;
  Boolean: ResolverTypeWrapper<Graph.Scalars['Boolean']['output']>;
  Payment: ResolverTypeWrapper<PaymentNode>;
  PaymentMethod: Graph.PaymentMethod;
  Price: ResolverTypeWrapper<Graph.Price>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordPaymentInput: Graph.RecordPaymentInput;
  RecordPaymentPayload: ResolverTypeWrapper<Omit<Graph.RecordPaymentPayload, 'invoice'> & { invoice?: Graph.Maybe<ResolversTypes['Invoice']> }>;
  RefundAmount: ResolverTypeWrapper<Graph.Scalars['RefundAmount']['output']>;
  RefundPaymentInput: Graph.RefundPaymentInput;
  RefundPaymentPayload: ResolverTypeWrapper<Omit<Graph.RefundPaymentPayload, 'invoice'> & { invoice?: Graph.Maybe<ResolversTypes['Invoice']> }>;
  Refusal: ResolverTypeWrapper<Graph.Refusal>;
  SetPriceInput: Graph.SetPriceInput;
  SetPricePayload: ResolverTypeWrapper<Graph.SetPricePayload>;
  WaitingCharge: ResolverTypeWrapper<Omit<Graph.WaitingCharge, 'booking'> & { booking: ResolversTypes['Booking'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Booking: BookingNode;
  ID: Graph.Scalars['ID']['output'];
  Client: Graph.Client;
  CreditNote: CreditNoteNode;
  String: Graph.Scalars['String']['output'];
  CreditNoteConnection: Omit<Graph.CreditNoteConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['CreditNoteEdge']>, nodes: Array<ResolversParentTypes['CreditNote']> };
  Int: Graph.Scalars['Int']['output'];
  CreditNoteEdge: Omit<Graph.CreditNoteEdge, 'node'> & { node: ResolversParentTypes['CreditNote'] };
  Date: Graph.Scalars['Date']['output'];
  DateTime: Graph.Scalars['DateTime']['output'];
  Decimal: Graph.Scalars['Decimal']['output'];
  Invoice: InvoiceNode;
  InvoiceConnection: Omit<Graph.InvoiceConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['InvoiceEdge']>, nodes: Array<ResolversParentTypes['Invoice']> };
  InvoiceEdge: Omit<Graph.InvoiceEdge, 'node'> & { node: ResolversParentTypes['Invoice'] };
  InvoiceLine: Graph.InvoiceLine;
  JSON: Graph.Scalars['JSON']['output'];
  Money: Graph.Money;
  MoneyInput: Graph.MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Graph.PageInfo;
  Boolean: Graph.Scalars['Boolean']['output'];
  Payment: PaymentNode;
  Price: Graph.Price;
  Query: Record<PropertyKey, never>;
  RecordPaymentInput: Graph.RecordPaymentInput;
  RecordPaymentPayload: Omit<Graph.RecordPaymentPayload, 'invoice'> & { invoice?: Graph.Maybe<ResolversParentTypes['Invoice']> };
  RefundAmount: Graph.Scalars['RefundAmount']['output'];
  RefundPaymentInput: Graph.RefundPaymentInput;
  RefundPaymentPayload: Omit<Graph.RefundPaymentPayload, 'invoice'> & { invoice?: Graph.Maybe<ResolversParentTypes['Invoice']> };
  Refusal: Graph.Refusal;
  SetPriceInput: Graph.SetPriceInput;
  SetPricePayload: Graph.SetPricePayload;
  WaitingCharge: Omit<Graph.WaitingCharge, 'booking'> & { booking: ResolversParentTypes['Booking'] };
};

export type BookingResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Booking'] = ResolversParentTypes['Booking'], FederationReferenceType extends FederationReferenceTypes['Booking'] = FederationReferenceTypes['Booking']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Booking']>, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<Graph.Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
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
  reason?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Invoice']>, FederationReferenceType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  booking?: Resolver<Graph.Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  client?: Resolver<Graph.Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
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
  recordPayment?: Resolver<ResolversTypes['RecordPaymentPayload'], ParentType, ContextType, RequireFields<Graph.MutationRecordPaymentArgs, 'input'>>;
  refundPayment?: Resolver<ResolversTypes['RefundPaymentPayload'], ParentType, ContextType, RequireFields<Graph.MutationRefundPaymentArgs, 'input'>>;
  setPrice?: Resolver<ResolversTypes['SetPricePayload'], ParentType, ContextType, RequireFields<Graph.MutationSetPriceArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  reference?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PriceResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Price'] = ResolversParentTypes['Price']> = {
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  procedureCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  taxRate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  creditNotes?: Resolver<ResolversTypes['CreditNoteConnection'], ParentType, ContextType, RequireFields<Graph.QueryCreditNotesArgs, 'clinicId'>>;
  invoice?: Resolver<Graph.Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, RequireFields<Graph.QueryInvoiceArgs, 'id'>>;
  invoices?: Resolver<ResolversTypes['InvoiceConnection'], ParentType, ContextType, RequireFields<Graph.QueryInvoicesArgs, 'clinicId'>>;
  prices?: Resolver<Array<ResolversTypes['Price']>, ParentType, ContextType, RequireFields<Graph.QueryPricesArgs, 'clinicId'>>;
  waitingCharges?: Resolver<Array<ResolversTypes['WaitingCharge']>, ParentType, ContextType, RequireFields<Graph.QueryWaitingChargesArgs, 'clinicId'>>;
};

export type RecordPaymentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecordPaymentPayload'] = ResolversParentTypes['RecordPaymentPayload']> = {
  invoice?: Resolver<Graph.Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export interface RefundAmountScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['RefundAmount'], any> {
  name: 'RefundAmount';
}

export type RefundPaymentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RefundPaymentPayload'] = ResolversParentTypes['RefundPaymentPayload']> = {
  invoice?: Resolver<Graph.Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Graph.Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type SetPricePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SetPricePayload'] = ResolversParentTypes['SetPricePayload']> = {
  price?: Resolver<Graph.Maybe<ResolversTypes['Price']>, ParentType, ContextType>;
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

