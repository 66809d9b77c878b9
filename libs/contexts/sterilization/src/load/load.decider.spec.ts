import { describe, expect, it } from '@jest/globals';
import { noon, specify, type Actor } from '@stipple/event-store';
import type { KnownPack } from '../pack/pack.decider.js';
import { defaultPolicy } from '../policy.js';
import type { KnownSterilizer } from '../sterilizer/sterilizer.state.js';
import {
  AbortLoad,
  load,
  ReadChemicalIndicator,
  RecallLoad,
  RecordCycle,
  RejectLoad,
  ReleaseLoad,
  StartLoad,
  type LoadEvent,
} from './load.decider.js';

const person = (id: string): Actor => ({ id, admin: false, roles: {} });
const [loader, other] = [person('loader'), person('other')];
const passes = {
  STEAM_PENETRATION: ['2026-06-15T08:00:00.000Z'],
  AIR_LEAKAGE: ['2026-06-10T08:00:00.000Z'],
  AUTOMATIC_CONTROL: ['2026-06-15T08:00:00.000Z'],
};
const machine: KnownSterilizer = {
  id: 's1',
  clinicId: 'c1',
  name: 'Autoclave',
  type: 'B',
  serialNumber: 'SN',
  nextCycle: 4,
  gaps: [],
  causes: [],
  passes,
  unvouched: [],
  runs: 0,
};
const pouch: KnownPack = {
  id: 'p1',
  barcode: 'P-1',
  clinicId: 'c1',
  contents: ['tweezers'],
  wrapped: true,
  hollow: false,
  status: 'LABELLED',
  usedIn: [],
};
const given = specify(load, {
  policy: defaultPolicy,
  zone: 'UTC',
  sterilizer: machine,
  packs: [pouch],
  digest: 'of its samples',
});

const of = { loadId: 'l1', clinicId: 'c1', sterilizerId: 's1' };
const start = new StartLoad({
  loadId: 'l1',
  sterilizerId: 's1',
  cycleNumber: 4,
  program: 'STEAM_134_3',
  packIds: ['p1'],
});
const started: LoadEvent = {
  type: 'LoadStarted',
  data: {
    ...of,
    at: '2026-06-15T11:00:00.000Z',
    cycleNumber: 4,
    program: 'STEAM_134_3',
    packs: [{ packId: 'p1', barcode: 'P-1', wrapped: true }],
    by: 'loader',
    policyVersion: 1,
  },
};
const cycle = (holdSeconds: number, more: object = {}): LoadEvent => ({
  type: 'CycleRecorded',
  data: {
    ...of,
    at: '2026-06-15T11:30:00.000Z',
    holdSeconds,
    f0: 60,
    lowestCelsius: 20,
    highestCelsius: 134.6,
    outOfBand: false,
    worstSaturationKelvin: 0.1,
    pressureMismatch: false,
    samples: 100,
    digest: 'x',
    by: 'loader',
    policyVersion: 1,
    ...more,
  },
});
const indicator = (result: 'PASS' | 'FAIL'): LoadEvent => ({
  type: 'ChemicalIndicatorRead',
  data: { ...of, at: noon, indicatorType: 5, lot: 'CI', result },
});
const passed = [started, cycle(180), indicator('PASS')];
const released: LoadEvent = {
  type: 'LoadReleased',
  data: {
    ...of,
    at: noon,
    basis: 'PARAMETRIC',
    by: 'other',
    packs: [{ packId: 'p1', expiresAt: '2026-08-14T11:30:00.000Z' }],
    policyVersion: 1,
  },
};
const release = new ReleaseLoad({ loadId: 'l1' });

describe('a load starts', () => {
  it('in a sterilizer whose tests passed, with labelled packs', () =>
    given()
      .by(loader)
      .when(start)
      .then({ ...started, data: { ...started.data, at: noon } }));
  it('once', () => given(started).when(start).refuses('ALREADY_EXISTS'));
  it('not in a sterilizer that is out of service', () =>
    given()
      .with({ sterilizer: { ...machine, causes: [{ cause: 'AIR_LEAKAGE', at: noon }] } })
      .when(start)
      .refuses('STERILIZER_OUT_OF_SERVICE'));
  it('not while another runs', () =>
    given()
      .with({ sterilizer: { ...machine, running: 'l0' } })
      .when(start)
      .refuses('WRONG_STATUS'));
  it('with a refusal for each test that is missing', () => {
    const without = given()
      .with({ sterilizer: { ...machine, passes: {} } })
      .when(start);
    without.refuses('ROUTINE_TEST_MISSING', 'ROUTINE_TEST_MISSING', 'ROUTINE_TEST_MISSING');
    expect(without.refusals().map(({ message }) => /\((\w+)\)/.exec(message)?.[1])).toEqual([
      'STEAM_PENETRATION',
      'AIR_LEAKAGE',
      'AUTOMATIC_CONTROL',
    ]);
  });
  it('without a steam penetration or leakage test where the sterilizer is of type N', () =>
    given()
      .with({
        sterilizer: { ...machine, type: 'N', passes: { AUTOMATIC_CONTROL: passes.AUTOMATIC_CONTROL } },
        packs: [{ ...pouch, wrapped: false }],
      })
      .by(loader)
      .when(start)
      .then({
        ...started,
        data: { ...started.data, at: noon, packs: [{ packId: 'p1', barcode: 'P-1', wrapped: false }] },
      }));
  it('not on tests of yesterday, by the days of its clinic', () => {
    const late = new StartLoad({ ...start.data, startedAt: '2026-06-15T08:30:00.000Z' });
    given()
      .with({
        zone: 'Pacific/Auckland',
        sterilizer: { ...machine, passes: { ...passes, STEAM_PENETRATION: ['2026-06-14T11:59:00.000Z'] } },
      })
      .when(late)
      .refuses('ROUTINE_TEST_MISSING');
  });
  it('not on a test that came after it', () =>
    given()
      .when(new StartLoad({ ...start.data, startedAt: '2026-06-15T07:00:00.000Z' }))
      .refuses('ROUTINE_TEST_MISSING', 'ROUTINE_TEST_MISSING'));
  it('not under a number that was used', () =>
    given()
      .when(new StartLoad({ ...start.data, cycleNumber: 3 }))
      .refuses('CYCLE_NUMBER_REUSED'));
  it('under a number out of a gap, entered late', () =>
    given()
      .with({ sterilizer: { ...machine, gaps: [{ from: 2, to: 3 }] } })
      .by(loader)
      .when(new StartLoad({ ...start.data, cycleNumber: 3 }))
      .then({ ...started, data: { ...started.data, cycleNumber: 3, at: noon } }));
  it('not in the future', () =>
    given()
      .when(new StartLoad({ ...start.data, startedAt: '2026-06-15T12:00:01.000Z' }))
      .refuses('IN_THE_FUTURE'));
  it('not with a pouch or a hollow instrument in type N', () =>
    given()
      .with({ sterilizer: { ...machine, type: 'N' }, packs: [pouch, { ...pouch, wrapped: false, hollow: true }] })
      .when(start)
      .refuses('TYPE_N_UNWRAPPED_SOLID_ONLY', 'TYPE_N_UNWRAPPED_SOLID_ONLY'));
  it('saying of a pack of another clinic that, and nothing of how it is packed', () =>
    given()
      .with({ sterilizer: { ...machine, type: 'N', passes }, packs: [{ ...pouch, clinicId: 'c2' }] })
      .when(start)
      .refuses('WRONG_CLINIC', 'PACK_NOT_AVAILABLE'));
  it('naming everything at once', () =>
    given()
      .with({
        sterilizer: { ...machine, type: 'N', nextCycle: 9, passes: {}, causes: [{ cause: 'TAKEN_OUT', at: noon }] },
        packs: [
          { ...pouch, status: 'USED' },
          { ...pouch, clinicId: 'c2', wrapped: false },
        ],
      })
      .when(start)
      .refuses(
        'STERILIZER_OUT_OF_SERVICE',
        'ROUTINE_TEST_MISSING',
        'CYCLE_NUMBER_REUSED',
        'PACK_NOT_AVAILABLE',
        'WRONG_CLINIC',
        'PACK_NOT_AVAILABLE',
        'TYPE_N_UNWRAPPED_SOLID_ONLY',
      ));
});

describe('a cycle', () => {
  const samples = [0, 10, 20].map((second) => ({ second, celsius: 134.5, kPaAbsolute: 309 }));
  it('is recorded as it was, also when it failed', () =>
    given(started)
      .by(loader)
      .when(new RecordCycle({ loadId: 'l1', samples }))
      .then({
        type: 'CycleRecorded',
        data: {
          ...of,
          at: noon,
          holdSeconds: 20,
          f0: 7.3,
          lowestCelsius: 134.5,
          highestCelsius: 134.5,
          outOfBand: false,
          worstSaturationKelvin: 0.04,
          pressureMismatch: false,
          samples: 3,
          digest: 'of its samples',
          by: 'loader',
          policyVersion: 1,
        },
      }));
  it('is recorded once', () =>
    given(passed)
      .when(new RecordCycle({ loadId: 'l1', samples }))
      .refuses('WRONG_STATUS'));
  it('does not end before it started or in the future', () => {
    given(started)
      .when(new RecordCycle({ loadId: 'l1', samples, endedAt: '2026-06-15T10:00:00.000Z' }))
      .refuses('ENDED_BEFORE_START');
    given(started)
      .when(new RecordCycle({ loadId: 'l1', samples, endedAt: '2026-06-15T13:00:00.000Z' }))
      .refuses('IN_THE_FUTURE');
  });
});

describe('a load', () => {
  it('is released by a second person, and its packs are sterile for the days of the policy', () =>
    given(passed).by(other).when(release).then(released));
  it('is not released by who ran it', () => given(passed).by(loader).when(release).refuses('RELEASER_IS_LOADER'));
  it('names everything that is missing at once', () =>
    given(started, cycle(179, { outOfBand: true, pressureMismatch: true }))
      .by(loader)
      .when(release)
      .refuses('HOLD_TOO_SHORT', 'OUT_OF_BAND', 'PRESSURE_MISMATCH', 'INDICATOR_MISSING', 'RELEASER_IS_LOADER'));
  it('is not released on a failed indicator, also beside a passed one', () =>
    given(passed, indicator('FAIL')).by(other).when(release).refuses('INDICATOR_FAILED'));
  it('is not released while it runs', () =>
    given(started).by(other).when(release).refuses('WRONG_STATUS', 'INDICATOR_MISSING'));
  it('is released once', () => given(passed, released).by(other).when(release).isSo());
  it('has its indicator read after its cycle', () =>
    given(started)
      .when(new ReadChemicalIndicator({ loadId: 'l1', indicatorType: 5, lot: 'CI', result: 'PASS' }))
      .refuses('WRONG_STATUS'));
  it('is rejected for a reason, after its cycle', () => {
    given(started)
      .when(new RejectLoad({ loadId: 'l1', reason: ' ' }))
      .refuses('WRONG_STATUS', 'REASON_MISSING');
    given(passed)
      .by(other)
      .when(new RejectLoad({ loadId: 'l1', reason: 'wet' }))
      .then({ type: 'LoadRejected', data: { ...of, at: noon, reason: 'wet', by: 'other' } });
  });
  it('is aborted only while it runs', () =>
    given(passed)
      .when(new AbortLoad({ loadId: 'l1', reason: 'late' }))
      .refuses('WRONG_STATUS'));
  it('is recalled whatever it is, and not released after that', () => {
    const recalled: LoadEvent = { type: 'LoadRecalled', data: { ...of, at: noon, recallId: 'r1' } };
    given(passed)
      .when(new RecallLoad({ loadId: 'l1', recallId: 'r1', at: noon }))
      .then(recalled);
    given(passed, recalled).by(other).when(release).refuses('WRONG_STATUS');
    given(passed, recalled)
      .when(new RecallLoad({ loadId: 'l1', recallId: 'r1', at: noon }))
      .isSo();
  });
});
