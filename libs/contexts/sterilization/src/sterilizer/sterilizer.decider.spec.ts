import { describe, expect, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import type { KnownLoad } from '../load/load.state.js';
import { defaultPolicy } from '../policy.js';
import { isTight, leakRate } from './leakage.rules.js';
import {
  CommissionSterilizer,
  ReadBiologicalIndicator,
  RecallFurtherLoads,
  RecordRequalificationRun,
  RecordRoutineTest,
  ReturnToService,
  sterilizer,
  TakeOutOfService,
} from './sterilizer.decider.js';
import { resultOf, type SterilizerEvent } from './sterilizer.events.js';
import { isKnown } from './sterilizer.state.js';

const load: KnownLoad = {
  id: 'l5',
  clinicId: 'c1',
  sterilizerId: 's1',
  cycleNumber: 5,
  program: 'STEAM_134_3',
  packs: [],
  status: 'RELEASED',
  startedAt: noon,
  loadedBy: 'x',
  indicators: [],
};
const given = specify(sterilizer, { policy: defaultPolicy, zone: 'UTC', load, atOnce: [] });
const of = { sterilizerId: 's1', clinicId: 'c1', at: noon };
const commissioned: SterilizerEvent = {
  type: 'SterilizerCommissioned',
  data: { ...of, name: 'Autoclave', sterilizerType: 'B', serialNumber: 'SN', nextCycleNumber: 4 },
};
const started = (loadId: string, cycleNumber: number): SterilizerEvent => ({
  type: 'CycleStarted',
  data: { ...of, loadId, cycleNumber },
});
const out = (cause: 'AIR_LEAKAGE' | 'BIOLOGICAL_INDICATOR', reason = ''): SterilizerEvent => ({
  type: 'SterilizerTakenOutOfService',
  data: { ...of, cause, reason },
});
const leak = (pressureRise: number, unit: 'MBAR' | 'KPA', result: 'PASS' | 'FAIL' = 'PASS', cycleNumber = 4) =>
  new RecordRoutineTest({
    sterilizerId: 's1',
    kind: 'AIR_LEAKAGE',
    cycleNumber,
    result,
    leakage: { pressureRise, unit, minutes: 10 },
  });
const clear = { lot: 'BI', growth: false, controlLot: 'BI', controlGrowth: true };
const reading = { sterilizerId: 's1', loadId: 'l5', recallId: 'r1' };

describe('a leak', () => {
  it('is the same in either unit, to the last digit', () => {
    expect(leakRate({ pressureRise: 1.3, unit: 'KPA', minutes: 10 }).toString()).toBe('1.3');
    expect(isTight({ pressureRise: 13, unit: 'MBAR', minutes: 10 })).toBe(true);
    expect(isTight({ pressureRise: 1.3, unit: 'KPA', minutes: 10 })).toBe(true);
    expect(isTight({ pressureRise: 0.39, unit: 'KPA', minutes: 3 })).toBe(true);
    expect(isTight({ pressureRise: 13.0001, unit: 'MBAR', minutes: 10 })).toBe(false);
    expect(isTight({ pressureRise: 13, unit: 'KPA', minutes: 10 })).toBe(false);
  });
});

describe('a sterilizer', () => {
  it('is commissioned with its serial number and counter', () => {
    const command = new CommissionSterilizer({
      sterilizerId: 's1',
      clinicId: 'c1',
      name: 'Autoclave',
      type: 'B',
      serialNumber: 'SN',
      nextCycleNumber: 4,
    });
    given().when(command).then(commissioned);
    given()
      .when(new CommissionSterilizer({ ...command.data, name: '', serialNumber: '', nextCycleNumber: 0 }))
      .refuses('NAME_MISSING', 'SERIAL_NUMBER_MISSING', 'OUT_OF_RANGE');
  });
  it('uses up a cycle number with every test', () => {
    const test = new RecordRoutineTest({
      sterilizerId: 's1',
      kind: 'STEAM_PENETRATION',
      cycleNumber: 4,
      result: 'PASS',
    });
    const recorded: SterilizerEvent = {
      type: 'RoutineTestRecorded',
      data: { ...of, kind: 'STEAM_PENETRATION', cycleNumber: 4, result: 'PASS', stated: 'PASS' },
    };
    given(commissioned).when(test).then(recorded);
    given(commissioned, recorded).when(test).refuses('CYCLE_NUMBER_REUSED');
  });
  it('has every skipped number found', () => {
    given(commissioned)
      .when(new RecordRoutineTest({ sterilizerId: 's1', kind: 'AUTOMATIC_CONTROL', cycleNumber: 7, result: 'PASS' }))
      .then(
        { type: 'CycleNumberGapFound', data: { ...of, from: 4, to: 6 } },
        {
          type: 'RoutineTestRecorded',
          data: { ...of, kind: 'AUTOMATIC_CONTROL', cycleNumber: 7, result: 'PASS', stated: 'PASS' },
        },
      );
    const { state } = given(
      commissioned,
      { type: 'CycleNumberGapFound', data: { ...of, from: 4, to: 6 } },
      started('l7', 7),
      started('l5', 5),
    );
    expect(isKnown(state) && [state.gaps, state.nextCycle]).toEqual([
      [
        { from: 4, to: 4 },
        { from: 6, to: 6 },
      ],
      8,
    ]);
  });
  it('takes no leak test without its unit', () => {
    given(commissioned)
      .when(new RecordRoutineTest({ sterilizerId: 's1', kind: 'AIR_LEAKAGE', cycleNumber: 4, result: 'PASS' }))
      .refuses('UNIT_MISSING');
    given(commissioned)
      .when(
        new RecordRoutineTest({
          sterilizerId: 's1',
          kind: 'AIR_LEAKAGE',
          cycleNumber: 4,
          result: 'PASS',
          leakage: { pressureRise: 1.3, minutes: 10 },
        }),
      )
      .refuses('UNIT_MISSING');
  });
  it('is out of service on a pass that its numbers contradict', () =>
    given(commissioned)
      .when(leak(13, 'KPA'))
      .then(
        {
          type: 'RoutineTestRecorded',
          data: {
            ...of,
            kind: 'AIR_LEAKAGE',
            cycleNumber: 4,
            result: 'FAIL',
            stated: 'PASS',
            leakage: { pressureRise: 13, unit: 'KPA', minutes: 10 },
            mbarPerMinute: '13',
          },
        },
        out('AIR_LEAKAGE', 'AIR_LEAKAGE was entered as a pass, but it leaks 13 mbar a minute.'),
      ));
  it('is back in service when the same test passes', () => {
    given(commissioned, out('AIR_LEAKAGE'))
      .when(leak(5, 'MBAR'))
      .then(
        {
          type: 'RoutineTestRecorded',
          data: {
            ...of,
            kind: 'AIR_LEAKAGE',
            cycleNumber: 4,
            result: 'PASS',
            stated: 'PASS',
            leakage: { pressureRise: 5, unit: 'MBAR', minutes: 10 },
            mbarPerMinute: '0.5',
          },
        },
        { type: 'SterilizerReturnedToService', data: { ...of, reason: 'AIR_LEAKAGE passed.' } },
      );
    given(commissioned, out('AIR_LEAKAGE'))
      .when(new ReturnToService({ sterilizerId: 's1', reason: 'fine' }))
      .refuses('ROUTINE_TEST_MISSING');
  });
  it('is taken out of service and returned by word where nothing failed', () => {
    given(commissioned)
      .when(new TakeOutOfService({ sterilizerId: 's1', reason: 'service' }))
      .then({ type: 'SterilizerTakenOutOfService', data: { ...of, cause: 'TAKEN_OUT', reason: 'service' } });
    given(commissioned, { type: 'SterilizerTakenOutOfService', data: { ...of, cause: 'TAKEN_OUT', reason: 'service' } })
      .when(new ReturnToService({ sterilizerId: 's1', reason: 'done' }))
      .then({ type: 'SterilizerReturnedToService', data: { ...of, reason: 'done' } });
  });
});

describe('a biological indicator', () => {
  it('counts only beside a control of its lot that grew', () => {
    expect(
      [
        clear,
        { ...clear, growth: true },
        { ...clear, controlGrowth: false },
        { ...clear, growth: true, controlLot: 'other' },
      ].map(resultOf),
    ).toEqual(['NEGATIVE', 'POSITIVE', 'INVALID', 'INVALID']);
    expect(resultOf({ lot: 'BI-7', growth: true, controlLot: 'bi 7', controlGrowth: true })).toBe('POSITIVE');
  });
  it('that grew stops the sterilizer and recalls every load since the last clear one, its own too', () => {
    const negative: SterilizerEvent = {
      type: 'BiologicalIndicatorRead',
      data: {
        ...of,
        ...clear,
        loadId: 'l4',
        cycleNumber: 4,
        result: 'NEGATIVE',
        recallId: null,
        opensRecall: false,
        recalledLoadIds: [],
        policyVersion: 1,
      },
    };
    given(commissioned, started('l4', 4), started('l5', 5), negative, started('l6', 6))
      .with({ atOnce: ['l5', 'l6'] })
      .when(new ReadBiologicalIndicator({ ...reading, ...clear, growth: true }))
      .then(
        {
          type: 'BiologicalIndicatorRead',
          data: {
            ...of,
            ...clear,
            growth: true,
            loadId: 'l5',
            cycleNumber: 5,
            result: 'POSITIVE',
            recallId: 'r1',
            opensRecall: true,
            recalledLoadIds: ['l6', 'l5'],
            awaiting: 0,
            policyVersion: 1,
          },
        },
        out('BIOLOGICAL_INDICATOR', 'The biological indicator of cycle 5 grew.'),
      );
  });
  it('that grew recalls step by step what is more than one step takes: newest first, and nothing twice', () => {
    const due = [4, 5, 6, 7].map((number) => started(`l${number}`, number));
    const read = (recalledLoadIds: string[], awaiting: number): SterilizerEvent => ({
      type: 'BiologicalIndicatorRead',
      data: {
        ...of,
        ...clear,
        growth: true,
        loadId: 'l5',
        cycleNumber: 5,
        result: 'POSITIVE',
        recallId: 'r1',
        opensRecall: true,
        recalledLoadIds,
        awaiting,
        policyVersion: 1,
      },
    });
    const grown = new ReadBiologicalIndicator({ ...reading, ...clear, growth: true });
    given(commissioned, ...due)
      .with({ atOnce: ['l5', 'l7'] })
      .when(grown)
      .then(read(['l7', 'l5'], 2), out('BIOLOGICAL_INDICATOR', 'The biological indicator of cycle 5 grew.'));
    const begun = [commissioned, ...due, read(['l7', 'l5'], 2), out('BIOLOGICAL_INDICATOR')];
    const { state } = given(...begun);
    expect(isKnown(state) && [state.suspects?.map((one) => one.loadId), state.unvouched]).toEqual([['l6', 'l4'], []]);
    const next = new RecallFurtherLoads({ sterilizerId: 's1', recallId: 'r1' });
    const further = (loadIds: string[], awaiting: number): SterilizerEvent => ({
      type: 'FurtherLoadsRecalled',
      data: { ...of, recallId: 'r1', loadIds, awaiting },
    });
    given(...begun)
      .with({ atOnce: ['l6'] })
      .when(next)
      .then(further(['l6'], 1));
    given(...begun, further(['l6'], 1))
      .with({ atOnce: ['l4'] })
      .when(next)
      .then(further(['l4'], 0));
    given(...begun, further(['l6'], 1), further(['l4'], 0))
      .when(next)
      .isSo();
    given(...begun)
      .with({ atOnce: ['l6'] })
      .when(new RecallFurtherLoads({ sterilizerId: 's1', recallId: 'another' }))
      .ignores('This recall is not open any more.');
    // A later indicator takes over what is still to come.
    given(...begun)
      .with({ atOnce: ['l5', 'l6'], load: { ...load, status: 'RECALLED' } })
      .when(grown)
      .then({
        type: 'BiologicalIndicatorRead',
        data: {
          ...of,
          ...clear,
          growth: true,
          loadId: 'l5',
          cycleNumber: 5,
          result: 'POSITIVE',
          recallId: 'r1',
          opensRecall: false,
          recalledLoadIds: ['l6'],
          awaiting: 1,
          policyVersion: 1,
        },
      });
  });
  it('that grew again widens the recall that is open', () => {
    const positive: SterilizerEvent = {
      type: 'BiologicalIndicatorRead',
      data: {
        ...of,
        ...clear,
        growth: true,
        loadId: 'l5',
        cycleNumber: 5,
        result: 'POSITIVE',
        recallId: 'r0',
        opensRecall: true,
        recalledLoadIds: ['l5'],
        policyVersion: 1,
      },
    };
    given(commissioned, started('l5', 5), positive, out('BIOLOGICAL_INDICATOR'))
      .with({ load: { ...load, status: 'RECALLED' } })
      .when(new ReadBiologicalIndicator({ ...reading, ...clear, growth: true }))
      .then({
        ...positive,
        data: { ...positive.data, recallId: 'r0', opensRecall: false, recalledLoadIds: [], awaiting: 0 },
      });
  });
  it('is read of a load whose cycle came to its end', () => {
    given(commissioned)
      .with({ load: { ...load, status: 'RUNNING' } })
      .when(new ReadBiologicalIndicator({ ...reading, ...clear, lot: '', controlLot: '' }))
      .refuses('WRONG_STATUS', 'LOT_MISSING', 'CONTROL_LOT_MISSING');
  });
  it('that grew is made good by three clear runs in a row', () => {
    const run = (consecutive: number, cycleNumber: number): SterilizerEvent => ({
      type: 'RequalificationRunRecorded',
      data: { ...of, ...clear, cycleNumber, result: 'NEGATIVE', consecutive },
    });
    const back = new ReturnToService({ sterilizerId: 's1', reason: 'three clear runs' });
    given(commissioned)
      .when(new RecordRequalificationRun({ sterilizerId: 's1', cycleNumber: 4, ...clear }))
      .refuses('WRONG_STATUS');
    given(commissioned, out('BIOLOGICAL_INDICATOR'), run(1, 4), run(2, 5))
      .when(back)
      .refuses('REQUALIFICATION_INCOMPLETE');
    given(commissioned, out('BIOLOGICAL_INDICATOR'), run(1, 4), run(2, 5))
      .when(new RecordRequalificationRun({ sterilizerId: 's1', cycleNumber: 6, ...clear, growth: true }))
      .then({
        type: 'RequalificationRunRecorded',
        data: { ...of, ...clear, growth: true, cycleNumber: 6, result: 'POSITIVE', consecutive: 0 },
      });
    given(commissioned, out('BIOLOGICAL_INDICATOR'), run(1, 4), run(2, 5), run(3, 6))
      .when(back)
      .then({ type: 'SterilizerReturnedToService', data: { ...of, reason: 'three clear runs' } });
  });
});
