import { timingSafeEqual } from 'node:crypto';
import { BlockList, isIP, SocketAddress } from 'node:net';

/** The visible part of a request's sender: the connection's address, and the headers, whoever wrote them. */
export interface Sender {
  socket: { remoteAddress?: string };
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The most entries of X-Forwarded-For to read, from the right. */
const mostHops = 32;

/** The canonical form of an address, IPv4 within IPv6 as IPv4, without a port. Undefined where it is no address. */
export function plainAddress(text: string | undefined): string | undefined {
  const bare =
    /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text ?? '')?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text ?? '')?.[1] ?? text ?? '';
  const kind = isIP(bare);
  if (kind === 0) return undefined;
  if (kind === 4) return bare;
  const { address } = new SocketAddress({ address: bare.replace(/%.*$/, ''), family: 'ipv6' });
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1] ?? address;
}

/** The proxies whose X-Forwarded-For is trusted. */
export class Proxies {
  private readonly trusted = new BlockList();

  /**
   * @param entries addresses or CIDR blocks
   * @throws RangeError naming the first that is neither
   */
  constructor(entries: readonly string[]) {
    for (const entry of entries) this.trust(entry);
  }

  private trust(entry: string): void {
    const [host = '', bits, ...more] = entry.split('/');
    const kind = isIP(host);
    const most = kind === 4 ? 32 : 128;
    if (
      kind === 0 ||
      host.includes('%') ||
      more.length > 0 ||
      (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most))
    ) {
      throw new RangeError(
        `"${entry.slice(0, 100)}" is neither an address nor a block of addresses such as 10.0.0.0/8`,
      );
    }
    // IPv4 within IPv6 is compared as IPv4.
    const mapped = kind === 6 ? /^(\d+\.\d+\.\d+\.\d+)$/.exec(plainAddress(host) ?? '')?.[1] : undefined;
    const length = Number(bits ?? most) - (mapped === undefined ? 0 : 96);
    if (mapped !== undefined && length >= 0) this.trusted.addSubnet(mapped, length, 'ipv4');
    else this.trusted.addSubnet(host, Number(bits ?? most), kind === 4 ? 'ipv4' : 'ipv6');
  }

  private trusts(address: string): boolean {
    return this.trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }

  /**
   * The address of a request's sender. Behind a trusted proxy it is the one that this proxy saw, and so on to the left.
   * An invalid entry ends the chain, since its author also wrote the entries left of it.
   */
  callerOf({ socket, headers }: Sender): string {
    let caller = plainAddress(socket.remoteAddress) ?? 'unknown';
    const header = headers['x-forwarded-for'];
    const hops = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').slice(-mostHops).reverse();
    for (const hop of hops) {
      if (!this.trusts(caller)) return caller;
      const before = plainAddress(hop.trim());
      if (before === undefined) return caller;
      caller = before;
    }
    return caller;
  }
}

const forwarding = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'x-real-ip', 'via'];
const isLoopback = (address: string | undefined): boolean =>
  address === '::1' || (address?.startsWith('127.') ?? false);
const isLoopbackName = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host);

/**
 * Whether somebody may see metrics and the details of health. Where a token is set, everybody needs it; otherwise only
 * this machine may. Requests that a proxy forwarded, or that a browser sent to another host name, do not count as this
 * machine.
 */
export function maySeeInside({ socket, headers }: Sender, token: string | undefined): boolean {
  const given = headers['authorization'];
  if (given !== undefined || token !== undefined)
    return token !== undefined && typeof given === 'string' && isSame(given.replace(/^bearer +/i, ''), token);
  const host = headers['host'];
  return (
    isLoopback(plainAddress(socket.remoteAddress)) &&
    !forwarding.some((name) => Object.hasOwn(headers, name)) &&
    typeof host === 'string' &&
    isLoopbackName(host)
  );
}

function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The answer of `read`, read once a second at most, however many ask. */
export function onceASecond<T>(read: () => Promise<T>): () => Promise<T> {
  let last: { answer: Promise<T>; at: number } | undefined;
  return () => {
    if (last === undefined || performance.now() - last.at > 1_000) {
      const one = { answer: read(), at: performance.now() };
      last = one;
      // A failed read is repeated at the next call.
      one.answer.catch(() => {
        if (last === one) last = undefined;
      });
    }
    return last.answer;
  };
}
