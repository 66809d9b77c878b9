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
  /**
   * Every hygiene event that occurred from 'from' up to, not at, 'to', in the order of the log; a thousand at a time at
   * most.
   */
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
  /**
   * Cleaning alone leaves a room DIRTY; it is DISINFECTING once the disinfectant is on, and READY when it was released
   * after its contact time.
   */
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
