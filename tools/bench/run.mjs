// npm run bench: how near each part runs to its limit, both measured in the same run. `-- --json FILE` writes the figures.
process.env.NODE_ENV = 'production';
import { createPublicKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { GraphClient, Person } from '../../libs/demo/dist/src/index.js';
import { openHome, startPostgres } from '../../libs/local-servers/dist/src/index.js';
import { startClinic } from '../../apps/clinic/dist/src/clinic.js';
import { benchAppend } from './append.mjs';
import { benchAudit } from './audit.mjs';
import { benchDaySheet } from './day-sheet.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
const figures = {};
const report = (name, { ours, limit, ratio }) => {
  figures[name] = { ours, limit, ratio };
  const of = ({ perSecond, p50, p99 }) => `${Math.round(perSecond)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
  say(`${name}\n    ours  ${of(ours)}\n    limit ${of(limit)}\n    ratio ${ratio.toFixed(2)}`);
};

const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-bench-'));
const home = await openHome(folder);
let clinic;
let postgres;
try {
  say('The audit log …');
  for (const [name, figure] of Object.entries(await benchAudit(path.join(folder, 'audit')))) {
    figures[name] = figure;
    say(`${name}\n    ours  ${figure.ours.ms.toFixed(2)} ms\n    bare  ${figure.limit.ms.toFixed(2)} ms\n    ours takes ${figure.ratio.toFixed(2)} times as long`);
  }

  postgres = await startPostgres({ home });
  say('Appending …');
  for (const [name, result] of Object.entries(await benchAppend(postgres.adminUrl))) report(name, result);

  say('The day sheet …');
  const quiet = { info: () => {}, warn: () => {}, error: (fields, message) => say(`${message} ${JSON.stringify(fields)}`) };
  clinic = await startClinic({ home, host: '127.0.0.1', port: 0, log: quiet, say: () => {}, firstAdministrator: 'admin@example.test', databaseUrl: postgres.adminUrl, rates: false });
  const password = randomBytes(12).toString('base64url');
  const { token, clinicId } = await bookings(clinic, password, 20);
  const { result, rows } = await benchDaySheet({
    contexts: clinic.contexts,
    gatewayUrl: clinic.url,
    token,
    tokenKey: createPublicKey((await home.keyPair('tokens')).publicKey),
    variables: { clinicId, date: tomorrow() },
  });
  report(`day sheet of ${rows} bookings through the gateway / one fused schema without federation`, result);
  const file = process.argv[process.argv.indexOf('--json') + 1];
  if (process.argv.includes('--json') && file) await writeFile(file, `${JSON.stringify(figures, undefined, 2)}\n`);
} finally {
  await clinic?.stop();
  await postgres?.stop();
  await home.close();
  await rm(folder, { recursive: true, force: true });
}

function tomorrow() {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

/** A clinic with so many bookings tomorrow; answers who may ask for its day sheet. */
async function bookings({ url, notices }, password, count) {
  const nobody = new Person(new GraphClient(url));
  await nobody.does('acceptInvitation', { token: notices.find((notice) => notice.invitation).invitation, password });
  const admin = new Person(await nobody.client.signIn('admin@example.test', password));
  const { clinic } = await admin.does('openClinic', { name: 'Bench', timeZone: 'UTC', currency: 'THB', country: 'TH' });
  const { invitation, staffMember } = await admin.does('hireStaff', { clinicId: clinic.id, name: 'Manager', email: 'manager@example.test', roles: ['MANAGER'] });
  await nobody.does('acceptInvitation', { token: invitation, password });
  const signedIn = await nobody.client.signIn('manager@example.test', password);
  const manager = new Person(signedIn);
  await manager.does('defineProcedure', {
    clinicId: clinic.id, code: 'CUT', name: 'Cut', kind: 'FOLLOW_UP', durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, healingDays: 0,
    requiresPrivilege: false, requiresConsultation: false, requiresPatchTest: false, requiresConsent: false,
  });
  const start = `${tomorrow()}T00:00:00.000Z`;
  const at = (minutes) => new Date(Date.parse(start) + minutes * 60_000).toISOString();
  await manager.does('publishShift', { staffMemberId: staffMember.id, clinicId: clinic.id, start, end: at(24 * 60) });
  for (let n = 0; n < count; n += 1) {
    const { room } = await manager.does('addRoom', { clinicId: clinic.id, name: `Room ${n}` });
    const { client } = await manager.does('registerClient', { clinicId: clinic.id, name: `Client ${n}`, phone: '+66812345678', email: `c${n}@example.test`, dateOfBirth: '1990-01-01' });
    await manager.does('book', { clinicId: clinic.id, clientId: client.id, procedureCode: 'CUT', staffMemberId: staffMember.id, roomId: room.id, start: at(30 * n), mode: 'IN_PERSON' });
  }
  return { token: signedIn.token, clinicId: clinic.id };
}
