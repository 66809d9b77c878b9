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
 * Who a client is is seen by the desk and the manager of their clinic, by a technician of whose bookings from 90 days back on one is theirs,
 * and by its auditor while a recall is open on them; null and FORBIDDEN to others of the clinic. Elsewhere there is no such client.
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
  /** Bookings of a clinic that start from 'from' up to 'to', in that order, at most 100 at a time. A technician sees their own. */
  bookings: BookingConnection;
  client?: Maybe<Client>;
  /** Clients of a clinic by name; with search, those whose name begins with it, however it is spelled. At most 100 at a time. A technician sees their own. */
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
  Client: Client;
  Procedure: Procedure;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Booking:
    ( { __typename: 'Booking' }
    & GraphQLRecursivePick<FederationTypes['Booking'], {"id":true}> );
  Client:
    ( { __typename: 'Client' }
    & GraphQLRecursivePick<FederationTypes['Client'], {"id":true}> );
  Procedure:
    ( { __typename: 'Procedure' }
    & GraphQLRecursivePick<FederationTypes['Procedure'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Attention: ResolverTypeWrapper<Partial<Attention>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  AttentionCode: ResolverTypeWrapper<Partial<AttentionCode>>;
  AvailabilityInput: ResolverTypeWrapper<Partial<AvailabilityInput>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  AvailableSlot: ResolverTypeWrapper<Partial<AvailableSlot>>;
  BookInput: ResolverTypeWrapper<Partial<BookInput>>;
  BookPayload: ResolverTypeWrapper<Partial<BookPayload>>;
  Booking: ResolverTypeWrapper<Partial<Booking>>;
  BookingConnection: ResolverTypeWrapper<Partial<BookingConnection>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  BookingEdge: ResolverTypeWrapper<Partial<BookingEdge>>;
  BookingMode: ResolverTypeWrapper<Partial<BookingMode>>;
  BookingStatus: ResolverTypeWrapper<Partial<BookingStatus>>;
  CancelBookingInput: ResolverTypeWrapper<Partial<CancelBookingInput>>;
  CancelBookingPayload: ResolverTypeWrapper<Partial<CancelBookingPayload>>;
  CancelledBy: ResolverTypeWrapper<Partial<CancelledBy>>;
  CheckInInput: ResolverTypeWrapper<Partial<CheckInInput>>;
  CheckInPayload: ResolverTypeWrapper<Partial<CheckInPayload>>;
  Client: ResolverTypeWrapper<Partial<Client>>;
  ClientConnection: ResolverTypeWrapper<Partial<ClientConnection>>;
  ClientEdge: ResolverTypeWrapper<Partial<ClientEdge>>;
  ConsentForm: ResolverTypeWrapper<Partial<ConsentForm>>;
  Consultation: ResolverTypeWrapper<Partial<Consultation>>;
  ConsultationOutcome: ResolverTypeWrapper<Partial<ConsultationOutcome>>;
  Date: ResolverTypeWrapper<Partial<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Scalars['Decimal']['output']>>;
  DefineProcedureInput: ResolverTypeWrapper<Partial<DefineProcedureInput>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  DefineProcedurePayload: ResolverTypeWrapper<Partial<DefineProcedurePayload>>;
  HairLoss: ResolverTypeWrapper<Partial<HairLoss>>;
  HairLossInput: ResolverTypeWrapper<Partial<HairLossInput>>;
  HairLossScale: ResolverTypeWrapper<Partial<HairLossScale>>;
  JSON: ResolverTypeWrapper<Partial<Scalars['JSON']['output']>>;
  Money: ResolverTypeWrapper<Partial<Money>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  PatchTest: ResolverTypeWrapper<Partial<PatchTest>>;
  PatchTestResult: ResolverTypeWrapper<Partial<PatchTestResult>>;
  Procedure: ResolverTypeWrapper<Partial<Procedure>>;
  ProcedureKind: ResolverTypeWrapper<Partial<ProcedureKind>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordConsultationInput: ResolverTypeWrapper<Partial<RecordConsultationInput>>;
  RecordConsultationPayload: ResolverTypeWrapper<Partial<RecordConsultationPayload>>;
  RecordPatchTestInput: ResolverTypeWrapper<Partial<RecordPatchTestInput>>;
  RecordPatchTestPayload: ResolverTypeWrapper<Partial<RecordPatchTestPayload>>;
  Refusal: ResolverTypeWrapper<Partial<Refusal>>;
  RegisterClientInput: ResolverTypeWrapper<Partial<RegisterClientInput>>;
  RegisterClientPayload: ResolverTypeWrapper<Partial<RegisterClientPayload>>;
  RescheduleInput: ResolverTypeWrapper<Partial<RescheduleInput>>;
  ReschedulePayload: ResolverTypeWrapper<Partial<ReschedulePayload>>;
  Room: ResolverTypeWrapper<Partial<Room>>;
  SignConsentInput: ResolverTypeWrapper<Partial<SignConsentInput>>;
  SignConsentPayload: ResolverTypeWrapper<Partial<SignConsentPayload>>;
  StaffMember: ResolverTypeWrapper<Partial<StaffMember>>;
  TreatmentPlan: ResolverTypeWrapper<Partial<TreatmentPlan>>;
  TreatmentPlanInput: ResolverTypeWrapper<Partial<TreatmentPlanInput>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Attention: Partial<Attention>;
  String: Partial<Scalars['String']['output']>;
  AvailabilityInput: Partial<AvailabilityInput>;
  ID: Partial<Scalars['ID']['output']>;
  AvailableSlot: Partial<AvailableSlot>;
  BookInput: Partial<BookInput>;
  BookPayload: Partial<BookPayload>;
  Booking: Partial<Booking | FederationReferenceTypes['Booking']>;
  BookingConnection: Partial<BookingConnection>;
  Int: Partial<Scalars['Int']['output']>;
  BookingEdge: Partial<BookingEdge>;
  CancelBookingInput: Partial<CancelBookingInput>;
  CancelBookingPayload: Partial<CancelBookingPayload>;
  CheckInInput: Partial<CheckInInput>;
  CheckInPayload: Partial<CheckInPayload>;
  Client: Partial<Client | FederationReferenceTypes['Client']>;
  ClientConnection: Partial<ClientConnection>;
  ClientEdge: Partial<ClientEdge>;
  ConsentForm: Partial<ConsentForm>;
  Consultation: Partial<Consultation>;
  Date: Partial<Scalars['Date']['output']>;
  DateTime: Partial<Scalars['DateTime']['output']>;
  Decimal: Partial<Scalars['Decimal']['output']>;
  DefineProcedureInput: Partial<DefineProcedureInput>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  DefineProcedurePayload: Partial<DefineProcedurePayload>;
  HairLoss: Partial<HairLoss>;
  HairLossInput: Partial<HairLossInput>;
  JSON: Partial<Scalars['JSON']['output']>;
  Money: Partial<Money>;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Partial<PageInfo>;
  PatchTest: Partial<PatchTest>;
  Procedure: Partial<Procedure | FederationReferenceTypes['Procedure']>;
  Query: Record<PropertyKey, never>;
  RecordConsultationInput: Partial<RecordConsultationInput>;
  RecordConsultationPayload: Partial<RecordConsultationPayload>;
  RecordPatchTestInput: Partial<RecordPatchTestInput>;
  RecordPatchTestPayload: Partial<RecordPatchTestPayload>;
  Refusal: Partial<Refusal>;
  RegisterClientInput: Partial<RegisterClientInput>;
  RegisterClientPayload: Partial<RegisterClientPayload>;
  RescheduleInput: Partial<RescheduleInput>;
  ReschedulePayload: Partial<ReschedulePayload>;
  Room: Partial<Room>;
  SignConsentInput: Partial<SignConsentInput>;
  SignConsentPayload: Partial<SignConsentPayload>;
  StaffMember: Partial<StaffMember>;
  TreatmentPlan: Partial<TreatmentPlan>;
  TreatmentPlanInput: Partial<TreatmentPlanInput>;
};

export type AttentionResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Attention'] = ResolversParentTypes['Attention']> = {
  code?: Resolver<ResolversTypes['AttentionCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AvailableSlotResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AvailableSlot'] = ResolversParentTypes['AvailableSlot']> = {
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  room?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type BookPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['BookPayload'] = ResolversParentTypes['BookPayload']> = {
  booking?: Resolver<Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type BookingResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Booking'] = ResolversParentTypes['Booking'], FederationReferenceType extends FederationReferenceTypes['Booking'] = FederationReferenceTypes['Booking']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Booking']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attention?: Resolver<Maybe<Array<ResolversTypes['Attention']>>, ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['BookingMode'], ParentType, ContextType>;
  procedure?: Resolver<Maybe<ResolversTypes['Procedure']>, ParentType, ContextType>;
  room?: Resolver<Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
  staffMember?: Resolver<Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BookingStatus'], ParentType, ContextType>;
};

export type BookingConnectionResolvers<ContextType = Request, ParentType extends ResolversParentTypes['BookingConnection'] = ResolversParentTypes['BookingConnection']> = {
  edges?: Resolver<Array<ResolversTypes['BookingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Booking']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BookingEdgeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['BookingEdge'] = ResolversParentTypes['BookingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Booking'], ParentType, ContextType>;
};

export type CancelBookingPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CancelBookingPayload'] = ResolversParentTypes['CancelBookingPayload']> = {
  booking?: Resolver<Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type CheckInPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CheckInPayload'] = ResolversParentTypes['CheckInPayload']> = {
  booking?: Resolver<Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type ClientResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client'], FederationReferenceType extends FederationReferenceTypes['Client'] = FederationReferenceTypes['Client']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Client']> | FederationReferenceType, FederationReferenceType, ContextType>;
  consents?: Resolver<Maybe<Array<ResolversTypes['ConsentForm']>>, ParentType, ContextType>;
  consultations?: Resolver<Maybe<Array<ResolversTypes['Consultation']>>, ParentType, ContextType>;
  dateOfBirth?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  patchTests?: Resolver<Maybe<Array<ResolversTypes['PatchTest']>>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ClientConnectionResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ClientConnection'] = ResolversParentTypes['ClientConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ClientEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Client']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ClientEdgeResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ClientEdge'] = ResolversParentTypes['ClientEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Client'], ParentType, ContextType>;
};

export type ConsentFormResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ConsentForm'] = ResolversParentTypes['ConsentForm']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  procedureCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  templateVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ConsultationResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Consultation'] = ResolversParentTypes['Consultation']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  contraindications?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  hairLoss?: Resolver<Maybe<ResolversTypes['HairLoss']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['BookingMode'], ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['ConsultationOutcome']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['TreatmentPlan']>, ParentType, ContextType>;
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

export type DefineProcedurePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['DefineProcedurePayload'] = ResolversParentTypes['DefineProcedurePayload']> = {
  procedure?: Resolver<Maybe<ResolversTypes['Procedure']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type HairLossResolvers<ContextType = Request, ParentType extends ResolversParentTypes['HairLoss'] = ResolversParentTypes['HairLoss']> = {
  scale?: Resolver<ResolversTypes['HairLossScale'], ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MoneyResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  book?: Resolver<ResolversTypes['BookPayload'], ParentType, ContextType, RequireFields<MutationBookArgs, 'input'>>;
  cancelBooking?: Resolver<ResolversTypes['CancelBookingPayload'], ParentType, ContextType, RequireFields<MutationCancelBookingArgs, 'input'>>;
  checkIn?: Resolver<ResolversTypes['CheckInPayload'], ParentType, ContextType, RequireFields<MutationCheckInArgs, 'input'>>;
  defineProcedure?: Resolver<ResolversTypes['DefineProcedurePayload'], ParentType, ContextType, RequireFields<MutationDefineProcedureArgs, 'input'>>;
  recordConsultation?: Resolver<ResolversTypes['RecordConsultationPayload'], ParentType, ContextType, RequireFields<MutationRecordConsultationArgs, 'input'>>;
  recordPatchTest?: Resolver<ResolversTypes['RecordPatchTestPayload'], ParentType, ContextType, RequireFields<MutationRecordPatchTestArgs, 'input'>>;
  registerClient?: Resolver<ResolversTypes['RegisterClientPayload'], ParentType, ContextType, RequireFields<MutationRegisterClientArgs, 'input'>>;
  reschedule?: Resolver<ResolversTypes['ReschedulePayload'], ParentType, ContextType, RequireFields<MutationRescheduleArgs, 'input'>>;
  signConsent?: Resolver<ResolversTypes['SignConsentPayload'], ParentType, ContextType, RequireFields<MutationSignConsentArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PatchTestResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PatchTest'] = ResolversParentTypes['PatchTest']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  performedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  pigmentProduct?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  readAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['PatchTestResult']>, ParentType, ContextType>;
};

export type ProcedureResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Procedure'] = ResolversParentTypes['Procedure'], FederationReferenceType extends FederationReferenceTypes['Procedure'] = FederationReferenceTypes['Procedure']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Procedure']> | FederationReferenceType, FederationReferenceType, ContextType>;
  bufferAfterMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bufferBeforeMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  durationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  healingDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ProcedureKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requiresConsent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  requiresConsultation?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  requiresPatchTest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  requiresPrivilege?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  availability?: Resolver<Array<ResolversTypes['AvailableSlot']>, ParentType, ContextType, RequireFields<QueryAvailabilityArgs, 'input'>>;
  booking?: Resolver<Maybe<ResolversTypes['Booking']>, ParentType, ContextType, RequireFields<QueryBookingArgs, 'id'>>;
  bookings?: Resolver<ResolversTypes['BookingConnection'], ParentType, ContextType, RequireFields<QueryBookingsArgs, 'clinicId' | 'from' | 'to'>>;
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType, RequireFields<QueryClientArgs, 'id'>>;
  clients?: Resolver<ResolversTypes['ClientConnection'], ParentType, ContextType, RequireFields<QueryClientsArgs, 'clinicId'>>;
  daySheet?: Resolver<Array<ResolversTypes['Booking']>, ParentType, ContextType, RequireFields<QueryDaySheetArgs, 'clinicId' | 'date'>>;
  procedures?: Resolver<Array<ResolversTypes['Procedure']>, ParentType, ContextType, RequireFields<QueryProceduresArgs, 'clinicId'>>;
};

export type RecordConsultationPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecordConsultationPayload'] = ResolversParentTypes['RecordConsultationPayload']> = {
  consultation?: Resolver<Maybe<ResolversTypes['Consultation']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RecordPatchTestPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecordPatchTestPayload'] = ResolversParentTypes['RecordPatchTestPayload']> = {
  patchTest?: Resolver<Maybe<ResolversTypes['PatchTest']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type RegisterClientPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RegisterClientPayload'] = ResolversParentTypes['RegisterClientPayload']> = {
  client?: Resolver<Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type ReschedulePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ReschedulePayload'] = ResolversParentTypes['ReschedulePayload']> = {
  booking?: Resolver<Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RoomResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Room'] = ResolversParentTypes['Room']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SignConsentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SignConsentPayload'] = ResolversParentTypes['SignConsentPayload']> = {
  consent?: Resolver<Maybe<ResolversTypes['ConsentForm']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type StaffMemberResolvers<ContextType = Request, ParentType extends ResolversParentTypes['StaffMember'] = ResolversParentTypes['StaffMember']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TreatmentPlanResolvers<ContextType = Request, ParentType extends ResolversParentTypes['TreatmentPlan'] = ResolversParentTypes['TreatmentPlan']> = {
  procedureCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Request> = {
  Attention?: AttentionResolvers<ContextType>;
  AvailableSlot?: AvailableSlotResolvers<ContextType>;
  BookPayload?: BookPayloadResolvers<ContextType>;
  Booking?: BookingResolvers<ContextType>;
  BookingConnection?: BookingConnectionResolvers<ContextType>;
  BookingEdge?: BookingEdgeResolvers<ContextType>;
  CancelBookingPayload?: CancelBookingPayloadResolvers<ContextType>;
  CheckInPayload?: CheckInPayloadResolvers<ContextType>;
  Client?: ClientResolvers<ContextType>;
  ClientConnection?: ClientConnectionResolvers<ContextType>;
  ClientEdge?: ClientEdgeResolvers<ContextType>;
  ConsentForm?: ConsentFormResolvers<ContextType>;
  Consultation?: ConsultationResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DefineProcedurePayload?: DefineProcedurePayloadResolvers<ContextType>;
  HairLoss?: HairLossResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PatchTest?: PatchTestResolvers<ContextType>;
  Procedure?: ProcedureResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordConsultationPayload?: RecordConsultationPayloadResolvers<ContextType>;
  RecordPatchTestPayload?: RecordPatchTestPayloadResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  RegisterClientPayload?: RegisterClientPayloadResolvers<ContextType>;
  ReschedulePayload?: ReschedulePayloadResolvers<ContextType>;
  Room?: RoomResolvers<ContextType>;
  SignConsentPayload?: SignConsentPayloadResolvers<ContextType>;
  StaffMember?: StaffMemberResolvers<ContextType>;
  TreatmentPlan?: TreatmentPlanResolvers<ContextType>;
};

