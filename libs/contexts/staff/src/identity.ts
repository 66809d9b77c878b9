import { createHmac, timingSafeEqual } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { comparable } from '@stipple/text';

/**
 * Injection token of the 32 bytes under which e-mail addresses become ids and invitations are made. They never change.
 */
export const IDENTITY_SECRET = Symbol('identity secret');

/** An e-mail address as it is kept. */
export const emailOf = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** What a one-time token is for. */
type Purpose = 'invitation' | 'reset';

/** Makes of an e-mail address the id of the one person who has it, and of an id the invitations to accept. */
@Injectable()
export class Identity {
  /** @throws Error unless the secret is 32 bytes long. */
  constructor(@Inject(IDENTITY_SECRET) private readonly secret: Buffer) {
    if (secret.length !== 32) throw new Error('The identity secret has to be 32 bytes long.');
  }

  /**
   * The same id for the same address, so that two who hire one person at once speak of one person. Without the secret
   * it tells nothing of the address.
   */
  memberIdOf(email: string): string {
    return this.idOf(comparable(email));
  }

  /**
   * The id under which the address was known before two spellings of it were compared in one form; the same for nearly
   * every address.
   */
  formerMemberIdOf(email: string): string {
    return this.idOf(emailOf(email));
  }

  private idOf(form: string): string {
    const hash = this.mac('member', form);
    hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
    hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
    const hex = hash.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
  }

  /**
   * The one-time token of somebody's n-th invitation or password reset. It is made again when it is needed, never
   * stored.
   */
  oneTimeToken(purpose: Purpose, memberId: string, number: number): string {
    return `${memberId}.${number}.${this.mac(purpose, memberId, String(number)).toString('base64url')}`;
  }

  /** Whose token it is, and their how manieth; undefined when it was not made here for this purpose. */
  readOneTimeToken(purpose: Purpose, token: string): { memberId: string; number: number } | undefined {
    const parts = /^([0-9a-f-]{36})\.(\d{1,6})\.([\w-]{43})$/.exec(token.trim());
    if (!parts) return undefined;
    const [, memberId = '', number = '', mac = ''] = parts;
    const given = Buffer.from(mac, 'base64url');
    const expected = this.mac(purpose, memberId, number);
    return given.length === expected.length && timingSafeEqual(given, expected)
      ? { memberId, number: Number(number) }
      : undefined;
  }

  /**
   * Under what failed tries are counted: the account from this address, the account from anywhere, the address.
   * @param account an e-mail address, or whose token
   */
  attemptKeys(account: string, address: string): { pair: string; account: string; address: string } {
    const from = networkOf(address);
    const key = (...parts: string[]) => this.mac(...parts).toString('base64url');
    const whose = comparable(account);
    return { pair: key('pair', whose, from), account: key('account', whose), address: key('address', from) };
  }

  private mac(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.secret).update(JSON.stringify(parts)).digest();
  }
}

/** What one customer of a network has at least: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1] ?? address;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const whole =
    tail === undefined
      ? groups
      : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after];
  return whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
