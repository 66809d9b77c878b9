import { expect } from '@jest/globals';
import { staff, sterilization } from '@stipple/contracts';
import { actAs, type Actor, type Role } from '@stipple/event-store';
import { openStage, person } from '@stipple/service/stage';
import { instantOf, plusHours, plusMinutes } from '@stipple/time';
import { randomUUID } from 'node:crypto';
import { Book } from './booking/booking.decider.js';
import { BookingsModule } from './bookings.module.js';

export const refused = 'refusals { code message path }';

export interface BookWish {
  clientId: string;
  procedureCode?: string;
  staffMemberId?: string;
  roomId?: string;
  start: string;
  mode?: 'IN_PERSON' | 'VIDEO';
  commandId?: string;
}

/**
 * A clinic with a room, a technician on shift for the next hundred days, and what the desk does there, on a real
 * PostgreSQL.
 */
export async function openDesk(timeZone = 'Asia/Bangkok') {
  const stage = await openStage(BookingsModule);
  const clinicId = randomUUID();
  const as = (...roles: Role[]): Actor => person(`a ${roles.join(' and ').toLowerCase()}`, clinicId, ...roles);
  const [desk, manager] = [as('FRONT_DESK'), as('MANAGER')];
  const now = instantOf(Date.now());
  /** A full hour that is a quarter of an hour away at least, and hours from it. */
  const hour = (hours: number): string => plusHours(`${plusMinutes(now, 75).slice(0, 13)}:00:00.000Z`, hours);

  const hear = {
    clinic: () =>
      stage.hear(
        staff.clinicOpened,
        staff.clinicOpened.of(clinicId, { clinicId, timeZone, currency: 'THB', country: 'TH' }),
      ),
    member: (staffMemberId: string) =>
      stage.hear(
        staff.memberHired,
        staff.memberHired.of(staffMemberId, { staffMemberId, clinicId, roles: ['TECHNICIAN'] }),
      ),
    shift: (staffMemberId: string, start = hour(-48), end = hour(24 * 100)) =>
      stage.hear(
        staff.shiftPublished,
        staff.shiftPublished.of(staffMemberId, { shiftId: randomUUID(), staffMemberId, clinicId, start, end }),
      ),
    privilege: (
      staffMemberId: string,
      procedureCode: string,
      more: Partial<{ privilegeId: string; suspended: boolean; ended: boolean; from: string; until: string }> = {},
    ) =>
      stage.hear(
        staff.privilegeChanged,
        staff.privilegeChanged.of(staffMemberId, {
          privilegeId: `privilege of ${staffMemberId}`,
          staffMemberId,
          clinicId,
          procedureCode,
          from: hour(-48),
          until: hour(24 * 400),
          suspended: false,
          ended: false,
          ...more,
        }),
      ),
    room: (roomId: string, name: string) =>
      stage.hear(sterilization.roomAdded, sterilization.roomAdded.of(roomId, { roomId, clinicId, name })),
    hygiene: (roomId: string, status: 'READY' | 'DIRTY' | 'QUARANTINED') =>
      stage.hear(
        sterilization.roomHygieneChanged,
        sterilization.roomHygieneChanged.of(roomId, { roomId, clinicId, status }),
      ),
  };

  /** The one answer of a mutation, which must not have failed. */
  async function give(actor: Actor, operation: string, type: string, input: object, fields: string): Promise<Answered> {
    const result = await stage.ask(
      actor,
      `mutation ($input: ${type}!) { ${operation}(input: $input) { ${fields} ${refused} } }`,
      { input },
    );
    expect(result.errors).toBeUndefined();
    return (result.data as Record<string, unknown>)[operation] as Answered;
  }

  /** A question's data, which must not have failed. */
  async function read<T>(actor: Actor, document: string, variables: Record<string, unknown> = {}): Promise<T> {
    const result = await stage.ask(actor, document, variables);
    expect(result.errors).toBeUndefined();
    return result.data as T;
  }

  const procedure = {
    clinicId,
    code: 'SCALP',
    name: 'Scalp session',
    kind: 'TREATMENT',
    durationMinutes: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    healingDays: 0,
    requiresPrivilege: false,
    requiresConsultation: false,
    requiresPatchTest: false,
    requiresConsent: false,
  };

  /**
   * What the others were told of something, once as many messages as expected have been sent; waits five seconds at
   * most.
   */
  async function told(subject: string, atLeast: number) {
    const said = () => stage.sent().filter((message) => message.subject === subject);
    for (const deadline = Date.now() + 5_000; said().length < atLeast && Date.now() < deadline;)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return said();
  }

  /** A booking as the desk made it at an earlier moment, seen by whoever asks next. */
  async function bookedAt(
    moment: string,
    wish: Required<Pick<BookWish, 'clientId' | 'staffMemberId' | 'start'>>,
  ): Promise<string> {
    const bookingId = randomUUID();
    const handler = BookingsModule.parts.handlers.find(({ commandType }) => commandType === 'Book');
    if (!handler) throw new Error('Nobody decides on bookings.');
    const book = new Book({ bookingId, clinicId, procedureCode: 'SCALP', roomId: 'room', mode: 'IN_PERSON', ...wish });
    const outcome = await actAs({ actor: desk, now: moment, correlationId: randomUUID() }, () =>
      new handler.provider(stage.context.store).execute(book),
    );
    expect(outcome.refusals).toEqual([]);
    await hear.shift(wish.staffMemberId);
    return bookingId;
  }

  const desktop = {
    stage,
    /** The input of a recordConsultation that ends with GO. */
    consultation: (clientId: string, more: object = {}) => ({
      clientId,
      clinicId,
      mode: 'VIDEO',
      hairLoss: { scale: 'NORWOOD', stage: '3' },
      contraindications: ['psoriasis'],
      outcome: 'GO',
      plan: { procedureCode: 'SCALP', sessions: 3 },
      ...more,
    }),
    /** The code of a document's first error, or undefined. */
    fault: async (actor: Actor | undefined, document: string, variables: Record<string, unknown>) =>
      (await stage.ask(actor, document, variables)).errors?.[0]?.extensions['code'],
    clinicId,
    desk,
    manager,
    as,
    hour,
    now,
    hear,
    give,
    read,
    told,
    bookedAt,
    define: (more: Partial<typeof procedure> = {}) =>
      give(
        manager,
        'defineProcedure',
        'DefineProcedureInput',
        { ...procedure, ...more },
        'procedure { code name kind durationMinutes }',
      ),
    async client(name = 'Somchai') {
      const { client } = await give(
        desk,
        'registerClient',
        'RegisterClientInput',
        { clinicId, name, phone: '+66 81 234 5678', email: 'client@example.org', dateOfBirth: '1990-02-28' },
        'client { id name }',
      );
      return (client as { id: string }).id;
    },
    book: (wish: BookWish) =>
      give(
        desk,
        'book',
        'BookInput',
        { clinicId, procedureCode: 'SCALP', staffMemberId: 'technician', roomId: 'room', mode: 'IN_PERSON', ...wish },
        'booking { id status start end }',
      ),
  };
  await hear.clinic();
  await hear.member('technician');
  await hear.shift('technician');
  await hear.room('room', 'Room 1');
  await desktop.define();
  return desktop;
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export interface Answered {
  refusals: { code: string; message: string; path: string[] | null }[];
  booking?: { id: string; status: string; start: string; end: string } | null;
  [thing: string]: unknown;
}

export const codes = (answer: { refusals: readonly { code: string }[] }): string[] =>
  answer.refusals.map((one) => one.code);
