import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@stipple/event-store';
import { Reads, verifyToken } from '@stipple/service';
import { administrator, type Stage } from '@stipple/service/stage';
import { codesOf, does, goodPassword, hire, openClinic, openStaff, signIn, tokenKeys } from '../staff.fixture.js';

let stage: Stage;
let [a, b] = ['', ''];
let manager: Actor;
beforeAll(async () => {
  stage = await openStaff();
  a = await openClinic(stage, 'Sukhumvit');
  b = await openClinic(stage, 'Silom');
  manager = await hire(stage, administrator, a, 'manager', ['MANAGER']);
});
afterAll(() => stage.close());

const newPassword = 'another fine password';
const attempt = (name: string, password: string) =>
  does(stage, undefined, 'signIn', { email: `${name}@example.com`, password }, 'token');
const sessionsIn = async (token: string | null | undefined) => (await verifyToken(tokenKeys, token ?? ''))?.sessions;
const sessionsOf = async (id: string) =>
  (
    (await stage.ask(administrator, 'query ($ids: [ID!]!) { accounts(ids: $ids) { sessions } }', { ids: [id] }))
      .data as unknown as { accounts: { sessions: number }[] }
  ).accounts[0]?.sessions;
const issue = (by: Actor | undefined, staffMemberId: string) =>
  does(stage, by, 'issuePasswordReset', { staffMemberId }, 'reset');
const reset = (token: unknown, password = newPassword) =>
  does(stage, undefined, 'resetPassword', { token, password }, 'user { id }');

describe('a password', () => {
  it('is changed by who knows it, and with it every token that was given before', async () => {
    const ann = await hire(stage, manager, a, 'ann', ['TECHNICIAN']);
    const before = (await attempt('ann', goodPassword)).token;
    expect(
      codesOf(await does(stage, ann, 'changePassword', { current: 'not this one', password: newPassword })),
    ).toEqual(['BAD_CREDENTIALS']);
    expect(codesOf(await does(stage, ann, 'changePassword', { current: goodPassword, password: 'short' }))).toEqual([
      'PASSWORD_TOO_WEAK',
    ]);
    const { token } = await does(
      stage,
      ann,
      'changePassword',
      { current: goodPassword, password: newPassword },
      'token',
    );
    expect([await sessionsIn(before), await sessionsIn(token), await sessionsOf(ann.id)]).toEqual([0, 1, 1]);
    expect(codesOf(await attempt('ann', goodPassword))).toEqual(['BAD_CREDENTIALS']);
    expect(await sessionsIn((await attempt('ann', newPassword)).token)).toBe(1);
  });

  it('is not guessed by who holds a token, and its owner still signs in meanwhile', async () => {
    const bob = await hire(stage, manager, a, 'bob', ['TECHNICIAN']);
    const codes: string[] = [];
    for (let n = 0; n < 7; n += 1)
      codes.push(
        ...codesOf(await does(stage, bob, 'changePassword', { current: `guess number ${n}`, password: newPassword })),
      );
    expect(codes).toEqual([...Array<string>(5).fill('BAD_CREDENTIALS'), 'TOO_MANY_ATTEMPTS', 'TOO_MANY_ATTEMPTS']);
    expect(codesOf(await attempt('bob', goodPassword))).toEqual([]);
  });

  it('is chosen anew by a reset, once, and only by the last one', async () => {
    const cat = await hire(stage, manager, a, 'cat', ['TECHNICIAN']);
    const first = await issue(manager, cat.id);
    const second = await issue(manager, cat.id);
    expect(codesOf(await reset(first.reset))).toEqual(['RESET_INVALID']);
    expect(codesOf(await reset(second.reset, 'short'))).toEqual(['PASSWORD_TOO_WEAK']);
    expect((await reset(second.reset)).user).toEqual({ id: cat.id });
    const told = await Promise.all(
      [second.reset, first.reset, 'nonsense', `${cat.id}.9.${'A'.repeat(43)}`].map((token) => reset(token)),
    );
    expect(new Set(told.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect([
      codesOf(await attempt('cat', goodPassword)),
      codesOf(await attempt('cat', newPassword)),
      await sessionsOf(cat.id),
    ]).toEqual([['BAD_CREDENTIALS'], [], 1]);
  });

  it('is not chosen by an invitation, nor an invitation accepted by a reset', async () => {
    const dan = await hire(stage, manager, a, 'dan', ['TECHNICIAN']);
    const { reset: token } = await issue(manager, dan.id);
    expect(codesOf(await does(stage, undefined, 'acceptInvitation', { token, password: newPassword }))).toEqual([
      'INVITATION_INVALID',
    ]);
    const { invitation } = await does(
      stage,
      manager,
      'hireStaff',
      { clinicId: a, name: 'Eve', email: 'eve@example.com', roles: ['TECHNICIAN'] },
      'invitation',
    );
    expect(codesOf(await reset(invitation))).toEqual(['RESET_INVALID']);
  });

  it('is reset by who answers for the whole person, and an administrator’s by another alone', async () => {
    const fay = await hire(stage, manager, a, 'fay', ['TECHNICIAN']);
    const desk = await hire(stage, manager, a, 'desk', ['FRONT_DESK']);
    await hire(stage, administrator, b, 'fay', ['TECHNICIAN']);
    await expect(issue(manager, fay.id)).rejects.toThrow('FORBIDDEN');
    await expect(issue(desk, desk.id)).rejects.toThrow('FORBIDDEN');
    await expect(issue(undefined, fay.id)).rejects.toThrow('UNAUTHENTICATED');
    expect((await issue(administrator, fay.id)).reset).toEqual(expect.any(String));
    await does(stage, administrator, 'appointAdministrator', { staffMemberId: desk.id });
    await expect(issue(manager, desk.id)).rejects.toThrow('FORBIDDEN');
    const { staffMember } = await does(
      stage,
      manager,
      'hireStaff',
      { clinicId: a, name: 'Gus', email: 'gus@example.com', roles: ['TECHNICIAN'] },
      'staffMember { id }',
    );
    expect(codesOf(await issue(manager, staffMember?.id ?? ''))).toEqual(['WRONG_STATUS']);
  });

  it('that was chosen by a reset is known to whoever was handed it: they do not verify for each other', async () => {
    const hal = await hire(stage, administrator, a, 'hal', ['MANAGER']);
    const about = {
      staffMemberId: hal.id,
      kind: 'LICENCE',
      title: 'Licence',
      issuer: 'City',
      number: '7',
      issuedOn: '2026-01-01',
      expiresOn: '2030-01-01',
    };
    const claim = async () =>
      (await does(stage, hal, 'claimCredential', about, 'credential { id status }')).credential?.id;
    const verify = async () =>
      codesOf(await does(stage, manager, 'verifyCredential', { credentialId: await claim(), method: 'DOCUMENT' }));
    expect(await verify()).toEqual([]);
    await reset((await issue(manager, hal.id)).reset);
    expect(await verify()).toEqual(['NOT_INDEPENDENT']);
  });

  it('lies nowhere in the log', async () => {
    const rows = await new Reads(stage.context.database).rows<{ data: string }>(
      `select data from events where type in ('PasswordChanged', 'PasswordReset', 'PasswordResetIssued')`,
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toMatch(/argon2|fine password/);
  });
});

describe('signing out everywhere', () => {
  it('ends every token that was given before', async () => {
    const ivy = await hire(stage, manager, a, 'ivy', ['TECHNICIAN']);
    expect(codesOf(await does(stage, ivy, 'signOutEverywhere', {}))).toEqual([]);
    expect(await sessionsOf(ivy.id)).toBe(1);
    expect(await sessionsIn((await attempt('ivy', goodPassword)).token)).toBe(1);
    await expect(does(stage, undefined, 'signOutEverywhere', {})).rejects.toThrow('UNAUTHENTICATED');
    expect((await signIn(stage, 'ivy@example.com', goodPassword)).roles).toEqual({ [a]: ['TECHNICIAN'] });
  });
});

describe('accounts', () => {
  it('are told to administrators alone', async () => {
    expect((await stage.ask(manager, 'query { accounts(ids: []) { id } }')).errors?.[0]?.extensions['code']).toBe(
      'FORBIDDEN',
    );
    expect(
      (
        await stage.ask(administrator, 'query ($ids: [ID!]!) { accounts(ids: $ids) { id } }', {
          ids: Array.from({ length: 501 }, (_, n) => `n${n}`),
        })
      ).errors?.[0]?.extensions['code'],
    ).toBe('BAD_USER_INPUT');
  });
});
