import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anyView, rebuildView, type Actor } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import { administrator, type Stage } from '@stipple/service/stage';
import { instantOf } from '@stipple/time';
import { codesOf, does, hire, offer, openClinic, openStaff } from '../staff.fixture.js';
import { standing } from './standing.decider.js';
import { credentials, privileges } from './standing.view.js';

let stage: Stage;
let clinicId: string;
let elsewhere: string;
let [manager, second, technician, stranger, auditor]: Actor[] = [];
const who = (actor: Actor | undefined): Actor => actor ?? administrator;
const days = (n: number) => instantOf(Date.now() + n * 86_400_000);

beforeAll(async () => {
  stage = await openStaff();
  clinicId = await openClinic(stage, 'Sukhumvit');
  elsewhere = await openClinic(stage, 'Lyon', 'Europe/Paris');
  manager = await hire(stage, administrator, clinicId, 'manager', ['MANAGER']);
  second = await hire(stage, manager, clinicId, 'second', ['MANAGER']);
  technician = await hire(stage, manager, clinicId, 'technician', ['TECHNICIAN']);
  auditor = await hire(stage, manager, clinicId, 'auditor', ['AUDITOR']);
  stranger = await hire(stage, administrator, elsewhere, 'stranger', ['MANAGER']);
  await offer(
    stage,
    clinicId,
    'SMP',
    'TIMES',
    'SUSPENDED',
    'REVOKED',
    'REVOKED-2',
    'Own Spelling',
    'LEFT',
    ...Array.from({ length: 5 }, (_, n) => `RACE-${n}`),
  );
  await offer(stage, elsewhere, 'SMP');
});
afterAll(() => stage.close());

const claim = (by = manager, changes: object = {}) =>
  does(
    stage,
    by,
    'claimCredential',
    {
      staffMemberId: who(technician).id,
      kind: 'CERTIFICATION',
      title: 'SMP practitioner',
      issuer: 'SPCP',
      number: 'A-17',
      issuedOn: '2026-01-01',
      expiresOn: days(700).slice(0, 10),
      ...changes,
    },
    'credential { id status }',
  );
const verify = (credentialId: string | undefined, by = second, commandId?: string) =>
  does(
    stage,
    by,
    'verifyCredential',
    { credentialId, method: 'PRIMARY_SOURCE', note: 'By telephone', ...(commandId ? { commandId } : {}) },
    'credential { id status verifiedBy { id name } }',
  );
const grant = (credentialIds: readonly (string | undefined)[], changes: object = {}, by = second) =>
  does(
    stage,
    by,
    'grantPrivilege',
    {
      staffMemberId: who(technician).id,
      clinicId,
      procedureCode: 'SMP',
      credentialIds,
      from: days(-1),
      until: days(100),
      ...changes,
    },
    'privilege { id status from until }',
  );
const certified = async () => {
  const { credential } = await claim();
  await verify(credential?.id);
  return credential?.id ?? '';
};
const eligible = async (
  procedureCode: string,
  at = days(0),
  actor: Actor | 'nobody' | undefined = technician,
  where = clinicId,
) => {
  const { data, errors } = await stage.ask(
    actor === 'nobody' ? undefined : actor,
    `query ($clinicId: ID!, $procedureCode: String!, $at: DateTime!) {
      eligibleStaff(clinicId: $clinicId, procedureCode: $procedureCode, at: $at) { id name }
    }`,
    { clinicId: where, procedureCode, at },
  );
  return errors ? errors[0]?.extensions['code'] : (data as { eligibleStaff?: unknown }).eligibleStaff;
};

describe('a credential', () => {
  it('goes from claimed to verified by a second manager', async () => {
    const { credential } = await claim();
    expect(credential?.status).toBe('CLAIMED');
    expect(codesOf(await verify(credential?.id, manager))).toEqual(['VERIFIER_IS_CLAIMANT']);
    expect((await verify(credential?.id)).credential).toEqual({
      id: credential?.id,
      status: 'VERIFIED',
      verifiedBy: { id: who(second).id, name: 'second' },
    });
  });

  it('is claimed by its holder, and by nobody who does not manage them', async () => {
    expect((await claim(technician)).credential?.status).toBe('CLAIMED');
    await expect(claim(stranger)).rejects.toThrow('NOT_FOUND');
    await expect(claim(auditor)).rejects.toThrow('FORBIDDEN');
    await expect(claim(manager, { staffMemberId: randomUUID() })).rejects.toThrow('NOT_FOUND');
    await expect(claim(manager, { expiresOn: '2027-02-30' })).rejects.toThrow('BAD_USER_INPUT');
  });

  it('is expired when its last day is over', async () => {
    const { credential } = await claim(manager, { expiresOn: '2026-01-02' });
    expect(credential?.status).toBe('EXPIRED');
    expect(codesOf(await verify(credential?.id))).toEqual(['CREDENTIAL_EXPIRED']);
  });

  it('is not there for whom it does not concern', async () => {
    const { credential } = await claim();
    await expect(verify(credential?.id, stranger)).rejects.toThrow('NOT_FOUND');
    await expect(verify(credential?.id, technician)).rejects.toThrow('FORBIDDEN');
    await expect(verify(`${who(technician).id}.${randomUUID()}`)).rejects.toThrow('NOT_FOUND');
    await expect(verify('no-such-thing')).rejects.toThrow('NOT_FOUND');
    const see = async (actor: Actor | undefined) =>
      (
        (
          await stage.ask(actor, 'query ($id: ID!) { staffMember(id: $id) { name credentials { status } } }', {
            id: who(technician).id,
          })
        ).data as { staffMember?: { name: string | null; credentials: unknown } }
      ).staffMember;
    expect((await see(auditor))?.credentials).toEqual(expect.arrayContaining([{ status: 'CLAIMED' }]));
    expect(await see(stranger)).toEqual({ name: null, credentials: null });
  });

  it('is verified once by fifty equal commands at once', async () => {
    const { credential } = await claim();
    const commandId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => verify(credential?.id, second, commandId)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await stage.events()).filter((event) => event.meta.command === commandId)).toHaveLength(1);
  });
});

describe('a privilege', () => {
  it('makes somebody eligible from its start up to its end', async () => {
    const { privilege } = await grant([await certified()], { procedureCode: 'TIMES', from: days(10), until: days(20) });
    expect(privilege?.status).toBe('ACTIVE');
    const technicianAlone = [{ id: who(technician).id, name: 'technician' }];
    expect([
      await eligible('TIMES', days(9.9)),
      await eligible('TIMES', days(10.1)),
      await eligible('TIMES', days(20.1)),
      await eligible('OTHER', days(15)),
    ]).toEqual([[], technicianAlone, [], []]);
    expect([
      await eligible('TIMES', days(15), stranger),
      await eligible('TIMES', days(15), 'nobody'),
      await eligible('TIMES', days(15), manager, randomUUID()),
    ]).toEqual(['FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND']);
  });

  it('is suspended and taken up again by two different people', async () => {
    const { privilege } = await grant([await certified()], { procedureCode: 'SUSPENDED' });
    const act = (name: string, by: Actor | undefined) =>
      does(stage, by, name, { privilegeId: privilege?.id, reason: 'Inquiry' }, 'privilege { id status }');
    expect((await act('suspendPrivilege', manager)).privilege?.status).toBe('SUSPENDED');
    expect(await eligible('SUSPENDED')).toEqual([]);
    expect(codesOf(await act('liftSuspension', manager))).toEqual(['LIFTER_IS_SUSPENDER']);
    await expect(act('liftSuspension', stranger)).rejects.toThrow('NOT_FOUND');
    expect((await act('liftSuspension', second)).privilege?.status).toBe('ACTIVE');
    expect(await eligible('SUSPENDED')).toHaveLength(1);
  });

  it('ends with the credential that it stands on, and everybody hears', async () => {
    const credentialId = await certified();
    const { privilege } = await grant([credentialId], { procedureCode: 'REVOKED' });
    const { privilege: also } = await grant([credentialId, await certified()], { procedureCode: 'REVOKED-2' });
    const { credential } = await does(
      stage,
      second,
      'revokeCredential',
      { credentialId, reason: 'Forged' },
      'credential { id status }',
    );
    expect(credential?.status).toBe('REVOKED');
    expect([await eligible('REVOKED'), await eligible('REVOKED-2')]).toEqual([[], []]);
    const { data } = await stage.ask(
      manager,
      'query ($id: ID!) { staffMember(id: $id) { privileges { id status } } }',
      { id: who(technician).id },
    );
    expect((data as { staffMember?: { privileges: unknown } }).staffMember?.privileges).toEqual(
      expect.arrayContaining([
        { id: privilege?.id, status: 'REVOKED' },
        { id: also?.id, status: 'REVOKED' },
      ]),
    );
    expect(codesOf(await grant([credentialId], { procedureCode: 'REVOKED' }))).toEqual(['CREDENTIAL_REVOKED']);
    const ended = () =>
      stage
        .sent()
        .filter(({ type, data }) => type === 'staff.privilege-changed.v1' && (data as { ended: boolean }).ended)
        .map(({ data }) => (data as { privilegeId: string }).privilegeId);
    for (let n = 0; n < 2_400 && ended().length < 2; n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ended().sort()).toEqual([privilege?.id, also?.id].sort());
  });

  it('does not survive a revocation given at the same moment', async () => {
    for (let n = 0; n < 5; n += 1) {
      const credentialId = await certified();
      const [, granted] = await Promise.all([
        does(stage, manager, 'revokeCredential', { credentialId, reason: 'Forged' }),
        grant([credentialId], { procedureCode: `RACE-${n}` }),
      ]);
      if (granted.privilege === null) expect(codesOf(granted)).toEqual(['CREDENTIAL_REVOKED']);
      expect(await eligible(`RACE-${n}`)).toEqual([]);
    }
  });

  it('is for the procedure that was meant, however its code is spelled', async () => {
    const { privilege } = await grant([await certified()], { procedureCode: ' own\u2013spelling ' });
    expect(privilege?.status).toBe('ACTIVE');
    expect([await eligible('OWN-SPELLING'), await eligible('Own Spelling')]).toEqual([
      [{ id: who(technician).id, name: 'technician' }],
      [{ id: who(technician).id, name: 'technician' }],
    ]);
  });

  it('ends with the membership, everybody hears, and none that was being granted meanwhile survives', async () => {
    for (let n = 0; n < 5; n += 1) {
      const leaver = await hire(stage, manager ?? administrator, clinicId, `leaver${n}`, ['TECHNICIAN']);
      const { credential } = await claim(manager, { staffMemberId: leaver.id });
      await verify(credential?.id);
      const grantTo = (until: string) =>
        grant([credential?.id], { staffMemberId: leaver.id, procedureCode: 'LEFT', until });
      const { privilege } = n === 0 ? await grantTo(days(50)) : { privilege: undefined };
      await Promise.all([
        does(stage, manager, 'endMembership', { staffMemberId: leaver.id, clinicId, reason: 'Moved away' }),
        grantTo(days(60)),
      ]);
      expect(await eligible('LEFT')).toEqual([]);
      const { privileges: left } = await stage.context.store.state(standing, leaver.id);
      expect(Object.values(left).every(({ revoked }) => revoked)).toBe(true);
      const ended = () =>
        stage
          .sent()
          .filter(
            ({ type, data }) =>
              type === 'staff.privilege-changed.v1' &&
              (data as { ended: boolean }).ended &&
              (data as { privilegeId: string }).privilegeId === privilege?.id,
          );
      for (let waited = 0; privilege && waited < 100 && ended().length === 0; waited += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(ended()).toHaveLength(privilege ? 1 : 0);
    }
  });

  it('is refused with everything in its way', async () => {
    const { credential } = await claim(manager, { expiresOn: days(30).slice(0, 10) });
    expect(codesOf(await grant([credential?.id], { clinicId, until: days(60), from: days(70) }))).toEqual([
      'ENDS_BEFORE_START',
      'CREDENTIAL_NOT_VERIFIED',
      'CREDENTIAL_ENDS_TOO_SOON',
    ]);
    await expect(grant([`${who(technician).id}.${randomUUID()}`])).rejects.toThrow('NOT_FOUND');
    await expect(grant([credential?.id], {}, technician)).rejects.toThrow('FORBIDDEN');
    expect(codesOf(await grant([credential?.id], { clinicId: elsewhere }, stranger))).toEqual(['WRONG_CLINIC']);
    expect(codesOf(await grant([await certified()], { procedureCode: 'MADE-UP' }))).toEqual(['UNKNOWN_PROCEDURE']);
  });
});

describe('staff as others point to them', () => {
  it('are read for fifty rows by one question to the database', async () => {
    const asked: string[] = [];
    const { query } = stage.context.database;
    stage.context.database.query = ((...args: Parameters<typeof query>) => {
      asked.push(typeof args[0] === 'string' ? args[0] : String((args[0] as { text?: string }).text));
      return query.apply(stage.context.database, args);
    }) as typeof query;
    const ids = [technician, manager, second].map((one) => who(one).id);
    const { data, errors } = await stage.ask(
      auditor,
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on StaffMember { id name privileges { status } } } }',
      {
        representations: Array.from({ length: 50 }, (_, n) => ({ __typename: 'StaffMember', id: ids[n % 3] })),
      },
    );
    stage.context.database.query = query;
    expect(errors).toBeUndefined();
    expect((data as { _entities?: { name: string }[] })._entities?.slice(0, 3).map(({ name }) => name)).toEqual([
      'technician',
      'manager',
      'second',
    ]);
    expect(asked.filter((sql) => /from (members|privileges)/.test(sql))).toHaveLength(2);
  });

  it('are null when nobody knows them', async () => {
    const { data } = await stage.ask(
      auditor,
      '{ _entities(representations: [{ __typename: "StaffMember", id: "context:bookings" }]) { ... on StaffMember { id name } } }',
    );
    expect(data).toEqual({ _entities: [null] });
  });
});

describe('the read models', () => {
  it('come out the same when they are made again', async () => {
    const reads = new Reads(stage.context.database);
    const rows = async () => [
      await reads.rows('select * from credentials order by id'),
      await reads.rows('select * from privileges order by id'),
    ];
    await eligible('SMP');
    const before = await rows();
    for (const view of [anyView(credentials), anyView(privileges)])
      await rebuildView(stage.context.database, stage.context.log, view, () => undefined);
    expect(await rows()).toEqual(before);
  });
});
