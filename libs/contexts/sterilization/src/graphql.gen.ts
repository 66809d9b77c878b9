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
  _FieldSet: { input: unknown; output: unknown; }
};

export type AbortLoadInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  loadId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type AddRoomInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  name: Scalars['String']['input'];
};

export type ApplyDisinfectantInput = {
  appliedAt?: InputMaybe<Scalars['DateTime']['input']>;
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** How long the product has to stay wet, as its label says. */
  contactSeconds: Scalars['Int']['input'];
  lot: Scalars['String']['input'];
  product: Scalars['String']['input'];
  roomId: Scalars['ID']['input'];
};

export type ChemicalIndicator = {
  lot: Scalars['String']['output'];
  result: TestResult;
  type: Scalars['Int']['output'];
};

export type Client = {
  id: Scalars['ID']['output'];
};

export type CloseRecallInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** What became of what it touched. */
  reason: Scalars['String']['input'];
  recallId: Scalars['ID']['input'];
};

export type CommissionSterilizerInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  name: Scalars['String']['input'];
  /** What the machine's counter will show at its next cycle. */
  nextCycleNumber: Scalars['Int']['input'];
  serialNumber: Scalars['String']['input'];
  type: SterilizerType;
};

/** Machine cycle numbers, both ends among them, that nobody has accounted for. */
export type CycleNumberGap = {
  from: Scalars['Int']['output'];
  to: Scalars['Int']['output'];
};

export type DamagePackInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  packId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

/** Something that happened, as it lies in the log. */
export type HygieneEvent = {
  /** Who did it, or whose act it followed from; null where nobody's is known. */
  actor?: Maybe<StaffMember>;
  actorId: Scalars['String']['output'];
  /** The service whose log it lies in. */
  context: Scalars['String']['output'];
  /** What happened; null where it cannot be read. */
  data?: Maybe<Scalars['JSON']['output']>;
  id: Scalars['ID']['output'];
  /** When it happened. A late entry was recorded later. */
  occurredAt: Scalars['DateTime']['output'];
  recordedAt: Scalars['DateTime']['output'];
  /** The id of what it happened to. */
  subject: Scalars['ID']['output'];
  type: Scalars['String']['output'];
  /** Why it cannot be read, in a sentence; null where it can. */
  unreadable?: Maybe<Scalars['String']['output']>;
};

export type HygieneEventConnection = {
  edges: Array<HygieneEventEdge>;
  nodes: Array<HygieneEvent>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type HygieneEventEdge = {
  cursor: Scalars['String']['output'];
  node: HygieneEvent;
};

export type HygieneStatus =
  | 'DIRTY'
  | 'DISINFECTING'
  | 'OCCUPIED'
  | 'QUARANTINED'
  | 'READY';

export type IndicatorResult =
  /** The control did not grow, or was of another lot: the reading says nothing. */
  | 'INVALID'
  | 'NEGATIVE'
  | 'POSITIVE';

export type LabelPackInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  contents: Array<Scalars['String']['input']>;
  hollow: Scalars['Boolean']['input'];
  wrapped: Scalars['Boolean']['input'];
};

/** How far the pressure rose in a vacuum leak test. 1 kPa is 10 mbar. */
export type LeakageInput = {
  minutes?: InputMaybe<Scalars['Float']['input']>;
  pressureRise?: InputMaybe<Scalars['Float']['input']>;
  unit?: InputMaybe<LeakageUnit>;
};

export type LeakageUnit =
  | 'KPA'
  | 'MBAR';

export type Load = {
  chemicalIndicators: Array<ChemicalIndicator>;
  clinicId: Scalars['ID']['output'];
  cycleNumber: Scalars['Int']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Minutes at 121.1 °C that would have been as lethal. For information: no rule stands on it. */
  f0?: Maybe<Scalars['Float']['output']>;
  highestCelsius?: Maybe<Scalars['Float']['output']>;
  /** Longest unbroken time in which every sample lay in the program's band. */
  holdSeconds?: Maybe<Scalars['Int']['output']>;
  id: Scalars['ID']['output'];
  loadedBy?: Maybe<StaffMember>;
  lowestCelsius?: Maybe<Scalars['Float']['output']>;
  packs: Array<Pack>;
  program: Program;
  releasedBy?: Maybe<StaffMember>;
  startedAt: Scalars['DateTime']['output'];
  status: LoadStatus;
  sterilizer?: Maybe<Sterilizer>;
  /** How far the temperature lay from that of saturated steam during the hold, at worst, in kelvin. */
  worstSaturationKelvin?: Maybe<Scalars['Float']['output']>;
};

export type LoadConnection = {
  edges: Array<LoadEdge>;
  nodes: Array<Load>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type LoadEdge = {
  cursor: Scalars['String']['output'];
  node: Load;
};

export type LoadPayload = {
  load?: Maybe<Load>;
  refusals: Array<Refusal>;
};

export type LoadStatus =
  | 'ABORTED'
  | 'AWAITING_RELEASE'
  | 'RECALLED'
  | 'REJECTED'
  | 'RELEASED'
  | 'RUNNING';

export type Money = {
  amount: Scalars['Decimal']['output'];
  currency: Scalars['String']['output'];
};

export type Mutation = {
  abortLoad: LoadPayload;
  addRoom: RoomPayload;
  applyDisinfectant: RoomPayload;
  closeRecall: RecallPayload;
  commissionSterilizer: SterilizerPayload;
  /** Torn, wet, dropped: its instruments go back to cleaning. */
  damagePack: PackPayload;
  labelPack: PackPayload;
  quarantineRoom: RoomPayload;
  readBiologicalIndicator: ReadBiologicalIndicatorPayload;
  readChemicalIndicator: LoadPayload;
  recordCycle: LoadPayload;
  recordRequalificationRun: SterilizerPayload;
  recordRoutineTest: SterilizerPayload;
  rejectLoad: LoadPayload;
  releaseLoad: LoadPayload;
  releaseRoom: RoomPayload;
  /** The room is DIRTY then. */
  reopenRoom: RoomPayload;
  returnToService: SterilizerPayload;
  startLoad: LoadPayload;
  startTurnover: RoomPayload;
  takeOutOfService: SterilizerPayload;
};


export type MutationAbortLoadArgs = {
  input: AbortLoadInput;
};


export type MutationAddRoomArgs = {
  input: AddRoomInput;
};


export type MutationApplyDisinfectantArgs = {
  input: ApplyDisinfectantInput;
};


export type MutationCloseRecallArgs = {
  input: CloseRecallInput;
};


export type MutationCommissionSterilizerArgs = {
  input: CommissionSterilizerInput;
};


export type MutationDamagePackArgs = {
  input: DamagePackInput;
};


export type MutationLabelPackArgs = {
  input: LabelPackInput;
};


export type MutationQuarantineRoomArgs = {
  input: QuarantineRoomInput;
};


export type MutationReadBiologicalIndicatorArgs = {
  input: ReadBiologicalIndicatorInput;
};


export type MutationReadChemicalIndicatorArgs = {
  input: ReadChemicalIndicatorInput;
};


export type MutationRecordCycleArgs = {
  input: RecordCycleInput;
};


export type MutationRecordRequalificationRunArgs = {
  input: RecordRequalificationRunInput;
};


export type MutationRecordRoutineTestArgs = {
  input: RecordRoutineTestInput;
};


export type MutationRejectLoadArgs = {
  input: RejectLoadInput;
};


export type MutationReleaseLoadArgs = {
  input: ReleaseLoadInput;
};


export type MutationReleaseRoomArgs = {
  input: ReleaseRoomInput;
};


export type MutationReopenRoomArgs = {
  input: ReopenRoomInput;
};


export type MutationReturnToServiceArgs = {
  input: ReturnToServiceInput;
};


export type MutationStartLoadArgs = {
  input: StartLoadInput;
};


export type MutationStartTurnoverArgs = {
  input: StartTurnoverInput;
};


export type MutationTakeOutOfServiceArgs = {
  input: TakeOutOfServiceInput;
};

export type OutOfService = {
  cause: OutOfServiceCause;
  since: Scalars['DateTime']['output'];
};

export type OutOfServiceCause =
  | 'AIR_LEAKAGE'
  | 'AUTOMATIC_CONTROL'
  | 'BIOLOGICAL_INDICATOR'
  | 'STEAM_PENETRATION'
  | 'TAKEN_OUT';

export type Pack = {
  /** Printed on its label; the last sign is a check. */
  barcode: Scalars['String']['output'];
  clinicId: Scalars['ID']['output'];
  contents: Array<Scalars['String']['output']>;
  /** Once it is sterile. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  hollow: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  load?: Maybe<Load>;
  recall?: Maybe<Recall>;
  status: PackStatus;
  treatments: Array<Treatment>;
  wrapped: Scalars['Boolean']['output'];
};

export type PackPayload = {
  pack?: Maybe<Pack>;
  refusals: Array<Refusal>;
};

export type PackStatus =
  | 'DAMAGED'
  | 'EXPIRED'
  | 'IN_LOAD'
  | 'LABELLED'
  | 'QUARANTINED'
  | 'STERILE'
  | 'USED';

export type PageInfo = {
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Program =
  /** 121 to 124 °C for 900 s. */
  | 'STEAM_121_15'
  /** 126 to 129 °C for 600 s. */
  | 'STEAM_126_10'
  /** 134 to 137 °C for 180 s. */
  | 'STEAM_134_3';

export type QuarantineRoomInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  roomId: Scalars['ID']['input'];
};

export type Query = {
  /** Every hygiene event that occurred from 'from' up to, not at, 'to', in the order of the log; a thousand at a time at most. */
  hygieneEvents: HygieneEventConnection;
  load?: Maybe<Load>;
  /** Newest first. */
  loads: LoadConnection;
  /** A pack as it is, or as this log knew it at a moment; null where it was not labelled by then. */
  pack?: Maybe<Pack>;
  recall?: Maybe<Recall>;
  /** Newest first. */
  recalls: Array<Recall>;
  room?: Maybe<Room>;
  rooms: Array<Room>;
  sterilizer?: Maybe<Sterilizer>;
  sterilizers: Array<Sterilizer>;
};


export type QueryHygieneEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  clinicId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryLoadArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLoadsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  clinicId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPackArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  barcode: Scalars['String']['input'];
};


export type QueryRecallArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRecallsArgs = {
  clinicId: Scalars['ID']['input'];
};


export type QueryRoomArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRoomsArgs = {
  clinicId: Scalars['ID']['input'];
};


export type QuerySterilizerArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySterilizersArgs = {
  clinicId: Scalars['ID']['input'];
};

export type ReadBiologicalIndicatorInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  controlGrowth: Scalars['Boolean']['input'];
  controlLot: Scalars['String']['input'];
  growth: Scalars['Boolean']['input'];
  loadId: Scalars['ID']['input'];
  lot: Scalars['String']['input'];
  readAt?: InputMaybe<Scalars['DateTime']['input']>;
};

export type ReadBiologicalIndicatorPayload = {
  /** The recall that a grown indicator opened or widened. */
  recall?: Maybe<Recall>;
  refusals: Array<Refusal>;
  result?: Maybe<IndicatorResult>;
  sterilizer?: Maybe<Sterilizer>;
};

export type ReadChemicalIndicatorInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  loadId: Scalars['ID']['input'];
  lot: Scalars['String']['input'];
  result: TestResult;
  /** ISO 11140-1 type, 1 to 6. The types have no order of merit. */
  type: Scalars['Int']['input'];
};

/** Everything that a failed sterilization may have touched, to the people; of each kind twenty thousand at most. */
export type Recall = {
  /** How many loads are still to be followed: 0 once it names everything. It can be closed then. */
  awaitingLoads: Scalars['Int']['output'];
  clients: Array<Client>;
  clinicId: Scalars['ID']['output'];
  id: Scalars['ID']['output'];
  loads: Array<Load>;
  openedAt: Scalars['DateTime']['output'];
  packs: Array<Pack>;
  status: RecallStatus;
  sterilizer?: Maybe<Sterilizer>;
  treatments: Array<Treatment>;
  trigger: RecallTrigger;
};

export type RecallPayload = {
  recall?: Maybe<Recall>;
  refusals: Array<Refusal>;
};

export type RecallStatus =
  | 'CLOSED'
  | 'OPEN';

export type RecallTrigger =
  | 'BIOLOGICAL_INDICATOR';

export type RecordCycleInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  endedAt?: InputMaybe<Scalars['DateTime']['input']>;
  loadId: Scalars['ID']['input'];
  samples: Array<SampleInput>;
};

/** A run in the empty chamber with a biological indicator, after one grew. */
export type RecordRequalificationRunInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  controlGrowth: Scalars['Boolean']['input'];
  controlLot: Scalars['String']['input'];
  cycleNumber: Scalars['Int']['input'];
  growth: Scalars['Boolean']['input'];
  lot: Scalars['String']['input'];
  performedAt?: InputMaybe<Scalars['DateTime']['input']>;
  sterilizerId: Scalars['ID']['input'];
};

export type RecordRoutineTestInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** Test cycles count like any other. */
  cycleNumber: Scalars['Int']['input'];
  kind: RoutineTestKind;
  /** For AIR_LEAKAGE. A pass that these numbers contradict is stored as a fail: more than 1.3 mbar a minute. */
  leakage?: InputMaybe<LeakageInput>;
  performedAt?: InputMaybe<Scalars['DateTime']['input']>;
  result: TestResult;
  sterilizerId: Scalars['ID']['input'];
};

/** One rule that stands in the way: a code for programs, a sentence for the person at the desk. */
export type Refusal = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type RejectLoadInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  loadId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type ReleaseLoadInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  loadId: Scalars['ID']['input'];
};

export type ReleaseRoomInput = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  commandId?: InputMaybe<Scalars['ID']['input']>;
  roomId: Scalars['ID']['input'];
};

export type ReopenRoomInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  roomId: Scalars['ID']['input'];
};

export type ReturnToServiceInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  sterilizerId: Scalars['ID']['input'];
};

export type Room = {
  clinicId: Scalars['ID']['output'];
  hygiene: RoomHygiene;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type RoomHygiene = {
  /** Until when the disinfectant has to stand. */
  contactUntil?: Maybe<Scalars['DateTime']['output']>;
  since: Scalars['DateTime']['output'];
  /** Cleaning alone leaves a room DIRTY; it is DISINFECTING once the disinfectant is on, and READY when it was released after its contact time. */
  status: HygieneStatus;
};

export type RoomPayload = {
  refusals: Array<Refusal>;
  room?: Maybe<Room>;
};

export type RoutineTestKind =
  | 'AIR_LEAKAGE'
  | 'AUTOMATIC_CONTROL'
  | 'STEAM_PENETRATION';

export type SampleInput = {
  celsius: Scalars['Float']['input'];
  kPaAbsolute: Scalars['Float']['input'];
  /** Since the start of the cycle; strictly ascending. */
  second: Scalars['Int']['input'];
};

export type StaffMember = {
  id: Scalars['ID']['output'];
};

export type StartLoadInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  cycleNumber: Scalars['Int']['input'];
  packIds: Array<Scalars['ID']['input']>;
  program: Program;
  startedAt?: InputMaybe<Scalars['DateTime']['input']>;
  sterilizerId: Scalars['ID']['input'];
};

export type StartTurnoverInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  roomId: Scalars['ID']['input'];
};

export type Sterilizer = {
  clinicId: Scalars['ID']['output'];
  gaps: Array<CycleNumberGap>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  nextCycleNumber: Scalars['Int']['output'];
  outOfService: Array<OutOfService>;
  /** Passed requalification runs in a row. */
  requalificationRuns: Scalars['Int']['output'];
  serialNumber: Scalars['String']['output'];
  status: SterilizerStatus;
  type: SterilizerType;
};

export type SterilizerPayload = {
  refusals: Array<Refusal>;
  sterilizer?: Maybe<Sterilizer>;
};

export type SterilizerStatus =
  | 'IN_SERVICE'
  | 'OUT_OF_SERVICE'
  | 'REQUALIFYING'
  | 'RETIRED';

export type SterilizerType =
  /** Wrapped and unwrapped, solid, hollow and porous loads. */
  | 'B'
  /** Unwrapped solid instruments only. */
  | 'N'
  /** What its manufacturer specifies. */
  | 'S';

export type TakeOutOfServiceInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  sterilizerId: Scalars['ID']['input'];
};

export type TestResult =
  | 'FAIL'
  | 'PASS';

export type Treatment = {
  id: Scalars['ID']['output'];
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
  AbortLoadInput: ResolverTypeWrapper<Partial<AbortLoadInput>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  AddRoomInput: ResolverTypeWrapper<Partial<AddRoomInput>>;
  ApplyDisinfectantInput: ResolverTypeWrapper<Partial<ApplyDisinfectantInput>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  ChemicalIndicator: ResolverTypeWrapper<Partial<ChemicalIndicator>>;
  Client: ResolverTypeWrapper<Partial<Client>>;
  CloseRecallInput: ResolverTypeWrapper<Partial<CloseRecallInput>>;
  CommissionSterilizerInput: ResolverTypeWrapper<Partial<CommissionSterilizerInput>>;
  CycleNumberGap: ResolverTypeWrapper<Partial<CycleNumberGap>>;
  DamagePackInput: ResolverTypeWrapper<Partial<DamagePackInput>>;
  Date: ResolverTypeWrapper<Partial<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Scalars['Decimal']['output']>>;
  HygieneEvent: ResolverTypeWrapper<Partial<HygieneEvent>>;
  HygieneEventConnection: ResolverTypeWrapper<Partial<HygieneEventConnection>>;
  HygieneEventEdge: ResolverTypeWrapper<Partial<HygieneEventEdge>>;
  HygieneStatus: ResolverTypeWrapper<Partial<HygieneStatus>>;
  IndicatorResult: ResolverTypeWrapper<Partial<IndicatorResult>>;
  JSON: ResolverTypeWrapper<Partial<Scalars['JSON']['output']>>;
  LabelPackInput: ResolverTypeWrapper<Partial<LabelPackInput>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  LeakageInput: ResolverTypeWrapper<Partial<LeakageInput>>;
  Float: ResolverTypeWrapper<Partial<Scalars['Float']['output']>>;
  LeakageUnit: ResolverTypeWrapper<Partial<LeakageUnit>>;
  Load: ResolverTypeWrapper<Partial<Load>>;
  LoadConnection: ResolverTypeWrapper<Partial<LoadConnection>>;
  LoadEdge: ResolverTypeWrapper<Partial<LoadEdge>>;
  LoadPayload: ResolverTypeWrapper<Partial<LoadPayload>>;
  LoadStatus: ResolverTypeWrapper<Partial<LoadStatus>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OutOfService: ResolverTypeWrapper<Partial<OutOfService>>;
  OutOfServiceCause: ResolverTypeWrapper<Partial<OutOfServiceCause>>;
  Pack: ResolverTypeWrapper<Partial<Pack>>;
  PackPayload: ResolverTypeWrapper<Partial<PackPayload>>;
  PackStatus: ResolverTypeWrapper<Partial<PackStatus>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Program: ResolverTypeWrapper<Partial<Program>>;
  QuarantineRoomInput: ResolverTypeWrapper<Partial<QuarantineRoomInput>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReadBiologicalIndicatorInput: ResolverTypeWrapper<Partial<ReadBiologicalIndicatorInput>>;
  ReadBiologicalIndicatorPayload: ResolverTypeWrapper<Partial<ReadBiologicalIndicatorPayload>>;
  ReadChemicalIndicatorInput: ResolverTypeWrapper<Partial<ReadChemicalIndicatorInput>>;
  Recall: ResolverTypeWrapper<Partial<Recall>>;
  RecallPayload: ResolverTypeWrapper<Partial<RecallPayload>>;
  RecallStatus: ResolverTypeWrapper<Partial<RecallStatus>>;
  RecallTrigger: ResolverTypeWrapper<Partial<RecallTrigger>>;
  RecordCycleInput: ResolverTypeWrapper<Partial<RecordCycleInput>>;
  RecordRequalificationRunInput: ResolverTypeWrapper<Partial<RecordRequalificationRunInput>>;
  RecordRoutineTestInput: ResolverTypeWrapper<Partial<RecordRoutineTestInput>>;
  Refusal: ResolverTypeWrapper<Partial<Refusal>>;
  RejectLoadInput: ResolverTypeWrapper<Partial<RejectLoadInput>>;
  ReleaseLoadInput: ResolverTypeWrapper<Partial<ReleaseLoadInput>>;
  ReleaseRoomInput: ResolverTypeWrapper<Partial<ReleaseRoomInput>>;
  ReopenRoomInput: ResolverTypeWrapper<Partial<ReopenRoomInput>>;
  ReturnToServiceInput: ResolverTypeWrapper<Partial<ReturnToServiceInput>>;
  Room: ResolverTypeWrapper<Partial<Room>>;
  RoomHygiene: ResolverTypeWrapper<Partial<RoomHygiene>>;
  RoomPayload: ResolverTypeWrapper<Partial<RoomPayload>>;
  RoutineTestKind: ResolverTypeWrapper<Partial<RoutineTestKind>>;
  SampleInput: ResolverTypeWrapper<Partial<SampleInput>>;
  StaffMember: ResolverTypeWrapper<Partial<StaffMember>>;
  StartLoadInput: ResolverTypeWrapper<Partial<StartLoadInput>>;
  StartTurnoverInput: ResolverTypeWrapper<Partial<StartTurnoverInput>>;
  Sterilizer: ResolverTypeWrapper<Partial<Sterilizer>>;
  SterilizerPayload: ResolverTypeWrapper<Partial<SterilizerPayload>>;
  SterilizerStatus: ResolverTypeWrapper<Partial<SterilizerStatus>>;
  SterilizerType: ResolverTypeWrapper<Partial<SterilizerType>>;
  TakeOutOfServiceInput: ResolverTypeWrapper<Partial<TakeOutOfServiceInput>>;
  TestResult: ResolverTypeWrapper<Partial<TestResult>>;
  Treatment: ResolverTypeWrapper<Partial<Treatment>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AbortLoadInput: Partial<AbortLoadInput>;
  ID: Partial<Scalars['ID']['output']>;
  String: Partial<Scalars['String']['output']>;
  AddRoomInput: Partial<AddRoomInput>;
  ApplyDisinfectantInput: Partial<ApplyDisinfectantInput>;
  Int: Partial<Scalars['Int']['output']>;
  ChemicalIndicator: Partial<ChemicalIndicator>;
  Client: Partial<Client>;
  CloseRecallInput: Partial<CloseRecallInput>;
  CommissionSterilizerInput: Partial<CommissionSterilizerInput>;
  CycleNumberGap: Partial<CycleNumberGap>;
  DamagePackInput: Partial<DamagePackInput>;
  Date: Partial<Scalars['Date']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Decimal: Partial<Scalars['Decimal']['output']>;
  HygieneEvent: Partial<HygieneEvent>;
  HygieneEventConnection: Partial<HygieneEventConnection>;
  HygieneEventEdge: Partial<HygieneEventEdge>;
  JSON: Partial<Scalars['JSON']['output']>;
  LabelPackInput: Partial<LabelPackInput>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  LeakageInput: Partial<LeakageInput>;
  Float: Partial<Scalars['Float']['output']>;
  Load: Partial<Load | FederationReferenceTypes['Load']>;
  LoadConnection: Partial<LoadConnection>;
  LoadEdge: Partial<LoadEdge>;
  LoadPayload: Partial<LoadPayload>;
  Money: Partial<Money>;
  Mutation: Record<PropertyKey, never>;
  OutOfService: Partial<OutOfService>;
  Pack: Partial<Pack | FederationReferenceTypes['Pack']>;
  PackPayload: Partial<PackPayload>;
  PageInfo: Partial<PageInfo>;
  QuarantineRoomInput: Partial<QuarantineRoomInput>;
  Query: Record<PropertyKey, never>;
  ReadBiologicalIndicatorInput: Partial<ReadBiologicalIndicatorInput>;
  ReadBiologicalIndicatorPayload: Partial<ReadBiologicalIndicatorPayload>;
  ReadChemicalIndicatorInput: Partial<ReadChemicalIndicatorInput>;
  Recall: Partial<Recall | FederationReferenceTypes['Recall']>;
  RecallPayload: Partial<RecallPayload>;
  RecordCycleInput: Partial<RecordCycleInput>;
  RecordRequalificationRunInput: Partial<RecordRequalificationRunInput>;
  RecordRoutineTestInput: Partial<RecordRoutineTestInput>;
  Refusal: Partial<Refusal>;
  RejectLoadInput: Partial<RejectLoadInput>;
  ReleaseLoadInput: Partial<ReleaseLoadInput>;
  ReleaseRoomInput: Partial<ReleaseRoomInput>;
  ReopenRoomInput: Partial<ReopenRoomInput>;
  ReturnToServiceInput: Partial<ReturnToServiceInput>;
  Room: Partial<Room | FederationReferenceTypes['Room']>;
  RoomHygiene: Partial<RoomHygiene>;
  RoomPayload: Partial<RoomPayload>;
  SampleInput: Partial<SampleInput>;
  StaffMember: Partial<StaffMember>;
  StartLoadInput: Partial<StartLoadInput>;
  StartTurnoverInput: Partial<StartTurnoverInput>;
  Sterilizer: Partial<Sterilizer | FederationReferenceTypes['Sterilizer']>;
  SterilizerPayload: Partial<SterilizerPayload>;
  TakeOutOfServiceInput: Partial<TakeOutOfServiceInput>;
  Treatment: Partial<Treatment>;
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
  actor?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  actorId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  context?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadable?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Load']> | FederationReferenceType, FederationReferenceType, ContextType>;
  chemicalIndicators?: Resolver<Array<ResolversTypes['ChemicalIndicator']>, ParentType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cycleNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  f0?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  highestCelsius?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  holdSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loadedBy?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  lowestCelsius?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  packs?: Resolver<Array<ResolversTypes['Pack']>, ParentType, ContextType>;
  program?: Resolver<ResolversTypes['Program'], ParentType, ContextType>;
  releasedBy?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LoadStatus'], ParentType, ContextType>;
  sterilizer?: Resolver<Maybe<ResolversTypes['Sterilizer']>, ParentType, ContextType>;
  worstSaturationKelvin?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
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
  load?: Resolver<Maybe<ResolversTypes['Load']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  abortLoad?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<MutationAbortLoadArgs, 'input'>>;
  addRoom?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<MutationAddRoomArgs, 'input'>>;
  applyDisinfectant?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<MutationApplyDisinfectantArgs, 'input'>>;
  closeRecall?: Resolver<ResolversTypes['RecallPayload'], ParentType, ContextType, RequireFields<MutationCloseRecallArgs, 'input'>>;
  commissionSterilizer?: Resolver<ResolversTypes['SterilizerPayload'], ParentType, ContextType, RequireFields<MutationCommissionSterilizerArgs, 'input'>>;
  damagePack?: Resolver<ResolversTypes['PackPayload'], ParentType, ContextType, RequireFields<MutationDamagePackArgs, 'input'>>;
  labelPack?: Resolver<ResolversTypes['PackPayload'], ParentType, ContextType, RequireFields<MutationLabelPackArgs, 'input'>>;
  quarantineRoom?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<MutationQuarantineRoomArgs, 'input'>>;
  readBiologicalIndicator?: Resolver<ResolversTypes['ReadBiologicalIndicatorPayload'], ParentType, ContextType, RequireFields<MutationReadBiologicalIndicatorArgs, 'input'>>;
  readChemicalIndicator?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<MutationReadChemicalIndicatorArgs, 'input'>>;
  recordCycle?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<MutationRecordCycleArgs, 'input'>>;
  recordRequalificationRun?: Resolver<ResolversTypes['SterilizerPayload'], ParentType, ContextType, RequireFields<MutationRecordRequalificationRunArgs, 'input'>>;
  recordRoutineTest?: Resolver<ResolversTypes['SterilizerPayload'], ParentType, ContextType, RequireFields<MutationRecordRoutineTestArgs, 'input'>>;
  rejectLoad?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<MutationRejectLoadArgs, 'input'>>;
  releaseLoad?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<MutationReleaseLoadArgs, 'input'>>;
  releaseRoom?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<MutationReleaseRoomArgs, 'input'>>;
  reopenRoom?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<MutationReopenRoomArgs, 'input'>>;
  returnToService?: Resolver<ResolversTypes['SterilizerPayload'], ParentType, ContextType, RequireFields<MutationReturnToServiceArgs, 'input'>>;
  startLoad?: Resolver<ResolversTypes['LoadPayload'], ParentType, ContextType, RequireFields<MutationStartLoadArgs, 'input'>>;
  startTurnover?: Resolver<ResolversTypes['RoomPayload'], ParentType, ContextType, RequireFields<MutationStartTurnoverArgs, 'input'>>;
  takeOutOfService?: Resolver<ResolversTypes['SterilizerPayload'], ParentType, ContextType, RequireFields<MutationTakeOutOfServiceArgs, 'input'>>;
};

export type OutOfServiceResolvers<ContextType = Request, ParentType extends ResolversParentTypes['OutOfService'] = ResolversParentTypes['OutOfService']> = {
  cause?: Resolver<ResolversTypes['OutOfServiceCause'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PackResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Pack'] = ResolversParentTypes['Pack'], FederationReferenceType extends FederationReferenceTypes['Pack'] = FederationReferenceTypes['Pack']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Pack']> | FederationReferenceType, FederationReferenceType, ContextType>;
  barcode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  contents?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hollow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  load?: Resolver<Maybe<ResolversTypes['Load']>, ParentType, ContextType>;
  recall?: Resolver<Maybe<ResolversTypes['Recall']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PackStatus'], ParentType, ContextType>;
  treatments?: Resolver<Array<ResolversTypes['Treatment']>, ParentType, ContextType>;
  wrapped?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PackPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PackPayload'] = ResolversParentTypes['PackPayload']> = {
  pack?: Resolver<Maybe<ResolversTypes['Pack']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  hygieneEvents?: Resolver<ResolversTypes['HygieneEventConnection'], ParentType, ContextType, RequireFields<QueryHygieneEventsArgs, 'clinicId'>>;
  load?: Resolver<Maybe<ResolversTypes['Load']>, ParentType, ContextType, RequireFields<QueryLoadArgs, 'id'>>;
  loads?: Resolver<ResolversTypes['LoadConnection'], ParentType, ContextType, RequireFields<QueryLoadsArgs, 'clinicId'>>;
  pack?: Resolver<Maybe<ResolversTypes['Pack']>, ParentType, ContextType, RequireFields<QueryPackArgs, 'barcode'>>;
  recall?: Resolver<Maybe<ResolversTypes['Recall']>, ParentType, ContextType, RequireFields<QueryRecallArgs, 'id'>>;
  recalls?: Resolver<Array<ResolversTypes['Recall']>, ParentType, ContextType, RequireFields<QueryRecallsArgs, 'clinicId'>>;
  room?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType, RequireFields<QueryRoomArgs, 'id'>>;
  rooms?: Resolver<Array<ResolversTypes['Room']>, ParentType, ContextType, RequireFields<QueryRoomsArgs, 'clinicId'>>;
  sterilizer?: Resolver<Maybe<ResolversTypes['Sterilizer']>, ParentType, ContextType, RequireFields<QuerySterilizerArgs, 'id'>>;
  sterilizers?: Resolver<Array<ResolversTypes['Sterilizer']>, ParentType, ContextType, RequireFields<QuerySterilizersArgs, 'clinicId'>>;
};

export type ReadBiologicalIndicatorPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ReadBiologicalIndicatorPayload'] = ResolversParentTypes['ReadBiologicalIndicatorPayload']> = {
  recall?: Resolver<Maybe<ResolversTypes['Recall']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['IndicatorResult']>, ParentType, ContextType>;
  sterilizer?: Resolver<Maybe<ResolversTypes['Sterilizer']>, ParentType, ContextType>;
};

export type RecallResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Recall'] = ResolversParentTypes['Recall'], FederationReferenceType extends FederationReferenceTypes['Recall'] = FederationReferenceTypes['Recall']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Recall']> | FederationReferenceType, FederationReferenceType, ContextType>;
  awaitingLoads?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clients?: Resolver<Array<ResolversTypes['Client']>, ParentType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loads?: Resolver<Array<ResolversTypes['Load']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  packs?: Resolver<Array<ResolversTypes['Pack']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RecallStatus'], ParentType, ContextType>;
  sterilizer?: Resolver<Maybe<ResolversTypes['Sterilizer']>, ParentType, ContextType>;
  treatments?: Resolver<Array<ResolversTypes['Treatment']>, ParentType, ContextType>;
  trigger?: Resolver<ResolversTypes['RecallTrigger'], ParentType, ContextType>;
};

export type RecallPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecallPayload'] = ResolversParentTypes['RecallPayload']> = {
  recall?: Resolver<Maybe<ResolversTypes['Recall']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type RoomResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Room'] = ResolversParentTypes['Room'], FederationReferenceType extends FederationReferenceTypes['Room'] = FederationReferenceTypes['Room']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Room']> | FederationReferenceType, FederationReferenceType, ContextType>;
  clinicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  hygiene?: Resolver<ResolversTypes['RoomHygiene'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RoomHygieneResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RoomHygiene'] = ResolversParentTypes['RoomHygiene']> = {
  contactUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HygieneStatus'], ParentType, ContextType>;
};

export type RoomPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RoomPayload'] = ResolversParentTypes['RoomPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  room?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
};

export type StaffMemberResolvers<ContextType = Request, ParentType extends ResolversParentTypes['StaffMember'] = ResolversParentTypes['StaffMember']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SterilizerResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Sterilizer'] = ResolversParentTypes['Sterilizer'], FederationReferenceType extends FederationReferenceTypes['Sterilizer'] = FederationReferenceTypes['Sterilizer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Sterilizer']> | FederationReferenceType, FederationReferenceType, ContextType>;
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
  sterilizer?: Resolver<Maybe<ResolversTypes['Sterilizer']>, ParentType, ContextType>;
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

