import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import { answer, found, GraphFault, mutation, type GraphPart } from '@stipple/service';
import { plusFullDays } from '@stipple/time';
import { clinic } from '../clinic/clinic.decider.js';
import type { PublishShiftInput } from '../graphql.gen.js';
import { member } from '../member/member.decider.js';
import { readableClinic, staffMemberOf } from '../member/member.resolver.js';
import type { Resolvers } from '../resolvers.gen.js';
import { PublishShift, type Shift } from './shift.decider.js';
import { Shifts } from './shift.view.js';

const longestDays = 62;

const fromState = (state: Shift) =>
  state.status === 'unknown'
    ? null
    : { id: state.id, staffMember: staffMemberOf(state.memberId), start: state.start, end: state.end };

@Injectable()
export class ShiftResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly shifts: Shifts,
  ) {}

  readonly resolvers = {
    Query: {
      shifts: async (_parent, { clinicId, from, to }, request) => {
        await readableClinic(this.store, request, clinicId);
        if (to > plusFullDays(from, longestDays))
          throw new GraphFault('BAD_USER_INPUT', `Ask for at most ${longestDays} days at once.`);
        const rows = await this.shifts.during(clinicId, from, to);
        return rows.map((row) => ({
          id: row.id,
          staffMember: staffMemberOf(row.member_id),
          start: row.starts,
          end: row.ends,
        }));
      },
    },
    Mutation: {
      publishShift: mutation(async ({ staffMemberId, clinicId, start, end }: PublishShiftInput, request) => {
        void request.actor;
        const [place, person] = await Promise.all([
          this.store.state(clinic, clinicId),
          this.store.state(member, staffMemberId),
        ]);
        found(place.status === 'unknown' ? undefined : place, 'clinic');
        request.need(clinicId, 'MANAGER');
        found(person.status === 'unknown' ? undefined : person, 'staff member');
        return answer(
          'shift',
          await this.commands.execute(
            new PublishShift({ shiftId: newId(), memberId: staffMemberId, clinicId, start, end }),
          ),
          fromState,
        );
      }),
    },
  } satisfies Resolvers;
}
