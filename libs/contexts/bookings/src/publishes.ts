import { bookings, nothing, type Draft } from '@stipple/contracts';
import type { EventOf, Recorded } from '@stipple/event-store';
import type { clinic } from './heard/clinic.decider.js';
import type { exposure } from './heard/exposure.decider.js';
import type { knownRecall } from './heard/recall.decider.js';
import type { room } from './heard/room.decider.js';
import type { staffStanding } from './heard/staff-standing.decider.js';
import { statusAfter, type booking } from './booking/booking.decider.js';
import type { client } from './client/client.decider.js';
import { procedureId, type procedure } from './procedure/procedure.decider.js';

type BookingsEvent = EventOf<
  | typeof clinic
  | typeof room
  | typeof staffStanding
  | typeof exposure
  | typeof knownRecall
  | typeof procedure
  | typeof client
  | typeof booking
>;

/** The messages to other contexts that follow from this one's events. */
export function publishes(event: Recorded<BookingsEvent>): readonly Draft[] {
  switch (event.type) {
    case 'ProcedureDefined':
    case 'ProcedureRedefined': {
      const { clinicId, code, name, kind, durationMinutes, requiresPrivilege, requiresConsent } = event.data;
      return [
        bookings.procedureDefined.of(procedureId(clinicId, code), {
          clinicId,
          code,
          name,
          kind,
          durationMinutes,
          requiresPrivilege,
          requiresConsent,
        }),
      ];
    }
    case 'ConsentSigned': {
      const { consentId, clientId, procedureCode, signedAt } = event.data;
      return [bookings.consentSigned.of(clientId, { consentId, clientId, procedureCode, signedAt })];
    }
    case 'BookingConfirmed':
    case 'BookingRescheduled':
    case 'BookingCancelled':
    case 'ClientCheckedIn':
    case 'BookingTreatmentStarted':
    case 'BookingCompleted': {
      const { bookingId, appointment } = event.data;
      const {
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
      } = appointment;
      return [
        bookings.bookingChanged.of(bookingId, {
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
          status: statusAfter[event.type],
        }),
      ];
    }
    case 'ClinicNoted':
    case 'RoomNoted':
    case 'RoomHygieneNoted':
    case 'MemberNoted':
    case 'PrivilegeNoted':
    case 'ShiftNoted':
    case 'MembershipEndNoted':
    case 'ExposureNoted':
    case 'ExposureEnded':
    case 'RecallNoted':
    case 'RecallEnded':
    case 'ClientRegistered':
    case 'ConsultationRecorded':
    case 'PatchTestRecorded':
      return nothing;
  }
}
