/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
import type * as Graph from './graphql.gen.js';
import type { StaffMember, Load, Treatment, Pack, Client, Recall, Room, Sterilizer } from './graphql.gen.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LoadNode } from './load/load.graph.js';
import type { PackNode } from './pack/pack.graph.js';
import type { RecallNode } from './recall/recall.graph.js';
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
  Load: Load;
  Pack: Pack;
  Recall: Recall;
  Room: Room;
  Sterilizer: Sterilizer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Load:
    ( { __typename: 'Load' }
    & GraphQLRecursivePick<FederationTypes['Load'], {"id":true}> );
  Pack:
    ( { __typename: 'Pack' }
    & GraphQLRecursivePick<FederationTypes['Pack'], {"id":true}> );
  Recall:
    ( { __typename: 'Recall' }
    & GraphQLRecursivePick<FederationTypes['Recall'], {"id":true}> );
  Room:
    ( { __typename: 'Room' }
    & GraphQLRecursivePick<FederationTypes['Room'], {"id":true}> );
  Sterilizer:
    ( { __typename: 'Sterilizer' }
    & GraphQLRecursivePick<FederationTypes['Sterilizer'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AbortLoadInput: Graph.AbortLoadInput;
  ID: ResolverTypeWrapper<Graph.Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Graph.Scalars['String']['output']>;
  AddRoomInput: Graph.AddRoomInput;
  ApplyDisinfectantInput: Graph.ApplyDisinfectantInput;
  Int: ResolverTypeWrapper<Graph.Scalars['Int']['output']>;
  ChemicalIndicator: ResolverTypeWrapper<Graph.ChemicalIndicator>;
  Client: ResolverTypeWrapper<Graph.Client>;
  CloseRecallInput: Graph.CloseRecallInput;
  CommissionSterilizerInput: Graph.CommissionSterilizerInput;
  CycleNumberGap: ResolverTypeWrapper<Graph.CycleNumberGap>;
  DamagePackInput: Graph.DamagePackInput;
  Date: ResolverTypeWrapper<Graph.Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Graph.Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Graph.Scalars['Decimal']['output']>;
  HygieneEvent: ResolverTypeWrapper<Graph.HygieneEvent>;
  HygieneEventConnection: ResolverTypeWrapper<Graph.HygieneEventConnection>;
  HygieneEventEdge: ResolverTypeWrapper<Graph.HygieneEventEdge>;
  HygieneStatus: Graph.HygieneStatus;
  IndicatorResult: Graph.IndicatorResult;
  JSON: ResolverTypeWrapper<Graph.Scalars['JSON']['output']>;
  LabelPackInput: Graph.LabelPackInput;
  Boolean: ResolverTypeWrapper<Graph.Scalars['Boolean']['output']>;
  LeakageInput: Graph.LeakageInput;
  Float: ResolverTypeWrapper<Graph.Scalars['Float']['output']>;
  LeakageUnit: Graph.LeakageUnit;
  Load: ResolverTypeWrapper<LoadNode>;
  LoadConnection: ResolverTypeWrapper<Omit<Graph.LoadConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['LoadEdge']>, nodes: Array<ResolversTypes['Load']> }>;
  LoadEdge: ResolverTypeWrapper<Omit<Graph.LoadEdge, 'node'> & { node: ResolversTypes['Load'] }>;
  LoadPayload: ResolverTypeWrapper<Omit<Graph.LoadPayload, 'load'> & { load?: Graph.Maybe<ResolversTypes['Load']> }>;
  LoadStatus: Graph.LoadStatus;
  Money: ResolverTypeWrapper<Graph.Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OutOfService: ResolverTypeWrapper<Graph.OutOfService>;
  OutOfServiceCause: Graph.OutOfServiceCause;
  Pack: ResolverTypeWrapper<PackNode>;
  PackPayload: ResolverTypeWrapper<Omit<Graph.PackPayload, 'pack'> & { pack?: Graph.Maybe<ResolversTypes['Pack']> }>;
  PackStatus: Graph.PackStatus;
  PageInfo: ResolverTypeWrapper<Graph.PageInfo>;
  Program: Graph.Program;
  QuarantineRoomInput: Graph.QuarantineRoomInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReadBiologicalIndicatorInput: Graph.ReadBiologicalIndicatorInput;
  ReadBiologicalIndicatorPayload: ResolverTypeWrapper<Omit<Graph.ReadBiologicalIndicatorPayload, 'recall'> & { recall?: Graph.Maybe<ResolversTypes['Recall']> }>;
  ReadChemicalIndicatorInput: Graph.ReadChemicalIndicatorInput;
  Recall: ResolverTypeWrapper<RecallNode>;
  RecallPayload: ResolverTypeWrapper<Omit<Graph.RecallPayload, 'recall'> & { recall?: Graph.Maybe<ResolversTypes['Recall']> }>;
  RecallStatus: Graph.RecallStatus;
  RecallTrigger: Graph.RecallTrigger;
  RecordCycleInput: Graph.RecordCycleInput;
  RecordRequalificationRunInput: Graph.RecordRequalificationRunInput;
  RecordRoutineTestInput: Graph.RecordRoutineTestInput;
  Refusal: ResolverTypeWrapper<Graph.Refusal>;
  RejectLoadInput: Graph.RejectLoadInput;
  ReleaseLoadInput: Graph.ReleaseLoadInput;
  ReleaseRoomInput: Graph.ReleaseRoomInput;
  ReopenRoomInput: Graph.ReopenRoomInput;
  ReturnToServiceInput: Graph.ReturnToServiceInput;
  Room: ResolverTypeWrapper<Graph.Room>;
  RoomHygiene: ResolverTypeWrapper<Graph.RoomHygiene>;
  RoomPayload: ResolverTypeWrapper<Graph.RoomPayload>;
  RoutineTestKind: Graph.RoutineTestKind;
  SampleInput: Graph.SampleInput;
  StaffMember: ResolverTypeWrapper<Graph.StaffMember>;
  StartLoadInput: Graph.StartLoadInput;
  StartTurnoverInput: Graph.StartTurnoverInput;
  Sterilizer: ResolverTypeWrapper<Graph.Sterilizer>;
  SterilizerPayload: ResolverTypeWrapper<Graph.SterilizerPayload>;
  SterilizerStatus: Graph.SterilizerStatus;
  SterilizerType: Graph.SterilizerType;
  TakeOutOfServiceInput: Graph.TakeOutOfServiceInput;
  TestResult: Graph.TestResult;
  Treatment: ResolverTypeWrapper<Graph.Treatment>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AbortLoadInput: Graph.AbortLoadInput;
  ID: Graph.Scalars['ID']['output'];
  String: Graph.Scalars['String']['output'];
  AddRoomInput: Graph.AddRoomInput;
  ApplyDisinfectantInput: Graph.ApplyDisinfectantInput;
  Int: Graph.Scalars['Int']['output'];
  ChemicalIndicator: Graph.ChemicalIndicator;
  Client: Graph.Client;
  CloseRecallInput: Graph.CloseRecallInput;
  CommissionSterilizerInput: Graph.CommissionSterilizerInput;
  CycleNumberGap: Graph.CycleNumberGap;
  DamagePackInput: Graph.DamagePackInput;
  Date: Graph.Scalars['Date']['output'];
  DateTime: Graph.Scalars['DateTime']['output'];
  Decimal: Graph.Scalars['Decimal']['output'];
  HygieneEvent: Graph.HygieneEvent;
  HygieneEventConnection: Graph.HygieneEventConnection;
  HygieneEventEdge: Graph.HygieneEventEdge;
  JSON: Graph.Scalars['JSON']['output'];
  LabelPackInput: Graph.LabelPackInput;
  Boolean: Graph.Scalars['Boolean']['output'];
  LeakageInput: Graph.LeakageInput;
  Float: Graph.Scalars['Float']['output'];
  Load: LoadNode;
  LoadConnection: Omit<Graph.LoadConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['LoadEdge']>, nodes: Array<ResolversParentTypes['Load']> };
  LoadEdge: Omit<Graph.LoadEdge, 'node'> & { node: ResolversParentTypes['Load'] };
  LoadPayload: Omit<Graph.LoadPayload, 'load'> & { load?: Graph.Maybe<ResolversParentTypes['Load']> };
  Money: Graph.Money;
  Mutation: Record<PropertyKey, never>;
  OutOfService: Graph.OutOfService;
  Pack: PackNode;
  PackPayload: Omit<Graph.PackPayload, 'pack'> & { pack?: Graph.Maybe<ResolversParentTypes['Pack']> };
  PageInfo: Graph.PageInfo;
  QuarantineRoomInput: Graph.QuarantineRoomInput;
  Query: Record<PropertyKey, never>;
  ReadBiologicalIndicatorInput: Graph.ReadBiologicalIndicatorInput;
  ReadBiologicalIndicatorPayload: Omit<Graph.ReadBiologicalIndicatorPayload, 'recall'> & { recall?: Graph.Maybe<ResolversParentTypes['Recall']> };
  ReadChemicalIndicatorInput: Graph.ReadChemicalIndicatorInput;
  Recall: RecallNode;
  RecallPayload: Omit<Graph.RecallPayload, 'recall'> & { recall?: Graph.Maybe<ResolversParentTypes['Recall']> };
  RecordCycleInput: Graph.RecordCycleInput;
  RecordRequalificationRunInput: Graph.RecordRequalificationRunInput;
  RecordRoutineTestInput: Graph.RecordRoutineTestInput;
  Refusal: Graph.Refusal;
  RejectLoadInput: Graph.RejectLoadInput;
  ReleaseLoadInput: Graph.ReleaseLoadInput;
  ReleaseRoomInput: Graph.ReleaseRoomInput;
  ReopenRoomInput: Graph.ReopenRoomInput;
  ReturnToServiceInput: Graph.ReturnToServiceInput;
  Room: Graph.Room;
  RoomHygiene: Graph.RoomHygiene;
  RoomPayload: Graph.RoomPayload;
  SampleInput: Graph.SampleInput;
  StaffMember: Graph.StaffMember;
  StartLoadInput: Graph.StartLoadInput;
  StartTurnoverInput: Graph.StartTurnoverInput;
  Sterilizer: Graph.Sterilizer;
  SterilizerPayload: Graph.SterilizerPayload;
  TakeOutOfServiceInput: Graph.TakeOutOfServiceInput;
  Treatment: Graph.Treatment;
};

export type ChemicalIndicatorResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ChemicalIndicator'] = ResolversParentTypes['ChemicalIndicator']> = {
  lot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  result?: Resolver<ResolversTypes['TestResult'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ClientResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CycleNumberGapResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CycleNumberGap'] = ResolversParentTypes['CycleNumberGap']> = {
  from?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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

export type HygieneEventResolvers<ContextType = Request, ParentType extends ResolversParentTypes['HygieneEvent'] = ResolversParentTypes['HygieneEvent']> = {
  actor?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  actorId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  context?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<Graph.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadable?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HygieneEventConnectionResolvers<ContextType = Request, ParentType extends ResolversParentTypes['HygieneEventConnection'] = ResolversParentTypes['HygieneEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['HygieneEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['HygieneEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type HygieneEventEdgeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['HygieneEventEdge'] = ResolversParentTypes['HygieneEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['HygieneEvent'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LoadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Load'] = ResolversParentTypes['Load'], FederationReferenceType extends FederationReferenceTypes['Load'] = FederationReferenceTypes['Load']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Load']>, FederationReferenceType, ContextType>;
  chemicalIndicators?: Resolver<Array<ResolversTypes['ChemicalIndicator']>, ParentType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cycleNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endedAt?: Resolver<Graph.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  f0?: Resolver<Graph.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  highestCelsius?: Resolver<Graph.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  holdSeconds?: Resolver<Graph.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loadedBy?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  lowestCelsius?: Resolver<Graph.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  packs?: Resolver<Array<ResolversTypes['Pack']>, ParentType, ContextType>;
  program?: Resolver<ResolversTypes['Program'], ParentType, ContextType>;
  releasedBy?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LoadStatus'], ParentType, ContextType>;
  sterilizer?: Resolver<Graph.Maybe<ResolversTypes['Sterilizer']>, ParentType, ContextType>;
  worstSaturationKelvin?: Resolver<Graph.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type LoadConnectionResolvers<ContextType = Request, ParentType extends ResolversParentTypes['LoadConnection'] = ResolversParentTypes['LoadConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LoadEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Load']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LoadEdgeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['LoadEdge'] = ResolversParentTypes['LoadEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Load'], ParentType, ContextType>;
};

export type LoadPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['LoadPayload'] = ResolversParentTypes['LoadPayload']> = {
  load?: Resolver<Graph.Maybe<ResolversTypes['Load']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  abortLoad?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<Graph.MutationAbortLoadArgs, 'input'>>;
  addRoom?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<Graph.MutationAddRoomArgs, 'input'>>;
  applyDisinfectant?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<Graph.MutationApplyDisinfectantArgs, 'input'>>;
  closeRecall?: Resolver<ResolversTypes['RecallPayload'], ParentType, ContextType, RequireFields<Graph.MutationCloseRecallArgs, 'input'>>;
  commissionSterilizer?: Resolver<ResolversTypes['SterilizerPayload'], ParentType, ContextType, RequireFields<Graph.MutationCommissionSterilizerArgs, 'input'>>;
  damagePack?: Resolver<ResolversTypes['PackPayload'], ParentType, ContextType, RequireFields<Graph.MutationDamagePackArgs, 'input'>>;
  labelPack?: Resolver<ResolversTypes['PackPayload'], ParentType, ContextType, RequireFields<Graph.MutationLabelPackArgs, 'input'>>;
  quarantineRoom?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<Graph.MutationQuarantineRoomArgs, 'input'>>;
  readBiologicalIndicator?: Resolver<ResolversTypes['ReadBiologicalIndicatorPayload'], ParentType, ContextType, RequireFields<Graph.MutationReadBiologicalIndicatorArgs, 'input'>>;
  readChemicalIndicator?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<Graph.MutationReadChemicalIndicatorArgs, 'input'>>;
  recordCycle?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<Graph.MutationRecordCycleArgs, 'input'>>;
  recordRequalificationRun?: Resolver<ResolversTypes['SterilizerPayload'], ParentType, ContextType, RequireFields<Graph.MutationRecordRequalificationRunArgs, 'input'>>;
  recordRoutineTest?: Resolver<ResolversTypes['SterilizerPayload'], ParentType, ContextType, RequireFields<Graph.MutationRecordRoutineTestArgs, 'input'>>;
  rejectLoad?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<Graph.MutationRejectLoadArgs, 'input'>>;
  releaseLoad?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<Graph.MutationReleaseLoadArgs, 'input'>>;
  releaseRoom?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<Graph.MutationReleaseRoomArgs, 'input'>>;
  reopenRoom?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<Graph.MutationReopenRoomArgs, 'input'>>;
  returnToService?: Resolver<ResolversTypes['SterilizerPayload'], ParentType, ContextType, RequireFields<Graph.MutationReturnToServiceArgs, 'input'>>;
  startLoad?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<Graph.MutationStartLoadArgs, 'input'>>;
  startTurnover?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<Graph.MutationStartTurnoverArgs, 'input'>>;
  takeOutOfService?: Resolver<ResolversTypes['SterilizerPayload'], ParentType, ContextType, RequireFields<Graph.MutationTakeOutOfServiceArgs, 'input'>>;
};

export type OutOfServiceResolvers<ContextType = Request, ParentType extends ResolversParentTypes['OutOfService'] = ResolversParentTypes['OutOfService']> = {
  cause?: Resolver<ResolversTypes['OutOfServiceCause'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PackResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Pack'] = ResolversParentTypes['Pack'], FederationReferenceType extends FederationReferenceTypes['Pack'] = FederationReferenceTypes['Pack']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Pack']>, FederationReferenceType, ContextType>;
  barcode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  contents?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Graph.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hollow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  load?: Resolver<Graph.Maybe<ResolversTypes['Load']>, ParentType, ContextType>;
  recall?: Resolver<Graph.Maybe<ResolversTypes['Recall']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PackStatus'], ParentType, ContextType>;
  treatments?: Resolver<Array<ResolversTypes['Treatment']>, ParentType, ContextType>;
  wrapped?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PackPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PackPayload'] = ResolversParentTypes['PackPayload']> = {
  pack?: Resolver<Graph.Maybe<ResolversTypes['Pack']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  hygieneEvents?: Resolver<ResolversTypes['HygieneEventConnection'], ParentType, ContextType, RequireFields<Graph.QueryHygieneEventsArgs, 'clinicId'>>;
  load?: Resolver<Graph.Maybe<ResolversTypes['Load']>, ParentType, ContextType, RequireFields<Graph.QueryLoadArgs, 'id'>>;
  loads?: Resolver<ResolversTypes['LoadConnection'], ParentType, ContextType, RequireFields<Graph.QueryLoadsArgs, 'clinicId'>>;
  pack?: Resolver<Graph.Maybe<ResolversTypes['Pack']>, ParentType, ContextType, RequireFields<Graph.QueryPackArgs, 'barcode'>>;
  recall?: Resolver<Graph.Maybe<ResolversTypes['Recall']>, ParentType, ContextType, RequireFields<Graph.QueryRecallArgs, 'id'>>;
  recalls?: Resolver<Array<ResolversTypes['Recall']>, ParentType, ContextType, RequireFields<Graph.QueryRecallsArgs, 'clinicId'>>;
  room?: Resolver<Graph.Maybe<ResolversTypes['Room']>, ParentType, ContextType, RequireFields<Graph.QueryRoomArgs, 'id'>>;
  rooms?: Resolver<Array<ResolversTypes['Room']>, ParentType, ContextType, RequireFields<Graph.QueryRoomsArgs, 'clinicId'>>;
  sterilizer?: Resolver<Graph.Maybe<ResolversTypes['Sterilizer']>, ParentType, ContextType, RequireFields<Graph.QuerySterilizerArgs, 'id'>>;
  sterilizers?: Resolver<Array<ResolversTypes['Sterilizer']>, ParentType, ContextType, RequireFields<Graph.QuerySterilizersArgs, 'clinicId'>>;
};

export type ReadBiologicalIndicatorPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ReadBiologicalIndicatorPayload'] = ResolversParentTypes['ReadBiologicalIndicatorPayload']> = {
  recall?: Resolver<Graph.Maybe<ResolversTypes['Recall']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  result?: Resolver<Graph.Maybe<ResolversTypes['IndicatorResult']>, ParentType, ContextType>;
  sterilizer?: Resolver<Graph.Maybe<ResolversTypes['Sterilizer']>, ParentType, ContextType>;
};

export type RecallResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Recall'] = ResolversParentTypes['Recall'], FederationReferenceType extends FederationReferenceTypes['Recall'] = FederationReferenceTypes['Recall']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Recall']>, FederationReferenceType, ContextType>;
  awaitingLoads?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clients?: Resolver<Array<ResolversTypes['Client']>, ParentType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loads?: Resolver<Array<ResolversTypes['Load']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  packs?: Resolver<Array<ResolversTypes['Pack']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RecallStatus'], ParentType, ContextType>;
  sterilizer?: Resolver<Graph.Maybe<ResolversTypes['Sterilizer']>, ParentType, ContextType>;
  treatments?: Resolver<Array<ResolversTypes['Treatment']>, ParentType, ContextType>;
  trigger?: Resolver<ResolversTypes['RecallTrigger'], ParentType, ContextType>;
};

export type RecallPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecallPayload'] = ResolversParentTypes['RecallPayload']> = {
  recall?: Resolver<Graph.Maybe<ResolversTypes['Recall']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Graph.Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type RoomResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Room'] = ResolversParentTypes['Room'], FederationReferenceType extends FederationReferenceTypes['Room'] = FederationReferenceTypes['Room']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Room']>, FederationReferenceType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  hygiene?: Resolver<ResolversTypes['RoomHygiene'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RoomHygieneResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RoomHygiene'] = ResolversParentTypes['RoomHygiene']> = {
  contactUntil?: Resolver<Graph.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HygieneStatus'], ParentType, ContextType>;
};

export type RoomPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RoomPayload'] = ResolversParentTypes['RoomPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  room?: Resolver<Graph.Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
};

export type StaffMemberResolvers<ContextType = Request, ParentType extends ResolversParentTypes['StaffMember'] = ResolversParentTypes['StaffMember']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SterilizerResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Sterilizer'] = ResolversParentTypes['Sterilizer'], FederationReferenceType extends FederationReferenceTypes['Sterilizer'] = FederationReferenceTypes['Sterilizer']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Sterilizer']>, FederationReferenceType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  gaps?: Resolver<Array<ResolversTypes['CycleNumberGap']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextCycleNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outOfService?: Resolver<Array<ResolversTypes['OutOfService']>, ParentType, ContextType>;
  requalificationRuns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  serialNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SterilizerStatus'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['SterilizerType'], ParentType, ContextType>;
};

export type SterilizerPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SterilizerPayload'] = ResolversParentTypes['SterilizerPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  sterilizer?: Resolver<Graph.Maybe<ResolversTypes['Sterilizer']>, ParentType, ContextType>;
};

export type TreatmentResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Treatment'] = ResolversParentTypes['Treatment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Request> = {
  ChemicalIndicator?: ChemicalIndicatorResolvers<ContextType>;
  Client?: ClientResolvers<ContextType>;
  CycleNumberGap?: CycleNumberGapResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  HygieneEvent?: HygieneEventResolvers<ContextType>;
  HygieneEventConnection?: HygieneEventConnectionResolvers<ContextType>;
  HygieneEventEdge?: HygieneEventEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Load?: LoadResolvers<ContextType>;
  LoadConnection?: LoadConnectionResolvers<ContextType>;
  LoadEdge?: LoadEdgeResolvers<ContextType>;
  LoadPayload?: LoadPayloadResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OutOfService?: OutOfServiceResolvers<ContextType>;
  Pack?: PackResolvers<ContextType>;
  PackPayload?: PackPayloadResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReadBiologicalIndicatorPayload?: ReadBiologicalIndicatorPayloadResolvers<ContextType>;
  Recall?: RecallResolvers<ContextType>;
  RecallPayload?: RecallPayloadResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  Room?: RoomResolvers<ContextType>;
  RoomHygiene?: RoomHygieneResolvers<ContextType>;
  RoomPayload?: RoomPayloadResolvers<ContextType>;
  StaffMember?: StaffMemberResolvers<ContextType>;
  Sterilizer?: SterilizerResolvers<ContextType>;
  SterilizerPayload?: SterilizerPayloadResolvers<ContextType>;
  Treatment?: TreatmentResolvers<ContextType>;
};

