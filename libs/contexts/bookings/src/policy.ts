import { comparable } from '@stipple/text';
import { plusFullDays } from '@stipple/time';

/** Numbers on which clinics and sources differ. A decision made under them keeps their version. */
export interface BookingPolicy {
  version: number;
  /** Check-in opens this many minutes before the start, and closes when the booking's time is over. */
  checkInOpensMinutes: number;
  /** A patch test counts from so many hours after it was performed; published practice asks for 24, 48 or 72. */
  patchTestMinHours: number;
  /** A patch test counts for so many days of 24 hours after it was performed; published practice says six months. */
  patchTestMaxDays: number;
  /** Contraindications that no consultation outcome overrides, as normalised by `contraindicationCode`. */
  absoluteContraindications: readonly string[];
  /**
   * A technician knows the clients of their own bookings that start from so many days of 24 hours before now on. Ninety
   * days reach over the healing between two sessions and the look at the result after the last one.
   */
  clientsKnownDays: number;
  /** Free slots start at multiples of this. */
  gridMinutes: number;
  availabilityMaxDays: number;
  availabilityMaxSlots: number;
}

/**
 * The default. Patch test: 24/48/72 h before and six months' validity vary among salon booking vendors (Browsbyvj,
 * Fresha, Treatwell); the shortest waiting time is the default, since the test's reading is recorded besides. Infection
 * on the scalp postpones any SMP session (municipal body-art codes); lists of permanent contraindications differ and
 * are left to the clinician.
 */
export const bookingPolicy: BookingPolicy = {
  version: 1,
  checkInOpensMinutes: 120,
  patchTestMinHours: 24,
  patchTestMaxDays: 180,
  absoluteContraindications: ['SCALP_INFECTION'],
  clientsKnownDays: 90,
  gridMinutes: 15,
  availabilityMaxDays: 31,
  availabilityMaxSlots: 500,
};

/** The earliest start of a booking through which a technician knows its client. @param now the moment of the request */
export const clientsKnownSince = (now: string): string => plusFullDays(now, -bookingPolicy.clientsKnownDays);

/** `scalp infection`, `Scalp-Infection` and `SCALP_INFECTION` are one, however they are typed. */
export const contraindicationCode = (text: string): string =>
  comparable(text)
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '');
