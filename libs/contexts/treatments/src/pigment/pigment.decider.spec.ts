import { describe, expect, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import { ClosePigmentRecall, lastDayOf, lotIdOf, NotePigmentUse, pigment, pigmentIdOf, pigmentOfLot, RecallPigment, ReceivePigmentLot, ReleasePigmentLot, statusOf, type PigmentEvent } from './pigment.decider.js';

const zone = 'Asia/Bangkok';
const given = specify(pigment, { timeZone: zone });
const product = { pigmentId: 'sc', clinicId: 'c1', manufacturer: 'Scalpaink', product: 'SC' };
const lot = { ...product, pigmentLotId: 'sc.1', lot: 'BL23', expiresOn: '2027-06-30', distributedOn: '2026-05-10', useWithinDaysOfOpening: 90 };
const received: PigmentEvent = { type: 'PigmentLotReceived', data: lot };
const released: PigmentEvent = { type: 'PigmentLotReleased', data: { pigmentLotId: 'sc.1', certificateOfAnalysis: 'CoA 7' } };
const used: PigmentEvent = { type: 'PigmentLotUsed', data: { pigmentLotId: 'sc.1', treatmentId: 't1', clientId: 'k1', at: '2026-06-01T03:00:00.000Z' } };
const notice = { ...product, recallId: 'r1', lot: '*', distributedFrom: '2026-05-01', distributedTo: '2026-05-31', source: 'FDA' };
const recalled = (reach: { pigmentLotIds: string[]; treatmentIds: string[]; clientIds: string[] }, more = {}): PigmentEvent => ({ type: 'PigmentRecalled', data: { ...notice, ...more, ...reach } });
const nothing = { pigmentLotIds: [], treatmentIds: [], clientIds: [] };
const receive = (more = {}) => new ReceivePigmentLot({ ...lot, ...more });
const release = new ReleasePigmentLot({ pigmentId: 'sc', pigmentLotId: 'sc.1', certificateOfAnalysis: 'CoA 7' });
const recall = (more = {}) => new RecallPigment({ ...notice, ...more });

describe('a pigment lot', () => {
  it('is received into quarantine', () => given().when(receive()).then(received));
  it('is not received twice from one delivery, however it is spelt', () => given(received).when(receive({ pigmentLotId: 'sc.2', lot: ' bl23' })).refuses('ALREADY_EXISTS'));
  it('may come again with another delivery', () => given(received).when(receive({ pigmentLotId: 'sc.2', distributedOn: '2026-05-11' })).then({ type: 'PigmentLotReceived', data: { ...lot, pigmentLotId: 'sc.2', distributedOn: '2026-05-11' } }));
  it('is told everything that is wrong at once', () =>
    given().when(receive({ manufacturer: ' ', product: '', lot: '', useWithinDaysOfOpening: 0, distributedOn: '2026-06-16' })).refuses('NAME_MISSING', 'NAME_MISSING', 'NAME_MISSING', 'OUT_OF_RANGE', 'IN_THE_FUTURE'));
  it('is released on its certificate', () => given(received).when(release).then(released));
  it('released again changes nothing', () => given(received, released).when(release).changesNothing());
  it('is not released without one, expired or recalled, and says so at once', () =>
    given(received, recalled({ ...nothing, pigmentLotIds: ['sc.1'] })).at('2027-07-01T00:00:00.000Z').when(new ReleasePigmentLot({ pigmentId: 'sc', pigmentLotId: 'sc.1', certificateOfAnalysis: ' ' })).refuses('PIGMENT_RECALLED', 'PIGMENT_EXPIRED', 'NAME_MISSING'));
  it('is used until its last day is over in the clinic’s zone', () => {
    const state = given(received, released).state.lots['sc.1']!;
    expect([statusOf(state, zone, '2027-06-30T16:59:59.999Z'), statusOf(state, zone, '2027-06-30T17:00:00.000Z')]).toEqual(['RELEASED', 'EXPIRED']);
  });
  it('is used for so many days after it was opened', () => {
    const state = given(received, released, used).state.lots['sc.1']!;
    expect([lastDayOf(state, zone), statusOf(state, zone, '2026-08-30T16:59:59.999Z'), statusOf(state, zone, '2026-08-30T17:00:00.000Z')]).toEqual(['2026-08-30', 'RELEASED', 'EXPIRED']);
  });
  it('was opened at its first use, in whatever order uses are told', () => {
    const earlier: PigmentEvent = { type: 'PigmentLotUsed', data: { pigmentLotId: 'sc.1', treatmentId: 't0', clientId: 'k0', at: '2026-05-20T03:00:00.000Z' } };
    expect(given(received, released, used, earlier).state.lots['sc.1']!.openedAt).toBe('2026-05-20T03:00:00.000Z');
  });
  it('leads to its product, whatever the case of the names', () =>
    expect([pigmentIdOf('c1', 'Scalpaink ', 'SC') === pigmentIdOf('c1', 'scalpaink', 'sc'), pigmentIdOf('c1', 'a', 'b c') === pigmentIdOf('c1', 'a b', 'c'), pigmentOfLot(lotIdOf('sc', '1'))]).toEqual([true, false, 'sc']));
});

describe('a recall of pigment', () => {
  it('reaches lots by date of distribution, and every treatment and client of theirs', () => given(received, used).when(recall()).then(recalled({ pigmentLotIds: ['sc.1'], treatmentIds: ['t1'], clientIds: ['k1'] })));
  it('reaches one lot by its number', () => given(received).when(recall({ lot: 'bl23' })).then(recalled({ ...nothing, pigmentLotIds: ['sc.1'] }, { lot: 'bl23' })));
  it('leaves other lots and other dates alone', () => {
    given(received).when(recall({ lot: 'BL24' })).then(recalled(nothing, { lot: 'BL24' }));
    given(received).when(recall({ distributedTo: '2026-05-09' })).then(recalled(nothing, { distributedTo: '2026-05-09' }));
  });
  it('catches a lot that is received later', () => given(recalled(nothing)).when(receive()).then(received, { type: 'PigmentRecallReached', data: { recallId: 'r1', clinicId: 'c1', ...nothing, pigmentLotIds: ['sc.1'] } }));
  it('lets another lot in', () => given(recalled(nothing)).when(receive({ distributedOn: '2026-06-01' })).then({ type: 'PigmentLotReceived', data: { ...lot, distributedOn: '2026-06-01' } }));
  it('reaches a treatment that is told later', () =>
    given(received, recalled({ ...nothing, pigmentLotIds: ['sc.1'] }))
      .when(new NotePigmentUse({ pigmentId: 'sc', pigmentLotIds: ['sc.1'], treatmentId: 't1', clientId: 'k1', at: '2026-06-01T03:00:00.000Z' }))
      .then(used, { type: 'PigmentRecallReached', data: { recallId: 'r1', clinicId: 'c1', pigmentLotIds: ['sc.1'], treatmentIds: ['t1'], clientIds: ['k1'] } }));
  it('is not told a use twice', () => given(received, used).when(new NotePigmentUse({ pigmentId: 'sc', pigmentLotIds: ['sc.1'], treatmentId: 't1', clientId: 'k1', at: '2026-06-02T03:00:00.000Z' })).changesNothing());
  it('makes a released lot RECALLED for good', () => expect(statusOf(given(received, released, recalled({ ...nothing, pigmentLotIds: ['sc.1'] })).state.lots['sc.1']!, zone, '2030-01-01T00:00:00.000Z')).toBe('RECALLED'));
  it('is closed for a reason, naming the clients whom it touched, and leaves its lots recalled', () => {
    const opened = recalled({ pigmentLotIds: ['sc.1'], treatmentIds: ['t1'], clientIds: ['k1'] });
    const close = (reason: string, recallId = 'r1') => new ClosePigmentRecall({ pigmentId: 'sc', recallId, reason });
    const closed: PigmentEvent = { type: 'PigmentRecallClosed', data: { recallId: 'r1', clinicId: 'c1', clientIds: ['k1'], reason: 'clients told', at: noon } };
    given(received, used, opened).when(close(' clients told ')).then(closed);
    given(received, used, opened, closed).when(close('again')).changesNothing();
    given(received, used, opened).when(close(' ')).refuses('REASON_MISSING');
    given(received, used, opened).when(close('x'.repeat(2_001))).refuses('TOO_LONG');
    given(received).when(close('done')).refuses('WRONG_STATUS');
    const { state } = given(received, released, opened, closed);
    expect([state.recalls['r1']?.status, statusOf(state.lots['sc.1']!, zone, noon)]).toEqual(['CLOSED', 'RECALLED']);
  });
  it('that was closed is open again, with all that it touched, when it reaches further', () => {
    const opened = recalled({ pigmentLotIds: ['sc.1'], treatmentIds: ['t1'], clientIds: ['k1'] });
    const closed: PigmentEvent = { type: 'PigmentRecallClosed', data: { recallId: 'r1', clinicId: 'c1', clientIds: ['k1'], reason: 'clients told', at: noon } };
    const further: PigmentEvent = { type: 'PigmentRecallReached', data: { recallId: 'r1', clinicId: 'c1', pigmentLotIds: ['sc.1'], treatmentIds: ['t1', 't2'], clientIds: ['k1', 'k2'] } };
    const use = new NotePigmentUse({ pigmentId: 'sc', pigmentLotIds: ['sc.1'], treatmentId: 't2', clientId: 'k2', at: '2026-06-02T03:00:00.000Z' });
    given(received, used, opened, closed).when(use).then({ type: 'PigmentLotUsed', data: { pigmentLotId: 'sc.1', treatmentId: 't2', clientId: 'k2', at: '2026-06-02T03:00:00.000Z' } }, further);
    expect(given(received, used, opened, closed, further).state.recalls['r1']).toMatchObject({ status: 'OPEN', clientIds: ['k1', 'k2'] });
  });
  it('names somebody, something and a sane time', () => given().when(recall({ manufacturer: '', product: '', source: '', distributedTo: '2026-04-01' })).refuses('NAME_MISSING', 'NAME_MISSING', 'NAME_MISSING', 'WRONG_ORDER'));
});
