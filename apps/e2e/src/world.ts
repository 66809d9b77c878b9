import { randomBytes } from 'node:crypto';
import { cycle134, GraphClient, momentsOf, Person } from '@stipple/demo';
import { dayIn, instantOf, plusDays, plusHours, plusMinutes, type Day, type Instant } from '@stipple/time';

/** The shape under test, started by `tools/test/shape.mjs`. */
export const shape = {
  name: process.env['STIPPLE_STORY_SHAPE'] === 'split' ? ('split' as const) : ('embedded' as const),
  url: needed('STIPPLE_STORY_URL'),
  adminEmail: needed('STIPPLE_STORY_ADMIN_EMAIL'),
  password: needed('STIPPLE_STORY_PASSWORD'),
  home: needed('STIPPLE_STORY_HOME'),
  brokers: process.env['STIPPLE_STORY_BROKERS'] ?? '',
  /** The IANA zone that clinics are opened in. */
  zone: process.env['STIPPLE_STORY_ZONE'] || 'UTC',
  /** Process ids by name, in the split shape. */
  processes: JSON.parse(process.env['STIPPLE_STORY_PROCESSES'] ?? '{}') as Record<string, number>,
};

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: stories are run by npm test.`);
  return value;
}

export type Thing<Name extends string> = Record<Name, { id: string; status: string }>;
export interface Pack {
  id: string;
  barcode: string;
  status: string;
}

export const nobody = new Person(new GraphClient(shape.url));
export const signIn = async (email: string): Promise<Person> =>
  new Person(await nobody.client.signIn(email, shape.password));
export const now = (): Instant => instantOf(Date.now());
/** A moment's calendar day at the clinic. */
export const dayOf = (moment: Instant): Day => dayIn(shape.zone, moment);
const today = (): Day => dayOf(now());
/** The start of an appointment that can be checked in now: the next quarter of an hour, with time left to book it. */
export const soon = (): Instant => instantOf(Math.ceil((Date.now() + 180_000) / 900_000) * 900_000);

const roles = {
  manager: 'MANAGER',
  manager2: 'MANAGER',
  desk: 'FRONT_DESK',
  technician: 'TECHNICIAN',
  technician2: 'TECHNICIAN',
  hygiene: 'HYGIENE_LEAD',
  hygiene2: 'HYGIENE_LEAD',
  auditor: 'AUDITOR',
} as const;
type Job = keyof typeof roles;

export interface Clinic {
  id: string;
  people: Record<Job, Person>;
  ids: Record<Job, string>;
  emails: Record<Job, string>;
  rooms: [string, string];
}

/** Opens a clinic for one story: its people signed in, two rooms, the procedures with prices. */
export async function openClinic(timeZone = shape.zone): Promise<Clinic> {
  const admin = await signIn(shape.adminEmail);
  const tag = randomBytes(4).toString('hex');
  const { clinic } = await admin.does<Thing<'clinic'>>('openClinic', {
    name: `Clinic ${tag}`,
    timeZone,
    currency: 'THB',
    country: 'TH',
  });
  const ids = {} as Record<Job, string>;
  const people = {} as Record<Job, Person>;
  const emails = {} as Record<Job, string>;
  const hire = async (by: Person, job: Job) => {
    emails[job] = `${job}.${tag}@example.test`;
    const { staffMember, invitation } = await by.does<Thing<'staffMember'> & { invitation: string }>('hireStaff', {
      clinicId: clinic.id,
      name: `${job} ${tag}`,
      email: emails[job],
      roles: [roles[job]],
    });
    await nobody.does('acceptInvitation', { token: invitation, password: shape.password });
    ids[job] = staffMember.id;
    people[job] = await signIn(emails[job]);
  };
  await hire(admin, 'manager');
  for (const job of Object.keys(roles) as Job[]) if (job !== 'manager') await hire(people.manager, job);
  const { manager } = people;
  const rooms: string[] = [];
  for (const name of ['Room 1', 'Room 2'])
    rooms.push((await manager.does<Thing<'room'>>('addRoom', { clinicId: clinic.id, name })).room.id);
  for (const [code, kind, strict, minutes] of [
    ['CONSULT', 'CONSULTATION', false, 30],
    ['SMP', 'TREATMENT', true, 120],
    ['FOLLOW', 'FOLLOW_UP', false, 30],
  ] as const) {
    await manager.does('defineProcedure', {
      clinicId: clinic.id,
      code,
      name: code,
      kind,
      durationMinutes: minutes,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 15,
      healingDays: kind === 'TREATMENT' ? 7 : 0,
      requiresPrivilege: strict,
      requiresConsultation: strict,
      requiresPatchTest: strict,
      requiresConsent: strict,
    });
    await manager.does('setPrice', {
      clinicId: clinic.id,
      procedureCode: code,
      price: { amount: '10000.00', currency: 'THB' },
      taxRate: '0.07',
      from: plusHours(now(), -48),
    });
  }
  return { id: clinic.id, people, ids, emails, rooms: rooms as [string, string] };
}

/** Certifies a technician for SMP, and publishes a shift of two days that began an hour ago. */
export async function certify(
  clinic: Clinic,
  job: 'technician' | 'technician2',
): Promise<{ credentialId: string; privilegeId: string }> {
  const { manager, manager2 } = clinic.people;
  const staffMemberId = clinic.ids[job];
  const { credential } = await manager.does<Thing<'credential'>>('claimCredential', {
    staffMemberId,
    kind: 'CERTIFICATION',
    title: 'SMP',
    issuer: 'SPCP',
    number: '17',
    issuedOn: plusDays(today(), -100),
    expiresOn: plusDays(today(), 700),
  });
  const verified = await manager2.does<{ credential: { status: string; verifiedBy: { id: string } } }>(
    'verifyCredential',
    { credentialId: credential.id, method: 'PRIMARY_SOURCE', note: 'By telephone.' },
  );
  if (verified.credential.verifiedBy.id !== clinic.ids.manager2)
    throw new Error('The verifier is not who is signed in.');
  const { privilege } = await manager2.does<Thing<'privilege'>>('grantPrivilege', {
    staffMemberId,
    clinicId: clinic.id,
    procedureCode: 'SMP',
    credentialIds: [credential.id],
    from: plusHours(now(), -1),
    until: plusHours(now(), 24 * 300),
  });
  for (const start of [plusHours(now(), -1), plusHours(now(), 23)])
    await manager.does('publishShift', { staffMemberId, clinicId: clinic.id, start, end: plusHours(start, 24) });
  return { credentialId: credential.id, privilegeId: privilege.id };
}

/** Registers a client who may be treated, with consultation, patch test and consent. */
export async function registerClient(clinic: Clinic, name = 'Prasert Jaidee'): Promise<string> {
  const { desk } = clinic.people;
  const { client } = await desk.does<Thing<'client'>>('registerClient', {
    clinicId: clinic.id,
    name,
    phone: '+66811111111',
    email: 'p@example.test',
    dateOfBirth: '1980-04-12',
  });
  await desk.does('recordConsultation', {
    clientId: client.id,
    clinicId: clinic.id,
    mode: 'VIDEO',
    at: plusHours(now(), -24 * 20),
    hairLoss: { scale: 'NORWOOD', stage: '5A' },
    contraindications: [],
    outcome: 'GO',
    plan: { procedureCode: 'SMP', sessions: 3 },
  });
  await desk.does('recordPatchTest', {
    clientId: client.id,
    pigmentProduct: 'Scalp Black 2',
    performedAt: plusHours(now(), -24 * 7),
    readAt: plusHours(now(), -24 * 4),
    result: 'CLEAR',
  });
  await desk.does('signConsent', {
    clientId: client.id,
    procedureCode: 'SMP',
    templateVersion: '3',
    signedAt: plusHours(now(), -24),
  });
  return client.id;
}

export interface Autoclave {
  sterilizerId: string;
  /** Runs packs through a good cycle and releases the load. */
  run(
    packCount: number,
    options?: { plateauSeconds?: number; release?: boolean },
  ): Promise<{ loadId: string; packs: Pack[] }>;
}

/** Adds a type B autoclave whose tests of the day have passed. */
export async function commission(clinic: Clinic): Promise<Autoclave> {
  const { hygiene, hygiene2 } = clinic.people;
  const { sterilizer } = await hygiene.does<Thing<'sterilizer'>>('commissionSterilizer', {
    clinicId: clinic.id,
    name: 'Autoclave',
    type: 'B',
    serialNumber: 'A-1',
    nextCycleNumber: 100,
  });
  let cycle = 100;
  // The tests of the day and their load are on one day, also just after midnight.
  const { tests, started, ended } = momentsOf(now(), shape.zone).autoclave;
  const test = (kind: string, more: object = {}) =>
    hygiene.does('recordRoutineTest', {
      sterilizerId: sterilizer.id,
      kind,
      cycleNumber: cycle,
      performedAt: tests[cycle++ - 100],
      result: 'PASS',
      ...more,
    });
  await test('AIR_LEAKAGE', { leakage: { pressureRise: 0.6, unit: 'KPA', minutes: 10 } });
  await test('STEAM_PENETRATION');
  await test('AUTOMATIC_CONTROL');
  return {
    sterilizerId: sterilizer.id,
    async run(packCount, { plateauSeconds = 240, release = true } = {}) {
      const packs: Pack[] = [];
      for (let n = 0; n < packCount; n += 1)
        packs.push(
          (
            await hygiene.does<{ pack: Pack }>('labelPack', {
              clinicId: clinic.id,
              contents: ['Grip'],
              wrapped: true,
              hollow: false,
            })
          ).pack,
        );
      const { load } = await hygiene.does<Thing<'load'>>('startLoad', {
        sterilizerId: sterilizer.id,
        cycleNumber: cycle++,
        program: 'STEAM_134_3',
        packIds: packs.map((pack) => pack.id),
        startedAt: started,
      });
      await hygiene.does('recordCycle', { loadId: load.id, endedAt: ended, samples: cycle134(plateauSeconds) });
      await hygiene.does('readChemicalIndicator', { loadId: load.id, type: 5, lot: 'CI-1', result: 'PASS' });
      if (release) await hygiene2.does('releaseLoad', { loadId: load.id });
      return { loadId: load.id, packs };
    },
  };
}

/** Turns a room over until it is ready. */
export async function makeReady(clinic: Clinic, roomId: string): Promise<void> {
  const { technician } = clinic.people;
  await technician.does('startTurnover', { roomId });
  await technician.does('applyDisinfectant', {
    roomId,
    product: 'Wipes',
    lot: 'W-1',
    contactSeconds: 60,
    appliedAt: plusMinutes(now(), -5),
  });
  const { room } = await technician.does<{ room: { hygiene: { status: string } } }>('releaseRoom', {
    roomId,
    at: plusMinutes(now(), -1),
  });
  if (room.hygiene.status !== 'READY') throw new Error(`The room is ${room.hygiene.status}.`);
}

/** Receives and releases a pigment lot. */
export async function releasePigment(clinic: Clinic, lot = 'L-1'): Promise<string> {
  const { hygiene, hygiene2 } = clinic.people;
  const { pigmentLot } = await hygiene.does<Thing<'pigmentLot'>>('receivePigmentLot', {
    clinicId: clinic.id,
    manufacturer: 'Carbonline',
    product: 'Scalp Black 2',
    lot,
    expiresOn: plusDays(today(), 300),
    distributedOn: plusDays(today(), -30),
    useWithinDaysOfOpening: 90,
  });
  await hygiene2.does('releasePigmentLot', { pigmentLotId: pigmentLot.id, certificateOfAnalysis: `CoA ${lot}` });
  return pigmentLot.id;
}

export const checklists = {
  before: ['HANDS_WASHED', 'GLOVES', 'BARRIERS', 'SURFACES', 'SHARPS_CONTAINER'],
  after: ['SHARPS_DISPOSED', 'BARRIERS_REMOVED', 'SURFACES_CLEANED'],
};

export const book = (clinic: Clinic, clientId: string, more: object = {}) => ({
  clinicId: clinic.id,
  clientId,
  procedureCode: 'SMP',
  staffMemberId: clinic.ids.technician,
  roomId: clinic.rooms[0],
  start: soon(),
  mode: 'IN_PERSON',
  ...more,
});

export interface DaySheetLine {
  id: string;
  status: string;
  start: string;
  client: { id: string; name: string } | null;
  staffMember: { id: string; name: string; privileges: { procedureCode: string; status: string }[] } | null;
  room: { id: string; name: string; hygiene: { status: string } | null } | null;
  treatment: { id: string; status: string } | null;
  invoice: { id: string; status: string; balance: { amount: string; currency: string } } | null;
  attention: { code: string; message: string }[];
}

/** The codes of an answer's refusals. */
export const codes = (answer: { refusals: readonly { code: string }[] }): string[] =>
  answer.refusals.map((refusal) => refusal.code).sort();
