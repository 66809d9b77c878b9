import { describe, expect, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import { barcodeOf, isBarcode, normalBarcode } from './barcode.rules.js';
import {
  DamagePack,
  LabelPack,
  pack,
  PutInLoad,
  QuarantinePack,
  RecallPack,
  statusAt,
  SterilizePack,
  UsePack,
  type PackEvent,
} from './pack.decider.js';

const given = specify(pack, {});
const packId = '0b7e6f0a-1111-4222-8333-444455556666';
const barcode = barcodeOf(packId);
const of = { packId, barcode, clinicId: 'c1', at: noon };
const expiresAt = '2026-08-14T12:00:00.000Z';
const labelled: PackEvent = {
  type: 'PackLabelled',
  data: { ...of, contents: ['tweezers'], wrapped: true, hollow: false },
};
const loaded: PackEvent = { type: 'PackPutInLoad', data: { ...of, loadId: 'l1' } };
const sterile: PackEvent = { type: 'PackSterilized', data: { ...of, loadId: 'l1', expiresAt } };
const recalled: PackEvent = { type: 'PackRecalled', data: { ...of, recalled: true, expiresAt, recallId: 'r1' } };
const put = new PutInLoad({ packId, loadId: 'l1', clinicId: 'c1', at: noon });
const use = new UsePack({ packId, treatmentId: 't1', clientId: 'k1', at: noon });
const used: PackEvent = {
  type: 'PackUsed',
  data: { ...of, recalled: false, expiresAt, treatmentId: 't1', clientId: 'k1', recallId: null },
};

describe('a barcode', () => {
  it('is made of the id and knows a wrong sign or two swapped ones', () => {
    expect(barcode).toMatch(/^P-\w{5}-\w{5}-\w{2}$/);
    expect(isBarcode(barcode)).toBe(true);
    const wrong = [...barcode].flatMap((sign, index) =>
      sign === '-' || index === 0
        ? []
        : [`${barcode.slice(0, index)}${sign === 'A' ? 'B' : 'A'}${barcode.slice(index + 1)}`],
    );
    expect(wrong.filter(isBarcode)).toEqual([]);
    expect(isBarcode(barcode.replace(/^P-(.)(.)/, 'P-$2$1'))).toBe(barcode[2] === barcode[3]);
    expect(normalBarcode(` ${barcode.toLowerCase()} `)).toBe(barcode);
  });
});

describe('a pack', () => {
  it('is labelled with what it holds', () => {
    given()
      .when(new LabelPack({ packId, clinicId: 'c1', contents: [' tweezers '], wrapped: true, hollow: false }))
      .then(labelled);
    given()
      .when(new LabelPack({ packId, clinicId: 'c1', contents: [], wrapped: true, hollow: false }))
      .refuses('CONTENTS_MISSING');
    given()
      .when(new LabelPack({ packId, clinicId: 'c1', contents: [' '], wrapped: true, hollow: false }))
      .refuses('CONTENTS_MISSING');
  });
  it('goes through one load of its clinic', () => {
    given(labelled).when(put).then(loaded);
    given(labelled, loaded).when(put).refuses('PACK_NOT_AVAILABLE');
    given(labelled)
      .when(new PutInLoad({ ...put.data, clinicId: 'c2' }))
      .refuses('WRONG_CLINIC', 'PACK_NOT_AVAILABLE');
  });
  it('tells another clinic neither its barcode nor its status', () => {
    const told = [given(labelled), given(labelled, loaded)].map((pack) =>
      pack.when(new PutInLoad({ ...put.data, clinicId: 'c2' })).refusals(),
    );
    expect(told[0]).toEqual(told[1]);
    expect(JSON.stringify(told)).not.toMatch(/LABELLED,|IN_LOAD|P-/);
  });
  it('is sterile once its load is released, until its day', () => {
    const { state } = given(labelled, loaded, sterile);
    given(labelled, loaded)
      .when(new SterilizePack({ packId, loadId: 'l1', expiresAt, at: noon }))
      .then(sterile);
    if (state.status !== 'unknown')
      expect([noon, expiresAt].map((moment) => statusAt(state, moment))).toEqual(['STERILE', 'EXPIRED']);
  });
  it('that was damaged in the chamber stays so when its load is released', () => {
    const damaged: PackEvent = { type: 'PackDamaged', data: { ...of, recalled: false, reason: 'torn' } };
    given(labelled, loaded)
      .when(new DamagePack({ packId, reason: 'torn' }))
      .then(damaged);
    given(labelled, loaded, damaged)
      .when(new SterilizePack({ packId, loadId: 'l1', expiresAt, at: noon }))
      .ignores(`Pack ${of.barcode} is DAMAGED, which the release of this load does not change.`);
  });
  it('is used once by a treatment, whatever we thought of it', () => {
    given(labelled, loaded, sterile).when(use).then(used);
    given(labelled, loaded, sterile, used).when(use).isSo();
    given(labelled, loaded, sterile, recalled)
      .when(use)
      .then({ ...used, data: { ...used.data, recalled: true, recallId: 'r1' } });
  });
  it('is in quarantine when it is recalled, also after its use', () => {
    given(labelled, loaded, sterile, used)
      .when(new RecallPack({ packId, recallId: 'r1', at: noon }))
      .then(recalled);
    const { state } = given(labelled, loaded, sterile, used, recalled);
    expect(state).toMatchObject({
      status: 'QUARANTINED',
      recallId: 'r1',
      usedIn: [{ treatmentId: 't1', clientId: 'k1' }],
    });
  });
  it('is in quarantine when its load was', () => {
    given(labelled, loaded)
      .when(new QuarantinePack({ packId, reason: 'aborted', at: noon }))
      .then({ type: 'PackQuarantined', data: { ...of, recalled: false, reason: 'aborted' } });
  });
});
