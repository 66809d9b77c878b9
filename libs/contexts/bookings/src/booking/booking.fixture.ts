import { noon, specify } from '@stipple/event-store';
import { plusFullDays, plusHours } from '@stipple/time';
import type { KnownClient } from '../client/client.decider.js';
import { bookingPolicy } from '../policy.js';
import type { ProcedureTerms } from '../procedure/procedure.decider.js';
import { Book, booking, type BookingEvent } from './booking.decider.js';
import { appointmentOf, type BookingFacts } from './booking.rules.js';

export const start = plusHours(noon, 48);
export const terms: ProcedureTerms = {
  clinicId: 'c1',
  code: 'SMP',
  name: 'Full head',
  kind: 'TREATMENT',
  durationMinutes: 60,
  bufferBeforeMinutes: 15,
  bufferAfterMinutes: 30,
  healingDays: 10,
  requiresPrivilege: true,
  requiresConsultation: true,
  requiresPatchTest: true,
  requiresConsent: true,
};
export const consultation: KnownClient['consultations'][number] = {
  consultationId: 'k',
  clientId: 'p1',
  clinicId: 'c1',
  mode: 'VIDEO',
  at: plusHours(noon, -80),
  hairLoss: null,
  contraindications: [],
  outcome: 'GO',
  plan: null,
};
export const patchTest: KnownClient['patchTests'][number] = {
  patchTestId: 't',
  clientId: 'p1',
  pigmentProduct: 'Black',
  performedAt: plusHours(noon, -72),
  readAt: plusHours(noon, -24),
  result: 'CLEAR',
};
export const consent: KnownClient['consents'][number] = {
  consentId: 's',
  clientId: 'p1',
  procedureCode: 'SMP',
  templateVersion: '1',
  signedAt: noon,
};
export const person: KnownClient = {
  status: 'registered',
  id: 'p1',
  clinicId: 'c1',
  name: 'Somchai',
  phone: null,
  email: null,
  dateOfBirth: null,
  consultations: [consultation],
  patchTests: [patchTest],
  consents: [consent],
};
export const privilege = {
  privilegeId: 'v',
  clinicId: 'c1',
  procedureCode: 'SMP',
  from: noon,
  until: plusFullDays(noon, 30),
  suspended: false,
  ended: false,
  at: noon,
};
export const shift = { shiftId: 'h', clinicId: 'c1', start: plusHours(start, -2), end: plusHours(start, 8), at: noon };
export const standing = { clinics: ['c1'], left: [], privileges: { v: privilege }, shifts: { h: shift } };
export const room = { clinicId: 'c1', name: 'Room 1', quarantined: false, at: noon };
const facts: BookingFacts = {
  policy: bookingPolicy,
  timeZone: 'Asia/Bangkok',
  procedure: terms,
  client: person,
  room,
  standing,
  claimed: [],
};

export const given = specify(booking, facts);
export const wish = {
  clinicId: 'c1',
  clientId: 'p1',
  procedureCode: 'SMP',
  staffMemberId: 's1',
  roomId: 'r1',
  start,
  mode: 'IN_PERSON' as const,
};
export const book = new Book({ bookingId: 'b1', ...wish });
export const appointment = appointmentOf(wish, terms);
export const confirmed: BookingEvent = {
  type: 'BookingConfirmed',
  data: { bookingId: 'b1', appointment, policyVersion: 1 },
};
export const checkedIn: BookingEvent = {
  type: 'ClientCheckedIn',
  data: { bookingId: 'b1', appointment, policyVersion: 1 },
};
export const cancelled: BookingEvent = {
  type: 'BookingCancelled',
  data: { bookingId: 'b1', appointment, clientId: 'p1', by: 'CLIENT', reason: 'ill' },
};
export const started: BookingEvent = {
  type: 'BookingTreatmentStarted',
  data: { bookingId: 'b1', appointment, treatmentId: 't1', at: start },
};
export const completed: BookingEvent = {
  type: 'BookingCompleted',
  data: { bookingId: 'b1', appointment, treatmentId: 't1', at: plusHours(start, 1) },
};

export const withStanding = (more: Partial<typeof privilege>, other: Partial<typeof shift> = {}) => ({
  standing: { ...standing, privileges: { v: { ...privilege, ...more } }, shifts: { h: { ...shift, ...other } } },
});
export const withConsultation = (more: Partial<typeof consultation>) => ({
  client: { ...person, consultations: [consultation, { ...consultation, at: noon, ...more }] },
});
export const withPatchTest = (more: Partial<typeof patchTest>) => ({
  client: { ...person, patchTests: [{ ...patchTest, ...more }] },
});
