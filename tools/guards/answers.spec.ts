import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BillingModule } from '@stipple/context-billing';
import { BookingsModule } from '@stipple/context-bookings';
import { StaffModule } from '@stipple/context-staff';
import { SterilizationModule } from '@stipple/context-sterilization';
import { TreatmentsModule } from '@stipple/context-treatments';
import {
  Already,
  Ignored,
  noon,
  Refused,
  type Actor,
  type Command,
  type Decider,
  type StoredEvent,
} from '@stipple/event-store';

const actor: Actor = { id: 'somebody', admin: true, roles: {} };
const handlers = [BillingModule, BookingsModule, StaffModule, SterilizationModule, TreatmentsModule].flatMap(
  ({ parts }) =>
    parts.handlers.map(({ commandType, decider }) => ({
      command: `${parts.name} ${commandType}`,
      type: commandType,
      decider: decider as Decider<Command, StoredEvent, unknown>,
    })),
);

const money = { amount: '100.00', currency: 'THB' };
const reach = { loadIds: ['l'], packIds: [], treatmentIds: [], clientIds: [] };
const charge = { invoiceId: 'i', clinicId: 'c', procedureCode: 'SMP', completedAt: noon };

interface Given {
  data?: object;
  facts?: object;
}

/** What begins something: nothing has to be there before. */
const begins: Record<string, Given> = {
  'billing NoteClinic': { data: { currency: 'THB', timeZone: 'UTC' } },
  'billing NoteProcedure': { data: { name: 'Full head' } },
  'billing SetPrice': {
    data: { clinicId: 'c', procedureCode: 'SMP', price: money, taxRate: '0.07', from: noon },
    facts: { currency: 'THB', hasProcedure: true },
  },
  'billing NoteCharge': { data: charge },
  'billing IssueInvoice': {
    data: charge,
    facts: { price: { price: money, taxRate: '0.07', from: noon }, nextSequence: 1 },
  },
  'bookings NoteClinic': { data: { timeZone: 'UTC' } },
  'bookings NoteRoom': { data: { name: 'Room' } },
  'bookings NoteRoomHygiene': { data: { status: 'READY', at: noon } },
  'bookings NoteMember': {},
  'bookings NotePrivilege': { data: { privilegeId: 'p', at: noon } },
  'bookings NoteShift': { data: { shiftId: 's', at: noon } },
  'bookings NoteExposure': {},
  'bookings NoteRecall': {},
  'bookings EndRecall': {},
  'bookings DefineProcedure': {
    data: {
      code: 'SMP',
      name: 'Full head',
      durationMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      healingDays: 0,
    },
    facts: { twin: undefined },
  },
  'bookings RegisterClient': {
    data: { name: 'Malee', phone: '081 234 5678', email: 'malee@example.test', dateOfBirth: '1990-01-01' },
  },
  'staff OpenClinic': { data: { name: 'Clinic', timeZone: 'UTC', currency: 'THB', country: 'TH' } },
  'staff HireStaff': { data: { name: 'Ann', email: 'ann@example.test', roles: ['MANAGER'] } },
  'staff AppointAdministrator': { data: { name: 'Ann', email: 'ann@example.test' } },
  'staff RemoveAdministrator': { data: { reason: 'Left.' }, facts: { administers: true, others: true } },
  'staff ClaimCredential': {
    data: {
      kind: 'LICENCE',
      title: 'SMP',
      issuer: 'Board',
      number: '1',
      issuedOn: '2026-01-01',
      expiresOn: '2027-01-01',
    },
    facts: { timeZone: 'UTC' },
  },
  'staff LeaveClinic': {},
  'staff PublishShift': {
    data: { start: '2026-06-16T08:00:00.000Z', end: '2026-06-16T16:00:00.000Z' },
    facts: { notThere: undefined },
  },
  'staff NoteProcedure': { data: { code: 'SMP' } },
  'sterilization NoteClinic': {},
  'sterilization NoteTreatmentStarted': {},
  'sterilization AddRoom': { data: { name: 'Room' } },
  'sterilization CommissionSterilizer': { data: { name: 'One', serialNumber: '1', nextCycleNumber: 1 } },
  'sterilization LabelPack': { data: { packId: '00000000-0000-4000-8000-000000000001', contents: ['Forceps'] } },
  'sterilization OpenRecall': { data: { reach, awaiting: 0, at: noon } },
  'treatments NoteBooking': {},
  'treatments NoteClinic': { data: { timeZone: 'UTC' } },
  'treatments NoteConsent': { data: { procedureCode: 'SMP', signedAt: noon } },
  'treatments NotePack': {},
  'treatments NotePrivilege': { data: { privilegeId: 'p' } },
  'treatments NoteRoom': { data: { name: 'Room' } },
  'treatments NoteRoomHygiene': { data: { clinicId: 'c', status: 'READY' } },
  'treatments ReceivePigmentLot': {
    data: {
      manufacturer: 'Maker',
      product: 'Black',
      lot: '1',
      distributedOn: '2026-01-01',
      useWithinDaysOfOpening: 30,
    },
    facts: { timeZone: 'UTC' },
  },
  'treatments RecallPigment': { data: { manufacturer: 'Maker', product: 'Black', lot: '*', source: 'FDA' } },
};

/** What is heard, and cannot be answered: it is borne where the thing is not here, for this reason. */
const bears: Record<string, Given & { because: string }> = {
  'billing FindWaiting': { because: 'Nothing waits for a price: it is so already.' },
  'bookings NoteTreatmentStarted': { because: 'Treatments tells of bookings that a restored database may have lost.' },
  'bookings NoteTreatmentEnded': { because: 'Treatments tells of bookings that a restored database may have lost.' },
  'bookings NoteMembershipEnded': { because: 'Somebody who never worked here as far as was heard leaves nothing.' },
  'sterilization OccupyRoom': { because: 'A treatment that goes on is a fact, whether its room is known or not.' },
  'sterilization VacateRoom': { because: 'A treatment that ended is a fact, whether its room is known or not.' },
  'sterilization RecallFurtherLoads': { because: 'The next step of a recall that is gone reaches nothing.' },
  'treatments ContinuePigmentRecall': { because: 'The next step of a recall that is gone reaches nothing.' },
  'treatments NotePigmentUse': {
    data: { pigmentLotIds: ['lot'] },
    because: 'A treatment that used a lot which is not known here is a fact.',
  },
};

/** What may not say that there is no such thing, and answers one code whatever is wrong. */
const discreet: Record<string, Given & { code: string; because: string }> = {
  'staff AcceptInvitation': { code: 'INVITATION_INVALID', because: 'Whoever tries tokens learns of no account.' },
  'staff ResetPassword': { code: 'RESET_INVALID', because: 'Whoever tries tokens learns of no account.' },
  'staff ChangePassword': { code: 'BAD_CREDENTIALS', because: 'Whoever tries passwords learns of no account.' },
  'staff GrantPrivilege': {
    data: { credentialIds: ['x'], from: noon, until: '2027-01-01T00:00:00.000Z', memberId: 'm' },
    facts: { notThere: undefined, openedByHolder: false, procedureCode: 'SMP' },
    code: 'CREDENTIAL_NOT_VERIFIED',
    because: 'A privilege begins, and stands on credentials of somebody who has none yet.',
  },
};
const password = { reveal: () => 'a long and unusual password' };

/** Where what is missing is another thing: the three that begin something from it. */
const from: Record<string, Given> = {
  'bookings Book': { facts: { procedure: undefined } },
  'sterilization StartLoad': { facts: { sterilizer: undefined, packs: [] } },
  'treatments StartTreatment': { facts: { circumstances: undefined } },
};

function answerTo({ command, type, decider }: (typeof handlers)[number]): string {
  const { data, facts } = begins[command] ?? bears[command] ?? discreet[command] ?? from[command] ?? {};
  const given = { type, data: { password, ...data }, facts: { ...facts } };
  const decision = decider.decide(given as never, decider.initial, { actor, now: noon });
  if (decision instanceof Refused) return decision.refusals.map(({ code }) => code).join();
  if (decision instanceof Ignored || decision instanceof Already) return 'borne';
  return 'begun';
}

describe('a thing that does not exist', () => {
  it.each(handlers)('is what $command begins, bears, or refuses as UNKNOWN', (handler) => {
    const { command } = handler;
    const expected = begins[command] ? 'begun' : bears[command] ? 'borne' : (discreet[command]?.code ?? 'UNKNOWN');
    expect(answerTo(handler)).toBe(expected);
  });
  it('is spoken of here by no command that there is not', () => {
    const known = new Set(handlers.map(({ command }) => command));
    const named = [begins, bears, discreet, from].flatMap((list) => Object.keys(list));
    expect(named.filter((command) => !known.has(command))).toEqual([]);
  });
});

describe('what every context checks', () => {
  const contexts = path.resolve(import.meta.dirname, '../../libs/contexts');
  const rules = readdirSync(contexts, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /^[^/]+\/src\/.*\.ts$/.test(file) && !/\.(spec|fixture|gen)\.ts$/.test(file),
  );
  /** The codes that checks.ts alone gives. */
  const itsOwn = /'(REASON_MISSING|TOO_LONG|IN_THE_FUTURE|TOO_MANY)'/;
  it('is checked by checks.ts, and by no function of a context', () => {
    expect(rules.length).toBeGreaterThan(100);
    expect(rules.filter((file) => itsOwn.test(readFileSync(path.join(contexts, file), 'utf8')))).toEqual([]);
  });
});
