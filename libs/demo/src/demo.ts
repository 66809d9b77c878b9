import { setTimeout as pause } from 'node:timers/promises';
import { StartProblem } from '@stipple/local-servers';
import { dayIn, plusDays, type Instant } from '@stipple/time';
import { cycle134 } from './cycle.js';
import { momentsOf, type DemoMoments } from './moments.js';
import { PatientClient, type Patience } from './patient.js';
import { Person } from './person.js';

type Thing<Name extends string> = Record<Name, { id: string }>;

export interface DemoOptions {
  /** Where the gateway is. */
  url: string;
  /** The password that all demo accounts get. */
  password: string;
  /** The first administrator's one-time invitation; undefined when they have an account already. */
  invitation?: string;
  /** The clinic's IANA zone. */
  zone: string;
  /**
   * When the demo was begun, and each time that it was gone on with, the last of them now. What was done at one of them
   * is not done again.
   */
  begun: readonly Instant[];
  say: (line: string) => void;
  patience: Patience;
}

/** The accounts of the demo, all with the same password. */
export const demoAccounts = [
  'admin',
  'manager',
  'manager2',
  'desk',
  'technician',
  'technician2',
  'hygiene',
  'hygiene2',
  'auditor',
].map((name) => `${name}@stipple.example`);

const staff = [
  { login: 'manager', name: 'Malee Srisuk', roles: ['MANAGER'] },
  { login: 'manager2', name: 'Niran Chaiyo', roles: ['MANAGER'] },
  { login: 'desk', name: 'Dao Wongsa', roles: ['FRONT_DESK'] },
  { login: 'technician', name: 'Tida Boonmee', roles: ['TECHNICIAN'] },
  { login: 'technician2', name: 'Somchai Phan', roles: ['TECHNICIAN'] },
  { login: 'hygiene', name: 'Hathai Kaew', roles: ['HYGIENE_LEAD'] },
  { login: 'hygiene2', name: 'Anong Rattana', roles: ['HYGIENE_LEAD'] },
  { login: 'auditor', name: 'Arthit Suwan', roles: ['AUDITOR'] },
];

/** People without an account, who have today's bookings. */
const colleagues = [
  { login: 'ploy', name: 'Ploy Intara' },
  { login: 'korn', name: 'Korn Meesuk' },
];

const procedures = [
  {
    code: 'CONSULT',
    name: 'Consultation',
    kind: 'CONSULTATION',
    durationMinutes: 30,
    bufferAfterMinutes: 0,
    healingDays: 0,
    strict: false,
    price: '0.00',
  },
  {
    code: 'PATCH',
    name: 'Patch test',
    kind: 'PATCH_TEST',
    durationMinutes: 15,
    bufferAfterMinutes: 0,
    healingDays: 0,
    strict: false,
    price: '500.00',
  },
  {
    code: 'SMP-FULL',
    name: 'Scalp micropigmentation, full session',
    kind: 'TREATMENT',
    durationMinutes: 180,
    bufferAfterMinutes: 30,
    healingDays: 7,
    strict: true,
    price: '18000.00',
  },
  {
    code: 'FOLLOW',
    name: 'Follow-up',
    kind: 'FOLLOW_UP',
    durationMinutes: 30,
    bufferAfterMinutes: 0,
    healingDays: 0,
    strict: false,
    price: '0.00',
  },
];

const clients = ['Prasert Jaidee', 'Kanya Thongdee', 'Wichai Saelim', 'Ratana Pongpan'];

/**
 * Makes the demo clinic by sending commands, as people would. Interrupted, it goes on where it stopped; done, it
 * changes nothing.
 */
export async function makeDemo({ url, password, invitation, zone, begun, say, patience }: DemoOptions): Promise<void> {
  const anybody = new Person(new PatientClient(url, patience));
  /**
   * Accepts an invitation; one that was accepted before, by somebody who then did not hear the answer, is no longer
   * valid.
   */
  const accept = async (token: string) => {
    const { refusals } = await anybody.tries('acceptInvitation', { token, password });
    const [refused] = refusals.filter((refusal) => refusal.code !== 'INVITATION_INVALID');
    if (refused) throw new StartProblem(`The demo's accounts cannot have this password: ${refused.message}`);
  };
  if (invitation !== undefined) await accept(invitation);
  const login = async (name: string) => new Person(await anybody.client.signIn(`${name}@stipple.example`, password));
  const times = begun.map((at) => ({ at, moments: momentsOf(at, zone) }));

  /**
   * Has somebody do something once. A rule that stood in the way at an earlier time, because it was too late for it,
   * say, need not do so at the next.
   */
  const once = async <Payload extends object>(
    person: Person,
    operation: Parameters<Person['does']>[0],
    deed: string,
    inputAt: (moments: DemoMoments) => object,
  ): Promise<Payload> => {
    for (const [index, { at, moments }] of times.slice(0, -1).entries()) {
      const payload = await person.tries<Payload>(operation, inputAt(moments), commandAt(deed, index, at));
      if (payload.refusals.length === 0) return payload;
    }
    const { at, moments } = times.at(-1) as (typeof times)[number];
    return await person.does<Payload>(operation, inputAt(moments), commandAt(deed, times.length - 1, at));
  };
  const admin = await login('admin');

  say('Demo: opening the clinic and hiring its people …');
  const { clinic } = await once<Thing<'clinic'>>(admin, 'openClinic', 'demo clinic', () => ({
    name: 'Stipple Sukhumvit',
    timeZone: zone,
    currency: 'THB',
    country: 'TH',
  }));
  const clinicId = clinic.id;
  const members: Record<string, string> = {};
  for (const { login: account, name, roles } of staff) {
    const hired = await once<Thing<'staffMember'> & { invitation: string | null }>(
      admin,
      'hireStaff',
      `demo hire ${account}`,
      () => ({ clinicId, name, email: `${account}@stipple.example`, roles }),
    );
    members[account] = hired.staffMember.id;
    if (hired.invitation) await accept(hired.invitation);
  }
  for (const { login: account, name } of colleagues) {
    const hired = await once<Thing<'staffMember'>>(admin, 'hireStaff', `demo hire ${account}`, () => ({
      clinicId,
      name,
      email: `${account}@stipple.example`,
      roles: ['TECHNICIAN'],
    }));
    members[account] = hired.staffMember.id;
  }
  const [manager, manager2, desk, technician, hygiene, hygiene2] = (await Promise.all(
    ['manager', 'manager2', 'desk', 'technician', 'hygiene', 'hygiene2'].map(login),
  )) as [Person, Person, Person, Person, Person, Person];

  say('Demo: rooms, procedures, prices, certificates, shifts …');
  const rooms: string[] = [];
  for (const name of ['Room 1', 'Room 2'])
    rooms.push(
      (await once<Thing<'room'>>(manager, 'addRoom', `demo room ${name}`, () => ({ clinicId, name }))).room.id,
    );
  const [room1 = '', room2 = ''] = rooms;
  for (const { strict, price, ...procedure } of procedures) {
    const required = {
      requiresPrivilege: strict,
      requiresConsultation: strict,
      requiresPatchTest: strict,
      requiresConsent: strict,
    };
    await once(manager, 'defineProcedure', `demo procedure ${procedure.code}`, () => ({
      clinicId,
      bufferBeforeMinutes: 0,
      ...procedure,
      ...required,
    }));
    await once(manager, 'setPrice', `demo price ${procedure.code}`, ({ from }) => ({
      clinicId,
      procedureCode: procedure.code,
      price: { amount: price, currency: 'THB' },
      taxRate: '0.07',
      from,
    }));
  }
  for (const account of ['technician', 'technician2', ...colleagues.map((colleague) => colleague.login)]) {
    const staffMemberId = members[account];
    const { credential } = await once<Thing<'credential'>>(
      manager,
      'claimCredential',
      `demo claim ${account}`,
      ({ today }) => ({
        staffMemberId,
        kind: 'CERTIFICATION',
        title: 'Scalp micropigmentation, advanced',
        issuer: 'SPCP',
        number: `SPCP-${account}`,
        issuedOn: plusDays(today, -200),
        expiresOn: plusDays(today, 500),
      }),
    );
    await once(manager2, 'verifyCredential', `demo verify ${account}`, () => ({
      credentialId: credential.id,
      method: 'PRIMARY_SOURCE',
      note: 'Confirmed by the issuer by telephone.',
    }));
    await once(manager2, 'grantPrivilege', `demo grant ${account}`, ({ from, privilegedUntil }) => ({
      staffMemberId,
      clinicId,
      procedureCode: 'SMP-FULL',
      credentialIds: [credential.id],
      from,
      until: privilegedUntil,
    }));
    const days = [...(times[0]?.moments.shifts.keys() ?? [])];
    await Promise.all(
      days.map((ahead) =>
        once(manager, 'publishShift', `demo shift ${account} ${ahead}`, ({ shifts }) => ({
          staffMemberId,
          clinicId,
          ...shifts[ahead],
        })),
      ),
    );
  }

  say('Demo: the autoclave, a released load, a ready room, pigment …');
  const { sterilizer } = await once<Thing<'sterilizer'>>(hygiene, 'commissionSterilizer', 'demo sterilizer', () => ({
    clinicId,
    name: 'Autoclave 1',
    type: 'B',
    serialNumber: 'DEMO-0001',
    nextCycleNumber: 1,
  }));
  for (const [index, test] of tests.entries()) {
    await once(hygiene, 'recordRoutineTest', `demo test ${test.kind}`, ({ autoclave }) => ({
      sterilizerId: sterilizer.id,
      cycleNumber: index + 1,
      performedAt: autoclave.tests[index],
      result: 'PASS',
      ...test,
    }));
  }
  const packs = [];
  for (let n = 0; n < 4; n += 1) {
    const labelled = await once<{ pack: { id: string; barcode: string } }>(
      hygiene,
      'labelPack',
      `demo pack ${n}`,
      () => ({ clinicId, contents: ['Cartridge grip', 'Pigment cap holder'], wrapped: true, hollow: false }),
    );
    packs.push(labelled.pack);
  }
  const packIds = packs.map((pack) => pack.id);
  const { load } = await once<Thing<'load'>>(hygiene, 'startLoad', 'demo load', ({ autoclave }) => ({
    sterilizerId: sterilizer.id,
    cycleNumber: 4,
    program: 'STEAM_134_3',
    packIds,
    startedAt: autoclave.started,
  }));
  await once(hygiene, 'recordCycle', 'demo cycle', ({ autoclave }) => ({
    loadId: load.id,
    endedAt: autoclave.ended,
    samples: cycle134(240),
  }));
  await once(hygiene, 'readChemicalIndicator', 'demo indicator', () => ({
    loadId: load.id,
    type: 5,
    lot: 'CI-2291',
    result: 'PASS',
  }));
  await once(hygiene2, 'releaseLoad', 'demo release', () => ({ loadId: load.id }));
  for (const roomId of rooms) {
    await once(technician, 'startTurnover', `demo turnover ${roomId}`, () => ({ roomId }));
    await once(technician, 'applyDisinfectant', `demo disinfect ${roomId}`, ({ room }) => ({
      roomId,
      product: 'Surface disinfectant',
      lot: 'SD-88',
      contactSeconds: 300,
      appliedAt: room.disinfected,
    }));
    await once(technician, 'releaseRoom', `demo room release ${roomId}`, ({ room }) => ({ roomId, at: room.released }));
  }
  const { pigmentLot } = await once<Thing<'pigmentLot'>>(hygiene, 'receivePigmentLot', 'demo pigment', ({ today }) => ({
    clinicId,
    manufacturer: 'Carbonline',
    product: 'Scalp Black 2',
    lot: 'CB2-1107',
    expiresOn: plusDays(today, 400),
    distributedOn: plusDays(today, -60),
    useWithinDaysOfOpening: 90,
  }));
  await once(hygiene2, 'releasePigmentLot', 'demo pigment release', () => ({
    pigmentLotId: pigmentLot.id,
    certificateOfAnalysis: 'CoA CB2-1107',
  }));

  say('Demo: clients and bookings …');
  const ids: string[] = [];
  for (const [index, name] of clients.entries()) {
    const { client } = await once<Thing<'client'>>(desk, 'registerClient', `demo client ${index}`, () => ({
      clinicId,
      name,
      phone: `+6680000000${index}`,
      email: `client${index}@stipple.example`,
      dateOfBirth: `19${80 + index}-04-1${index}`,
    }));
    const clientId = client.id;
    ids.push(clientId);
    await once(desk, 'recordConsultation', `demo consultation ${index}`, ({ consultation }) => ({
      clientId,
      clinicId,
      mode: 'IN_PERSON',
      at: consultation,
      hairLoss: { scale: 'NORWOOD', stage: '4' },
      contraindications: [],
      outcome: 'GO',
      plan: { procedureCode: 'SMP-FULL', sessions: 3 },
    }));
    await once(desk, 'recordPatchTest', `demo patch ${index}`, ({ patchTest }) => ({
      clientId,
      pigmentProduct: 'Scalp Black 2',
      performedAt: patchTest.performed,
      readAt: patchTest.read,
      result: 'CLEAR',
    }));
    await once(desk, 'signConsent', `demo consent ${index}`, ({ consent }) => ({
      clientId,
      procedureCode: 'SMP-FULL',
      templateVersion: '2026-01',
      signedAt: consent,
    }));
  }
  const booked: { id: string; start: Instant }[] = [];
  for (const [index, [account, roomId]] of (
    [
      ['ploy', room1],
      ['korn', room2],
      ['ploy', room1],
      ['technician', room2],
    ] as const
  ).entries()) {
    const { booking } = await once<{ booking: { id: string; start: Instant } }>(
      desk,
      'book',
      `demo booking ${index}`,
      ({ bookings }) => ({
        clinicId,
        clientId: ids[index],
        procedureCode: 'SMP-FULL',
        staffMemberId: members[account],
        roomId,
        start: bookings[index],
        mode: 'IN_PERSON',
      }),
    );
    booked.push(booking);
  }

  // It is whole once all of its people can sign in and see what was made.
  await Promise.all(demoAccounts.map((account) => anybody.client.signIn(account, password)));
  for (const { id, start } of booked) {
    const isThere = async () =>
      (await desk.asks<{ id: string }[]>('daySheet', { clinicId, date: dayIn(zone, start) })).some(
        (line) => line.id === id,
      );
    for (let looks = 1; !(await isThere()); looks += 1) {
      if (looks === 600) throw new Error('The day sheet does not show what was booked.');
      await pause(100, undefined, { signal: patience.signal });
    }
  }
}

/** The autoclave's tests, in the order of its cycles. */
const tests = [
  { kind: 'AIR_LEAKAGE', leakage: { pressureRise: 6, unit: 'MBAR', minutes: 10 } },
  { kind: 'STEAM_PENETRATION' },
  { kind: 'AUTOMATIC_CONTROL' },
];

/** What names a deed of the demo at the time when it was begun, and at each later one. */
const commandAt = (deed: string, index: number, at: Instant): string =>
  index === 0 ? deed : `${deed}, gone on with at ${at}`;
