import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import { administrator, type Stage } from '@stipple/service/stage';
import { instantOf } from '@stipple/time';
import { asNow, codesOf, does, goodPassword, hire, offer, openClinic, openStaff, signIn } from '../staff.fixture.js';

let stage: Stage;
let [a, b] = ['', ''];
let [managerA, secondA, managerB, technician]: Actor[] = [];
const who = (actor: Actor | undefined): Actor => actor ?? administrator;
const days = (n: number) => instantOf(Date.now() + n * 86_400_000);

beforeAll(async () => {
  stage = await openStaff();
  a = await openClinic(stage, 'Sukhumvit');
  b = await openClinic(stage, 'Silom');
  managerA = await hire(stage, administrator, a, 'manager.a', ['MANAGER']);
  secondA = await hire(stage, administrator, a, 'second.a', ['MANAGER']);
  managerB = await hire(stage, administrator, b, 'manager.b', ['MANAGER']);
  technician = await hire(stage, managerA, a, 'malee', ['TECHNICIAN']);
  await offer(stage, a, 'SMP');
  await offer(stage, b, 'SMP');
});
afterAll(() => stage.close());

const hireAt = (by: Actor | undefined, clinicId: string, email: string, name = 'Somebody', roles = ['TECHNICIAN']) =>
  does(stage, by, 'hireStaff', { clinicId, name, email, roles }, 'staffMember { id name roles } invitation');
const end = (by: Actor | undefined, staffMemberId: string, clinicId: string) =>
  does(stage, by, 'endMembership', { staffMemberId, clinicId, reason: 'Moved away' }, 'staffMember { id }');
const see = async (by: Actor | undefined, id: string) =>
  (
    (
      await stage.ask(
        by,
        'query ($id: ID!) { staffMember(id: $id) { name roles credentials { number } privileges { id } } }',
        { id },
      )
    ).data as { staffMember?: unknown }
  ).staffMember;
const certify = async (staffMemberId: string, by: Actor | undefined, verifier: Actor | undefined, clinicId: string) => {
  const about = {
    staffMemberId,
    kind: 'CERTIFICATION',
    title: 'SMP',
    issuer: 'SPCP',
    number: 'A-17',
    issuedOn: '2026-01-01',
    expiresOn: days(700).slice(0, 10),
  };
  const { credential } = await does(stage, by, 'claimCredential', about, 'credential { id status }');
  await does(
    stage,
    verifier,
    'verifyCredential',
    { credentialId: credential?.id, method: 'DOCUMENT' },
    'credential { status }',
  );
  const { privilege } = await does(
    stage,
    verifier,
    'grantPrivilege',
    {
      staffMemberId,
      clinicId,
      procedureCode: 'SMP',
      credentialIds: [credential?.id],
      from: days(-1),
      until: days(100),
    },
    'privilege { id status }',
  );
  return { credentialId: credential?.id, privilegeId: privilege?.id };
};
const atClinic = async (by: Actor | undefined, credentialId: string | undefined) => {
  const { data } = await stage.ask(
    by,
    'query ($id: ID!) { staffMember(id: $id) { credentials { id status atClinics { clinic { id } status } } privileges { status } } }',
    { id: who(technician).id },
  );
  const found = (
    data as unknown as {
      staffMember: {
        credentials: { id: string; status: string; atClinics: unknown[] }[];
        privileges: { status: string }[];
      };
    }
  ).staffMember;
  return {
    credential: found.credentials.find(({ id }) => id === credentialId),
    privileges: found.privileges.map(({ status }) => status),
  };
};

describe('somebody with an account who is hired at a further clinic', () => {
  it('is shown by the name that was typed, holds no role there, and nothing of theirs is seen or decided there', async () => {
    const { credentialId } = await certify(who(technician).id, managerA, secondA, a);
    const hired = await hireAt(managerB, b, ' MALEE@example.com', 'The new one');
    expect(hired).toMatchObject({
      staffMember: { id: who(technician).id, name: 'The new one', roles: [] },
      invitation: null,
      refusals: [],
    });
    expect((await asNow(stage, who(technician).id)).roles).toEqual({ [a]: ['TECHNICIAN'] });
    const auditorB = await hire(stage, managerB ?? administrator, b, 'auditor.b', ['AUDITOR']);
    for (const one of [managerB, auditorB])
      expect(await see(one, who(technician).id)).toEqual({ name: null, roles: [], credentials: null, privileges: [] });
    await expect(does(stage, managerB, 'revokeCredential', { credentialId, reason: 'Because' })).rejects.toThrow(
      'NOT_FOUND',
    );
    await expect(does(stage, managerB, 'verifyCredential', { credentialId, method: 'DOCUMENT' })).rejects.toThrow(
      'NOT_FOUND',
    );
    await expect(does(stage, managerB, 'issuePasswordReset', { staffMemberId: who(technician).id })).rejects.toThrow(
      'NOT_FOUND',
    );
    const shift = { staffMemberId: who(technician).id, clinicId: b, start: days(1), end: days(1.2) };
    expect(codesOf(await does(stage, managerB, 'publishShift', shift))).toEqual(['MEMBERSHIP_PENDING']);
    expect(
      codesOf(
        await does(stage, managerB, 'changeRoles', {
          staffMemberId: who(technician).id,
          clinicId: b,
          roles: ['MANAGER'],
        }),
      ),
    ).toEqual(['MEMBERSHIP_PENDING']);
    expect(
      codesOf(
        await does(stage, managerB, 'grantPrivilege', {
          staffMemberId: who(technician).id,
          clinicId: b,
          procedureCode: 'SMP',
          credentialIds: [credentialId],
          from: days(0),
          until: days(1),
        }),
      ),
    ).toEqual(['MEMBERSHIP_PENDING']);
  });

  it('is told of it, accepts it themselves, and holds the roles from then on', async () => {
    const { data } = await stage.ask(
      technician,
      '{ me { roles clinics { id } pendingMemberships { clinicId roles clinic { id name } } } }',
    );
    expect(data).toEqual({
      me: {
        roles: ['TECHNICIAN'],
        clinics: [{ id: a }],
        pendingMemberships: [{ clinicId: b, roles: ['TECHNICIAN'], clinic: { id: b, name: 'Silom' } }],
      },
    });
    expect(codesOf(await does(stage, managerB, 'acceptMembership', { clinicId: a }))).toEqual(['WRONG_STATUS']);
    expect((await does(stage, technician, 'acceptMembership', { clinicId: b }, 'user { name }')).user).toEqual({
      name: 'malee',
    });
    expect((await asNow(stage, who(technician).id)).roles).toEqual({ [a]: ['TECHNICIAN'], [b]: ['TECHNICIAN'] });
    expect(await see(managerB, who(technician).id)).toMatchObject({ name: 'malee', roles: ['TECHNICIAN'] });
  });

  it('has a credential that counts where it was verified: another clinic ends it, and what stands on it, at its own place alone', async () => {
    const { credentialId } = await certify(who(technician).id, managerA, secondA, a);
    expect((await atClinic(managerB, credentialId)).credential).toMatchObject({
      status: 'CLAIMED',
      atClinics: [{ clinic: { id: b }, status: 'CLAIMED' }],
    });
    const there = {
      staffMemberId: who(technician).id,
      clinicId: b,
      procedureCode: 'SMP',
      credentialIds: [credentialId],
      from: days(-1),
      until: days(90),
    };
    expect(codesOf(await does(stage, managerB, 'grantPrivilege', there))).toEqual(['CREDENTIAL_NOT_VERIFIED']);
    await does(stage, managerB, 'verifyCredential', { credentialId, method: 'DOCUMENT' });
    expect(codesOf(await does(stage, managerB, 'grantPrivilege', there))).toEqual([]);
    const revoked = await does(
      stage,
      managerB,
      'revokeCredential',
      { credentialId, reason: 'Not for us' },
      'credential { status }',
    );
    expect(revoked.credential?.status).toBe('REVOKED');
    expect(await atClinic(managerB, credentialId)).toMatchObject({
      credential: { status: 'REVOKED' },
      privileges: ['REVOKED'],
    });
    const inA = await atClinic(managerA, credentialId);
    expect([inA.credential?.status, inA.privileges.includes('ACTIVE'), inA.privileges.includes('REVOKED')]).toEqual([
      'VERIFIED',
      true,
      false,
    ]);
    expect((await atClinic(technician, credentialId)).credential?.atClinics).toEqual(
      expect.arrayContaining([
        { clinic: { id: a }, status: 'VERIFIED' },
        { clinic: { id: b }, status: 'REVOKED' },
      ]),
    );
    const everywhere = await does(
      stage,
      administrator,
      'revokeCredential',
      { credentialId, reason: 'Forged' },
      'credential { status }',
    );
    expect([everywhere.credential?.status, (await atClinic(managerA, credentialId)).credential?.status]).toEqual([
      'REVOKED',
      'REVOKED',
    ]);
  });

  it('is withdrawn before they accept, by a manager or by themselves', async () => {
    for (const by of [managerB, undefined]) {
      const one = await hire(stage, managerA ?? administrator, a, `waiting${by ? 1 : 2}`, ['TECHNICIAN']);
      await hireAt(managerB, b, `waiting${by ? 1 : 2}@example.com`);
      expect(codesOf(await end(by ?? one, one.id, b))).toEqual([]);
      expect(codesOf(await does(stage, one, 'acceptMembership', { clinicId: b }))).toEqual(['WRONG_STATUS']);
    }
  });
});

describe('a membership', () => {
  it('is changed and ended by managers of its clinic alone, and by no manager where the person administers the installation', async () => {
    const one = await hire(stage, managerA ?? administrator, a, 'one', ['TECHNICIAN']);
    const roles = { staffMemberId: one.id, clinicId: a, roles: ['FRONT_DESK'] };
    await expect(does(stage, managerB, 'changeRoles', roles)).rejects.toThrow('FORBIDDEN');
    await expect(does(stage, one, 'changeRoles', { ...roles, roles: ['MANAGER'] })).rejects.toThrow('FORBIDDEN');
    await expect(end(managerB, one.id, a)).rejects.toThrow('FORBIDDEN');
    await expect(end(technician, one.id, a)).rejects.toThrow('FORBIDDEN');
    await expect(end(undefined, one.id, a)).rejects.toThrow('UNAUTHENTICATED');
    await expect(end(managerA, randomUUID(), a)).rejects.toThrow('NOT_FOUND');
    expect(codesOf(await does(stage, managerA, 'changeRoles', roles))).toEqual([]);
    expect((await asNow(stage, one.id)).roles).toEqual({ [a]: ['FRONT_DESK'] });
    await does(stage, administrator, 'appointAdministrator', { staffMemberId: one.id });
    await expect(does(stage, managerA, 'changeRoles', roles)).rejects.toThrow('FORBIDDEN');
    await expect(end(managerA, one.id, a)).rejects.toThrow('FORBIDDEN');
    await expect(hireAt(managerA, a, 'one@example.com', 'One', ['MANAGER'])).rejects.toThrow('FORBIDDEN');
    await expect(does(stage, managerA, 'issuePasswordReset', { staffMemberId: one.id })).rejects.toThrow('FORBIDDEN');
    expect(
      codesOf(await does(stage, administrator, 'removeAdministrator', { staffMemberId: one.id, reason: 'For a day' })),
    ).toEqual(['LAST_ADMINISTRATOR']);
  });

  it('that ended leaves nothing but a name, tells the others, and no reason in the clear', async () => {
    const leaver = await hire(stage, managerA ?? administrator, a, 'leaver', ['TECHNICIAN']);
    await certify(leaver.id, managerA, secondA, a);
    expect(codesOf(await end(managerA, leaver.id, a))).toEqual([]);
    expect(await asNow(stage, leaver.id)).toMatchObject({ admin: false, roles: {} });
    expect(await see(managerA, leaver.id)).toMatchObject({ name: 'leaver', roles: [], credentials: null });
    const sent = () =>
      stage.sent().filter(({ type, subject }) => type === 'staff.membership-ended.v1' && subject === leaver.id);
    for (let n = 0; n < 100 && sent().length === 0; n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent().map(({ data }) => data)).toEqual([{ staffMemberId: leaver.id, clinicId: a }]);
    const rows = await new Reads(stage.context.database).rows<{ data: string }>(
      `select data from events where type in ('MembershipEnded', 'MembershipOffered', 'CredentialClaimed')`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/Moved away|The new one|CERTIFICATION/);
    expect((await signIn(stage, 'leaver@example.com', goodPassword)).roles).toEqual({});
  });

  it('of one person at a time is removed from the administration: of two who remove each other one stays', async () => {
    const [x, y] = [
      await hire(stage, administrator, a, 'admin.x', ['AUDITOR']),
      await hire(stage, administrator, a, 'admin.y', ['AUDITOR']),
    ];
    for (const { id } of [x, y]) await does(stage, administrator, 'appointAdministrator', { staffMemberId: id });
    const { data } = await stage.ask(administrator, 'query ($ids: [ID!]!) { accounts(ids: $ids) { administrator } }', {
      ids: [x.id, y.id],
    });
    expect(data).toEqual({ accounts: [{ administrator: true }, { administrator: true }] });
    const others = await new Reads(stage.context.database).rows<{ resource: string }>(
      `select resource from claims where resource like 'administrator:%' and resource not in ($1, $2)`,
      [`administrator:${x.id}`, `administrator:${y.id}`],
    );
    const [X, Y] = [await asNow(stage, x.id), await asNow(stage, y.id)];
    for (const { resource } of others)
      expect(
        codesOf(
          await does(stage, X, 'removeAdministrator', {
            staffMemberId: resource.slice('administrator:'.length),
            reason: 'Done',
          }),
        ),
      ).toEqual([]);
    const answers = await Promise.all([
      does(stage, X, 'removeAdministrator', { staffMemberId: y.id, reason: 'Done' }),
      does(stage, Y, 'removeAdministrator', { staffMemberId: x.id, reason: 'Done' }),
    ]);
    expect(answers.flatMap(codesOf)).toEqual(['LAST_ADMINISTRATOR']);
    expect([await asNow(stage, x.id), await asNow(stage, y.id)].filter(({ admin }) => admin)).toHaveLength(1);
  });
});

describe('four eyes', () => {
  it('are of two people who did not let each other in', async () => {
    const second = await hire(stage, managerB ?? administrator, b, 'second.b', ['MANAGER']);
    const boss = who(managerB);
    const about = {
      staffMemberId: boss.id,
      kind: 'CERTIFICATION',
      title: 'SMP',
      issuer: 'SPCP',
      number: 'B-1',
      issuedOn: '2026-01-01',
      expiresOn: days(700).slice(0, 10),
    };
    const { credential } = await does(stage, boss, 'claimCredential', about, 'credential { id status }');
    expect(
      codesOf(await does(stage, second, 'verifyCredential', { credentialId: credential?.id, method: 'DOCUMENT' })),
    ).toEqual(['NOT_INDEPENDENT']);
    expect(
      codesOf(
        await does(stage, administrator, 'verifyCredential', { credentialId: credential?.id, method: 'DOCUMENT' }),
      ),
    ).toEqual([]);
    const privilege = {
      staffMemberId: boss.id,
      clinicId: b,
      procedureCode: 'SMP',
      credentialIds: [credential?.id],
      from: days(-1),
      until: days(90),
    };
    expect(codesOf(await does(stage, second, 'grantPrivilege', privilege))).toEqual(['NOT_INDEPENDENT']);
    expect(codesOf(await does(stage, administrator, 'grantPrivilege', privilege))).toEqual([]);
  });
});
