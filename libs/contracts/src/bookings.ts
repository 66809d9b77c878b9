import { Type } from '@sinclair/typebox';
import { code, id, moment } from './fields.js';
import { contract } from './message.js';

const procedureKind = Type.Union([
  Type.Literal('CONSULTATION'),
  Type.Literal('PATCH_TEST'),
  Type.Literal('TREATMENT'),
  Type.Literal('FOLLOW_UP'),
]);

/** A clinic offers a procedure, or changed how it offers it. Subject: `<clinicId>:<code>`. */
export const procedureDefined = contract(
  'bookings.procedure-defined.v1',
  Type.Object({
    clinicId: id,
    code,
    name: Type.String({ maxLength: 200 }),
    kind: procedureKind,
    durationMinutes: Type.Integer({ minimum: 1 }),
    requiresPrivilege: Type.Boolean(),
    requiresConsent: Type.Boolean(),
  }),
);

/**
 * A booking as it is now, sent whenever it changes: everything that another context needs to act on it. Subject: the
 * booking.
 */
export const bookingChanged = contract(
  'bookings.booking-changed.v1',
  Type.Object({
    bookingId: id,
    clinicId: id,
    clientId: id,
    procedureCode: code,
    procedureKind,
    requiresPrivilege: Type.Boolean(),
    requiresConsent: Type.Boolean(),
    staffMemberId: id,
    roomId: id,
    start: moment,
    end: moment,
    status: Type.Union(
      ['HELD', 'CONFIRMED', 'CHECKED_IN', 'IN_TREATMENT', 'COMPLETED', 'CANCELLED', 'NO_SHOW'].map((status) =>
        Type.Literal(status),
      ),
    ),
  }),
);

/** A client consented to a procedure. Subject: the client. */
export const consentSigned = contract(
  'bookings.consent-signed.v1',
  Type.Object({ consentId: id, clientId: id, procedureCode: code, signedAt: moment }),
);
