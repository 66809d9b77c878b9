import { describe, expect, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import { defaultPolicy as policy, zones } from '../policy.js';
import { needleOf } from './needle.js';
import type { Circumstances } from './readiness.js';
import {
  AbandonTreatment,
  CompleteTreatment,
  RecordFollowUp,
  RecordPass,
  StartTreatment,
  treatment,
  type Pass,
  type TreatmentEvent,
} from './treatment.decider.js';

const later = '2190-01-01T00:00:00.000Z';
const earlier = '2026-06-15T11:00:00.000Z';
const booking = {
  bookingId: 'b1',
  clinicId: 'c1',
  clientId: 'k1',
  procedureCode: 'SMP',
  procedureKind: 'TREATMENT',
  requiresPrivilege: true,
  requiresConsent: true,
  staffMemberId: 'tech',
  roomId: 'r1',
  start: noon,
  end: later,
  status: 'CHECKED_IN',
};
const privilege = {
  privilegeId: 'p1',
  staffMemberId: 'tech',
  clinicId: 'c1',
  procedureCode: 'SMP',
  from: '2026-01-01T00:00:00.000Z',
  until: later,
  suspended: false,
  ended: false,
};
const pack = { packId: 'pack1', barcode: 'B1', clinicId: 'c1', status: 'STERILE', recalled: false, expiresAt: later };
const lot = {
  id: 'sc.1',
  clinicId: 'c1',
  manufacturer: 'M',
  product: 'SC',
  lot: 'L1',
  expiresOn: '2027-01-01',
  distributedOn: '2026-01-01',
  useWithinDaysOfOpening: 90,
  released: true,
  recalled: false,
  uses: [],
};
const fine: Circumstances = {
  policy,
  timeZone: 'Asia/Bangkok',
  booking,
  privileges: { p1: privilege },
  consents: { SMP: earlier },
  room: { clinicId: 'c1', name: 'One', status: 'READY' },
  packs: { B1: pack },
  pigmentLots: { 'sc.1': lot },
  claimed: [],
};
const given = specify(treatment, { policy, circumstances: fine, pigmentLot: undefined });
const input = {
  treatmentId: 't1',
  bookingId: 'b1',
  packBarcodes: ['B1'],
  pigmentLotIds: ['sc.1'],
  cartridges: [{ lot: 'N1', expiresOn: '2027-01-01' }],
  preChecklist: policy.preChecklist,
};
const start = (more = {}) => new StartTreatment({ ...input, ...more });
const whose = {
  treatmentId: 't1',
  bookingId: 'b1',
  clinicId: 'c1',
  clientId: 'k1',
  staffMemberId: 'tech',
  roomId: 'r1',
  procedureCode: 'SMP',
};
const started = (startedAt = noon): TreatmentEvent => ({
  type: 'TreatmentStarted',
  data: {
    ...whose,
    packs: [{ packId: 'pack1', barcode: 'B1' }],
    pigmentLotIds: ['sc.1'],
    cartridges: input.cartridges,
    preChecklist: policy.preChecklist,
    startedAt,
    policyVersion: 1,
  },
});
const completed: TreatmentEvent = {
  type: 'TreatmentCompleted',
  data: { ...whose, aftercareGiven: true, postChecklist: policy.postChecklist, completedAt: noon, policyVersion: 1 },
};
const abandoned: TreatmentEvent = {
  type: 'TreatmentAbandoned',
  data: { ...whose, reason: 'fainted', abandonedAt: noon },
};
const pass: Pass = { zone: 'CROWN', needle: '0803RL', depthMm: 0.5, dotMm: 0.12, pigmentLotId: 'sc.1', dilution: 3 };
const record = (more: Partial<Pass> = {}) => new RecordPass({ treatmentId: 't1', ...pass, ...more });
const complete = (more = {}) =>
  new CompleteTreatment({ treatmentId: 't1', aftercareGiven: true, postChecklist: policy.postChecklist, ...more });
const followUp = (more = {}) =>
  new RecordFollowUp({ treatmentId: 't1', followUpId: 'f1', findings: ['FADING'], note: 'Itches.', ...more });
const during = (more: Partial<Circumstances>) =>
  given()
    .with({ circumstances: { ...fine, ...more } })
    .when(start());
const withPack = (more: object) => during({ packs: { B1: { ...pack, ...more } } });
const withLot = (more: object) => during({ pigmentLots: { 'sc.1': { ...lot, ...more } } });

describe('a treatment', () => {
  it('starts when everything is ready', () => given().when(start()).then(started()));
  it('is entered late with the time it started', () =>
    given()
      .when(start({ at: earlier }))
      .then(started(earlier)));
  it('does not start in the future', () =>
    given()
      .when(start({ at: '2026-06-15T12:00:00.001Z' }))
      .refuses('IN_THE_FUTURE'));
  it('starts once for a booking', () => given(started()).when(start()).refuses('ALREADY_EXISTS'));
  it('waits for the client to be checked in', () =>
    during({ booking: { ...booking, status: 'CONFIRMED' } }).refuses('NOT_CHECKED_IN'));
  it('needs a privilege held at its time', () => {
    const none: Circumstances['privileges'][] = [
      {},
      { p1: { ...privilege, until: noon } },
      { p1: { ...privilege, ended: true } },
      { p1: { ...privilege, clinicId: 'c2' } },
      { p1: { ...privilege, procedureCode: 'OTHER' } },
    ];
    for (const privileges of none) during({ privileges }).refuses('NOT_PRIVILEGED');
  });
  it('needs a privilege that is not suspended', () =>
    during({ privileges: { p1: { ...privilege, suspended: true } } }).refuses('PRIVILEGE_SUSPENDED'));
  it('needs no privilege where the procedure asks for none', () =>
    given()
      .with({ circumstances: { ...fine, privileges: {}, booking: { ...booking, requiresPrivilege: false } } })
      .when(start())
      .then(started()));
  it('needs consent signed before it', () => {
    during({ consents: {} }).refuses('CONSENT_MISSING');
    during({ consents: { SMP: later } }).refuses('CONSENT_MISSING');
    given()
      .with({ circumstances: { ...fine, consents: {}, booking: { ...booking, requiresConsent: false } } })
      .when(start())
      .then(started());
  });
  it('needs a ready room that nobody else works in', () => {
    for (const status of ['OCCUPIED', 'DIRTY', 'DISINFECTING', 'QUARANTINED'])
      during({ room: { status } }).refuses('ROOM_NOT_READY');
    during({ claimed: ['room:r1'] }).refuses('ROOM_NOT_READY');
  });
  it('needs a sterile pack', () => {
    given()
      .when(start({ packBarcodes: [] }))
      .refuses('PACK_MISSING');
    during({ packs: {} }).refuses('PACK_NOT_STERILE');
    for (const status of ['LABELLED', 'IN_LOAD', 'QUARANTINED', 'DAMAGED'])
      withPack({ status }).refuses('PACK_NOT_STERILE');
  });
  it('takes no expired, used, recalled or foreign pack', () => {
    withPack({ expiresAt: noon }).refuses('PACK_EXPIRED');
    withPack({ status: 'EXPIRED' }).refuses('PACK_EXPIRED');
    withPack({ status: 'USED' }).refuses('PACK_USED');
    during({ claimed: ['pack:B1'] }).refuses('PACK_USED');
    withPack({ status: 'QUARANTINED', recalled: true }).refuses('PACK_RECALLED');
    withPack({ clinicId: 'c2' }).refuses('WRONG_CLINIC');
  });
  it('needs a released pigment', () => {
    given()
      .when(start({ pigmentLotIds: [] }))
      .refuses('PIGMENT_MISSING');
    during({ pigmentLots: {} }).refuses('PIGMENT_NOT_RELEASED');
    withLot({ released: false }).refuses('PIGMENT_NOT_RELEASED');
  });
  it('takes no expired, too long opened, recalled or foreign pigment', () => {
    withLot({ expiresOn: '2026-06-14' }).refuses('PIGMENT_EXPIRED');
    withLot({ openedAt: '2026-03-16T12:00:00.000Z' }).refuses('PIGMENT_EXPIRED');
    withLot({ recalled: true }).refuses('PIGMENT_RECALLED');
    withLot({ clinicId: 'c2' }).refuses('WRONG_CLINIC');
    expect(withLot({ clinicId: 'c2' }).refusals()).toEqual([
      { code: 'WRONG_CLINIC', message: 'This pigment lot belongs to another clinic.', path: ['pigmentLotIds'] },
    ]);
  });
  it('takes no expired cartridge', () =>
    given()
      .when(start({ cartridges: [{ lot: 'N1', expiresOn: '2026-06-14' }] }))
      .refuses('CARTRIDGE_EXPIRED'));
  it('asks neither packs nor pigment of a consultation', () =>
    given()
      .with({ circumstances: { ...fine, booking: { ...booking, procedureKind: 'CONSULTATION' } } })
      .when(start({ packBarcodes: [], pigmentLotIds: [] }))
      .then({ ...started(), data: { ...started().data, packs: [], pigmentLotIds: [] } } as TreatmentEvent));
  it('names what the checklist lacks', () => {
    const asked = given().when(start({ preChecklist: ['GLOVES', 'BARRIERS', 'SURFACES'] }));
    asked.refuses('CHECKLIST_INCOMPLETE');
    expect(asked.refusals()[0]?.message).toContain('HANDS_WASHED, SHARPS_CONTAINER');
  });
  it('says everything that stands in its way at once', () =>
    given()
      .with({
        circumstances: {
          ...fine,
          booking: { ...booking, status: 'CONFIRMED' },
          privileges: {},
          consents: {},
          room: { status: 'DIRTY' },
          packs: { B1: { ...pack, recalled: true, expiresAt: earlier } },
          pigmentLots: { 'sc.1': { ...lot, released: false, expiresOn: '2026-01-02' } },
        },
      })
      .when(start({ preChecklist: [], cartridges: [{ lot: 'N1', expiresOn: '2026-01-01' }] }))
      .refuses(
        'NOT_CHECKED_IN',
        'NOT_PRIVILEGED',
        'CONSENT_MISSING',
        'ROOM_NOT_READY',
        'PACK_RECALLED',
        'PACK_EXPIRED',
        'PIGMENT_EXPIRED',
        'PIGMENT_NOT_RELEASED',
        'CARTRIDGE_EXPIRED',
        'CHECKLIST_INCOMPLETE',
      ));
  it('holds its packs for ever and its room while it lasts', () => {
    expect(treatment.claims?.(given(started()).state)).toEqual([{ resource: 'pack:B1' }, { resource: 'room:r1' }]);
    for (const end of [completed, abandoned])
      expect(treatment.claims?.(given(started(), end).state)).toEqual([{ resource: 'pack:B1' }]);
  });

  it('records its passes', () =>
    given(started())
      .when(record())
      .then({ type: 'PassRecorded', data: { ...pass, clientId: 'k1', policyVersion: 1 } }));
  it('keeps to the protocol of the zone', () => {
    given(started())
      .when(record({ depthMm: 2.1, dotMm: 1.1, dilution: -1 }))
      .refuses('OUTSIDE_PROTOCOL', 'OUTSIDE_PROTOCOL', 'OUTSIDE_PROTOCOL');
    for (const zone of zones)
      given(started())
        .when(record({ zone, depthMm: 0.2 }))
        .refuses('OUTSIDE_PROTOCOL');
    for (const zone of ['HAIRLINE', 'TEMPLE_LEFT', 'TEMPLE_RIGHT', 'SCAR'] as const)
      given(started())
        .when(record({ zone, depthMm: 1.6 }))
        .refuses('OUTSIDE_PROTOCOL');
    given(started())
      .when(record({ zone: 'CROWN', depthMm: 1.6 }))
      .then({ type: 'PassRecorded', data: { ...pass, depthMm: 1.6, clientId: 'k1', policyVersion: 1 } });
  });
  it('uses only what was opened for it', () =>
    given(started())
      .when(record({ pigmentLotId: 'sc.2' }))
      .refuses('PIGMENT_NOT_OPENED'));
  it('stops using what is recalled meanwhile', () =>
    given(started())
      .with({ pigmentLot: { ...lot, recalled: true } })
      .when(record())
      .refuses('PIGMENT_RECALLED'));
  it('records no pass once it is over', () => given(started(), completed).when(record()).refuses('WRONG_STATUS'));

  it('is completed with aftercare and checklist', () => given(started()).when(complete()).then(completed));
  it('is completed once', () => given(started(), completed).when(complete()).isSo());
  it('is not completed with anything left to do', () =>
    given(started())
      .when(complete({ aftercareGiven: false, postChecklist: ['BARRIERS_REMOVED'] }))
      .refuses('CHECKLIST_INCOMPLETE', 'CHECKLIST_INCOMPLETE'));
  it('is not completed before it started nor in the future', () => {
    given(started())
      .when(complete({ at: earlier }))
      .refuses('WRONG_ORDER');
    given(started())
      .when(complete({ at: later }))
      .refuses('IN_THE_FUTURE');
  });
  it('that was broken off is not completed', () =>
    given(started(), abandoned).when(complete()).refuses('WRONG_STATUS'));
  it('is broken off for a reason', () => {
    given(started())
      .when(new AbandonTreatment({ treatmentId: 't1', reason: ' fainted ' }))
      .then(abandoned);
    given(started())
      .when(new AbandonTreatment({ treatmentId: 't1', reason: ' ' }))
      .refuses('REASON_MISSING');
    given(started(), completed)
      .when(new AbandonTreatment({ treatmentId: 't1', reason: 'fainted' }))
      .refuses('WRONG_STATUS');
  });

  it('is followed up', () =>
    given(started(), completed)
      .when(followUp())
      .then({
        type: 'FollowUpRecorded',
        data: { followUpId: 'f1', clientId: 'k1', at: noon, findings: ['FADING'], note: 'Itches.' },
      }));
  it('is followed up once it is over, with findings that make sense', () => {
    given(started()).when(followUp()).refuses('WRONG_STATUS');
    given(started(), completed)
      .when(followUp({ findings: [] }))
      .refuses('FINDINGS_MISSING');
    given(started(), completed)
      .when(followUp({ findings: ['NONE', 'FADING'], at: later }))
      .refuses('IN_THE_FUTURE', 'FINDINGS_CONTRADICT');
  });
});

describe('a needle code', () => {
  it('says gauge, count and configuration', () =>
    expect([needleOf('0803RL'), needleOf('0601rl'), needleOf('1007RS-LT')]).toEqual([
      { code: '0803RL', diameterMm: 0.25, count: 3, configuration: 'round liner' },
      { code: '0601RL', diameterMm: 0.2, count: 1, configuration: 'round liner' },
      { code: '1007RS-LT', diameterMm: 0.3, count: 7, configuration: 'round shader' },
    ]));
  it('is refused when it is none', () =>
    expect(['', '0803', '0800RL', '9903RL', '0803XY', 'RL0803'].map(needleOf)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    ));
});
