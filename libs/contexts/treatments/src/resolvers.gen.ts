/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
import type * as Graph from './graphql.gen.js';
import type { PigmentLot, Client, Treatment, Booking, StaffMember, Room, Pack } from './graphql.gen.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PigmentRecallNode } from './pigment/pigment-recall.graph.js';
import type { TreatmentNode, PassNode, FollowUpNode, BookingNode } from './treatment/treatment.graph.js';
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
  PigmentLot: PigmentLot;
  Treatment: Treatment;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Booking:
    ( { __typename: 'Booking' }
    & GraphQLRecursivePick<FederationTypes['Booking'], {"id":true}> );
  PigmentLot:
    ( { __typename: 'PigmentLot' }
    & GraphQLRecursivePick<FederationTypes['PigmentLot'], {"id":true}> );
  Treatment:
    ( { __typename: 'Treatment' }
    & GraphQLRecursivePick<FederationTypes['Treatment'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AbandonTreatmentInput: Graph.AbandonTreatmentInput;
  ID: ResolverTypeWrapper<Graph.Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Graph.Scalars['String']['output']>;
  AbandonTreatmentPayload: ResolverTypeWrapper<Omit<Graph.AbandonTreatmentPayload, 'treatment'> & { treatment?: Graph.Maybe<ResolversTypes['Treatment']> }>;
  Booking: ResolverTypeWrapper<BookingNode>;
  Cartridge: ResolverTypeWrapper<Graph.Cartridge>;
  CartridgeInput: Graph.CartridgeInput;
  Client: ResolverTypeWrapper<Graph.Client>;
  ClosePigmentRecallInput: Graph.ClosePigmentRecallInput;
  ClosePigmentRecallPayload: ResolverTypeWrapper<Omit<Graph.ClosePigmentRecallPayload, 'recall'> & { recall?: Graph.Maybe<ResolversTypes['PigmentRecall']> }>;
  CompleteTreatmentInput: Graph.CompleteTreatmentInput;
  Boolean: ResolverTypeWrapper<Graph.Scalars['Boolean']['output']>;
  CompleteTreatmentPayload: ResolverTypeWrapper<Omit<Graph.CompleteTreatmentPayload, 'treatment'> & { treatment?: Graph.Maybe<ResolversTypes['Treatment']> }>;
  Date: ResolverTypeWrapper<Graph.Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Graph.Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Graph.Scalars['Decimal']['output']>;
  FollowUp: ResolverTypeWrapper<FollowUpNode>;
  FollowUpFinding: Graph.FollowUpFinding;
  JSON: ResolverTypeWrapper<Graph.Scalars['JSON']['output']>;
  Money: ResolverTypeWrapper<Graph.Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Needle: ResolverTypeWrapper<Graph.Needle>;
  Int: ResolverTypeWrapper<Graph.Scalars['Int']['output']>;
  Float: ResolverTypeWrapper<Graph.Scalars['Float']['output']>;
  Pack: ResolverTypeWrapper<Graph.Pack>;
  PageInfo: ResolverTypeWrapper<Graph.PageInfo>;
  Pass: ResolverTypeWrapper<PassNode>;
  PigmentLot: ResolverTypeWrapper<Graph.PigmentLot>;
  PigmentLotConnection: ResolverTypeWrapper<Graph.PigmentLotConnection>;
  PigmentLotEdge: ResolverTypeWrapper<Graph.PigmentLotEdge>;
  PigmentLotStatus: Graph.PigmentLotStatus;
  PigmentRecall: ResolverTypeWrapper<PigmentRecallNode>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecallPigmentInput: Graph.RecallPigmentInput;
  RecallPigmentPayload: ResolverTypeWrapper<Omit<Graph.RecallPigmentPayload, 'recall'> & { recall?: Graph.Maybe<ResolversTypes['PigmentRecall']> }>;
  RecallStatus: Graph.RecallStatus;
  ReceivePigmentLotInput: Graph.ReceivePigmentLotInput;
  ReceivePigmentLotPayload: ResolverTypeWrapper<Graph.ReceivePigmentLotPayload>;
  RecordFollowUpInput: Graph.RecordFollowUpInput;
  RecordFollowUpPayload: ResolverTypeWrapper<Omit<Graph.RecordFollowUpPayload, 'treatment'> & { treatment?: Graph.Maybe<ResolversTypes['Treatment']> }>;
  RecordPassInput: Graph.RecordPassInput;
  RecordPassPayload: ResolverTypeWrapper<Omit<Graph.RecordPassPayload, 'treatment'> & { treatment?: Graph.Maybe<ResolversTypes['Treatment']> }>;
  Refusal: ResolverTypeWrapper<Graph.Refusal>;
  ReleasePigmentLotInput: Graph.ReleasePigmentLotInput;
  ReleasePigmentLotPayload: ResolverTypeWrapper<Graph.ReleasePigmentLotPayload>;
  Room: ResolverTypeWrapper<Graph.Room>;
  ScalpZone: Graph.ScalpZone;
  StaffMember: ResolverTypeWrapper<Graph.StaffMember>;
  StartTreatmentInput: Graph.StartTreatmentInput;
  StartTreatmentPayload: ResolverTypeWrapper<Omit<Graph.StartTreatmentPayload, 'treatment'> & { treatment?: Graph.Maybe<ResolversTypes['Treatment']> }>;
  Treatment: ResolverTypeWrapper<TreatmentNode>;
  TreatmentConnection: ResolverTypeWrapper<Omit<Graph.TreatmentConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['TreatmentEdge']>, nodes: Array<ResolversTypes['Treatment']> }>;
  TreatmentEdge: ResolverTypeWrapper<Omit<Graph.TreatmentEdge, 'node'> & { node: ResolversTypes['Treatment'] }>;
  TreatmentStatus: Graph.TreatmentStatus;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AbandonTreatmentInput: Graph.AbandonTreatmentInput;
  ID: Graph.Scalars['ID']['output'];
  String: Graph.Scalars['String']['output'];
  AbandonTreatmentPayload: Omit<Graph.AbandonTreatmentPayload, 'treatment'> & { treatment?: Graph.Maybe<ResolversParentTypes['Treatment']> };
  Booking: BookingNode;
  Cartridge: Graph.Cartridge;
  CartridgeInput: Graph.CartridgeInput;
  Client: Graph.Client;
  ClosePigmentRecallInput: Graph.ClosePigmentRecallInput;
  ClosePigmentRecallPayload: Omit<Graph.ClosePigmentRecallPayload, 'recall'> & { recall?: Graph.Maybe<ResolversParentTypes['PigmentRecall']> };
  CompleteTreatmentInput: Graph.CompleteTreatmentInput;
  Boolean: Graph.Scalars['Boolean']['output'];
  CompleteTreatmentPayload: Omit<Graph.CompleteTreatmentPayload, 'treatment'> & { treatment?: Graph.Maybe<ResolversParentTypes['Treatment']> };
  Date: Graph.Scalars['Date']['output'];
  DateTime: Graph.Scalars['DateTime']['output'];
  Decimal: Graph.Scalars['Decimal']['output'];
  FollowUp: FollowUpNode;
  JSON: Graph.Scalars['JSON']['output'];
  Money: Graph.Money;
  Mutation: Record<PropertyKey, never>;
  Needle: Graph.Needle;
  Int: Graph.Scalars['Int']['output'];
  Float: Graph.Scalars['Float']['output'];
  Pack: Graph.Pack;
  PageInfo: Graph.PageInfo;
  Pass: PassNode;
  PigmentLot: Graph.PigmentLot;
  PigmentLotConnection: Graph.PigmentLotConnection;
  PigmentLotEdge: Graph.PigmentLotEdge;
  PigmentRecall: PigmentRecallNode;
  Query: Record<PropertyKey, never>;
  RecallPigmentInput: Graph.RecallPigmentInput;
  RecallPigmentPayload: Omit<Graph.RecallPigmentPayload, 'recall'> & { recall?: Graph.Maybe<ResolversParentTypes['PigmentRecall']> };
  ReceivePigmentLotInput: Graph.ReceivePigmentLotInput;
  ReceivePigmentLotPayload: Graph.ReceivePigmentLotPayload;
  RecordFollowUpInput: Graph.RecordFollowUpInput;
  RecordFollowUpPayload: Omit<Graph.RecordFollowUpPayload, 'treatment'> & { treatment?: Graph.Maybe<ResolversParentTypes['Treatment']> };
  RecordPassInput: Graph.RecordPassInput;
  RecordPassPayload: Omit<Graph.RecordPassPayload, 'treatment'> & { treatment?: Graph.Maybe<ResolversParentTypes['Treatment']> };
  Refusal: Graph.Refusal;
  ReleasePigmentLotInput: Graph.ReleasePigmentLotInput;
  ReleasePigmentLotPayload: Graph.ReleasePigmentLotPayload;
  Room: Graph.Room;
  StaffMember: Graph.StaffMember;
  StartTreatmentInput: Graph.StartTreatmentInput;
  StartTreatmentPayload: Omit<Graph.StartTreatmentPayload, 'treatment'> & { treatment?: Graph.Maybe<ResolversParentTypes['Treatment']> };
  Treatment: TreatmentNode;
  TreatmentConnection: Omit<Graph.TreatmentConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['TreatmentEdge']>, nodes: Array<ResolversParentTypes['Treatment']> };
  TreatmentEdge: Omit<Graph.TreatmentEdge, 'node'> & { node: ResolversParentTypes['Treatment'] };
};

export type AbandonTreatmentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AbandonTreatmentPayload'] = ResolversParentTypes['AbandonTreatmentPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  treatment?: Resolver<Graph.Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type BookingResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Booking'] = ResolversParentTypes['Booking'], FederationReferenceType extends FederationReferenceTypes['Booking'] = FederationReferenceTypes['Booking']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Booking']>, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  treatment?: Resolver<Graph.Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type CartridgeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Cartridge'] = ResolversParentTypes['Cartridge']> = {
  expiresOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  lot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ClientResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ClosePigmentRecallPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ClosePigmentRecallPayload'] = ResolversParentTypes['ClosePigmentRecallPayload']> = {
  recall?: Resolver<Graph.Maybe<ResolversTypes['PigmentRecall']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type CompleteTreatmentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CompleteTreatmentPayload'] = ResolversParentTypes['CompleteTreatmentPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  treatment?: Resolver<Graph.Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
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

export type FollowUpResolvers<ContextType = Request, ParentType extends ResolversParentTypes['FollowUp'] = ResolversParentTypes['FollowUp']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  findings?: Resolver<Graph.Maybe<Array<ResolversTypes['FollowUpFinding']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MoneyResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  abandonTreatment?: Resolver<ResolversTypes['AbandonTreatmentPayload'], ParentType, ContextType, RequireFields<Graph.MutationAbandonTreatmentArgs, 'input'>>;
  closePigmentRecall?: Resolver<ResolversTypes['ClosePigmentRecallPayload'], ParentType, ContextType, RequireFields<Graph.MutationClosePigmentRecallArgs, 'input'>>;
  completeTreatment?: Resolver<ResolversTypes['CompleteTreatmentPayload'], ParentType, ContextType, RequireFields<Graph.MutationCompleteTreatmentArgs, 'input'>>;
  recallPigment?: Resolver<ResolversTypes['RecallPigmentPayload'], ParentType, ContextType, RequireFields<Graph.MutationRecallPigmentArgs, 'input'>>;
  receivePigmentLot?: Resolver<ResolversTypes['ReceivePigmentLotPayload'], ParentType, ContextType, RequireFields<Graph.MutationReceivePigmentLotArgs, 'input'>>;
  recordFollowUp?: Resolver<ResolversTypes['RecordFollowUpPayload'], ParentType, ContextType, RequireFields<Graph.MutationRecordFollowUpArgs, 'input'>>;
  recordPass?: Resolver<ResolversTypes['RecordPassPayload'], ParentType, ContextType, RequireFields<Graph.MutationRecordPassArgs, 'input'>>;
  releasePigmentLot?: Resolver<ResolversTypes['ReleasePigmentLotPayload'], ParentType, ContextType, RequireFields<Graph.MutationReleasePigmentLotArgs, 'input'>>;
  startTreatment?: Resolver<ResolversTypes['StartTreatmentPayload'], ParentType, ContextType, RequireFields<Graph.MutationStartTreatmentArgs, 'input'>>;
};

export type NeedleResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Needle'] = ResolversParentTypes['Needle']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  configuration?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  diameterMm?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PackResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Pack'] = ResolversParentTypes['Pack']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PassResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Pass'] = ResolversParentTypes['Pass']> = {
  depthMm?: Resolver<Graph.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  dilution?: Resolver<Graph.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  dotMm?: Resolver<Graph.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  needle?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  needleType?: Resolver<Graph.Maybe<ResolversTypes['Needle']>, ParentType, ContextType>;
  pigmentLot?: Resolver<Graph.Maybe<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  zone?: Resolver<Graph.Maybe<ResolversTypes['ScalpZone']>, ParentType, ContextType>;
};

export type PigmentLotResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PigmentLot'] = ResolversParentTypes['PigmentLot'], FederationReferenceType extends FederationReferenceTypes['PigmentLot'] = FederationReferenceTypes['PigmentLot']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['PigmentLot']>, FederationReferenceType, ContextType>;
  certificateOfAnalysis?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  distributedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  expiresOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  manufacturer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedAt?: Resolver<Graph.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  product?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PigmentLotStatus'], ParentType, ContextType>;
  useWithinDaysOfOpening?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PigmentLotConnectionResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PigmentLotConnection'] = ResolversParentTypes['PigmentLotConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PigmentLotEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PigmentLotEdgeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PigmentLotEdge'] = ResolversParentTypes['PigmentLotEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PigmentLot'], ParentType, ContextType>;
};

export type PigmentRecallResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PigmentRecall'] = ResolversParentTypes['PigmentRecall']> = {
  awaitingTreatments?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clients?: Resolver<Array<ResolversTypes['Client']>, ParentType, ContextType>;
  distributedFrom?: Resolver<Graph.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  distributedTo?: Resolver<Graph.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  manufacturer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pigmentLots?: Resolver<Array<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  product?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RecallStatus'], ParentType, ContextType>;
  treatments?: Resolver<Array<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  pigmentLot?: Resolver<Graph.Maybe<ResolversTypes['PigmentLot']>, ParentType, ContextType, RequireFields<Graph.QueryPigmentLotArgs, 'id'>>;
  pigmentLots?: Resolver<ResolversTypes['PigmentLotConnection'], ParentType, ContextType, RequireFields<Graph.QueryPigmentLotsArgs, 'clinicId'>>;
  pigmentRecall?: Resolver<Graph.Maybe<ResolversTypes['PigmentRecall']>, ParentType, ContextType, RequireFields<Graph.QueryPigmentRecallArgs, 'id'>>;
  pigmentRecalls?: Resolver<Array<ResolversTypes['PigmentRecall']>, ParentType, ContextType, RequireFields<Graph.QueryPigmentRecallsArgs, 'clinicId'>>;
  treatment?: Resolver<Graph.Maybe<ResolversTypes['Treatment']>, ParentType, ContextType, RequireFields<Graph.QueryTreatmentArgs, 'id'>>;
  treatments?: Resolver<ResolversTypes['TreatmentConnection'], ParentType, ContextType, RequireFields<Graph.QueryTreatmentsArgs, 'clinicId'>>;
};

export type RecallPigmentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecallPigmentPayload'] = ResolversParentTypes['RecallPigmentPayload']> = {
  nearMisses?: Resolver<Array<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  recall?: Resolver<Graph.Maybe<ResolversTypes['PigmentRecall']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReceivePigmentLotPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ReceivePigmentLotPayload'] = ResolversParentTypes['ReceivePigmentLotPayload']> = {
  pigmentLot?: Resolver<Graph.Maybe<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RecordFollowUpPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecordFollowUpPayload'] = ResolversParentTypes['RecordFollowUpPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  treatment?: Resolver<Graph.Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type RecordPassPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecordPassPayload'] = ResolversParentTypes['RecordPassPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  treatment?: Resolver<Graph.Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Graph.Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type ReleasePigmentLotPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ReleasePigmentLotPayload'] = ResolversParentTypes['ReleasePigmentLotPayload']> = {
  pigmentLot?: Resolver<Graph.Maybe<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RoomResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Room'] = ResolversParentTypes['Room']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type StaffMemberResolvers<ContextType = Request, ParentType extends ResolversParentTypes['StaffMember'] = ResolversParentTypes['StaffMember']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type StartTreatmentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['StartTreatmentPayload'] = ResolversParentTypes['StartTreatmentPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  treatment?: Resolver<Graph.Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type TreatmentResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Treatment'] = ResolversParentTypes['Treatment'], FederationReferenceType extends FederationReferenceTypes['Treatment'] = FederationReferenceTypes['Treatment']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Treatment']>, FederationReferenceType, ContextType>;
  booking?: Resolver<Graph.Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  cartridges?: Resolver<Array<ResolversTypes['Cartridge']>, ParentType, ContextType>;
  client?: Resolver<Graph.Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  completedAt?: Resolver<Graph.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  followUps?: Resolver<Array<ResolversTypes['FollowUp']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  packs?: Resolver<Array<ResolversTypes['Pack']>, ParentType, ContextType>;
  passes?: Resolver<Array<ResolversTypes['Pass']>, ParentType, ContextType>;
  pigmentLots?: Resolver<Array<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  procedureCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  room?: Resolver<Graph.Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TreatmentStatus'], ParentType, ContextType>;
};

export type TreatmentConnectionResolvers<ContextType = Request, ParentType extends ResolversParentTypes['TreatmentConnection'] = ResolversParentTypes['TreatmentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TreatmentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Treatment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TreatmentEdgeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['TreatmentEdge'] = ResolversParentTypes['TreatmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Treatment'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Request> = {
  AbandonTreatmentPayload?: AbandonTreatmentPayloadResolvers<ContextType>;
  Booking?: BookingResolvers<ContextType>;
  Cartridge?: CartridgeResolvers<ContextType>;
  Client?: ClientResolvers<ContextType>;
  ClosePigmentRecallPayload?: ClosePigmentRecallPayloadResolvers<ContextType>;
  CompleteTreatmentPayload?: CompleteTreatmentPayloadResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  FollowUp?: FollowUpResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Needle?: NeedleResolvers<ContextType>;
  Pack?: PackResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Pass?: PassResolvers<ContextType>;
  PigmentLot?: PigmentLotResolvers<ContextType>;
  PigmentLotConnection?: PigmentLotConnectionResolvers<ContextType>;
  PigmentLotEdge?: PigmentLotEdgeResolvers<ContextType>;
  PigmentRecall?: PigmentRecallResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecallPigmentPayload?: RecallPigmentPayloadResolvers<ContextType>;
  ReceivePigmentLotPayload?: ReceivePigmentLotPayloadResolvers<ContextType>;
  RecordFollowUpPayload?: RecordFollowUpPayloadResolvers<ContextType>;
  RecordPassPayload?: RecordPassPayloadResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  ReleasePigmentLotPayload?: ReleasePigmentLotPayloadResolvers<ContextType>;
  Room?: RoomResolvers<ContextType>;
  StaffMember?: StaffMemberResolvers<ContextType>;
  StartTreatmentPayload?: StartTreatmentPayloadResolvers<ContextType>;
  Treatment?: TreatmentResolvers<ContextType>;
  TreatmentConnection?: TreatmentConnectionResolvers<ContextType>;
  TreatmentEdge?: TreatmentEdgeResolvers<ContextType>;
};

