/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
import type * as Graph from './graphql.gen.js';
import type { PigmentLot, Client, Treatment, Booking, StaffMember, Room, Pack } from './graphql.gen.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Request } from '@stipple/service';
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
  AbandonTreatmentInput: ResolverTypeWrapper<Partial<Graph.AbandonTreatmentInput>>;
  ID: ResolverTypeWrapper<Partial<Graph.Scalars['ID']['output']>>;
  String: ResolverTypeWrapper<Partial<Graph.Scalars['String']['output']>>;
  AbandonTreatmentPayload: ResolverTypeWrapper<Partial<Graph.AbandonTreatmentPayload>>;
  Booking: ResolverTypeWrapper<Partial<Graph.Booking>>;
  Cartridge: ResolverTypeWrapper<Partial<Graph.Cartridge>>;
  CartridgeInput: ResolverTypeWrapper<Partial<Graph.CartridgeInput>>;
  Client: ResolverTypeWrapper<Partial<Graph.Client>>;
  ClosePigmentRecallInput: ResolverTypeWrapper<Partial<Graph.ClosePigmentRecallInput>>;
  ClosePigmentRecallPayload: ResolverTypeWrapper<Partial<Graph.ClosePigmentRecallPayload>>;
  CompleteTreatmentInput: ResolverTypeWrapper<Partial<Graph.CompleteTreatmentInput>>;
  Boolean: ResolverTypeWrapper<Partial<Graph.Scalars['Boolean']['output']>>;
  CompleteTreatmentPayload: ResolverTypeWrapper<Partial<Graph.CompleteTreatmentPayload>>;
  Date: ResolverTypeWrapper<Partial<Graph.Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Graph.Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Graph.Scalars['Decimal']['output']>>;
  FollowUp: ResolverTypeWrapper<Partial<Graph.FollowUp>>;
  FollowUpFinding: ResolverTypeWrapper<Partial<Graph.FollowUpFinding>>;
  JSON: ResolverTypeWrapper<Partial<Graph.Scalars['JSON']['output']>>;
  Money: ResolverTypeWrapper<Partial<Graph.Money>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Needle: ResolverTypeWrapper<Partial<Graph.Needle>>;
  Int: ResolverTypeWrapper<Partial<Graph.Scalars['Int']['output']>>;
  Float: ResolverTypeWrapper<Partial<Graph.Scalars['Float']['output']>>;
  Pack: ResolverTypeWrapper<Partial<Graph.Pack>>;
  PageInfo: ResolverTypeWrapper<Partial<Graph.PageInfo>>;
  Pass: ResolverTypeWrapper<Partial<Graph.Pass>>;
  PigmentLot: ResolverTypeWrapper<Partial<Graph.PigmentLot>>;
  PigmentLotConnection: ResolverTypeWrapper<Partial<Graph.PigmentLotConnection>>;
  PigmentLotEdge: ResolverTypeWrapper<Partial<Graph.PigmentLotEdge>>;
  PigmentLotStatus: ResolverTypeWrapper<Partial<Graph.PigmentLotStatus>>;
  PigmentRecall: ResolverTypeWrapper<Partial<Graph.PigmentRecall>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecallPigmentInput: ResolverTypeWrapper<Partial<Graph.RecallPigmentInput>>;
  RecallPigmentPayload: ResolverTypeWrapper<Partial<Graph.RecallPigmentPayload>>;
  RecallStatus: ResolverTypeWrapper<Partial<Graph.RecallStatus>>;
  ReceivePigmentLotInput: ResolverTypeWrapper<Partial<Graph.ReceivePigmentLotInput>>;
  ReceivePigmentLotPayload: ResolverTypeWrapper<Partial<Graph.ReceivePigmentLotPayload>>;
  RecordFollowUpInput: ResolverTypeWrapper<Partial<Graph.RecordFollowUpInput>>;
  RecordFollowUpPayload: ResolverTypeWrapper<Partial<Graph.RecordFollowUpPayload>>;
  RecordPassInput: ResolverTypeWrapper<Partial<Graph.RecordPassInput>>;
  RecordPassPayload: ResolverTypeWrapper<Partial<Graph.RecordPassPayload>>;
  Refusal: ResolverTypeWrapper<Partial<Graph.Refusal>>;
  ReleasePigmentLotInput: ResolverTypeWrapper<Partial<Graph.ReleasePigmentLotInput>>;
  ReleasePigmentLotPayload: ResolverTypeWrapper<Partial<Graph.ReleasePigmentLotPayload>>;
  Room: ResolverTypeWrapper<Partial<Graph.Room>>;
  ScalpZone: ResolverTypeWrapper<Partial<Graph.ScalpZone>>;
  StaffMember: ResolverTypeWrapper<Partial<Graph.StaffMember>>;
  StartTreatmentInput: ResolverTypeWrapper<Partial<Graph.StartTreatmentInput>>;
  StartTreatmentPayload: ResolverTypeWrapper<Partial<Graph.StartTreatmentPayload>>;
  Treatment: ResolverTypeWrapper<Partial<Graph.Treatment>>;
  TreatmentConnection: ResolverTypeWrapper<Partial<Graph.TreatmentConnection>>;
  TreatmentEdge: ResolverTypeWrapper<Partial<Graph.TreatmentEdge>>;
  TreatmentStatus: ResolverTypeWrapper<Partial<Graph.TreatmentStatus>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AbandonTreatmentInput: Partial<Graph.AbandonTreatmentInput>;
  ID: Partial<Graph.Scalars['ID']['output']>;
  String: Partial<Graph.Scalars['String']['output']>;
  AbandonTreatmentPayload: Partial<Graph.AbandonTreatmentPayload>;
  Booking: Partial<Graph.Booking | FederationReferenceTypes['Booking']>;
  Cartridge: Partial<Graph.Cartridge>;
  CartridgeInput: Partial<Graph.CartridgeInput>;
  Client: Partial<Graph.Client>;
  ClosePigmentRecallInput: Partial<Graph.ClosePigmentRecallInput>;
  ClosePigmentRecallPayload: Partial<Graph.ClosePigmentRecallPayload>;
  CompleteTreatmentInput: Partial<Graph.CompleteTreatmentInput>;
  Boolean: Partial<Graph.Scalars['Boolean']['output']>;
  CompleteTreatmentPayload: Partial<Graph.CompleteTreatmentPayload>;
  Date: Partial<Graph.Scalars['Date']['output']>;
  DateTime: Partial<Graph.Scalars['DateTime']['output']>;
  Decimal: Partial<Graph.Scalars['Decimal']['output']>;
  FollowUp: Partial<Graph.FollowUp>;
  JSON: Partial<Graph.Scalars['JSON']['output']>;
  Money: Partial<Graph.Money>;
  Mutation: Record<PropertyKey, never>;
  Needle: Partial<Graph.Needle>;
  Int: Partial<Graph.Scalars['Int']['output']>;
  Float: Partial<Graph.Scalars['Float']['output']>;
  Pack: Partial<Graph.Pack>;
  PageInfo: Partial<Graph.PageInfo>;
  Pass: Partial<Graph.Pass>;
  PigmentLot: Partial<Graph.PigmentLot | FederationReferenceTypes['PigmentLot']>;
  PigmentLotConnection: Partial<Graph.PigmentLotConnection>;
  PigmentLotEdge: Partial<Graph.PigmentLotEdge>;
  PigmentRecall: Partial<Graph.PigmentRecall>;
  Query: Record<PropertyKey, never>;
  RecallPigmentInput: Partial<Graph.RecallPigmentInput>;
  RecallPigmentPayload: Partial<Graph.RecallPigmentPayload>;
  ReceivePigmentLotInput: Partial<Graph.ReceivePigmentLotInput>;
  ReceivePigmentLotPayload: Partial<Graph.ReceivePigmentLotPayload>;
  RecordFollowUpInput: Partial<Graph.RecordFollowUpInput>;
  RecordFollowUpPayload: Partial<Graph.RecordFollowUpPayload>;
  RecordPassInput: Partial<Graph.RecordPassInput>;
  RecordPassPayload: Partial<Graph.RecordPassPayload>;
  Refusal: Partial<Graph.Refusal>;
  ReleasePigmentLotInput: Partial<Graph.ReleasePigmentLotInput>;
  ReleasePigmentLotPayload: Partial<Graph.ReleasePigmentLotPayload>;
  Room: Partial<Graph.Room>;
  StaffMember: Partial<Graph.StaffMember>;
  StartTreatmentInput: Partial<Graph.StartTreatmentInput>;
  StartTreatmentPayload: Partial<Graph.StartTreatmentPayload>;
  Treatment: Partial<Graph.Treatment | FederationReferenceTypes['Treatment']>;
  TreatmentConnection: Partial<Graph.TreatmentConnection>;
  TreatmentEdge: Partial<Graph.TreatmentEdge>;
};

export type AbandonTreatmentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AbandonTreatmentPayload'] = ResolversParentTypes['AbandonTreatmentPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  treatment?: Resolver<Graph.Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type BookingResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Booking'] = ResolversParentTypes['Booking'], FederationReferenceType extends FederationReferenceTypes['Booking'] = FederationReferenceTypes['Booking']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Booking']> | FederationReferenceType, FederationReferenceType, ContextType>;
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
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['PigmentLot']> | FederationReferenceType, FederationReferenceType, ContextType>;
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
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Treatment']> | FederationReferenceType, FederationReferenceType, ContextType>;
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

