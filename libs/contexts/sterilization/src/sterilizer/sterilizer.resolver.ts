import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, type Outcome } from '@stipple/event-store';
import { answer, found, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type {
  CommissionSterilizerInput,
  RecordRequalificationRunInput,
  RecordRoutineTestInput,
  ReturnToServiceInput,
  TakeOutOfServiceInput,
} from '../graphql.gen.js';
import type { Resolvers } from '../resolvers.gen.js';
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
import { sterilizerToGraph } from './sterilizer.graph.js';
import { isKnown, type Sterilizer } from './sterilizer.state.js';
import { Sterilizers, type SterilizerRow } from './sterilizer.view.js';

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
      sterilizerToGraph,
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
        return sterilizerToGraph(row.state);
      },
      sterilizers: async (_parent, { clinicId }, request) => {
        needAnyRole(request, await knownClinic(this.store, request, clinicId));
        return (await this.sterilizers.of(clinicId)).flatMap((row) => sterilizerToGraph(row.state) ?? []);
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
            sterilizerToGraph,
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
        const row = await this.row(request, id);
        return row && worksAt(request, row.clinic_id) ? sterilizerToGraph(row.state) : null;
      },
    },
  } satisfies Resolvers;
}
