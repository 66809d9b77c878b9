import { expect } from '@jest/globals';
import { bookings, staff, sterilization } from '@stipple/contracts';
import { openStage, person, type Stage } from '@stipple/service/stage';
import { TreatmentsModule } from '../treatments.module.js';

export const manager = person('manager', 'c1', 'MANAGER');
export const technician = person('tech', 'c1', 'TECHNICIAN');
export const otherTechnician = person('tech2', 'c1', 'TECHNICIAN');
export const desk = person('desk', 'c1', 'FRONT_DESK');
export const hygiene = person('hygiene', 'c1', 'HYGIENE_LEAD');
export const elsewhere = person('tech', 'c2', 'TECHNICIAN');

export const start = `mutation ($input: StartTreatmentInput!) {
    startTreatment(input: $input) {
      treatment { id status packs { id } pigmentLots { id status } }
      refusals { code message path }
    }
  }`;
export const pass = `mutation ($input: RecordPassInput!) {
    recordPass(input: $input) {
      treatment { id passes { zone depthMm needle needleType { diameterMm count } pigmentLot { lot } } }
      refusals { code }
    }
  }`;
export const complete = `mutation ($input: CompleteTreatmentInput!) {
    completeTreatment(input: $input) { treatment { id status completedAt } refusals { code } }
  }`;
export const receive = `mutation ($input: ReceivePigmentLotInput!) {
    receivePigmentLot(input: $input) { pigmentLot { id status } refusals { code } }
  }`;
const release = `mutation ($input: ReleasePigmentLotInput!) {
    releasePigmentLot(input: $input) { pigmentLot { id status } refusals { code } }
  }`;
export const recall = `mutation ($input: RecallPigmentInput!) {
    recallPigment(input: $input) {
      recall { id pigmentLots { id status } treatments { id status } clients { id } }
      refusals { code }
    }
  }`;
export const close = `mutation ($input: ClosePigmentRecallInput!) {
    closePigmentRecall(input: $input) { recall { id status pigmentLots { id status } } refusals { code } }
  }`;
const preChecklist = ['HANDS_WASHED', 'GLOVES', 'BARRIERS', 'SURFACES', 'SHARPS_CONTAINER'];
export const postChecklist = ['SHARPS_DISPOSED', 'BARRIERS_REMOVED', 'SURFACES_CLEANED'];

/** A clinic c1 in Bangkok, and the technician tech with a privilege for SMP. */
export async function openTreatmentRoom() {
  let count = 0;
  const stage = await openStage(TreatmentsModule);
  await stage.hear(
    staff.clinicOpened,
    staff.clinicOpened.of('c1', { clinicId: 'c1', timeZone: 'Asia/Bangkok', currency: 'THB', country: 'TH' }),
  );
  const privilege = {
    privilegeId: 'p1',
    staffMemberId: 'tech',
    clinicId: 'c1',
    procedureCode: 'SMP',
    from: '2020-01-01T00:00:00.000Z',
    until: '2190-01-01T00:00:00.000Z',
    suspended: false,
    ended: false,
  };
  await stage.hear(staff.privilegeChanged, staff.privilegeChanged.of('tech', privilege));

  const answerOf = async (...args: Parameters<Stage['ask']>) => {
    const answer = await stage.ask(...args);
    expect(answer.errors).toBeUndefined();
    return Object.values(
      answer.data as unknown as Record<
        string,
        Record<string, { id: string; status: string }> & { refusals: { code: string }[] }
      >,
    )[0]!;
  };
  const codeOf = async (...args: Parameters<Stage['ask']>) =>
    (await stage.ask(...args)).errors?.map((error) => error.extensions['code']);

  /** The first message about something, which is sent soon after the answer. */
  async function sent(subject: string) {
    const found = () => stage.sent().find((message) => message.subject === subject);
    for (const deadline = Date.now() + 120_000; !found() && Date.now() < deadline;)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return found()!;
  }

  /**
   * A client checked in to a ready room of their own, with a sterile pack and a released lot. Their ids end in `number`.
   */
  async function ready() {
    count += 1;
    const [bookingId, clientId, roomId, barcode] = [`b${count}`, `client${count}`, `r${count}`, `BC-${count}`];
    const booking = {
      bookingId,
      clinicId: 'c1',
      clientId,
      procedureCode: 'SMP',
      procedureKind: 'TREATMENT' as const,
      requiresPrivilege: true,
      requiresConsent: true,
      staffMemberId: 'tech',
      roomId,
      start: '2026-06-15T12:00:00.000Z',
      end: '2026-06-15T15:00:00.000Z',
      status: 'CHECKED_IN',
    };
    await stage.hear(bookings.bookingChanged, bookings.bookingChanged.of(bookingId, booking as never));
    await stage.hear(
      bookings.consentSigned,
      bookings.consentSigned.of(clientId, {
        consentId: `k${count}`,
        clientId,
        procedureCode: 'SMP',
        signedAt: '2026-01-01T00:00:00.000Z',
      }),
    );
    await stage.hear(
      sterilization.roomAdded,
      sterilization.roomAdded.of(roomId, { roomId, clinicId: 'c1', name: `Room ${count}` }),
    );
    await stage.hear(
      sterilization.roomHygieneChanged,
      sterilization.roomHygieneChanged.of(roomId, { roomId, clinicId: 'c1', status: 'READY' }),
    );
    const pack = {
      packId: `pack${count}`,
      barcode,
      clinicId: 'c1',
      status: 'STERILE' as never,
      recalled: false,
      expiresAt: '2190-01-01T00:00:00.000Z',
    };
    await stage.hear(sterilization.packChanged, sterilization.packChanged.of(pack.packId, pack));
    const lot = await released(`L${count}`);
    return {
      number: count,
      bookingId,
      clientId,
      roomId,
      barcode,
      lot,
      input: {
        bookingId,
        packBarcodes: [barcode],
        pigmentLotIds: [lot],
        cartridges: [{ lot: 'N1', expiresOn: '2190-01-01' }],
        preChecklist,
      },
    };
  }

  async function released(lot: string, product = 'Scalpaink SC'): Promise<string> {
    const received = await answerOf(technician, receive, {
      input: {
        clinicId: 'c1',
        manufacturer: 'Scalpaink',
        product,
        lot,
        expiresOn: '2190-01-01',
        distributedOn: '2018-08-10',
        useWithinDaysOfOpening: 90,
      },
    });
    expect(received).toMatchObject({ pigmentLot: { status: 'QUARANTINED' }, refusals: [] });
    const pigmentLotId = received['pigmentLot']!.id;
    expect(await answerOf(hygiene, release, { input: { pigmentLotId, certificateOfAnalysis: 'CoA 7' } })).toMatchObject(
      { pigmentLot: { id: pigmentLotId, status: 'RELEASED' }, refusals: [] },
    );
    return pigmentLotId;
  }

  return { stage, answerOf, codeOf, sent, ready };
}

export type TreatmentRoom = Awaited<ReturnType<typeof openTreatmentRoom>>;
