import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sterilization, treatments } from '@stipple/contracts';
import { person } from '@stipple/service/stage';
import { boundsOf, dayIn, plusDays, plusMinutes } from '@stipple/time';
import { codes, openDesk, type Desk } from '../desk.fixture.js';

const zone = 'Asia/Bangkok';
const document = `query ($clinicId: ID!, $date: Date!) {
  daySheet(clinicId: $clinicId, date: $date) {
    id status start end
    procedure { code name } client { id name } staffMember { id } room { id } attention { code }
  }
}`;

interface Line {
  id: string;
  start: string;
  client: { id: string; name: string };
  attention: { code: string }[];
}

describe('the day sheet', () => {
  let at: Desk;
  let day: string;
  let starts: string;
  beforeAll(async () => {
    at = await openDesk(zone);
    day = plusDays(dayIn(zone, at.now), 2);
    starts = boundsOf(day, zone).start;
  });
  afterAll(() => at.stage.close());

  const sheet = async (actor = at.desk, date = day): Promise<Line[]> =>
    (await at.read<{ daySheet: Line[] }>(actor, document, { clinicId: at.clinicId, date })).daySheet;
  const attention = async (): Promise<string[][]> =>
    (await sheet()).map((line) => line.attention.map((one) => one.code));

  it("lists the bookings that start on the clinic's calendar day, in order, with what belongs to them", async () => {
    await at.define({ code: 'SKILLED', name: 'Skilled work', requiresPrivilege: true, requiresPatchTest: true });
    await at.hear.privilege('technician', 'SKILLED');
    const clientId = await at.client('Malee');
    await at.give(
      at.desk,
      'recordPatchTest',
      'RecordPatchTestInput',
      { clientId, pigmentProduct: 'Black', performedAt: at.hour(-72), readAt: at.hour(-24), result: 'CLEAR' },
      'patchTest { id result }',
    );
    const last = await at.book({ clientId, procedureCode: 'SKILLED', start: plusMinutes(starts, 24 * 60 - 30) });
    const first = await at.book({ clientId: await at.client(), start: starts });
    await at.book({ clientId: await at.client(), start: plusMinutes(starts, -60) });
    await at.book({ clientId: await at.client(), start: plusMinutes(starts, 25 * 60) });
    const lines = await sheet();
    expect(lines.map((line) => line.id)).toEqual([first.booking?.id, last.booking?.id]);
    expect(lines[1]).toEqual({
      id: last.booking?.id,
      status: 'CONFIRMED',
      start: last.booking?.start,
      end: last.booking?.end,
      procedure: { code: 'SKILLED', name: 'Skilled work' },
      client: { id: clientId, name: 'Malee' },
      staffMember: { id: 'technician' },
      room: { id: 'room' },
      attention: [],
    });
  });

  it('asks for attention while a privilege is suspended, and no longer once it is lifted', async () => {
    await at.hear.privilege('technician', 'SKILLED', { suspended: true });
    expect(await attention()).toEqual([[], ['PRIVILEGE_SUSPENDED']]);
    await at.hear.privilege('technician', 'SKILLED');
    expect(await attention()).toEqual([[], []]);
    await at.hear.privilege('technician', 'SKILLED', { ended: true });
    expect(await attention()).toEqual([[], ['NOT_PRIVILEGED']]);
    await at.hear.privilege('technician', 'SKILLED', { privilegeId: 'granted anew' });
    expect(await attention()).toEqual([[], []]);
  });

  it('asks for attention while the room is in quarantine', async () => {
    await at.hear.hygiene('room', 'QUARANTINED');
    expect(await attention()).toEqual([['ROOM_QUARANTINED'], ['ROOM_QUARANTINED']]);
    await at.hear.hygiene('room', 'DIRTY');
    expect(await attention()).toEqual([[], []]);
  });

  it('asks for attention when the client reacted, or a recall touches them', async () => {
    const [, line] = await sheet();
    const clientId = line?.client.id ?? '';
    await at.give(
      at.desk,
      'recordPatchTest',
      'RecordPatchTestInput',
      { clientId, pigmentProduct: 'Black', result: 'REACTION' },
      'patchTest { id }',
    );
    await at.stage.hear(
      sterilization.recallOpened,
      sterilization.recallOpened.of('x', {
        recallId: 'x',
        clinicId: at.clinicId,
        loadIds: [],
        packIds: [],
        treatmentIds: [],
        clientIds: [clientId],
      }),
    );
    await at.stage.hear(
      treatments.pigmentRecalled,
      treatments.pigmentRecalled.of('y', {
        recallId: 'y',
        clinicId: at.clinicId,
        pigmentLotIds: [],
        treatmentIds: [],
        clientIds: [clientId],
      }),
    );
    expect(await attention()).toEqual([[], ['PATCH_TEST_REACTION', 'PACK_RECALLED', 'PIGMENT_RECALLED']]);
    const closed = { clinicId: at.clinicId, clientIds: [clientId], closedAt: at.now };
    await at.stage.hear(sterilization.recallClosed, sterilization.recallClosed.of('x', { recallId: 'x', ...closed }));
    expect(await attention()).toEqual([[], ['PATCH_TEST_REACTION', 'PIGMENT_RECALLED']]);
    await at.stage.hear(
      treatments.pigmentRecallClosed,
      treatments.pigmentRecallClosed.of('y', { recallId: 'y', ...closed }),
    );
    expect(await attention()).toEqual([[], ['PATCH_TEST_REACTION']]);
  });

  it('asks for attention for each client of a recall that arrives in pieces, until it closes, and once it reaches further', async () => {
    const [line] = await sheet();
    const clientId = line?.client.id ?? '';
    const others = (from: number) => Array.from({ length: 300 }, (_, nth) => `far-${from + nth}`);
    const piece = (clientIds: string[]) =>
      sterilization.recallOpened.of('z', {
        recallId: 'z',
        clinicId: at.clinicId,
        loadIds: [],
        packIds: [],
        treatmentIds: [],
        clientIds,
      });
    for (const clientIds of [others(0), [clientId], others(300)])
      await at.stage.hear(sterilization.recallOpened, piece(clientIds));
    expect(await attention()).toEqual([['PACK_RECALLED'], ['PATCH_TEST_REACTION']]);
    await at.stage.hear(
      sterilization.recallClosed,
      sterilization.recallClosed.of('z', { recallId: 'z', clinicId: at.clinicId, clientIds: [], closedAt: at.now }),
    );
    expect(await attention()).toEqual([[], ['PATCH_TEST_REACTION']]);
    await at.stage.hear(sterilization.recallOpened, piece(['found-later']));
    expect(await attention()).toEqual([['PACK_RECALLED'], ['PATCH_TEST_REACTION']]);
    const { rows } = await at.stage.context.database.query<{ clients: number }>(
      "select count(*)::int as clients from exposures where client_id like 'far-%'",
    );
    expect(rows[0]?.clients).toBe(600);
    await at.stage.hear(
      sterilization.recallClosed,
      sterilization.recallClosed.of('z', { recallId: 'z', clinicId: at.clinicId, clientIds: [], closedAt: at.now }),
    );
  });

  it('shows a technician their own day, and nothing to others', async () => {
    expect(await sheet(person('technician', at.clinicId, 'TECHNICIAN'))).toHaveLength(2);
    expect(await sheet(person('another', at.clinicId, 'TECHNICIAN'))).toEqual([]);
    const code = async (actor: typeof at.desk | undefined, clinicId: string = at.clinicId) =>
      (await at.stage.ask(actor, document, { clinicId, date: day })).errors?.[0]?.extensions['code'];
    expect(await code(at.as('AUDITOR'))).toBe('FORBIDDEN');
    expect(await code(person('desk', 'another clinic', 'FRONT_DESK'))).toBe('FORBIDDEN');
    expect(await code(undefined)).toBe('UNAUTHENTICATED');
    expect(await code(at.desk, 'nowhere')).toBe('NOT_FOUND');
    const malformed = await at.stage.ask(at.desk, document, { clinicId: at.clinicId, date: '2026-02-30' });
    expect(malformed.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('costs the same number of questions to the database however many bookings it lists', async () => {
    const questions = async (): Promise<number> => {
      const { database } = at.stage.context;
      const before = database.query.bind(database);
      let count = 0;
      const counting = (...parameters: Parameters<typeof before>) => {
        const [text] = parameters as unknown[];
        if (
          typeof text === 'string' &&
          /from (bookings|clients|rooms|privileges|shifts|exposures|procedures)\b/.test(text)
        )
          count += 1;
        return before(...parameters);
      };
      Object.assign(database, { query: counting });
      try {
        await sheet();
      } finally {
        Object.assign(database, { query: before });
      }
      return count;
    };
    const few = await questions();
    for (let index = 0; index < 8; index += 1)
      expect(
        codes(await at.book({ clientId: await at.client(), start: plusMinutes(starts, 120 + 60 * index) })),
      ).toEqual([]);
    expect(await sheet()).toHaveLength(10);
    expect(await questions()).toBe(few);
    expect(few).toBeLessThanOrEqual(10);
  });

  it('pages the bookings of a stretch of time', async () => {
    const ask = (after: string | null) =>
      at.read<{
        bookings: {
          nodes: { id: string }[];
          totalCount: number;
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      }>(
        at.desk,
        `query ($clinicId: ID!, $from: DateTime!, $to: DateTime!, $after: String) {
          bookings(clinicId: $clinicId, from: $from, to: $to, first: 4, after: $after) {
            nodes { id } totalCount pageInfo { hasNextPage endCursor }
          }
        }`,
        { clinicId: at.clinicId, from: starts, to: boundsOf(day, zone).end, after },
      );
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const { bookings } = await ask(after);
      expect(bookings.totalCount).toBe(10);
      expect(bookings.pageInfo.hasNextPage).toBe(page < 2);
      seen.push(...bookings.nodes.map((node) => node.id));
      after = bookings.pageInfo.endCursor;
    }
    expect(seen).toEqual((await sheet()).map((line) => line.id));
    for (const wrong of ['nonsense', Buffer.from('["x","y"]').toString('base64url')]) {
      const { errors } = await at.stage.ask(
        at.desk,
        `{ bookings(clinicId: "${at.clinicId}", from: "${starts}", to: "${starts}", after: "${wrong}") { totalCount } }`,
      );
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });
});

describe('the day sheet on a day on which the clocks change', () => {
  let at: Desk;
  beforeAll(async () => {
    at = await openDesk('Europe/Berlin');
    await at.hear.shift('technician', at.hour(0), '2100-01-01T00:00:00.000Z');
  });
  afterAll(() => at.stage.close());

  it('begins and ends at midnight there, 23 or 25 hours apart', async () => {
    for (const date of ['2099-03-29', '2099-10-25']) {
      const { start, end } = boundsOf(date, 'Europe/Berlin');
      const made: (string | undefined)[] = [];
      for (const moment of [plusMinutes(start, -60), start, plusMinutes(end, -60), end])
        made.push((await at.book({ clientId: await at.client(), start: moment })).booking?.id);
      const { daySheet } = await at.read<{ daySheet: Line[] }>(at.desk, document, { clinicId: at.clinicId, date });
      expect(daySheet.map((line) => line.id)).toEqual(made.slice(1, 3));
    }
  });
});
