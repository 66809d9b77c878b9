import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import { answer, found, GraphFault, mutation, type GraphPart } from '@stipple/service';
import { plusFullDays } from '@stipple/time';
import { clinic } from '../clinic/clinic.decider.js';
import type { PublishShiftInput, Resolvers } from '../graphql.gen.js';
import { member } from '../member/member.decider.js';
import { readableClinic, staffMemberOf } from '../member/member.resolver.js';
import { PublishShift, type Shift } from './shift.decider.js';
import { Shifts } from './shift.view.js';

export const shiftSdl = /* GraphQL */ `
  "A person's working time at a clinic, from \`start\` up to \`end\`."
  type Shift {
    id: ID!
    staffMember: StaffMember
    start: DateTime!
    end: DateTime!
  }
  input PublishShiftInput {
    staffMemberId: ID!
    clinicId: ID!
    start: DateTime!
    end: DateTime!
    commandId: ID
  }
  type PublishShiftPayload {
    shift: Shift
    refusals: [Refusal!]!
  }
  extend type Query {
    "A clinic's shifts that touch a time of at most 62 days."
    shifts(clinicId: ID!, from: DateTime!, to: DateTime!): [Shift!]!
  }
  extend type Mutation {
    publishShift(input: PublishShiftInput!): PublishShiftPayload!
  }
`;

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
