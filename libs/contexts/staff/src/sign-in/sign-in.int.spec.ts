import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import { administrator, type Stage } from '@stipple/service/stage';
import { parse } from 'graphql';
import { codesOf, does, goodPassword, hire, openClinic, openStaff, type Answer } from '../staff.fixture.js';

let stage: Stage;
let clinicId: string;
let manager: Actor;
beforeAll(async () => {
  stage = await openStaff();
  clinicId = await openClinic(stage, 'Sukhumvit');
  manager = await hire(stage, administrator, clinicId, 'manager', ['MANAGER']);
});
afterAll(() => stage.close());

const attempt = (email: string, password: string) =>
  does(stage, undefined, 'signIn', { email, password }, 'token expiresAt user { id name roles }');
/** Signs in from an address of one's own. */
const attemptFrom = async (address: string, email: string, password: string) => {
  const document = parse('mutation ($input: SignInInput!) { signIn(input: $input) { refusals { code message } } }');
  const { data } = await stage.context.subgraph.execute({
    document,
    variables: { input: { email, password } },
    after: { own: [], others: [] },
    deadline: Date.now() + 10_000,
    correlationId: randomUUID(),
    address,
  });
  return (data as { signIn: Answer }).signIn;
};
const hiring = (name: string, by: Actor = manager, commandId?: string) =>
  does(
    stage,
    by,
    'hireStaff',
    { clinicId, name, email: `${name}@example.com`, roles: ['TECHNICIAN'], ...(commandId ? { commandId } : {}) },
    'staffMember { id name roles } invitation',
  );
const accept = (token: unknown, password = goodPassword) =>
  does(stage, undefined, 'acceptInvitation', { token, password }, 'user { id name }');

describe('somebody hired', () => {
  it('accepts their invitation once and signs in with the address they were hired under', async () => {
    const { invitation, staffMember } = await hiring('ann');
    expect(staffMember).toMatchObject({ name: 'ann', roles: ['TECHNICIAN'] });
    expect((await accept(invitation)).user).toMatchObject({ name: 'ann' });
    expect(codesOf(await accept(invitation))).toEqual(['INVITATION_INVALID']);
    const before = Date.now();
    const { token, user, expiresAt } = await attempt(' ANN@example.com', goodPassword);
    expect(token).toEqual(expect.any(String));
    expect(user).toEqual({ id: staffMember?.id, name: 'ann', roles: ['TECHNICIAN'] });
    expect(Date.parse(expiresAt ?? '')).toBeGreaterThan(before + 3_000_000);
  });

  it('is hired once by fifty equal commands at once, with one invitation', async () => {
    const commandId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => hiring('bee', manager, commandId)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const events = (await stage.events()).filter((event) => event.meta.command === commandId);
    expect(events.map(({ type }) => type)).toEqual(['MemberHired', 'InvitationIssued']);
    expect((await accept(answers[0]?.invitation)).refusals).toEqual([]);
  });

  it('is one person, invited by the last of two who hire them at once', async () => {
    const [one, two] = await Promise.all([hiring('cat'), hiring('cat')]);
    expect(one.staffMember).toEqual(two.staffMember);
    const taken = [await accept(one.invitation), await accept(two.invitation)].map(codesOf);
    expect(taken.filter((codes) => codes.length === 0)).toHaveLength(1);
  });

  it('accepts the same way when the same command comes again', async () => {
    const { invitation } = await hiring('eve');
    const commandId = randomUUID();
    const input = { token: invitation, password: goodPassword, commandId };
    const answers = [
      await does(stage, undefined, 'acceptInvitation', input, 'user { name }'),
      await does(stage, undefined, 'acceptInvitation', input, 'user { name }'),
    ];
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toEqual({ user: { name: 'eve' }, refusals: [] });
  });

  it('is hired by a manager of the clinic or an administrator, and nobody else', async () => {
    const desk = await hire(stage, manager, clinicId, 'desk', ['FRONT_DESK']);
    const elsewhere = await openClinic(stage, 'Ari');
    const input = { clinicId, name: 'Fay', email: 'fay@example.com', roles: ['TECHNICIAN'] };
    await expect(does(stage, undefined, 'hireStaff', input)).rejects.toThrow('UNAUTHENTICATED');
    await expect(does(stage, desk, 'hireStaff', input)).rejects.toThrow('FORBIDDEN');
    await expect(does(stage, manager, 'hireStaff', { ...input, clinicId: elsewhere })).rejects.toThrow('FORBIDDEN');
    await expect(does(stage, manager, 'hireStaff', { ...input, clinicId: randomUUID() })).rejects.toThrow('NOT_FOUND');
    expect(codesOf(await does(stage, manager, 'hireStaff', { ...input, name: '', email: 'fay', roles: [] }))).toEqual([
      'NAME_MISSING',
      'EMAIL_INVALID',
      'ROLES_MISSING',
    ]);
    const { errors } = await stage.ask(
      manager,
      'mutation ($input: HireStaffInput!) { hireStaff(input: $input) { invitation } }',
      { input: { ...input, roles: ['ADMIN'] } },
    );
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('leaves neither name, address nor password readable in the log', async () => {
    await hire(stage, manager, clinicId, 'gia', ['TECHNICIAN']);
    const reads = new Reads(stage.context.database);
    const rows = await reads.rows<{ data: string; meta: string }>(
      `select data, meta from events where type in ('MemberHired', 'InvitationAccepted')`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/gia|example\.com|argon2/);
    expect(rows.length).toBeGreaterThan(1);
  });
});

describe('signing in', () => {
  it('answers alike whether account, password or acceptance is missing', async () => {
    await hiring('hal');
    await hire(stage, manager, clinicId, 'ian', ['TECHNICIAN']);
    const answers = await Promise.all([
      attempt('hal@example.com', goodPassword),
      attempt('ian@example.com', 'wrong password'),
      attempt(`${randomUUID()}@example.com`, goodPassword),
      attempt('', ''),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(codesOf(answers[0])).toEqual(['BAD_CREDENTIALS']);
  });

  it('is slowed after a few failures, also when they come at once, and for who does not exist', async () => {
    await hire(stage, manager, clinicId, 'joe', ['TECHNICIAN']);
    for (const email of ['joe@example.com', 'nobody@example.com']) {
      const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => attempt(email, `wrong password ${n}`)));
      const codes = answers.flatMap(codesOf);
      expect(codes.filter((code) => code === 'BAD_CREDENTIALS')).toHaveLength(5);
      expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(7);
      expect(
        answers.flatMap(({ refusals }) => refusals).find(({ code }) => code === 'TOO_MANY_ATTEMPTS')?.message,
      ).toMatch(/^That was tried too often\. Try again in \d+ seconds?\.$/);
    }
    expect(codesOf(await attempt('joe@example.com', goodPassword))).toEqual(['TOO_MANY_ATTEMPTS']);
  });

  it('forgets failures once it succeeds', async () => {
    await hire(stage, manager, clinicId, 'kim', ['TECHNICIAN']);
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 3; n += 1) await attempt('kim@example.com', 'wrong password');
      expect(codesOf(await attempt('kim@example.com', goodPassword))).toEqual([]);
    }
  });

  it('is left alone by what others get wrong from the same address, and by what is tried on the account elsewhere', async () => {
    await hire(stage, manager, clinicId, 'lea', ['TECHNICIAN']);
    await hire(stage, manager, clinicId, 'max', ['TECHNICIAN']);
    await attemptFrom('203.0.113.7', 'max@example.com', goodPassword);
    for (let n = 0; n < 30; n += 1)
      await attemptFrom('203.0.113.7', n % 2 ? 'lea@example.com' : `guess${n}@example.com`, `wrong password ${n}`);
    expect(codesOf(await attemptFrom('203.0.113.7', 'max@example.com', goodPassword))).toEqual([]);
    expect(codesOf(await attemptFrom('198.51.100.4', 'lea@example.com', goodPassword))).toEqual([]);
    expect(codesOf(await attemptFrom('203.0.113.7', 'lea@example.com', goodPassword))).toEqual(['TOO_MANY_ATTEMPTS']);
  });

  it('finds the person however their address is spelled', async () => {
    const hired = await does(
      stage,
      manager,
      'hireStaff',
      { clinicId, name: 'Ned', email: 'Ned@Example.com ', roles: ['TECHNICIAN'] },
      'invitation',
    );
    await accept(hired.invitation);
    for (const email of ['ned@example.com', 'ＮＥＤ@example.com', 'ned\u200b@example.com'])
      expect(codesOf(await attempt(email, goodPassword))).toEqual([]);
  });

  it('is needed to ask who one is', async () => {
    expect((await stage.ask(undefined, '{ me { id } }')).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect((await stage.ask({ id: randomUUID(), admin: false, roles: {} }, '{ me { id } }')).data).toEqual({
      me: null,
    });
  });
});
