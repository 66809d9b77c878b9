import { describe, expect, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import {
  ClosePigmentRecall,
  ContinuePigmentRecall,
  lastDayOf,
  lotIdOf,
  NotePigmentUse,
  pigment,
  pigmentIdOf,
  pigmentOfLot,
  RecallPigment,
  ReceivePigmentLot,
  ReleasePigmentLot,
  statusOf,
} from './pigment.decider.js';
import type { PigmentEvent } from './pigment.events.js';

const zone = 'Asia/Bangkok';
const given = specify(pigment, { timeZone: zone });
const product = { pigmentId: 'sc', clinicId: 'c1', manufacturer: 'Scalpaink', product: 'SC' };
const lot = {
  ...product,
  pigmentLotId: 'sc.1',
  lot: 'BL23',
  expiresOn: '2027-06-30',
  distributedOn: '2026-05-10',
  useWithinDaysOfOpening: 90,
};
const received: PigmentEvent = { type: 'PigmentLotReceived', data: lot };
const released: PigmentEvent = {
  type: 'PigmentLotReleased',
  data: { pigmentLotId: 'sc.1', certificateOfAnalysis: 'CoA 7' },
};
const used: PigmentEvent = {
  type: 'PigmentLotUsed',
  data: { pigmentLotId: 'sc.1', treatmentId: 't1', clientId: 'k1', at: '2026-06-01T03:00:00.000Z' },
};
const notice = {
  ...product,
  recallId: 'r1',
  lot: '*',
  distributedFrom: '2026-05-01',
  distributedTo: '2026-05-31',
  source: 'FDA',
};
const recalled = (
  reach: { pigmentLotIds: string[]; treatmentIds: string[]; clientIds: string[] },
  more = {},
): PigmentEvent => ({ type: 'PigmentRecalled', data: { ...notice, ...more, ...reach, awaiting: 0 } });
const nothing = { pigmentLotIds: [], treatmentIds: [], clientIds: [] };
const receive = (more = {}) => new ReceivePigmentLot({ ...lot, ...more });
const release = new ReleasePigmentLot({ pigmentId: 'sc', pigmentLotId: 'sc.1', certificateOfAnalysis: 'CoA 7' });
const recall = (more = {}) => new RecallPigment({ ...notice, ...more });

describe('a pigment lot', () => {
  it('is received into quarantine', () => given().when(receive()).then(received));
  it('is not received twice from one delivery, however it is spelt', () =>
    given(received)
      .when(receive({ pigmentLotId: 'sc.2', lot: ' bl-23' }))
      .refuses('ALREADY_EXISTS'));
  it('has names that can be read', () =>
    given()
      .when(receive({ manufacturer: '\u200b', product: '\u202e\u202c', lot: '--' }))
      .refuses('TEXT_INVALID', 'TEXT_INVALID', 'TEXT_INVALID'));
  it('may come again with another delivery', () =>
    given(received)
      .when(receive({ pigmentLotId: 'sc.2', distributedOn: '2026-05-11' }))
      .then({ type: 'PigmentLotReceived', data: { ...lot, pigmentLotId: 'sc.2', distributedOn: '2026-05-11' } }));
  it('is told everything that is wrong at once', () =>
    given()
      .when(
        receive({ manufacturer: ' ', product: '', lot: '', useWithinDaysOfOpening: 0, distributedOn: '2026-06-16' }),
      )
      .refuses('NAME_MISSING', 'NAME_MISSING', 'NAME_MISSING', 'OUT_OF_RANGE', 'IN_THE_FUTURE'));
  it('is released on its certificate', () => given(received).when(release).then(released));
  it('released again changes nothing', () => given(received, released).when(release).isSo());
  it('is not released without one, expired or recalled, and says so at once', () =>
    given(received, recalled({ ...nothing, pigmentLotIds: ['sc.1'] }))
      .at('2027-07-01T00:00:00.000Z')
      .when(new ReleasePigmentLot({ pigmentId: 'sc', pigmentLotId: 'sc.1', certificateOfAnalysis: ' ' }))
      .refuses('PIGMENT_RECALLED', 'PIGMENT_EXPIRED', 'NAME_MISSING'));
  it('is used until its last day is over in the clinic’s zone', () => {
    const state = given(received, released).state.lots['sc.1']!;
    expect([
      statusOf(state, zone, '2027-06-30T16:59:59.999Z'),
      statusOf(state, zone, '2027-06-30T17:00:00.000Z'),
    ]).toEqual(['RELEASED', 'EXPIRED']);
  });
  it('is used for so many days after it was opened', () => {
    const state = given(received, released, used).state.lots['sc.1']!;
    expect([
      lastDayOf(state, zone),
      statusOf(state, zone, '2026-08-30T16:59:59.999Z'),
      statusOf(state, zone, '2026-08-30T17:00:00.000Z'),
    ]).toEqual(['2026-08-30', 'RELEASED', 'EXPIRED']);
  });
  it('was opened at its first use, in whatever order uses are told', () => {
    const earlier: PigmentEvent = {
      type: 'PigmentLotUsed',
      data: { pigmentLotId: 'sc.1', treatmentId: 't0', clientId: 'k0', at: '2026-05-20T03:00:00.000Z' },
    };
    expect(given(received, released, used, earlier).state.lots['sc.1']!.openedAt).toBe('2026-05-20T03:00:00.000Z');
  });
  it('leads to its product, however the names are spelled', () =>
    expect([
      new Set(
        [
          ['Scalpaink ', 'SC'],
          ['scalpaink', 'sc'],
          ['ScalpAink®', 'S-C'],
          ['Scalp aink', '\uff33\uff23'],
        ].map(([maker = '', name = '']) => pigmentIdOf('c1', maker, name)),
      ).size,
      pigmentIdOf('c1', 'a', 'bc') === pigmentIdOf('c1', 'ab', 'c'),
      pigmentOfLot(lotIdOf('sc', '1')),
    ]).toEqual([1, false, 'sc']));
});

describe('a recall of pigment', () => {
  it('reaches lots by date of distribution, and every treatment and client of theirs', () =>
    given(received, used)
      .when(recall())
      .then(recalled({ pigmentLotIds: ['sc.1'], treatmentIds: ['t1'], clientIds: ['k1'] })));
  it('reaches one lot by its number', () =>
    given(received)
      .when(recall({ lot: 'bl23' }))
      .then(recalled({ ...nothing, pigmentLotIds: ['sc.1'] }, { lot: 'bl23' })));
  it.each(['BL-23', 'BL 23', 'bl23', 'BL\u201323', '\uff22\uff2c23'])(
    'reaches the lot BL23 when its number is given as %j',
    (number) =>
      given(received)
        .when(recall({ lot: number }))
        .then(recalled({ ...nothing, pigmentLotIds: ['sc.1'] }, { lot: number })),
  );
  it('reaches lots whenever they were sent where no time is given, or from or until a day only', () => {
    const { distributedFrom, distributedTo, ...ever } = { ...notice };
    const reached = (window: object): PigmentEvent => ({
      type: 'PigmentRecalled',
      data: { ...ever, ...window, ...nothing, pigmentLotIds: ['sc.1'], awaiting: 0 },
    });
    given(received).when(new RecallPigment(ever)).then(reached({}));
    given(received)
      .when(new RecallPigment({ ...ever, distributedFrom }))
      .then(reached({ distributedFrom }));
    given(received)
      .when(new RecallPigment({ ...ever, distributedTo }))
      .then(reached({ distributedTo }));
    given(reached({}))
      .when(receive())
      .then(received, {
        type: 'PigmentRecallReached',
        data: { recallId: 'r1', clinicId: 'c1', ...nothing, pigmentLotIds: ['sc.1'] },
      });
  });
  it('leaves other lots and other dates alone', () => {
    given(received)
      .when(recall({ lot: 'BL24' }))
      .then(recalled(nothing, { lot: 'BL24' }));
    given(received)
      .when(recall({ distributedTo: '2026-05-09' }))
      .then(recalled(nothing, { distributedTo: '2026-05-09' }));
  });
  it('catches a lot that is received later', () =>
    given(recalled(nothing))
      .when(receive())
      .then(received, {
        type: 'PigmentRecallReached',
        data: { recallId: 'r1', clinicId: 'c1', ...nothing, pigmentLotIds: ['sc.1'] },
      }));
  it('lets another lot in', () =>
    given(recalled(nothing))
      .when(receive({ distributedOn: '2026-06-01' }))
      .then({ type: 'PigmentLotReceived', data: { ...lot, distributedOn: '2026-06-01' } }));
  it('reaches a treatment that is told later', () =>
    given(received, recalled({ ...nothing, pigmentLotIds: ['sc.1'] }))
      .when(
        new NotePigmentUse({
          pigmentId: 'sc',
          pigmentLotIds: ['sc.1'],
          treatmentId: 't1',
          clientId: 'k1',
          at: '2026-06-01T03:00:00.000Z',
        }),
      )
      .then(used, {
        type: 'PigmentRecallReached',
        data: { recallId: 'r1', clinicId: 'c1', pigmentLotIds: ['sc.1'], treatmentIds: ['t1'], clientIds: ['k1'] },
      }));
  it('is not told a use twice', () =>
    given(received, used)
      .when(
        new NotePigmentUse({
          pigmentId: 'sc',
          pigmentLotIds: ['sc.1'],
          treatmentId: 't1',
          clientId: 'k1',
          at: '2026-06-02T03:00:00.000Z',
        }),
      )
      .isSo());
  it('makes a released lot RECALLED for good', () =>
    expect(
      statusOf(
        given(received, released, recalled({ ...nothing, pigmentLotIds: ['sc.1'] })).state.lots['sc.1']!,
        zone,
        '2030-01-01T00:00:00.000Z',
      ),
    ).toBe('RECALLED'));
  it('is closed for a reason, naming the clients whom it touched, and leaves its lots recalled', () => {
    const opened = recalled({ pigmentLotIds: ['sc.1'], treatmentIds: ['t1'], clientIds: ['k1'] });
    const close = (reason: string, recallId = 'r1') => new ClosePigmentRecall({ pigmentId: 'sc', recallId, reason });
    const closed: PigmentEvent = {
      type: 'PigmentRecallClosed',
      data: { recallId: 'r1', clinicId: 'c1', clientIds: ['k1'], reason: 'clients told', at: noon },
    };
    given(received, used, opened).when(close(' clients told ')).then(closed);
    given(received, used, opened, closed).when(close('again')).isSo();
    given(received, used, opened).when(close(' ')).refuses('REASON_MISSING');
    given(received, used, opened)
      .when(close('x'.repeat(2_001)))
      .refuses('TOO_LONG');
    given(received).when(close('done')).refuses('UNKNOWN');
    const { state } = given(received, released, opened, closed);
    expect([state.recalls['r1']?.status, statusOf(state.lots['sc.1']!, zone, noon)]).toEqual(['CLOSED', 'RECALLED']);
  });
  it('that was closed is open again when it reaches further, and tells what it adds', () => {
    const opened = recalled({ pigmentLotIds: ['sc.1'], treatmentIds: ['t1'], clientIds: ['k1'] });
    const closed: PigmentEvent = {
      type: 'PigmentRecallClosed',
      data: { recallId: 'r1', clinicId: 'c1', clientIds: ['k1'], reason: 'clients told', at: noon },
    };
    const further: PigmentEvent = {
      type: 'PigmentRecallReached',
      data: { recallId: 'r1', clinicId: 'c1', pigmentLotIds: ['sc.1'], treatmentIds: ['t2'], clientIds: ['k2'] },
    };
    const use = new NotePigmentUse({
      pigmentId: 'sc',
      pigmentLotIds: ['sc.1'],
      treatmentId: 't2',
      clientId: 'k2',
      at: '2026-06-02T03:00:00.000Z',
    });
    given(received, used, opened, closed)
      .when(use)
      .then(
        {
          type: 'PigmentLotUsed',
          data: { pigmentLotId: 'sc.1', treatmentId: 't2', clientId: 'k2', at: '2026-06-02T03:00:00.000Z' },
        },
        further,
      );
    expect(given(received, used, opened, closed, further).state.recalls['r1']).toMatchObject({
      status: 'OPEN',
      clientIds: ['k1', 'k2'],
    });
  });
  it('recalls all lots at once and tells their treatments step by step, each of bounded size', () => {
    const lots = Array.from({ length: 450 }, (_, nth): PigmentEvent => ({
      type: 'PigmentLotReceived',
      data: {
        ...lot,
        pigmentLotId: lotIdOf('0b3f6a1e-2f5c-4c8e-9a55-0d8cb7c6a111', `0b3f6a1e-2f5c-4c8e-9a55-0d8cb7c6a${nth}`),
        lot: `BL${nth}`,
      },
    }));
    const lotId = (nth: number) => (lots[nth]?.data as { pigmentLotId: string }).pigmentLotId;
    const uses = Array.from({ length: 1_000 }, (_, nth): PigmentEvent => ({
      type: 'PigmentLotUsed',
      data: {
        pigmentLotId: lotId(nth % 3),
        treatmentId: `treatment-${nth}`,
        clientId: `${nth}-${'x'.repeat(150)}`,
        at: noon,
      },
    }));
    let events = [...lots, ...uses];
    const add = (command: RecallPigment | ContinuePigmentRecall | NotePigmentUse) => {
      const added = given(...events)
        .when(command)
        .events();
      expect(Math.max(0, ...added.map((event) => JSON.stringify(event.data).length))).toBeLessThan(40_960);
      events = [...events, ...added];
      return added;
    };
    add(recall());
    const { state } = given(...events);
    expect(Object.values(state.lots).filter((one) => !one.recalled)).toEqual([]);
    given(...events)
      .when(new ClosePigmentRecall({ pigmentId: 'sc', recallId: 'r1', reason: 'too early' }))
      .refuses('WRONG_STATUS');
    // A use that is told between two steps is not told again.
    add(
      new NotePigmentUse({
        pigmentId: 'sc',
        pigmentLotIds: [lotId(0)],
        treatmentId: 'treatment-late',
        clientId: 'late',
        at: noon,
      }),
    );
    let steps = 0;
    while (add(new ContinuePigmentRecall({ pigmentId: 'sc', recallId: 'r1' })).length > 0) steps += 1;
    expect(steps).toBeGreaterThan(5);
    const told = events.flatMap((event) =>
      event.type === 'PigmentRecalled' || event.type === 'PigmentRecallReached' ? event.data.treatmentIds : [],
    );
    expect([told.length, new Set(told).size]).toEqual([1_001, 1_001]);
    expect(given(...events).state.recalls['r1']).toMatchObject({ awaiting: 0, status: 'OPEN' });
    expect(given(...events).state.recalls['r1']?.clientIds).toHaveLength(1_001);
    given(...events)
      .when(new ClosePigmentRecall({ pigmentId: 'sc', recallId: 'r1', reason: 'done' }))
      .then({
        type: 'PigmentRecallClosed',
        data: { recallId: 'r1', clinicId: 'c1', clientIds: [], reason: 'done', at: noon },
      });
  });
  it('names somebody, something and a sane time', () =>
    given()
      .when(recall({ manufacturer: '', product: '', source: '', distributedTo: '2026-04-01' }))
      .refuses('NAME_MISSING', 'NAME_MISSING', 'NAME_MISSING', 'WRONG_ORDER'));
});
