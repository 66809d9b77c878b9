/** The requests a second in the long run, and at once, of a person and of an address without one. */
export interface Rates {
  person: { perSecond: number; burst: number };
  address: { perSecond: number; burst: number };
}

/** Far above what people at desks do, and far below one broken script. */
export const defaultRates: Rates = { person: { perSecond: 200, burst: 1_000 }, address: { perSecond: 50, burst: 300 } };

const mostKept = 20_000;

/** Token buckets by person or address. */
export class RateLimit {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly rates: Rates,
    private readonly clock: () => number,
  ) {}

  /**
   * Counts one request.
   * @returns 0 when it may run, otherwise the seconds after which the next one may
   */
  take(kind: keyof Rates, who: string): number {
    const { perSecond, burst } = this.rates[kind];
    const key = kind === 'person' ? `p ${who}` : `a ${network(who)}`;
    const now = this.clock();
    const bucket = this.buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond);
    // The map keeps the order of use: the first entry is the least recently used.
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    const oldest = this.buckets.keys().next();
    if (this.buckets.size > mostKept && !oldest.done) this.buckets.delete(oldest.value);
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  }
}

/** The owner of one IPv6 address has all of its /64. */
function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = ''] = address.split('::');
  return [...head.split(':'), '0', '0', '0', '0'].slice(0, 4).join(':');
}
