import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CallGuard, clockSkew, isAnswer, signAnswer, signCall, type Call } from './calls.js';
import { publicKeysOf, signingKey } from './keys.js';

const pair = () => generateKeyPairSync('ed25519');
const [gateway, next, stranger, service] = [pair(), pair(), pair(), pair()];
const now = 1_780_000_000_000;
const call: Call = { audience: 'staff', method: 'POST', path: '/graphql', body: '{"query":"{ me { id } }"}' };
const signed = (changed: Partial<Call> = {}, { key = gateway, at = now } = {}): string =>
  signCall(signingKey(key.privateKey), { ...call, ...changed }, at).header;
const guard = (audience = 'staff') =>
  new CallGuard({ audience, callers: publicKeysOf(gateway.publicKey, next.publicKey), since: now - 3_600_000 });

describe('a call between processes', () => {
  it('is heard once', () => {
    const [staff, header] = [guard(), signed()];
    expect(staff.hear(header, call, now)).toMatch(/^[\w-]{22}$/);
    expect(staff.hear(header, call, now)).toBeUndefined();
    expect(staff.hear(header, call, now + clockSkew)).toBeUndefined();
    expect(staff.hear(signed(), call, now)).toBeDefined();
  });

  it('is heard by the service that it is for, and by no other', () => {
    expect(guard('billing').hear(signed(), call, now)).toBeUndefined();
    expect(guard('billing').hear(signed({ audience: 'billing' }), call, now)).toBeDefined();
  });

  it('is not heard when anything of it was changed', () => {
    const staff = guard();
    const header = signed();
    for (const changed of [{ body: `${call.body} ` }, { body: '' }, { path: '/health/ready' }, { method: 'GET' }])
      expect(staff.hear(header, { ...call, ...changed }, now)).toBeUndefined();
    const parts = header.split('.');
    for (const [at, other] of [
      [1, String(now + 1)],
      [2, 'A'.repeat(22)],
      [0, 'A'.repeat(16)],
      [3, 'A'.repeat(86)],
    ] as const)
      expect(staff.hear(parts.with(at, other).join('.'), call, now)).toBeUndefined();
    for (const nothing of [undefined, '', header.slice(1), [header], `${header}.`])
      expect(staff.hear(nothing, call, now)).toBeUndefined();
    expect(staff.hear(header, call, now)).toBeDefined();
  });

  it('is not heard from an hour ago, nor from what is to come, and clocks may differ by the skew', () => {
    const staff = guard();
    for (const at of [now - 3_600_000, now - clockSkew - 1, now + clockSkew + 1])
      expect(staff.hear(signed({}, { at }), call, now)).toBeUndefined();
    for (const at of [now - clockSkew, now + clockSkew])
      expect(staff.hear(signed({}, { at }), call, now)).toBeDefined();
  });

  it('is not heard again by the process that a restart put in the place of the one that heard it', () => {
    const header = signed({}, { at: now - 1 });
    expect(
      new CallGuard({ audience: 'staff', callers: publicKeysOf(gateway.publicKey), since: now }).hear(
        header,
        call,
        now,
      ),
    ).toBeUndefined();
  });

  it('is remembered for as long as its time would let it in, however many come meanwhile', () => {
    const staff = guard();
    const header = signed({}, { at: now + clockSkew });
    expect(staff.hear(header, call, now)).toBeDefined();
    for (let later = now; later <= now + 2 * clockSkew; later += 1_000) {
      expect(staff.hear(signed({}, { at: later }), call, later)).toBeDefined();
      expect(staff.hear(header, call, later)).toBeUndefined();
    }
  });

  it('is signed with the old key or the new one while the caller changes it, and with nobody else’s', () => {
    expect(guard().hear(signed({}, { key: gateway }), call, now)).toBeDefined();
    expect(guard().hear(signed({}, { key: next }), call, now)).toBeDefined();
    expect(guard().hear(signed({}, { key: stranger }), call, now)).toBeUndefined();
    // Who says to be the gateway has to sign as it.
    const [id] = signed().split('.');
    expect(
      guard().hear([id, ...signed({}, { key: stranger }).split('.').slice(1)].join('.'), call, now),
    ).toBeUndefined();
  });
});

describe('an answer between processes', () => {
  const keys = publicKeysOf(service.publicKey, next.publicKey);
  const nonce = 'n'.repeat(22);
  const answer = (key = service, body = '{"data":{"me":null}}') => ({
    status: 200,
    body,
    header: signAnswer(signingKey(key.privateKey), 'staff', nonce, 200, body),
  });

  it('is believed of who was called, with the old key or the new one', () => {
    expect(isAnswer(keys, 'staff', nonce, answer())).toBe(true);
    expect(isAnswer(keys, 'staff', nonce, answer(next))).toBe(true);
  });

  it('is not believed of anybody else, for another call, for another service, or changed', () => {
    expect(isAnswer(keys, 'staff', nonce, answer(stranger))).toBe(false);
    expect(isAnswer(keys, 'staff', 'm'.repeat(22), answer())).toBe(false);
    expect(isAnswer(keys, 'billing', nonce, answer())).toBe(false);
    expect(isAnswer(keys, 'staff', nonce, { ...answer(), status: 503 })).toBe(false);
    expect(isAnswer(keys, 'staff', nonce, { ...answer(), body: '{"data":{"me":{"roles":["ADMIN"]}}}' })).toBe(false);
    for (const header of [undefined, '', 'x.y', `${'A'.repeat(16)}.${'A'.repeat(86)}`])
      expect(isAnswer(keys, 'staff', nonce, { ...answer(), header })).toBe(false);
  });

  it('cannot be made with what a service knows of its caller', () => {
    const held = guard();
    expect(JSON.stringify(held)).not.toContain('PRIVATE');
    expect(isAnswer(publicKeysOf(gateway.publicKey), 'staff', nonce, answer())).toBe(false);
  });
});
