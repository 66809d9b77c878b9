import { Injectable } from '@nestjs/common';
import { Reads } from '@stipple/service';
import { plusMinutes } from '@stipple/time';
import { bookingPolicy } from '../policy.js';
import type { ProcedureTerms } from '../procedure/procedure.decider.js';
import { Rooms } from '../heard/room.view.js';
import { privilegeOf, shiftOf, Standings } from '../heard/staff-standing.view.js';
import { freeSlots, type Slot } from './slots.rules.js';

/** Free times for a procedure, from shifts, privileges and rooms in read models and from the claims of bookings. */
@Injectable()
export class Availability {
  constructor(
    private readonly reads: Reads,
    private readonly rooms: Rooms,
    private readonly standings: Standings,
  ) {}

  async of(
    terms: ProcedureTerms,
    asked: { from: string; to: string; staffMemberId?: string; now: string },
  ): Promise<Slot[]> {
    const { clinicId } = terms;
    const [rooms, shifts, privileges] = await Promise.all([
      this.rooms.ofClinic(clinicId),
      this.standings.shiftsAt(clinicId, asked.from, asked.to, asked.staffMemberId),
      terms.requiresPrivilege ? this.standings.privilegesFor(clinicId, terms.code) : undefined,
    ]);
    const roomIds = rooms.filter((room) => !room.quarantined).map((room) => room.id);
    const staff = [...new Set(shifts.map((shift) => shift.staff_member_id))];
    return freeSlots({
      ...asked,
      ...terms,
      gridMinutes: bookingPolicy.gridMinutes,
      most: bookingPolicy.availabilityMaxSlots,
      shifts: shifts.map((row) => ({ ...shiftOf(row), staffMemberId: row.staff_member_id })),
      privileges: privileges?.map((row) => ({ ...privilegeOf(row), staffMemberId: row.staff_member_id })),
      roomIds,
      taken: await this.taken(
        [...staff.map((id) => `staff:${id}`), ...roomIds.map((id) => `room:${id}`)],
        plusMinutes(asked.from, -terms.bufferBeforeMinutes),
        plusMinutes(asked.to, terms.bufferAfterMinutes),
      ),
    });
  }

  private taken(
    resources: readonly string[],
    from: string,
    to: string,
  ): Promise<{ resource: string; from: string; to: string }[]> {
    return this.reads.rows(
      `select resource, lower(during) as "from", upper(during) as "to" from claims
        where resource = any ($1) and during && tstzrange($2, $3, '[)')`,
      [resources, from, to],
    );
  }
}
