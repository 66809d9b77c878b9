import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, type Outcome } from '@stipple/event-store';
import { answer, found, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type {
  CommissionSterilizerInput,
  RecordRequalificationRunInput,
  RecordRoutineTestInput,
  Resolvers,
  ReturnToServiceInput,
  TakeOutOfServiceInput,
} from '../graphql.gen.js';
import { knownClinic, needAnyRole, worksAt } from '../seeing.js';
import {
  CommissionSterilizer,
  RecordRequalificationRun,
  RecordRoutineTest,
  ReturnToService,
  sterilizer,
  TakeOutOfService,
  type SterilizerCommand,
} from './sterilizer.decider.js';
import { isKnown, statusOf, type Sterilizer } from './sterilizer.state.js';
import { Sterilizers, type SterilizerRow } from './sterilizer.view.js';

export const sterilizerSdl = /* GraphQL */ `
  enum SterilizerType {
    "Wrapped and unwrapped, solid, hollow and porous loads."
    B
    "Unwrapped solid instruments only."
    N
    "What its manufacturer specifies."
    S
  }
  enum SterilizerStatus {
    IN_SERVICE
    OUT_OF_SERVICE
    REQUALIFYING
    RETIRED
  }
  enum RoutineTestKind {
    STEAM_PENETRATION
    AIR_LEAKAGE
    AUTOMATIC_CONTROL
  }
  enum TestResult {
    PASS
    FAIL
  }
  enum LeakageUnit {
    MBAR
    KPA
  }
  enum OutOfServiceCause {
    STEAM_PENETRATION
    AIR_LEAKAGE
    AUTOMATIC_CONTROL
    BIOLOGICAL_INDICATOR
    TAKEN_OUT
  }
  type OutOfService {
    cause: OutOfServiceCause!
    since: DateTime!
  }
  "Machine cycle numbers, both ends among them, that nobody has accounted for."
  type CycleNumberGap {
    from: Int!
    to: Int!
  }
  type Sterilizer @key(fields: "id") {
    id: ID!
    clinicId: ID!
    name: String!
    type: SterilizerType!
    serialNumber: String!
    status: SterilizerStatus!
    outOfService: [OutOfService!]!
    nextCycleNumber: Int!
    gaps: [CycleNumberGap!]!
    "Passed requalification runs in a row."
    requalificationRuns: Int!
  }
  input CommissionSterilizerInput {
    clinicId: ID!
    name: String!
    type: SterilizerType!
    serialNumber: String!
    "What the machine's counter will show at its next cycle."
    nextCycleNumber: Int!
    commandId: ID
  }
  "How far the pressure rose in a vacuum leak test. 1 kPa is 10 mbar."
  input LeakageInput {
    pressureRise: Float
    unit: LeakageUnit
    minutes: Float
  }
  input RecordRoutineTestInput {
    sterilizerId: ID!
    kind: RoutineTestKind!
    "Test cycles count like any other."
    cycleNumber: Int!
    performedAt: DateTime
    result: TestResult!
    "For AIR_LEAKAGE. A pass that these numbers contradict is stored as a fail: more than 1.3 mbar a minute."
    leakage: LeakageInput
    commandId: ID
  }
  input TakeOutOfServiceInput {
    sterilizerId: ID!
    reason: String!
    commandId: ID
  }
  input ReturnToServiceInput {
    sterilizerId: ID!
    reason: String!
    commandId: ID
  }
  "A run in the empty chamber with a biological indicator, after one grew."
  input RecordRequalificationRunInput {
    sterilizerId: ID!
    cycleNumber: Int!
    performedAt: DateTime
    lot: String!
    growth: Boolean!
    controlLot: String!
    controlGrowth: Boolean!
    commandId: ID
  }
  type SterilizerPayload {
    sterilizer: Sterilizer
    refusals: [Refusal!]!
  }
  extend type Query {
    sterilizer(id: ID!): Sterilizer
    sterilizers(clinicId: ID!): [Sterilizer!]!
  }
  extend type Mutation {
    commissionSterilizer(input: CommissionSterilizerInput!): SterilizerPayload!
    recordRoutineTest(input: RecordRoutineTestInput!): SterilizerPayload!
    takeOutOfService(input: TakeOutOfServiceInput!): SterilizerPayload!
    returnToService(input: ReturnToServiceInput!): SterilizerPayload!
    recordRequalificationRun(input: RecordRequalificationRunInput!): SterilizerPayload!
  }
`;

/** A sterilizer as the graph shows it. */
export const shownSterilizer = (state: Sterilizer) =>
  isKnown(state)
    ? {
        id: state.id,
        clinicId: state.clinicId,
        name: state.name,
        type: state.type,
        serialNumber: state.serialNumber,
        status: statusOf(state),
        outOfService: state.causes.map(({ cause, at }) => ({ cause, since: at })),
        nextCycleNumber: state.nextCycle,
        gaps: state.gaps.map(({ from, to }) => ({ from, to })),
        requalificationRuns: state.runs,
      }
    : null;

@Injectable()
export class SterilizerResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly sterilizers: Sterilizers,
  ) {}

  private async change(request: Request, sterilizerId: string, command: SterilizerCommand) {
    void request.actor;
    const state = await this.store.state(sterilizer, sterilizerId);
    request.need(found(isKnown(state) ? state.clinicId : undefined, 'sterilizer'), 'HYGIENE_LEAD');
    return answer(
      'sterilizer',
      await this.commands.execute<SterilizerCommand, Outcome<Sterilizer>>(command),
      shownSterilizer,
    );
  }

  private row(request: Request, id: string): Promise<SterilizerRow | undefined> {
    return request
      .loader(
        'sterilizers',
        () => new DataLoader<string, SterilizerRow | undefined>((ids) => this.sterilizers.byId(ids)),
      )
      .load(id);
  }

  readonly resolvers = {
    Query: {
      sterilizer: async (_parent, { id }, request) => {
        void request.actor;
        const row = found(await this.row(request, id), 'sterilizer');
        needAnyRole(request, row.clinic_id);
        return shownSterilizer(row.state);
      },
      sterilizers: async (_parent, { clinicId }, request) => {
        needAnyRole(request, await knownClinic(this.store, request, clinicId));
        return (await this.sterilizers.of(clinicId)).flatMap((row) => shownSterilizer(row.state) ?? []);
      },
    },
    Mutation: {
      commissionSterilizer: mutation(
        async ({ clinicId, name, type, serialNumber, nextCycleNumber }: CommissionSterilizerInput, request) => {
          request.need(await knownClinic(this.store, request, clinicId), 'HYGIENE_LEAD');
          const command = new CommissionSterilizer({
            sterilizerId: newId(),
            clinicId,
            name,
            type,
            serialNumber,
            nextCycleNumber,
          });
          return answer(
            'sterilizer',
            await this.commands.execute<SterilizerCommand, Outcome<Sterilizer>>(command),
            shownSterilizer,
          );
        },
      ),
      recordRoutineTest: mutation(
        ({ sterilizerId, kind, cycleNumber, performedAt, result, leakage }: RecordRoutineTestInput, request) => {
          const { pressureRise, unit, minutes } = leakage ?? {};
          const read = {
            ...(pressureRise === null || pressureRise === undefined ? {} : { pressureRise }),
            ...(unit ? { unit } : {}),
            ...(minutes === null || minutes === undefined ? {} : { minutes }),
          };
          return this.change(
            request,
            sterilizerId,
            new RecordRoutineTest({
              sterilizerId,
              kind,
              cycleNumber,
              result,
              ...(performedAt ? { performedAt } : {}),
              ...(leakage ? { leakage: read } : {}),
            }),
          );
        },
      ),
      takeOutOfService: mutation(({ sterilizerId, reason }: TakeOutOfServiceInput, request) =>
        this.change(request, sterilizerId, new TakeOutOfService({ sterilizerId, reason })),
      ),
      returnToService: mutation(({ sterilizerId, reason }: ReturnToServiceInput, request) =>
        this.change(request, sterilizerId, new ReturnToService({ sterilizerId, reason })),
      ),
      recordRequalificationRun: mutation(
        (
          {
            sterilizerId,
            cycleNumber,
            performedAt,
            lot,
            growth,
            controlLot,
            controlGrowth,
          }: RecordRequalificationRunInput,
          request,
        ) =>
          this.change(
            request,
            sterilizerId,
            new RecordRequalificationRun({
              sterilizerId,
              cycleNumber,
              lot,
              growth,
              controlLot,
              controlGrowth,
              ...(performedAt ? { performedAt } : {}),
            }),
          ),
      ),
    },
    Sterilizer: {
      __resolveReference: async ({ id }, request) => {
        const row = await this.row(request, id ?? '');
        return row && worksAt(request, row.clinic_id) ? shownSterilizer(row.state) : null;
      },
    },
  } satisfies Resolvers;
}
