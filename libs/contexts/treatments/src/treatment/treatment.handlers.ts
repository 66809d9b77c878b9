import { own } from '@stipple/event-store';
import { handlerFor } from '@stipple/service';
import { knownBooking } from '../heard/booking.decider.js';
import { knownClinic } from '../heard/clinic.decider.js';
import { consents } from '../heard/consent.decider.js';
import { knownPack } from '../heard/pack.decider.js';
import { privileges } from '../heard/privilege.decider.js';
import { knownRoom } from '../heard/room.decider.js';
import { pigment, pigmentOfLot } from '../pigment/pigment.decider.js';
import { defaultPolicy as policy } from '../policy.js';
import { packClaim, roomClaim } from './readiness.js';
import {
  AbandonTreatment,
  CompleteTreatment,
  RecordFollowUp,
  RecordPass,
  StartTreatment,
  treatment,
} from './treatment.decider.js';

const byId = async <T>(ids: readonly string[], read: (id: string) => Promise<T>): Promise<Record<string, T>> =>
  Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await read(id)] as const)));

export const treatmentHandlers = [
  handlerFor(treatment, StartTreatment, async ({ data }, facts) => {
    const booking = await facts.state(knownBooking, data.bookingId);
    if (!booking) return { policy, circumstances: undefined };
    const [clinic, held, agreed, room, packs, pigmentLots, claimed] = await Promise.all([
      facts.state(knownClinic, booking.clinicId),
      facts.state(privileges, booking.staffMemberId),
      facts.state(consents, booking.clientId),
      facts.state(knownRoom, booking.roomId),
      byId(data.packBarcodes, (barcode) => facts.state(knownPack, barcode)),
      byId(data.pigmentLotIds, async (id) => own((await facts.state(pigment, pigmentOfLot(id))).lots, id)),
      facts.claimed(
        [...data.packBarcodes.map(packClaim), roomClaim(booking.roomId)].map((resource) => ({ resource })),
        `${treatment.stream}-${data.treatmentId}`,
      ),
    ]);
    return {
      policy,
      circumstances: {
        policy,
        timeZone: clinic.timeZone,
        booking,
        privileges: held,
        consents: agreed,
        room,
        packs,
        pigmentLots,
        claimed,
      },
    };
  }),
  handlerFor(treatment, RecordPass, async ({ data }, facts) => ({
    policy,
    pigmentLot: own((await facts.state(pigment, pigmentOfLot(data.pigmentLotId))).lots, data.pigmentLotId),
  })),
  handlerFor(treatment, CompleteTreatment, () => Promise.resolve({ policy })),
  handlerFor(treatment, AbandonTreatment),
  handlerFor(treatment, RecordFollowUp),
];
