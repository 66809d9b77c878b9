import { bookings, type Draft } from '@stipple/contracts';
import type { Recorded } from '@stipple/event-store';
import { statusAfter, type BookingEvent } from './booking/booking.decider.js';
import type { ClientEvent } from './client/client.decider.js';
import { procedureId, type ProcedureEvent } from './procedure/procedure.decider.js';

type BookingsEvent = ProcedureEvent | ClientEvent | BookingEvent;

/** What the other contexts hear of this one. */
export function publishes(recorded: Recorded): readonly Draft[] {
  const event = recorded as Recorded<BookingsEvent>;
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
    default:
      return [];
  }
}
