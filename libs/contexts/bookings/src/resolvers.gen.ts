/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
import type * as Graph from './graphql.gen.js';
import type { StaffMember, Room, Booking, Client, Procedure } from './graphql.gen.js';
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
  Attention: ResolverTypeWrapper<Partial<Graph.Attention>>;
  String: ResolverTypeWrapper<Partial<Graph.Scalars['String']['output']>>;
  AttentionCode: ResolverTypeWrapper<Partial<Graph.AttentionCode>>;
  AvailabilityInput: ResolverTypeWrapper<Partial<Graph.AvailabilityInput>>;
  ID: ResolverTypeWrapper<Partial<Graph.Scalars['ID']['output']>>;
  AvailableSlot: ResolverTypeWrapper<Partial<Graph.AvailableSlot>>;
  BookInput: ResolverTypeWrapper<Partial<Graph.BookInput>>;
  BookPayload: ResolverTypeWrapper<Partial<Graph.BookPayload>>;
  Booking: ResolverTypeWrapper<Partial<Graph.Booking>>;
  BookingConnection: ResolverTypeWrapper<Partial<Graph.BookingConnection>>;
  Int: ResolverTypeWrapper<Partial<Graph.Scalars['Int']['output']>>;
  BookingEdge: ResolverTypeWrapper<Partial<Graph.BookingEdge>>;
  BookingMode: ResolverTypeWrapper<Partial<Graph.BookingMode>>;
  BookingStatus: ResolverTypeWrapper<Partial<Graph.BookingStatus>>;
  CancelBookingInput: ResolverTypeWrapper<Partial<Graph.CancelBookingInput>>;
  CancelBookingPayload: ResolverTypeWrapper<Partial<Graph.CancelBookingPayload>>;
  CancelledBy: ResolverTypeWrapper<Partial<Graph.CancelledBy>>;
  CheckInInput: ResolverTypeWrapper<Partial<Graph.CheckInInput>>;
  CheckInPayload: ResolverTypeWrapper<Partial<Graph.CheckInPayload>>;
  Client: ResolverTypeWrapper<Partial<Graph.Client>>;
  ClientConnection: ResolverTypeWrapper<Partial<Graph.ClientConnection>>;
  ClientEdge: ResolverTypeWrapper<Partial<Graph.ClientEdge>>;
  ConsentForm: ResolverTypeWrapper<Partial<Graph.ConsentForm>>;
  Consultation: ResolverTypeWrapper<Partial<Graph.Consultation>>;
  ConsultationOutcome: ResolverTypeWrapper<Partial<Graph.ConsultationOutcome>>;
  Date: ResolverTypeWrapper<Partial<Graph.Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Partial<Graph.Scalars['DateTime']['output']>>;
  Decimal: ResolverTypeWrapper<Partial<Graph.Scalars['Decimal']['output']>>;
  DefineProcedureInput: ResolverTypeWrapper<Partial<Graph.DefineProcedureInput>>;
  Boolean: ResolverTypeWrapper<Partial<Graph.Scalars['Boolean']['output']>>;
  DefineProcedurePayload: ResolverTypeWrapper<Partial<Graph.DefineProcedurePayload>>;
  HairLoss: ResolverTypeWrapper<Partial<Graph.HairLoss>>;
  HairLossInput: ResolverTypeWrapper<Partial<Graph.HairLossInput>>;
  HairLossScale: ResolverTypeWrapper<Partial<Graph.HairLossScale>>;
  JSON: ResolverTypeWrapper<Partial<Graph.Scalars['JSON']['output']>>;
  Money: ResolverTypeWrapper<Partial<Graph.Money>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<Partial<Graph.PageInfo>>;
  PatchTest: ResolverTypeWrapper<Partial<Graph.PatchTest>>;
  PatchTestResult: ResolverTypeWrapper<Partial<Graph.PatchTestResult>>;
  Procedure: ResolverTypeWrapper<Partial<Graph.Procedure>>;
  ProcedureKind: ResolverTypeWrapper<Partial<Graph.ProcedureKind>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordConsultationInput: ResolverTypeWrapper<Partial<Graph.RecordConsultationInput>>;
  RecordConsultationPayload: ResolverTypeWrapper<Partial<Graph.RecordConsultationPayload>>;
  RecordPatchTestInput: ResolverTypeWrapper<Partial<Graph.RecordPatchTestInput>>;
  RecordPatchTestPayload: ResolverTypeWrapper<Partial<Graph.RecordPatchTestPayload>>;
  Refusal: ResolverTypeWrapper<Partial<Graph.Refusal>>;
  RegisterClientInput: ResolverTypeWrapper<Partial<Graph.RegisterClientInput>>;
  RegisterClientPayload: ResolverTypeWrapper<Partial<Graph.RegisterClientPayload>>;
  RescheduleInput: ResolverTypeWrapper<Partial<Graph.RescheduleInput>>;
  ReschedulePayload: ResolverTypeWrapper<Partial<Graph.ReschedulePayload>>;
  Room: ResolverTypeWrapper<Partial<Graph.Room>>;
  SignConsentInput: ResolverTypeWrapper<Partial<Graph.SignConsentInput>>;
  SignConsentPayload: ResolverTypeWrapper<Partial<Graph.SignConsentPayload>>;
  StaffMember: ResolverTypeWrapper<Partial<Graph.StaffMember>>;
  TreatmentPlan: ResolverTypeWrapper<Partial<Graph.TreatmentPlan>>;
  TreatmentPlanInput: ResolverTypeWrapper<Partial<Graph.TreatmentPlanInput>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Attention: Partial<Graph.Attention>;
  String: Partial<Graph.Scalars['String']['output']>;
  AvailabilityInput: Partial<Graph.AvailabilityInput>;
  ID: Partial<Graph.Scalars['ID']['output']>;
  AvailableSlot: Partial<Graph.AvailableSlot>;
  BookInput: Partial<Graph.BookInput>;
  BookPayload: Partial<Graph.BookPayload>;
  Booking: Partial<Graph.Booking | FederationReferenceTypes['Booking']>;
  BookingConnection: Partial<Graph.BookingConnection>;
  Int: Partial<Graph.Scalars['Int']['output']>;
  BookingEdge: Partial<Graph.BookingEdge>;
  CancelBookingInput: Partial<Graph.CancelBookingInput>;
  CancelBookingPayload: Partial<Graph.CancelBookingPayload>;
  CheckInInput: Partial<Graph.CheckInInput>;
  CheckInPayload: Partial<Graph.CheckInPayload>;
  Client: Partial<Graph.Client | FederationReferenceTypes['Client']>;
  ClientConnection: Partial<Graph.ClientConnection>;
  ClientEdge: Partial<Graph.ClientEdge>;
  ConsentForm: Partial<Graph.ConsentForm>;
  Consultation: Partial<Graph.Consultation>;
  Date: Partial<Graph.Scalars['Date']['output']>;
  DateTime: Partial<Graph.Scalars['DateTime']['output']>;
  Decimal: Partial<Graph.Scalars['Decimal']['output']>;
  DefineProcedureInput: Partial<Graph.DefineProcedureInput>;
  Boolean: Partial<Graph.Scalars['Boolean']['output']>;
  DefineProcedurePayload: Partial<Graph.DefineProcedurePayload>;
  HairLoss: Partial<Graph.HairLoss>;
  HairLossInput: Partial<Graph.HairLossInput>;
  JSON: Partial<Graph.Scalars['JSON']['output']>;
  Money: Partial<Graph.Money>;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Partial<Graph.PageInfo>;
  PatchTest: Partial<Graph.PatchTest>;
  Procedure: Partial<Graph.Procedure | FederationReferenceTypes['Procedure']>;
  Query: Record<PropertyKey, never>;
  RecordConsultationInput: Partial<Graph.RecordConsultationInput>;
  RecordConsultationPayload: Partial<Graph.RecordConsultationPayload>;
  RecordPatchTestInput: Partial<Graph.RecordPatchTestInput>;
  RecordPatchTestPayload: Partial<Graph.RecordPatchTestPayload>;
  Refusal: Partial<Graph.Refusal>;
  RegisterClientInput: Partial<Graph.RegisterClientInput>;
  RegisterClientPayload: Partial<Graph.RegisterClientPayload>;
  RescheduleInput: Partial<Graph.RescheduleInput>;
  ReschedulePayload: Partial<Graph.ReschedulePayload>;
  Room: Partial<Graph.Room>;
  SignConsentInput: Partial<Graph.SignConsentInput>;
  SignConsentPayload: Partial<Graph.SignConsentPayload>;
  StaffMember: Partial<Graph.StaffMember>;
  TreatmentPlan: Partial<Graph.TreatmentPlan>;
  TreatmentPlanInput: Partial<Graph.TreatmentPlanInput>;
};

export type AttentionResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Attention'] = ResolversParentTypes['Attention']> = {
  code?: Resolver<ResolversTypes['AttentionCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AvailableSlotResolvers<ContextType = Request, ParentType extends ResolversParentTypes['AvailableSlot'] = ResolversParentTypes['AvailableSlot']> = {
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  room?: Resolver<Graph.Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type BookPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['BookPayload'] = ResolversParentTypes['BookPayload']> = {
  booking?: Resolver<Graph.Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type BookingResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Booking'] = ResolversParentTypes['Booking'], FederationReferenceType extends FederationReferenceTypes['Booking'] = FederationReferenceTypes['Booking']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Booking']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attention?: Resolver<Graph.Maybe<Array<ResolversTypes['Attention']>>, ParentType, ContextType>;
  client?: Resolver<Graph.Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['BookingMode'], ParentType, ContextType>;
  procedure?: Resolver<Graph.Maybe<ResolversTypes['Procedure']>, ParentType, ContextType>;
  room?: Resolver<Graph.Maybe<ResolversTypes['Room']>, ParentType, ContextType>;
  staffMember?: Resolver<Graph.Maybe<ResolversTypes['StaffMember']>, ParentType, ContextType>;
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
  booking?: Resolver<Graph.Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type CheckInPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['CheckInPayload'] = ResolversParentTypes['CheckInPayload']> = {
  booking?: Resolver<Graph.Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type ClientResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client'], FederationReferenceType extends FederationReferenceTypes['Client'] = FederationReferenceTypes['Client']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Client']> | FederationReferenceType, FederationReferenceType, ContextType>;
  consents?: Resolver<Graph.Maybe<Array<ResolversTypes['ConsentForm']>>, ParentType, ContextType>;
  consultations?: Resolver<Graph.Maybe<Array<ResolversTypes['Consultation']>>, ParentType, ContextType>;
  dateOfBirth?: Resolver<Graph.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  email?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  patchTests?: Resolver<Graph.Maybe<Array<ResolversTypes['PatchTest']>>, ParentType, ContextType>;
  phone?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  templateVersion?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ConsultationResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Consultation'] = ResolversParentTypes['Consultation']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  contraindications?: Resolver<Graph.Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  hairLoss?: Resolver<Graph.Maybe<ResolversTypes['HairLoss']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['BookingMode'], ParentType, ContextType>;
  outcome?: Resolver<Graph.Maybe<ResolversTypes['ConsultationOutcome']>, ParentType, ContextType>;
  plan?: Resolver<Graph.Maybe<ResolversTypes['TreatmentPlan']>, ParentType, ContextType>;
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
  procedure?: Resolver<Graph.Maybe<ResolversTypes['Procedure']>, ParentType, ContextType>;
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
  book?: Resolver<ResolversTypes['BookPayload'], ParentType, ContextType, RequireFields<Graph.MutationBookArgs, 'input'>>;
  cancelBooking?: Resolver<ResolversTypes['CancelBookingPayload'], ParentType, ContextType, RequireFields<Graph.MutationCancelBookingArgs, 'input'>>;
  checkIn?: Resolver<ResolversTypes['CheckInPayload'], ParentType, ContextType, RequireFields<Graph.MutationCheckInArgs, 'input'>>;
  defineProcedure?: Resolver<ResolversTypes['DefineProcedurePayload'], ParentType, ContextType, RequireFields<Graph.MutationDefineProcedureArgs, 'input'>>;
  recordConsultation?: Resolver<ResolversTypes['RecordConsultationPayload'], ParentType, ContextType, RequireFields<Graph.MutationRecordConsultationArgs, 'input'>>;
  recordPatchTest?: Resolver<ResolversTypes['RecordPatchTestPayload'], ParentType, ContextType, RequireFields<Graph.MutationRecordPatchTestArgs, 'input'>>;
  registerClient?: Resolver<ResolversTypes['RegisterClientPayload'], ParentType, ContextType, RequireFields<Graph.MutationRegisterClientArgs, 'input'>>;
  reschedule?: Resolver<ResolversTypes['ReschedulePayload'], ParentType, ContextType, RequireFields<Graph.MutationRescheduleArgs, 'input'>>;
  signConsent?: Resolver<ResolversTypes['SignConsentPayload'], ParentType, ContextType, RequireFields<Graph.MutationSignConsentArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PatchTestResolvers<ContextType = Request, ParentType extends ResolversParentTypes['PatchTest'] = ResolversParentTypes['PatchTest']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  performedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  pigmentProduct?: Resolver<Graph.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  readAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  result?: Resolver<Graph.Maybe<ResolversTypes['PatchTestResult']>, ParentType, ContextType>;
};

export type ProcedureResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Procedure'] = ResolversParentTypes['Procedure'], FederationReferenceType extends FederationReferenceTypes['Procedure'] = FederationReferenceTypes['Procedure']> = {
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Procedure']> | FederationReferenceType, FederationReferenceType, ContextType>;
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
  availability?: Resolver<Array<ResolversTypes['AvailableSlot']>, ParentType, ContextType, RequireFields<Graph.QueryAvailabilityArgs, 'input'>>;
  booking?: Resolver<Graph.Maybe<ResolversTypes['Booking']>, ParentType, ContextType, RequireFields<Graph.QueryBookingArgs, 'id'>>;
  bookings?: Resolver<ResolversTypes['BookingConnection'], ParentType, ContextType, RequireFields<Graph.QueryBookingsArgs, 'clinicId' | 'from' | 'to'>>;
  client?: Resolver<Graph.Maybe<ResolversTypes['Client']>, ParentType, ContextType, RequireFields<Graph.QueryClientArgs, 'id'>>;
  clients?: Resolver<ResolversTypes['ClientConnection'], ParentType, ContextType, RequireFields<Graph.QueryClientsArgs, 'clinicId'>>;
  daySheet?: Resolver<Array<ResolversTypes['Booking']>, ParentType, ContextType, RequireFields<Graph.QueryDaySheetArgs, 'clinicId' | 'date'>>;
  procedures?: Resolver<Array<ResolversTypes['Procedure']>, ParentType, ContextType, RequireFields<Graph.QueryProceduresArgs, 'clinicId'>>;
};

export type RecordConsultationPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecordConsultationPayload'] = ResolversParentTypes['RecordConsultationPayload']> = {
  consultation?: Resolver<Graph.Maybe<ResolversTypes['Consultation']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RecordPatchTestPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RecordPatchTestPayload'] = ResolversParentTypes['RecordPatchTestPayload']> = {
  patchTest?: Resolver<Graph.Maybe<ResolversTypes['PatchTest']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Graph.Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type RegisterClientPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['RegisterClientPayload'] = ResolversParentTypes['RegisterClientPayload']> = {
  client?: Resolver<Graph.Maybe<ResolversTypes['Client']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type ReschedulePayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['ReschedulePayload'] = ResolversParentTypes['ReschedulePayload']> = {
  booking?: Resolver<Graph.Maybe<ResolversTypes['Booking']>, ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type RoomResolvers<ContextType = Request, ParentType extends ResolversParentTypes['Room'] = ResolversParentTypes['Room']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SignConsentPayloadResolvers<ContextType = Request, ParentType extends ResolversParentTypes['SignConsentPayload'] = ResolversParentTypes['SignConsentPayload']> = {
  consent?: Resolver<Graph.Maybe<ResolversTypes['ConsentForm']>, ParentType, ContextType>;
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

