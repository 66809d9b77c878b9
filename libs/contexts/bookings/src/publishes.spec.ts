import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bookings, type Contract } from '@stipple/contracts';
import type { StoredEvent } from '@stipple/event-store';
import type { BookingEvent } from './booking/booking.decider.js';
import { appointmentOf } from './booking/booking.rules.js';
import type { ProcedureTerms } from './procedure/procedure.decider.js';
import { publishes } from './publishes.js';

const sent = (event: StoredEvent) => publishes(event as Parameters<typeof publishes>[0]);
const sample = (contract: Contract): unknown =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `../../../contracts/samples/${contract.type}.json`), 'utf8'));
const clinicId = '0d6f3c3e-1b5b-4a52-8a62-3d1f7d0f9a10';
const clientId = 'c0a8f2b4-7d11-4e0c-8f52-6b9d3e1a7c55';
const bookingId = '9e2d4b61-0c7a-4f38-a5d6-1b3c5e7f9a22';
const terms: ProcedureTerms = {
  clinicId,
  code: 'SMP',
  name: 'Full head',
  kind: 'TREATMENT',
  durationMinutes: 180,
  bufferBeforeMinutes: 15,
  bufferAfterMinutes: 30,
  healingDays: 10,
  requiresPrivilege: true,
  requiresConsultation: true,
  requiresPatchTest: true,
  requiresConsent: true,
};
const appointment = appointmentOf(
  {
    clinicId,
    clientId,
    procedureCode: 'SMP',
    staffMemberId: '3f1c8a52-6c1d-8b1e-9d0a-5b7a0c2f4e11',
    roomId: '6a1e9c70-3b5d-4f22-8c84-7d0e2f4a6b88',
    start: '2026-06-16T03:00:00.000Z',
    mode: 'IN_PERSON',
  },
  terms,
);

const asPromised = (contract: Contract, subject: string, event: StoredEvent) => {
  expect(sent(event)).toEqual([{ type: contract.type, subject, data: sample(contract) }]);
  expect(contract.problem(sample(contract))).toBeUndefined();
};

describe('the others hear', () => {
  it('of a procedure on offer', () =>
    asPromised(bookings.procedureDefined, `${clinicId}:SMP`, { type: 'ProcedureDefined', data: terms }));
  it('of a procedure offered otherwise', () =>
    asPromised(bookings.procedureDefined, `${clinicId}:SMP`, { type: 'ProcedureRedefined', data: terms }));
  it('of a consent', () =>
    asPromised(bookings.consentSigned, clientId, {
      type: 'ConsentSigned',
      data: {
        consentId: 'b7c3a1de-92f4-4c9e-9e5e-0a4b6f1d2c33',
        clientId,
        procedureCode: 'SMP',
        templateVersion: '2',
        signedAt: '2026-06-10T04:00:00.000Z',
      },
    }));
  it('of a booking', () =>
    asPromised(bookings.bookingChanged, bookingId, {
      type: 'BookingConfirmed',
      data: { bookingId, appointment, policyVersion: 1 },
    }));
  it('of every change of a booking, without its reason', () => {
    const status = (type: BookingEvent['type']) => {
      const [draft] = sent({
        type,
        data: { bookingId, appointment, clientId, reason: 'ill', by: 'CLIENT', at: appointment.start },
      });
      expect(bookings.bookingChanged.problem(draft?.data)).toBeUndefined();
      expect(JSON.stringify(draft)).not.toContain('ill');
      return (draft?.data as { status: string }).status;
    };
    expect(
      (
        [
          'BookingRescheduled',
          'BookingCancelled',
          'ClientCheckedIn',
          'BookingTreatmentStarted',
          'BookingCompleted',
        ] as const
      ).map(status),
    ).toEqual(['CONFIRMED', 'CANCELLED', 'CHECKED_IN', 'IN_TREATMENT', 'COMPLETED']);
  });
  it('nothing of who a client is, nor of what this context only noted', () => {
    for (const type of [
      'ClientRegistered',
      'ConsultationRecorded',
      'PatchTestRecorded',
      'ClinicNoted',
      'RoomNoted',
      'RoomHygieneNoted',
      'MemberNoted',
      'PrivilegeNoted',
      'ShiftNoted',
      'ExposureNoted',
    ])
      expect(sent({ type, data: {} })).toEqual([]);
  });
});
