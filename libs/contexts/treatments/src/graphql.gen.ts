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

export type AbandonTreatmentInput = {
  /** Now when left out; not in the future. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  commandId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  treatmentId: Scalars['ID']['input'];
};

export type AbandonTreatmentPayload = {
  refusals: Array<Refusal>;
  treatment?: Maybe<Treatment>;
};

export type Booking = {
  id: Scalars['ID']['output'];
  treatment?: Maybe<Treatment>;
};

/** A sealed single-use needle cartridge. */
export type Cartridge = {
  expiresOn: Scalars['Date']['output'];
  lot: Scalars['String']['output'];
};

export type CartridgeInput = {
  expiresOn: Scalars['Date']['input'];
  lot: Scalars['String']['input'];
};

export type Client = {
  id: Scalars['ID']['output'];
};

export type ClosePigmentRecallInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** What became of what it touched. */
  reason: Scalars['String']['input'];
  recallId: Scalars['ID']['input'];
};

export type ClosePigmentRecallPayload = {
  recall?: Maybe<PigmentRecall>;
  refusals: Array<Refusal>;
};

export type CompleteTreatmentInput = {
  aftercareGiven: Scalars['Boolean']['input'];
  /** Now when left out; not in the future. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** SHARPS_DISPOSED, BARRIERS_REMOVED, SURFACES_CLEANED by default. */
  postChecklist: Array<Scalars['String']['input']>;
  treatmentId: Scalars['ID']['input'];
};

export type CompleteTreatmentPayload = {
  refusals: Array<Refusal>;
  treatment?: Maybe<Treatment>;
};

export type FollowUp = {
  at: Scalars['DateTime']['output'];
  /** Null where they were erased with the client. */
  findings?: Maybe<Array<FollowUpFinding>>;
  id: Scalars['ID']['output'];
  /** For technicians and managers; null for everybody else. */
  note?: Maybe<Scalars['String']['output']>;
};

export type FollowUpFinding =
  | 'COLOUR_CHANGE'
  | 'FADING'
  | 'INFECTION'
  | 'MIGRATION'
  | 'NONE'
  | 'REACTION'
  | 'SCARRING';

export type Money = {
  amount: Scalars['Decimal']['output'];
  currency: Scalars['String']['output'];
};

export type Mutation = {
  abandonTreatment: AbandonTreatmentPayload;
  /** Ends it at the clinics where whoever asks leads hygiene; its lots stay RECALLED. */
  closePigmentRecall: ClosePigmentRecallPayload;
  completeTreatment: CompleteTreatmentPayload;
  recallPigment: RecallPigmentPayload;
  receivePigmentLot: ReceivePigmentLotPayload;
  recordFollowUp: RecordFollowUpPayload;
  recordPass: RecordPassPayload;
  releasePigmentLot: ReleasePigmentLotPayload;
  startTreatment: StartTreatmentPayload;
};


export type MutationAbandonTreatmentArgs = {
  input: AbandonTreatmentInput;
};


export type MutationClosePigmentRecallArgs = {
  input: ClosePigmentRecallInput;
};


export type MutationCompleteTreatmentArgs = {
  input: CompleteTreatmentInput;
};


export type MutationRecallPigmentArgs = {
  input: RecallPigmentInput;
};


export type MutationReceivePigmentLotArgs = {
  input: ReceivePigmentLotInput;
};


export type MutationRecordFollowUpArgs = {
  input: RecordFollowUpInput;
};


export type MutationRecordPassArgs = {
  input: RecordPassInput;
};


export type MutationReleasePigmentLotArgs = {
  input: ReleasePigmentLotInput;
};


export type MutationStartTreatmentArgs = {
  input: StartTreatmentInput;
};

/** What a cartridge's code says: 0803RL is 0.25 mm, three needles, round liner. */
export type Needle = {
  code: Scalars['String']['output'];
  configuration: Scalars['String']['output'];
  count: Scalars['Int']['output'];
  diameterMm: Scalars['Float']['output'];
};

export type Pack = {
  id: Scalars['ID']['output'];
};

export type PageInfo = {
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A pass of the needle; what was done is null where it was erased with the client. */
export type Pass = {
  depthMm?: Maybe<Scalars['Float']['output']>;
  /** Parts of distilled water to one part of pigment; 0 is undiluted. */
  dilution?: Maybe<Scalars['Float']['output']>;
  dotMm?: Maybe<Scalars['Float']['output']>;
  /** The cartridge's code. */
  needle?: Maybe<Scalars['String']['output']>;
  /** What the code says. */
  needleType?: Maybe<Needle>;
  pigmentLot?: Maybe<PigmentLot>;
  zone?: Maybe<ScalpZone>;
};

/** One delivery of one manufacturer's product and lot at one clinic. */
export type PigmentLot = {
  certificateOfAnalysis?: Maybe<Scalars['String']['output']>;
  distributedOn: Scalars['Date']['output'];
  expiresOn: Scalars['Date']['output'];
  id: Scalars['ID']['output'];
  lot: Scalars['String']['output'];
  manufacturer: Scalars['String']['output'];
  /** When it was first used. */
  openedAt?: Maybe<Scalars['DateTime']['output']>;
  product: Scalars['String']['output'];
  status: PigmentLotStatus;
  useWithinDaysOfOpening: Scalars['Int']['output'];
};

export type PigmentLotConnection = {
  edges: Array<PigmentLotEdge>;
  nodes: Array<PigmentLot>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type PigmentLotEdge = {
  cursor: Scalars['String']['output'];
  node: PigmentLot;
};

export type PigmentLotStatus =
  /** Past its expiry, or past the days allowed after opening. Derived when asked. */
  | 'EXPIRED'
  | 'QUARANTINED'
  | 'RECALLED'
  | 'RELEASED';

/** A recall of pigment, at the clinics of whoever asks, with everything it reached so far. */
export type PigmentRecall = {
  /** How many treatments are still to be told: 0 once it names everything. */
  awaitingTreatments: Scalars['Int']['output'];
  clients: Array<Client>;
  /** From when on, and until when, the maker sent what is recalled; null: without bound. */
  distributedFrom?: Maybe<Scalars['Date']['output']>;
  distributedTo?: Maybe<Scalars['Date']['output']>;
  id: Scalars['ID']['output'];
  /** A lot number, or * for all lots. */
  lot: Scalars['String']['output'];
  manufacturer: Scalars['String']['output'];
  pigmentLots: Array<PigmentLot>;
  product: Scalars['String']['output'];
  /** Null where it was erased. */
  source?: Maybe<Scalars['String']['output']>;
  /** OPEN until it is closed at every one of these clinics, and again when it reaches further. */
  status: RecallStatus;
  treatments: Array<Treatment>;
};

export type Query = {
  pigmentLot?: Maybe<PigmentLot>;
  pigmentLots: PigmentLotConnection;
  pigmentRecall?: Maybe<PigmentRecall>;
  /** The newest hundred recalls at a clinic. */
  pigmentRecalls: Array<PigmentRecall>;
  treatment?: Maybe<Treatment>;
  /** The newest first; started from `from` up to `to`. */
  treatments: TreatmentConnection;
};


export type QueryPigmentLotArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPigmentLotsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  clinicId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPigmentRecallArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPigmentRecallsArgs = {
  clinicId: Scalars['ID']['input'];
};


export type QueryTreatmentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTreatmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  clinicId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  status?: InputMaybe<TreatmentStatus>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

export type RecallPigmentInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** Left out: without bound. */
  distributedFrom?: InputMaybe<Scalars['Date']['input']>;
  distributedTo?: InputMaybe<Scalars['Date']['input']>;
  /** A lot number; * or nothing: all lots. */
  lot?: InputMaybe<Scalars['String']['input']>;
  manufacturer: Scalars['String']['input'];
  product: Scalars['String']['input'];
  /** Who said so: an authority's notice, the maker's letter. */
  source: Scalars['String']['input'];
};

export type RecallPigmentPayload = {
  /** Lots of the maker, of the product or of the number that the recall does not name: whether they were meant, somebody has to see. A hundred at most. */
  nearMisses: Array<PigmentLot>;
  recall?: Maybe<PigmentRecall>;
  refusals: Array<Refusal>;
  /** What whoever recalls has to know of it, a sentence each: that no lot matched, that lots came near. */
  warnings: Array<Scalars['String']['output']>;
};

export type RecallStatus =
  | 'CLOSED'
  | 'OPEN';

export type ReceivePigmentLotInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  /** When the maker or dealer sent it: recalls name lots by it too. */
  distributedOn: Scalars['Date']['input'];
  expiresOn: Scalars['Date']['input'];
  lot: Scalars['String']['input'];
  manufacturer: Scalars['String']['input'];
  product: Scalars['String']['input'];
  useWithinDaysOfOpening: Scalars['Int']['input'];
};

export type ReceivePigmentLotPayload = {
  pigmentLot?: Maybe<PigmentLot>;
  refusals: Array<Refusal>;
};

export type RecordFollowUpInput = {
  /** Now when left out; not in the future. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  commandId?: InputMaybe<Scalars['ID']['input']>;
  findings: Array<FollowUpFinding>;
  note?: InputMaybe<Scalars['String']['input']>;
  treatmentId: Scalars['ID']['input'];
};

export type RecordFollowUpPayload = {
  refusals: Array<Refusal>;
  treatment?: Maybe<Treatment>;
};

export type RecordPassInput = {
  commandId?: InputMaybe<Scalars['ID']['input']>;
  depthMm: Scalars['Float']['input'];
  /** Parts of distilled water to one part of pigment; 0 is undiluted. */
  dilution: Scalars['Float']['input'];
  dotMm: Scalars['Float']['input'];
  /** A cartridge's code, such as 0803RL. */
  needle: Scalars['String']['input'];
  pigmentLotId: Scalars['ID']['input'];
  treatmentId: Scalars['ID']['input'];
  zone: ScalpZone;
};

export type RecordPassPayload = {
  refusals: Array<Refusal>;
  treatment?: Maybe<Treatment>;
};

/** One rule that stands in the way: a code for programs, a sentence for the person at the desk. */
export type Refusal = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type ReleasePigmentLotInput = {
  /** Number or address of the certificate. */
  certificateOfAnalysis: Scalars['String']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  pigmentLotId: Scalars['ID']['input'];
};

export type ReleasePigmentLotPayload = {
  pigmentLot?: Maybe<PigmentLot>;
  refusals: Array<Refusal>;
};

export type Room = {
  id: Scalars['ID']['output'];
};

export type ScalpZone =
  | 'CROWN'
  | 'FRONTAL'
  | 'HAIRLINE'
  | 'MID_SCALP'
  | 'NAPE'
  | 'SCAR'
  | 'SIDE_LEFT'
  | 'SIDE_RIGHT'
  | 'TEMPLE_LEFT'
  | 'TEMPLE_RIGHT';

export type StaffMember = {
  id: Scalars['ID']['output'];
};

export type StartTreatmentInput = {
  /** Now when left out; not in the future. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  bookingId: Scalars['ID']['input'];
  cartridges: Array<CartridgeInput>;
  commandId?: InputMaybe<Scalars['ID']['input']>;
  packBarcodes: Array<Scalars['String']['input']>;
  pigmentLotIds: Array<Scalars['ID']['input']>;
  /** HANDS_WASHED, GLOVES, BARRIERS, SURFACES, SHARPS_CONTAINER by default. */
  preChecklist: Array<Scalars['String']['input']>;
};

export type StartTreatmentPayload = {
  refusals: Array<Refusal>;
  treatment?: Maybe<Treatment>;
};

export type Treatment = {
  booking?: Maybe<Booking>;
  cartridges: Array<Cartridge>;
  client?: Maybe<Client>;
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  followUps: Array<FollowUp>;
  id: Scalars['ID']['output'];
  packs: Array<Pack>;
  passes: Array<Pass>;
  pigmentLots: Array<PigmentLot>;
  procedureCode: Scalars['String']['output'];
  room?: Maybe<Room>;
  staffMember?: Maybe<StaffMember>;
  startedAt: Scalars['DateTime']['output'];
  status: TreatmentStatus;
};

export type TreatmentConnection = {
  edges: Array<TreatmentEdge>;
  nodes: Array<Treatment>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type TreatmentEdge = {
  cursor: Scalars['String']['output'];
  node: Treatment;
};

export type TreatmentStatus =
  | 'ABANDONED'
  | 'COMPLETED'
  | 'IN_PROGRESS';



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
  AbandonTreatmentInput: ResolverTypeWrapper<Partial<AbandonTreatmentInput>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  AbandonTreatmentPayload: ResolverTypeWrapper<Partial<AbandonTreatmentPayload>>;
  Booking: ResolverTypeWrapper<Partial<Booking>>;
  Cartridge: ResolverTypeWrapper<Partial<Cartridge>>;
  CartridgeInput: ResolverTypeWrapper<Partial<CartridgeInput>>;
  Client: ResolverTypeWrapper<Partial<Client>>;
  ClosePigmentRecallInput: ResolverTypeWrapper<Partial<ClosePigmentRecallInput>>;
  ClosePigmentRecallPayload: ResolverTypeWrapper<Partial<ClosePigmentRecallPayload>>;
  CompleteTreatmentInput: ResolverTypeWrapper<Partial<CompleteTreatmentInput>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  CompleteTreatmentPayload: ResolverTypeWrapper<Partial<CompleteTreatmentPayload>>;
  Date: ResolverTypeWrapper<Partial<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Scalars['Decimal']['output']>>;
  FollowUp: ResolverTypeWrapper<Partial<FollowUp>>;
  FollowUpFinding: ResolverTypeWrapper<Partial<FollowUpFinding>>;
  JSON: ResolverTypeWrapper<Partial<Scalars['JSON']['output']>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Needle: ResolverTypeWrapper<Partial<Needle>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  Float: ResolverTypeWrapper<Partial<Scalars['Float']['output']>>;
  Pack: ResolverTypeWrapper<Partial<Pack>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Pass: ResolverTypeWrapper<Partial<Pass>>;
  PigmentLot: ResolverTypeWrapper<Partial<PigmentLot>>;
  PigmentLotConnection: ResolverTypeWrapper<Partial<PigmentLotConnection>>;
  PigmentLotEdge: ResolverTypeWrapper<Partial<PigmentLotEdge>>;
  PigmentLotStatus: ResolverTypeWrapper<Partial<PigmentLotStatus>>;
  PigmentRecall: ResolverTypeWrapper<Partial<PigmentRecall>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecallPigmentInput: ResolverTypeWrapper<Partial<RecallPigmentInput>>;
  RecallPigmentPayload: ResolverTypeWrapper<Partial<RecallPigmentPayload>>;
  RecallStatus: ResolverTypeWrapper<Partial<RecallStatus>>;
  ReceivePigmentLotInput: ResolverTypeWrapper<Partial<ReceivePigmentLotInput>>;
  ReceivePigmentLotPayload: ResolverTypeWrapper<Partial<ReceivePigmentLotPayload>>;
  RecordFollowUpInput: ResolverTypeWrapper<Partial<RecordFollowUpInput>>;
  RecordFollowUpPayload: ResolverTypeWrapper<Partial<RecordFollowUpPayload>>;
  RecordPassInput: ResolverTypeWrapper<Partial<RecordPassInput>>;
  RecordPassPayload: ResolverTypeWrapper<Partial<RecordPassPayload>>;
  Refusal: ResolverTypeWrapper<Partial<Refusal>>;
  ReleasePigmentLotInput: ResolverTypeWrapper<Partial<ReleasePigmentLotInput>>;
  ReleasePigmentLotPayload: ResolverTypeWrapper<Partial<ReleasePigmentLotPayload>>;
  Room: ResolverTypeWrapper<Partial<Room>>;
  ScalpZone: ResolverTypeWrapper<Partial<ScalpZone>>;
  StaffMember: ResolverTypeWrapper<Partial<StaffMember>>;
  StartTreatmentInput: ResolverTypeWrapper<Partial<StartTreatmentInput>>;
  StartTreatmentPayload: ResolverTypeWrapper<Partial<StartTreatmentPayload>>;
  Treatment: ResolverTypeWrapper<Partial<Treatment>>;
  TreatmentConnection: ResolverTypeWrapper<Partial<TreatmentConnection>>;
  TreatmentEdge: ResolverTypeWrapper<Partial<TreatmentEdge>>;
  TreatmentStatus: ResolverTypeWrapper<Partial<TreatmentStatus>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AbandonTreatmentInput: Partial<AbandonTreatmentInput>;
  ID: Partial<Scalars['ID']['output']>;
  String: Partial<Scalars['String']['output']>;
  AbandonTreatmentPayload: Partial<AbandonTreatmentPayload>;
  Booking: Partial<Booking | FederationReferenceTypes['Booking']>;
  Cartridge: Partial<Cartridge>;
  CartridgeInput: Partial<CartridgeInput>;
  Client: Partial<Client>;
  ClosePigmentRecallInput: Partial<ClosePigmentRecallInput>;
  ClosePigmentRecallPayload: Partial<ClosePigmentRecallPayload>;
  CompleteTreatmentInput: Partial<CompleteTreatmentInput>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  CompleteTreatmentPayload: Partial<CompleteTreatmentPayload>;
  Date: Partial<Scalars['Date']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Decimal: Partial<Scalars['Decimal']['output']>;
  FollowUp: Partial<FollowUp>;
  JSON: Partial<Scalars['JSON']['output']>;
  Money: Partial<Money>;
  Mutation: Record<PropertyKey, never>;
  Needle: Partial<Needle>;
  Int: Partial<Scalars['Int']['output']>;
  Float: Partial<Scalars['Float']['output']>;
  Pack: Partial<Pack>;
  PageInfo: Partial<PageInfo>;
  Pass: Partial<Pass>;
  PigmentLot: Partial<PigmentLot | FederationReferenceTypes['PigmentLot']>;
  PigmentLotConnection: Partial<PigmentLotConnection>;
  PigmentLotEdge: Partial<PigmentLotEdge>;
  PigmentRecall: Partial<PigmentRecall>;
  Query: Record<PropertyKey, never>;
  RecallPigmentInput: Partial<RecallPigmentInput>;
  RecallPigmentPayload: Partial<RecallPigmentPayload>;
  ReceivePigmentLotInput: Partial<ReceivePigmentLotInput>;
  ReceivePigmentLotPayload: Partial<ReceivePigmentLotPayload>;
  RecordFollowUpInput: Partial<RecordFollowUpInput>;
  RecordFollowUpPayload: Partial<RecordFollowUpPayload>;
  RecordPassInput: Partial<RecordPassInput>;
  RecordPassPayload: Partial<RecordPassPayload>;
  Refusal: Partial<Refusal>;
  ReleasePigmentLotInput: Partial<ReleasePigmentLotInput>;
  ReleasePigmentLotPayload: Partial<ReleasePigmentLotPayload>;
  Room: Partial<Room>;
  StaffMember: Partial<StaffMember>;
  StartTreatmentInput: Partial<StartTreatmentInput>;
  StartTreatmentPayload: Partial<StartTreatmentPayload>;
  Treatment: Partial<Treatment | FederationReferenceTypes['Treatment']>;
  TreatmentConnection: Partial<TreatmentConnection>;
  TreatmentEdge: Partial<TreatmentEdge>;
};

export type AbandonTreatmentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AbandonTreatmentPayload'] = ResolversParentTypes['AbandonTreatmentPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  treatment?: Resolver<Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type BookingResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Booking'] = ResolversParentTypes['Booking'], FederationReferenceType extends FederationReferenceTypes['Booking'] = FederationReferenceTypes['Booking']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Booking']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  treatment?: Resolver<Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type CartridgeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Cartridge'] = ResolversParentTypes['Cartridge']> = {
  expiresOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  lot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ClientResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ClosePigmentRecallPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ClosePigmentRecallPayload'] = ResolversParentTypes['ClosePigmentRecallPayload']> = {
  recall?: Resolver<Maybe<ResolversTypes['PigmentRecall']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type CompleteTreatmentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CompleteTreatmentPayload'] = ResolversParentTypes['CompleteTreatmentPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  treatment?: Resolver<Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
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
  findings?: Resolver<Maybe<Array<ResolversTypes['FollowUpFinding']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MoneyResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  abandonTreatment?: Resolver<ResolversTypes['AbandonTreatmentPayload'], ParentType, ContextType, RequireFields<MutationAbandonTreatmentArgs, 'input'>>;
  closePigmentRecall?: Resolver<ResolversTypes['ClosePigmentRecallPayload'], ParentType, ContextType, RequireFields<MutationClosePigmentRecallArgs, 'input'>>;
  completeTreatment?: Resolver<ResolversTypes['CompleteTreatmentPayload'], ParentType, ContextType, RequireFields<MutationCompleteTreatmentArgs, 'input'>>;
  recallPigment?: Resolver<ResolversTypes['RecallPigmentPayload'], ParentType, ContextType, RequireFields<MutationRecallPigmentArgs, 'input'>>;
  receivePigmentLot?: Resolver<ResolversTypes['ReceivePigmentLotPayload'], ParentType, ContextType, RequireFields<MutationReceivePigmentLotArgs, 'input'>>;
  recordFollowUp?: Resolver<ResolversTypes['RecordFollowUpPayload'], ParentType, ContextType, RequireFields<MutationRecordFollowUpArgs, 'input'>>;
  recordPass?: Resolver<ResolversTypes['RecordPassPayload'], ParentType, ContextType, RequireFields<MutationRecordPassArgs, 'input'>>;
  releasePigmentLot?: Resolver<ResolversTypes['ReleasePigmentLotPayload'], ParentType, ContextType, RequireFields<MutationReleasePigmentLotArgs, 'input'>>;
  startTreatment?: Resolver<ResolversTypes['StartTreatmentPayload'], ParentType, ContextType, RequireFields<MutationStartTreatmentArgs, 'input'>>;
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
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PassResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Pass'] = ResolversParentTypes['Pass']> = {
  depthMm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  dilution?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  dotMm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  needle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  needleType?: Resolver<Maybe<ResolversTypes['Needle']>, ParentType, ContextType>;
  pigmentLot?: Resolver<Maybe<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  zone?: Resolver<Maybe<ResolversTypes['ScalpZone']>, ParentType, ContextType>;
};

export type PigmentLotResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PigmentLot'] = ResolversParentTypes['PigmentLot'], FederationReferenceType extends FederationReferenceTypes['PigmentLot'] = FederationReferenceTypes['PigmentLot']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PigmentLot']> | FederationReferenceType, FederationReferenceType, ContextType>;
  certificateOfAnalysis?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  distributedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  expiresOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  manufacturer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
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
  distributedFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  distributedTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  manufacturer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pigmentLots?: Resolver<Array<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  product?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RecallStatus'], ParentType, ContextType>;
  treatments?: Resolver<Array<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  pigmentLot?: Resolver<Maybe<ResolversTypes['PigmentLot']>, ParentType, ContextType, RequireFields<QueryPigmentLotArgs, 'id'>>;
  pigmentLots?: Resolver<ResolversTypes['PigmentLotConnection'], ParentType, ContextType, RequireFields<QueryPigmentLotsArgs, 'clinicId'>>;
  pigmentRecall?: Resolver<Maybe<ResolversTypes['PigmentRecall']>, ParentType, ContextType, RequireFields<QueryPigmentRecallArgs, 'id'>>;
  pigmentRecalls?: Resolver<Array<ResolversTypes['PigmentRecall']>, ParentType, ContextType, RequireFields<QueryPigmentRecallsArgs, 'clinicId'>>;
  treatment?: Resolver<Maybe<ResolversTypes['Treatment']>, ParentType, ContextType, RequireFields<QueryTreatmentArgs, 'id'>>;
  treatments?: Resolver<ResolversTypes['TreatmentConnection'], ParentType, ContextType, RequireFields<QueryTreatmentsArgs, 'clinicId'>>;
};

export type RecallPigmentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecallPigmentPayload'] = ResolversParentTypes['RecallPigmentPayload']> = {
  nearMisses?: Resolver<Array<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  recall?: Resolver<Maybe<ResolversTypes['PigmentRecall']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReceivePigmentLotPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ReceivePigmentLotPayload'] = ResolversParentTypes['ReceivePigmentLotPayload']> = {
  pigmentLot?: Resolver<Maybe<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RecordFollowUpPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecordFollowUpPayload'] = ResolversParentTypes['RecordFollowUpPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  treatment?: Resolver<Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type RecordPassPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecordPassPayload'] = ResolversParentTypes['RecordPassPayload']> = {
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  treatment?: Resolver<Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type ReleasePigmentLotPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ReleasePigmentLotPayload'] = ResolversParentTypes['ReleasePigmentLotPayload']> = {
  pigmentLot?: Resolver<Maybe<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
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
  treatment?: Resolver<Maybe<ResolversTypes['Treatment']>, ParentType, ContextType>;
};

export type TreatmentResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Treatment'] = ResolversParentTypes['Treatment'], FederationReferenceType extends FederationReferenceTypes['Treatment'] = FederationReferenceTypes['Treatment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Treatment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  booking?: Resolver<Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  cartridges?: Resolver<Array<ResolversTypes['Cartridge']>, ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  followUps?: Resolver<Array<ResolversTypes['FollowUp']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  packs?: Resolver<Array<ResolversTypes['Pack']>, ParentType, ContextType>;
  passes?: Resolver<Array<ResolversTypes['Pass']>, ParentType, ContextType>;
  pigmentLots?: Resolver<Array<ResolversTypes['PigmentLot']>, ParentType, ContextType>;
  procedureCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  room?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
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

