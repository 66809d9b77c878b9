/* Made from the *.graphql files beside the resolvers by `npm run codegen`; not written by hand. */
import type * as Graph from './graphql.gen.js';
import type { StaffMember, Room, Booking, Client, Procedure } from './graphql.gen.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { BookingNode } from './booking/booking.graph.js';
import type { ClientNode } from './client/client.graph.js';
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
  Attention: ResolverTypeWrapper<Graph.Attention>;
  String: ResolverTypeWrapper<Graph.Scalars['String']['output']>;
  AttentionCode: Graph.AttentionCode;
  AvailabilityInput: Graph.AvailabilityInput;
  ID: ResolverTypeWrapper<Graph.Scalars['ID']['output']>;
  AvailableSlot: ResolverTypeWrapper<Graph.AvailableSlot>;
  BookInput: Graph.BookInput;
  BookPayload: ResolverTypeWrapper<Omit<Graph.BookPayload, 'booking'> & { booking?: Graph.Maybe<ResolversTypes['Booking']> }>;
  Booking: ResolverTypeWrapper<BookingNode>;
  BookingConnection: ResolverTypeWrapper<Omit<Graph.BookingConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['BookingEdge']>, nodes: Array<ResolversTypes['Booking']> }>;
  Int: ResolverTypeWrapper<Graph.Scalars['Int']['output']>;
  BookingEdge: ResolverTypeWrapper<Omit<Graph.BookingEdge, 'node'> & { node: ResolversTypes['Booking'] }>;
  BookingMode: Graph.BookingMode;
  BookingStatus: Graph.BookingStatus;
  CancelBookingInput: Graph.CancelBookingInput;
  CancelBookingPayload: ResolverTypeWrapper<Omit<Graph.CancelBookingPayload, 'booking'> & { booking?: Graph.Maybe<ResolversTypes['Booking']> }>;
  CancelledBy: Graph.CancelledBy;
  CheckInInput: Graph.CheckInInput;
  CheckInPayload: ResolverTypeWrapper<Omit<Graph.CheckInPayload, 'booking'> & { booking?: Graph.Maybe<ResolversTypes['Booking']> }>;
  Client: ResolverTypeWrapper<ClientNode>;
  ClientConnection: ResolverTypeWrapper<Omit<Graph.ClientConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ClientEdge']>, nodes: Array<ResolversTypes['Client']> }>;
  ClientEdge: ResolverTypeWrapper<Omit<Graph.ClientEdge, 'node'> & { node: ResolversTypes['Client'] }>;
  ConsentForm: ResolverTypeWrapper<Graph.ConsentForm>;
  Consultation: ResolverTypeWrapper<Graph.Consultation>;
  ConsultationOutcome: Graph.ConsultationOutcome;
  Date: ResolverTypeWrapper<Graph.Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Graph.Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Graph.Scalars['Decimal']['output']>;
  DefineProcedureInput: Graph.DefineProcedureInput;
  Boolean: ResolverTypeWrapper<Graph.Scalars['Boolean']['output']>;
  DefineProcedurePayload: ResolverTypeWrapper<Graph.DefineProcedurePayload>;
  HairLoss: ResolverTypeWrapper<Graph.HairLoss>;
  HairLossInput: Graph.HairLossInput;
  HairLossScale: Graph.HairLossScale;
  JSON: ResolverTypeWrapper<Graph.Scalars['JSON']['output']>;
  Money: ResolverTypeWrapper<Graph.Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<Graph.PageInfo>;
  PatchTest: ResolverTypeWrapper<Graph.PatchTest>;
  PatchTestResult: Graph.PatchTestResult;
  Procedure: ResolverTypeWrapper<Graph.Procedure>;
  ProcedureKind: Graph.ProcedureKind;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordConsultationInput: Graph.RecordConsultationInput;
  RecordConsultationPayload: ResolverTypeWrapper<Graph.RecordConsultationPayload>;
  RecordPatchTestInput: Graph.RecordPatchTestInput;
  RecordPatchTestPayload: ResolverTypeWrapper<Graph.RecordPatchTestPayload>;
  Refusal: ResolverTypeWrapper<Graph.Refusal>;
  RegisterClientInput: Graph.RegisterClientInput;
  RegisterClientPayload: ResolverTypeWrapper<Omit<Graph.RegisterClientPayload, 'client'> & { client?: Graph.Maybe<ResolversTypes['Client']> }>;
  RescheduleInput: Graph.RescheduleInput;
  ReschedulePayload: ResolverTypeWrapper<Omit<Graph.ReschedulePayload, 'booking'> & { booking?: Graph.Maybe<ResolversTypes['Booking']> }>;
  Room: ResolverTypeWrapper<Graph.Room>;
  SignConsentInput: Graph.SignConsentInput;
  SignConsentPayload: ResolverTypeWrapper<Graph.SignConsentPayload>;
  StaffMember: ResolverTypeWrapper<Graph.StaffMember>;
  TreatmentPlan: ResolverTypeWrapper<Graph.TreatmentPlan>;
  TreatmentPlanInput: Graph.TreatmentPlanInput;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Attention: Graph.Attention;
  String: Graph.Scalars['String']['output'];
  AvailabilityInput: Graph.AvailabilityInput;
  ID: Graph.Scalars['ID']['output'];
  AvailableSlot: Graph.AvailableSlot;
  BookInput: Graph.BookInput;
  BookPayload: Omit<Graph.BookPayload, 'booking'> & { booking?: Graph.Maybe<ResolversParentTypes['Booking']> };
  Booking: BookingNode;
  BookingConnection: Omit<Graph.BookingConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['BookingEdge']>, nodes: Array<ResolversParentTypes['Booking']> };
  Int: Graph.Scalars['Int']['output'];
  BookingEdge: Omit<Graph.BookingEdge, 'node'> & { node: ResolversParentTypes['Booking'] };
  CancelBookingInput: Graph.CancelBookingInput;
  CancelBookingPayload: Omit<Graph.CancelBookingPayload, 'booking'> & { booking?: Graph.Maybe<ResolversParentTypes['Booking']> };
  CheckInInput: Graph.CheckInInput;
  CheckInPayload: Omit<Graph.CheckInPayload, 'booking'> & { booking?: Graph.Maybe<ResolversParentTypes['Booking']> };
  Client: ClientNode;
  ClientConnection: Omit<Graph.ClientConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ClientEdge']>, nodes: Array<ResolversParentTypes['Client']> };
  ClientEdge: Omit<Graph.ClientEdge, 'node'> & { node: ResolversParentTypes['Client'] };
  ConsentForm: Graph.ConsentForm;
  Consultation: Graph.Consultation;
  Date: Graph.Scalars['Date']['output'];
  DateTime: Graph.Scalars['DateTime']['output'];
  Decimal: Graph.Scalars['Decimal']['output'];
  DefineProcedureInput: Graph.DefineProcedureInput;
  Boolean: Graph.Scalars['Boolean']['output'];
  DefineProcedurePayload: Graph.DefineProcedurePayload;
  HairLoss: Graph.HairLoss;
  HairLossInput: Graph.HairLossInput;
  JSON: Graph.Scalars['JSON']['output'];
  Money: Graph.Money;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Graph.PageInfo;
  PatchTest: Graph.PatchTest;
  Procedure: Graph.Procedure;
  Query: Record<PropertyKey, never>;
  RecordConsultationInput: Graph.RecordConsultationInput;
  RecordConsultationPayload: Graph.RecordConsultationPayload;
  RecordPatchTestInput: Graph.RecordPatchTestInput;
  RecordPatchTestPayload: Graph.RecordPatchTestPayload;
  Refusal: Graph.Refusal;
  RegisterClientInput: Graph.RegisterClientInput;
  RegisterClientPayload: Omit<Graph.RegisterClientPayload, 'client'> & { client?: Graph.Maybe<ResolversParentTypes['Client']> };
  RescheduleInput: Graph.RescheduleInput;
  ReschedulePayload: Omit<Graph.ReschedulePayload, 'booking'> & { booking?: Graph.Maybe<ResolversParentTypes['Booking']> };
  Room: Graph.Room;
  SignConsentInput: Graph.SignConsentInput;
  SignConsentPayload: Graph.SignConsentPayload;
  StaffMember: Graph.StaffMember;
  TreatmentPlan: Graph.TreatmentPlan;
  TreatmentPlanInput: Graph.TreatmentPlanInput;
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
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Booking']>, FederationReferenceType, ContextType>;
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
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Client']>, FederationReferenceType, ContextType>;
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
  __resolveReference?: ReferenceResolver<Graph.Maybe<ResolversTypes['Procedure']>, FederationReferenceType, ContextType>;
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

