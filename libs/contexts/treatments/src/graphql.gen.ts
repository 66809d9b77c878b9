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
  /**
   * Lots of the maker, of the product or of the number that the recall does not name: whether they were meant, somebody
   * has to see. A hundred at most.
   */
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
