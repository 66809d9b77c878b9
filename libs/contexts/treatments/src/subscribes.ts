import { bookings, staff, sterilization, treatments } from '@stipple/contracts';
import { onMessage, type Subscription } from '@stipple/service';
import { NoteBooking } from './heard/booking.decider.js';
import { NoteClinic } from './heard/clinic.decider.js';
import { NoteConsent } from './heard/consent.decider.js';
import { NotePack } from './heard/pack.decider.js';
import { NotePrivilege } from './heard/privilege.decider.js';
import { NoteRoom, NoteRoomHygiene } from './heard/room.decider.js';
import { ContinuePigmentRecall, NotePigmentUse, pigmentOfLot } from './pigment/pigment.decider.js';

/**
 * What this context does on hearing of others, of its own treatments (a pigment's product remembers what its lots were
 * used for), and of its own recalls: one that reaches far goes on step by step.
 */
export const subscribes: readonly Subscription[] = [
  onMessage(staff.clinicOpened, ({ data: { clinicId, timeZone } }) => [new NoteClinic({ clinicId, timeZone })]),
  onMessage(
    staff.privilegeChanged,
    ({ data: { privilegeId, staffMemberId, clinicId, procedureCode, from, until, suspended, ended } }) => [
      new NotePrivilege({ privilegeId, staffMemberId, clinicId, procedureCode, from, until, suspended, ended }),
    ],
  ),
  onMessage(
    bookings.bookingChanged,
    ({
      data: {
        bookingId,
        clinicId,
        clientId,
        procedureCode,
        procedureKind,
        requiresPrivilege,
        requiresConsent,
        staffMemberId,
        roomId,
        start,
        end,
        status,
      },
    }) => [
      new NoteBooking({
        bookingId,
        clinicId,
        clientId,
        procedureCode,
        procedureKind,
        requiresPrivilege,
        requiresConsent,
        staffMemberId,
        roomId,
        start,
        end,
        status,
      }),
    ],
  ),
  onMessage(bookings.consentSigned, ({ data: { consentId, clientId, procedureCode, signedAt } }) => [
    new NoteConsent({ consentId, clientId, procedureCode, signedAt }),
  ]),
  onMessage(sterilization.roomAdded, ({ data: { roomId, clinicId, name } }) => [
    new NoteRoom({ roomId, clinicId, name }),
  ]),
  onMessage(sterilization.roomHygieneChanged, ({ data: { roomId, clinicId, status } }) => [
    new NoteRoomHygiene({ roomId, clinicId, status }),
  ]),
  onMessage(sterilization.packChanged, ({ data: { packId, barcode, clinicId, status, recalled, expiresAt } }) => [
    new NotePack({ packId, barcode, clinicId, status, recalled, ...(expiresAt === undefined ? {} : { expiresAt }) }),
  ]),
  onMessage(treatments.pigmentRecallContinues, ({ data: { pigmentId, recallId } }) => [
    new ContinuePigmentRecall({ pigmentId, recallId }),
  ]),
  onMessage(treatments.treatmentStarted, ({ data: { treatmentId, clientId, startedAt, pigmentLotIds = [] } }) =>
    [...new Set(pigmentLotIds.map(pigmentOfLot))].map(
      (pigmentId) =>
        new NotePigmentUse({
          pigmentId,
          pigmentLotIds: pigmentLotIds.filter((id) => pigmentOfLot(id) === pigmentId),
          treatmentId,
          clientId,
          at: startedAt,
        }),
    ),
  ),
];
