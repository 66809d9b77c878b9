import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import { Bookings, type BookingRow } from '../booking/booking.view.js';
import { Clients } from '../client/client.view.js';
import { clinic } from '../heard/clinic.decider.js';
import { Exposures } from '../heard/exposure.view.js';
import { Rooms } from '../heard/room.view.js';
import { privilegeOf, shiftOf, Standings } from '../heard/staff-standing.view.js';
import { attentionOf, type Attention } from './attention.rules.js';

/** What changed since bookings were made. It asks one query for each kind of thing, however many bookings. */
@Injectable()
export class Attentions {
  constructor(
    private readonly bookings: Bookings,
    private readonly clients: Clients,
    private readonly exposures: Exposures,
    private readonly rooms: Rooms,
    private readonly standings: Standings,
    private readonly store: EventStore,
  ) {}

  async of(bookingIds: readonly string[], now: string): Promise<Attention[][]> {
    const found = await this.bookings.byId(bookingIds);
    const rows = found.filter((row) => row !== undefined && row.end_at > now) as BookingRow[];
    if (rows.length === 0) return found.map(() => []);
    const staff = distinct(rows.map((row) => row.staff_member_id));
    const clientIds = distinct(rows.map((row) => row.client_id));
    const from = rows.reduce((least, row) => (row.start_at < least ? row.start_at : least), rows[0]?.start_at ?? now);
    const to = rows.reduce((most, row) => (row.end_at > most ? row.end_at : most), now);
    const [privileges, shifts, left, rooms, clients, exposures, zones] = await Promise.all([
      this.standings.privilegesOf(staff),
      this.standings.shiftsOf(staff, from, to),
      this.standings.leftBy(staff),
      this.rooms.byId(distinct(rows.map((row) => row.room_id))),
      this.clients.byId(clientIds),
      this.exposures.byClient(clientIds),
      Promise.all(
        distinct(rows.map((row) => row.clinic_id)).map(
          async (id) => [id, (await this.store.state(clinic, id)).timeZone ?? 'UTC'] as const,
        ),
      ),
    ]);
    const privilegesBy = grouped(privileges, (row) => row.staff_member_id, privilegeOf);
    const shiftsBy = grouped(shifts, (row) => row.staff_member_id, shiftOf);
    const roomBy = new Map(rooms.map((row) => [row.id, row]));
    const clientBy = new Map(clientIds.map((id, index) => [id, clients[index]]));
    const exposureBy = new Map(clientIds.map((id, index) => [id, exposures[index]]));
    const zoneBy = new Map(zones);
    return found.map((row) =>
      row === undefined
        ? []
        : attentionOf(
            {
              clinicId: row.clinic_id,
              procedureCode: row.procedure_code,
              requiresPrivilege: row.requires_privilege,
              requiresPatchTest: row.requires_patch_test,
              start: row.start_at,
              end: row.end_at,
              mode: row.mode,
              status: row.status,
            },
            {
              now,
              timeZone: zoneBy.get(row.clinic_id) ?? 'UTC',
              privileges: privilegesBy.get(row.staff_member_id) ?? [],
              worksThere: !left.some(
                (one) => one.staff_member_id === row.staff_member_id && one.clinic_id === row.clinic_id,
              ),
              shifts: shiftsBy.get(row.staff_member_id) ?? [],
              room: roomBy.get(row.room_id),
              patchTestReaction: clientBy.get(row.client_id)?.last_patch_test_result === 'REACTION',
              packRecalled: (exposureBy.get(row.client_id)?.pack_recalls.length ?? 0) > 0,
              pigmentRecalled: (exposureBy.get(row.client_id)?.pigment_recalls.length ?? 0) > 0,
            },
          ),
    );
  }
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

function grouped<Row, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  value: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(value(row));
    else groups.set(keyOf(row), [value(row)]);
  }
  return groups;
}
