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

/** What changed for the worse since it was booked. */
export type Attention = {
  code: AttentionCode;
  message: Scalars['String']['output'];
};

export type AttentionCode =
  | 'NOT_AT_CLINIC'
  | 'NOT_PRIVILEGED'
  | 'OUTSIDE_SHIFT'
  | 'PACK_RECALLED'
  | 'PATCH_TEST_REACTION'
  | 'PIGMENT_RECALLED'
  | 'PRIVILEGE_SUSPENDED'
  | 'ROOM_QUARANTINED';

export type AvailabilityInput = {
  clinicId: Scalars['ID']['input'];
  from: Scalars['DateTime']['input'];
  procedureCode: Scalars['String']['input'];
  /** Only this person's time. */
  staffMemberId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 31 days after from. */
  to: Scalars['DateTime']['input'];
};

/** A time at which somebody and a room are free. */
export type AvailableSlot = {
  end: Scalars['DateTime']['output'];
  room?: Maybe<Room>;
  staffMember?: Maybe<StaffMember>;
  start: Scalars['DateTime']['output'];
};

export type BookInput = {
  clientId: Scalars['ID']['input'];
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  mode: BookingMode;
  procedureCode: Scalars['String']['input'];
  /** Given for a video call as well, where nothing is asked of it. */
  roomId: Scalars['ID']['input'];
  staffMemberId: Scalars['ID']['input'];
  start: Scalars['DateTime']['input'];
};

export type BookPayload = {
  booking?: Maybe<Booking>;
  refusals: Array<Refusal>;
};

export type Booking = {
  /** Null when it could not be found out. */
  attention?: Maybe<Array<Attention>>;
  client?: Maybe<Client>;
  /** Without the buffers after it. */
  end: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  mode: BookingMode;
  procedure?: Maybe<Procedure>;
  room?: Maybe<Room>;
  staffMember?: Maybe<StaffMember>;
  start: Scalars['DateTime']['output'];
  status: BookingStatus;
};

export type BookingConnection = {
  edges: Array<BookingEdge>;
  nodes: Array<Booking>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type BookingEdge = {
  cursor: Scalars['String']['output'];
  node: Booking;
};

export type BookingMode =
  | 'IN_PERSON'
  | 'VIDEO';

export type BookingStatus =
  | 'CANCELLED'
  | 'CHECKED_IN'
  | 'COMPLETED'
  | 'CONFIRMED'
  | 'HELD'
  | 'IN_TREATMENT'
  | 'NO_SHOW';

export type CancelBookingInput = {
  bookingId: Scalars['ID']['input'];
  by: CancelledBy;
  commandId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
};

export type CancelBookingPayload = {
  booking?: Maybe<Booking>;
  refusals: Array<Refusal>;
};

export type CancelledBy =
  | 'CLIENT'
  | 'CLINIC';

export type CheckInInput = {
  bookingId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
};

export type CheckInPayload = {
  booking?: Maybe<Booking>;
  refusals: Array<Refusal>;
};

/**
 * Who a client is is seen by the desk and the manager of their clinic, by a technician of whose bookings from 90 days
 * back on one is theirs, and by its auditor while a recall is open on them; null and FORBIDDEN to others of the clinic.
 * Elsewhere there is no such client.
 */
export type Client = {
  consents?: Maybe<Array<ConsentForm>>;
  consultations?: Maybe<Array<Consultation>>;
  dateOfBirth?: Maybe<Scalars['Date']['output']>;
  email?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  patchTests?: Maybe<Array<PatchTest>>;
  phone?: Maybe<Scalars['String']['output']>;
};

export type ClientConnection = {
  edges: Array<ClientEdge>;
  nodes: Array<Client>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ClientEdge = {
  cursor: Scalars['String']['output'];
  node: Client;
};

export type ConsentForm = {
  id: Scalars['ID']['output'];
  procedureCode: Scalars['String']['output'];
  signedAt: Scalars['DateTime']['output'];
  templateVersion?: Maybe<Scalars['String']['output']>;
};

export type Consultation = {
  at: Scalars['DateTime']['output'];
  contraindications?: Maybe<Array<Scalars['String']['output']>>;
  hairLoss?: Maybe<HairLoss>;
  id: Scalars['ID']['output'];
  mode: BookingMode;
  /** Null once the client was erased, as is all else that was found out about them. */
  outcome?: Maybe<ConsultationOutcome>;
  plan?: Maybe<TreatmentPlan>;
};

export type ConsultationOutcome =
  | 'GO'
  | 'NO_GO'
  | 'REFER';

/** Defining a code again changes what is offered from now on; bookings made before keep their times. */
export type DefineProcedureInput = {
  bufferAfterMinutes: Scalars['Int']['input'];
  bufferBeforeMinutes: Scalars['Int']['input'];
  clinicId: Scalars['ID']['input'];
  code: Scalars['String']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  durationMinutes: Scalars['Int']['input'];
  healingDays: Scalars['Int']['input'];
  kind: ProcedureKind;
  name: Scalars['String']['input'];
  requiresConsent: Scalars['Boolean']['input'];
  requiresConsultation: Scalars['Boolean']['input'];
  requiresPatchTest: Scalars['Boolean']['input'];
  requiresPrivilege: Scalars['Boolean']['input'];
};

export type DefineProcedurePayload = {
  procedure?: Maybe<Procedure>;
  refusals: Array<Refusal>;
};

export type HairLoss = {
  scale: HairLossScale;
  stage: Scalars['String']['output'];
};

export type HairLossInput = {
  scale: HairLossScale;
  stage: Scalars['String']['input'];
};

export type HairLossScale =
  | 'ALOPECIA_AREATA'
  | 'DIFFUSE'
  | 'LUDWIG'
  | 'NORWOOD'
  | 'SCAR';

export type Money = {
  amount: Scalars['Decimal']['output'];
  currency: Scalars['String']['output'];
};

export type Mutation = {
  book: BookPayload;
  cancelBooking: CancelBookingPayload;
  checkIn: CheckInPayload;
  defineProcedure: DefineProcedurePayload;
  recordConsultation: RecordConsultationPayload;
  recordPatchTest: RecordPatchTestPayload;
  registerClient: RegisterClientPayload;
  reschedule: ReschedulePayload;
  signConsent: SignConsentPayload;
};


export type MutationBookArgs = {
  input: BookInput;
};


export type MutationCancelBookingArgs = {
  input: CancelBookingInput;
};


export type MutationCheckInArgs = {
  input: CheckInInput;
};


export type MutationDefineProcedureArgs = {
  input: DefineProcedureInput;
};


export type MutationRecordConsultationArgs = {
  input: RecordConsultationInput;
};


export type MutationRecordPatchTestArgs = {
  input: RecordPatchTestInput;
};


export type MutationRegisterClientArgs = {
  input: RegisterClientInput;
};


export type MutationRescheduleArgs = {
  input: RescheduleInput;
};


export type MutationSignConsentArgs = {
  input: SignConsentInput;
};

export type PageInfo = {
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type PatchTest = {
  id: Scalars['ID']['output'];
  performedAt: Scalars['DateTime']['output'];
  pigmentProduct?: Maybe<Scalars['String']['output']>;
  readAt: Scalars['DateTime']['output'];
  result?: Maybe<PatchTestResult>;
};

export type PatchTestResult =
  | 'CLEAR'
  | 'REACTION';

export type Procedure = {
  bufferAfterMinutes: Scalars['Int']['output'];
  /** Staff and room are kept free for so long before it. */
  bufferBeforeMinutes: Scalars['Int']['output'];
  /** In capitals with single dashes; unique within its clinic, however it is spelled. */
  code: Scalars['String']['output'];
  durationMinutes: Scalars['Int']['output'];
  /** Between the starts of two sessions of one client, in days of 24 hours. */
  healingDays: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  kind: ProcedureKind;
  name: Scalars['String']['output'];
  requiresConsent: Scalars['Boolean']['output'];
  requiresConsultation: Scalars['Boolean']['output'];
  requiresPatchTest: Scalars['Boolean']['output'];
  requiresPrivilege: Scalars['Boolean']['output'];
};

export type ProcedureKind =
  | 'CONSULTATION'
  | 'FOLLOW_UP'
  | 'PATCH_TEST'
  | 'TREATMENT';

export type Query = {
  /** Free times on the quarter hour, the first 500: for each member of staff and start the first room that is free. */
  availability: Array<AvailableSlot>;
  booking?: Maybe<Booking>;
  /**
   * Bookings of a clinic that start from 'from' up to 'to', in that order, at most 100 at a time. A technician sees their
   * own.
   */
  bookings: BookingConnection;
  client?: Maybe<Client>;
  /**
   * Clients of a clinic by name; with search, those whose name begins with it, however it is spelled. At most 100 at a
   * time. A technician sees their own.
   */
  clients: ClientConnection;
  /** Bookings that start on a calendar day of the clinic's zone, in order. A technician sees their own. */
  daySheet: Array<Booking>;
  procedures: Array<Procedure>;
};


export type QueryAvailabilityArgs = {
  input: AvailabilityInput;
};


export type QueryBookingArgs = {
  id: Scalars['ID']['input'];
};


export type QueryBookingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  clinicId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryClientArgs = {
  id: Scalars['ID']['input'];
};


export type QueryClientsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  clinicId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryDaySheetArgs = {
  clinicId: Scalars['ID']['input'];
  date: Scalars['Date']['input'];
};


export type QueryProceduresArgs = {
  clinicId: Scalars['ID']['input'];
};

export type RecordConsultationInput = {
  /** When it took place; now when left out. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  clientId: Scalars['ID']['input'];
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  contraindications?: InputMaybe<Array<Scalars['String']['input']>>;
  hairLoss?: InputMaybe<HairLossInput>;
  mode: BookingMode;
  outcome: ConsultationOutcome;
  plan?: InputMaybe<TreatmentPlanInput>;
};

export type RecordConsultationPayload = {
  consultation?: Maybe<Consultation>;
  refusals: Array<Refusal>;
};

export type RecordPatchTestInput = {
  clientId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  performedAt?: InputMaybe<Scalars['DateTime']['input']>;
  pigmentProduct: Scalars['String']['input'];
  readAt?: InputMaybe<Scalars['DateTime']['input']>;
  result: PatchTestResult;
};

export type RecordPatchTestPayload = {
  patchTest?: Maybe<PatchTest>;
  refusals: Array<Refusal>;
};

/** One rule that stands in the way: a code for programs, a sentence for the person at the desk. */
export type Refusal = {
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  path?: Maybe<Array<Scalars['String']['output']>>;
};

export type RegisterClientInput = {
  clinicId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  dateOfBirth: Scalars['Date']['input'];
  email: Scalars['String']['input'];
  name: Scalars['String']['input'];
  phone: Scalars['String']['input'];
};

export type RegisterClientPayload = {
  client?: Maybe<Client>;
  refusals: Array<Refusal>;
};

export type RescheduleInput = {
  bookingId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  roomId: Scalars['ID']['input'];
  staffMemberId: Scalars['ID']['input'];
  start: Scalars['DateTime']['input'];
};

export type ReschedulePayload = {
  booking?: Maybe<Booking>;
  refusals: Array<Refusal>;
};

export type Room = {
  id: Scalars['ID']['output'];
};

export type SignConsentInput = {
  clientId: Scalars['ID']['input'];
  commandId?: InputMaybe<Scalars['ID']['input']>;
  procedureCode: Scalars['String']['input'];
  signedAt?: InputMaybe<Scalars['DateTime']['input']>;
  templateVersion: Scalars['String']['input'];
};

export type SignConsentPayload = {
  consent?: Maybe<ConsentForm>;
  refusals: Array<Refusal>;
};

export type StaffMember = {
  id: Scalars['ID']['output'];
};

export type TreatmentPlan = {
  procedureCode: Scalars['String']['output'];
  sessions: Scalars['Int']['output'];
};

export type TreatmentPlanInput = {
  procedureCode: Scalars['String']['input'];
  sessions: Scalars['Int']['input'];
};
