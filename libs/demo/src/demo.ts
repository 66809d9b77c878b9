import { boundsOf, dayIn, instantOf, plusDays, plusHours, plusMinutes, epochOf, type Instant } from '@stipple/time';
import { GraphClient } from './client.js';
import { cycle134 } from './cycle.js';
import { Person } from './person.js';

const zone = 'Asia/Bangkok';
type Thing<Name extends string> = Record<Name, { id: string }>;

export interface DemoOptions {
  /** Where the gateway is. */
  url: string;
  /** The password that all demo accounts get. */
  password: string;
  /** The first administrator's one-time invitation; undefined when they have an account already. */
  invitation?: string;
  /** When the demo was first begun; the same again when it is gone on with, so that nothing is done twice. */
  begun: Instant;
  say: (line: string) => void;
}

/** The accounts of the demo, all with the same password. */
export const demoAccounts = ['admin', 'manager', 'manager2', 'desk', 'technician', 'technician2', 'hygiene', 'hygiene2', 'auditor'].map((name) => `${name}@stipple.example`);

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
  { code: 'CONSULT', name: 'Consultation', kind: 'CONSULTATION', durationMinutes: 30, bufferAfterMinutes: 0, healingDays: 0, strict: false, price: '0.00' },
  { code: 'PATCH', name: 'Patch test', kind: 'PATCH_TEST', durationMinutes: 15, bufferAfterMinutes: 0, healingDays: 0, strict: false, price: '500.00' },
  { code: 'SMP-FULL', name: 'Scalp micropigmentation, full session', kind: 'TREATMENT', durationMinutes: 180, bufferAfterMinutes: 30, healingDays: 7, strict: true, price: '18000.00' },
  { code: 'FOLLOW', name: 'Follow-up', kind: 'FOLLOW_UP', durationMinutes: 30, bufferAfterMinutes: 0, healingDays: 0, strict: false, price: '0.00' },
];

const clients = ['Prasert Jaidee', 'Kanya Thongdee', 'Wichai Saelim', 'Ratana Pongpan'];

/** Makes the demo clinic by sending commands, as people would. Interrupted, it goes on where it stopped; done, it changes nothing. */
export async function makeDemo({ url, password, invitation, begun, say }: DemoOptions): Promise<void> {
  const anybody = new Person(new GraphClient(url));
  if (invitation !== undefined) await anybody.does('acceptInvitation', { token: invitation, password });
  const login = async (name: string) => new Person(await anybody.client.signIn(`${name}@stipple.example`, password));
  const admin = await login('admin');
  const today = dayIn(zone, begun);

  say('Demo: opening the clinic and hiring its people …');
  const { clinic } = await admin.does<Thing<'clinic'>>('openClinic', { name: 'Stipple Sukhumvit', timeZone: zone, currency: 'THB', country: 'TH' }, 'demo clinic');
  const clinicId = clinic.id;
  const members: Record<string, string> = {};
  for (const { login: account, name, roles } of staff) {
    const hired = await admin.does<Thing<'staffMember'> & { invitation: string | null }>('hireStaff', { clinicId, name, email: `${account}@stipple.example`, roles }, `demo hire ${account}`);
    members[account] = hired.staffMember.id;
    if (hired.invitation) {
      const accepted = await anybody.tries('acceptInvitation', { token: hired.invitation, password }, `demo accept ${account}`);
      // Gone on with after an interruption, the invitation has been accepted already.
      if (accepted.refusals.some((refusal) => refusal.code !== 'INVITATION_INVALID')) throw new Error(accepted.refusals.map((refusal) => refusal.message).join(' '));
    }
  }
  for (const { login: account, name } of colleagues) {
    const hired = await admin.does<Thing<'staffMember'>>('hireStaff', { clinicId, name, email: `${account}@stipple.example`, roles: ['TECHNICIAN'] }, `demo hire ${account}`);
    members[account] = hired.staffMember.id;
  }
  const [manager, manager2, desk, technician, hygiene, hygiene2] = (await Promise.all(['manager', 'manager2', 'desk', 'technician', 'hygiene', 'hygiene2'].map(login))) as [Person, Person, Person, Person, Person, Person];

  say('Demo: rooms, procedures, prices, certificates, shifts …');
  const rooms: string[] = [];
  for (const name of ['Room 1', 'Room 2']) rooms.push((await manager.does<Thing<'room'>>('addRoom', { clinicId, name }, `demo room ${name}`)).room.id);
  const [room1 = '', room2 = ''] = rooms;
  for (const { strict, price, ...procedure } of procedures) {
    await manager.does('defineProcedure', { clinicId, bufferBeforeMinutes: 0, ...procedure, requiresPrivilege: strict, requiresConsultation: strict, requiresPatchTest: strict, requiresConsent: strict }, `demo procedure ${procedure.code}`);
    await manager.does('setPrice', { clinicId, procedureCode: procedure.code, price: { amount: price, currency: 'THB' }, taxRate: '0.07', from: plusHours(begun, -24) }, `demo price ${procedure.code}`);
  }
  for (const account of ['technician', 'technician2', ...colleagues.map((colleague) => colleague.login)]) {
    const staffMemberId = members[account];
    const { credential } = await manager.does<Thing<'credential'>>('claimCredential', { staffMemberId, kind: 'CERTIFICATION', title: 'Scalp micropigmentation, advanced', issuer: 'SPCP', number: `SPCP-${account}`, issuedOn: plusDays(today, -200), expiresOn: plusDays(today, 500) }, `demo claim ${account}`);
    await manager2.does('verifyCredential', { credentialId: credential.id, method: 'PRIMARY_SOURCE', note: 'Confirmed by the issuer by telephone.' }, `demo verify ${account}`);
    await manager2.does('grantPrivilege', { staffMemberId, clinicId, procedureCode: 'SMP-FULL', credentialIds: [credential.id], from: plusHours(begun, -24), until: plusHours(begun, 24 * 365) }, `demo grant ${account}`);
    for (let ahead = 0; ahead < 14; ahead += 1) {
      const { start, end } = boundsOf(plusDays(today, ahead), zone);
      await manager.does('publishShift', { staffMemberId, clinicId, start, end }, `demo shift ${account} ${ahead}`);
    }
  }

  say('Demo: the autoclave, a released load, a ready room, pigment …');
  const { sterilizer } = await hygiene.does<Thing<'sterilizer'>>('commissionSterilizer', { clinicId, name: 'Autoclave 1', type: 'B', serialNumber: 'DEMO-0001', nextCycleNumber: 1 }, 'demo sterilizer');
  const ago = (minutes: number) => plusMinutes(begun, -minutes);
  const tests = [{ kind: 'AIR_LEAKAGE', leakage: { pressureRise: 6, unit: 'MBAR', minutes: 10 } }, { kind: 'STEAM_PENETRATION' }, { kind: 'AUTOMATIC_CONTROL' }];
  for (const [index, test] of tests.entries()) await hygiene.does('recordRoutineTest', { sterilizerId: sterilizer.id, cycleNumber: index + 1, performedAt: ago(40 - index), result: 'PASS', ...test }, `demo test ${test.kind}`);
  const packs = [];
  for (let n = 0; n < 4; n += 1) packs.push((await hygiene.does<{ pack: { id: string; barcode: string } }>('labelPack', { clinicId, contents: ['Cartridge grip', 'Pigment cap holder'], wrapped: true, hollow: false }, `demo pack ${n}`)).pack);
  const { load } = await hygiene.does<Thing<'load'>>('startLoad', { sterilizerId: sterilizer.id, cycleNumber: 4, program: 'STEAM_134_3', packIds: packs.map((pack) => pack.id), startedAt: ago(30) }, 'demo load');
  await hygiene.does('recordCycle', { loadId: load.id, endedAt: ago(20), samples: cycle134(240) }, 'demo cycle');
  await hygiene.does('readChemicalIndicator', { loadId: load.id, type: 5, lot: 'CI-2291', result: 'PASS' }, 'demo indicator');
  await hygiene2.does('releaseLoad', { loadId: load.id }, 'demo release');
  for (const roomId of rooms) {
    await technician.does('startTurnover', { roomId }, `demo turnover ${roomId}`);
    await technician.does('applyDisinfectant', { roomId, product: 'Surface disinfectant', lot: 'SD-88', contactSeconds: 300, appliedAt: ago(15) }, `demo disinfect ${roomId}`);
    await technician.does('releaseRoom', { roomId, at: ago(5) }, `demo room release ${roomId}`);
  }
  const { pigmentLot } = await hygiene.does<Thing<'pigmentLot'>>('receivePigmentLot', { clinicId, manufacturer: 'Carbonline', product: 'Scalp Black 2', lot: 'CB2-1107', expiresOn: plusDays(today, 400), distributedOn: plusDays(today, -60), useWithinDaysOfOpening: 90 }, 'demo pigment');
  await hygiene2.does('releasePigmentLot', { pigmentLotId: pigmentLot.id, certificateOfAnalysis: 'CoA CB2-1107' }, 'demo pigment release');

  say('Demo: clients and bookings …');
  const ids: string[] = [];
  for (const [index, name] of clients.entries()) {
    const { client } = await desk.does<Thing<'client'>>('registerClient', { clinicId, name, phone: `+6680000000${index}`, email: `client${index}@stipple.example`, dateOfBirth: `19${80 + index}-04-1${index}` }, `demo client ${index}`);
    ids.push(client.id);
    await desk.does('recordConsultation', { clientId: client.id, clinicId, mode: 'IN_PERSON', at: ago(60 * 24 * 20), hairLoss: { scale: 'NORWOOD', stage: '4' }, contraindications: [], outcome: 'GO', plan: { procedureCode: 'SMP-FULL', sessions: 3 } }, `demo consultation ${index}`);
    await desk.does('recordPatchTest', { clientId: client.id, pigmentProduct: 'Scalp Black 2', performedAt: ago(60 * 24 * 10), readAt: ago(60 * 24 * 7), result: 'CLEAR' }, `demo patch ${index}`);
    await desk.does('signConsent', { clientId: client.id, procedureCode: 'SMP-FULL', templateVersion: '2026-01', signedAt: ago(60 * 24 * 5) }, `demo consent ${index}`);
  }
  const quarter = instantOf(Math.ceil(epochOf(plusMinutes(begun, 30)) / 900_000) * 900_000);
  const book = (client: number, account: string, roomId: string, start: Instant) =>
    desk.tries('book', { clinicId, clientId: ids[client], procedureCode: 'SMP-FULL', staffMemberId: members[account], roomId, start, mode: 'IN_PERSON' }, `demo booking ${client} ${start}`);
  await book(0, 'ploy', room1, quarter);
  await book(1, 'korn', room2, plusHours(quarter, 1));
  const nine = (daysAhead: number) => plusHours(boundsOf(plusDays(today, daysAhead), zone).start, 9);
  await book(2, 'ploy', room1, nine(1));
  await book(3, 'technician', room2, nine(3));
}
