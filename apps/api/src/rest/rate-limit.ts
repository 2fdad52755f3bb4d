import { AppError } from '#kernel';

export interface Rate {
  /** What one address may ask at once. */
  readonly burst: number;
  /** What it may ask for ever. */
  readonly perSecond: number;
}

/** More addresses than that are not remembered: the one that was quiet longest is forgotten, with a full bucket. */
const MOST_ADDRESSES = 10_000;

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/**
 * A token bucket for each client address, for doors without an account. It is this process's own: with several of them,
 * and behind a proxy that hides who asks, it is a bound and no account of anybody.
 */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  /** @param now milliseconds of a clock that only goes forward */
  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws AppError too-busy RATE_LIMITED with `retryAfterSeconds` */
  take(address: string): void {
    const retryAfterSeconds = this.wait(address);
    if (retryAfterSeconds === undefined) return;
    throw new AppError('too-busy', 'RATE_LIMITED', 'this address asks too often: ask again later', {
      details: { retryAfterSeconds },
    });
  }

  /** Seconds until there is a place again; undefined when there was one, which is taken now. */
  wait(address: string): number | undefined {
    const { burst, perSecond } = this.rate;
    const key = networkOf(address);
    const at = this.now();
    const before = this.buckets.get(key) ?? { tokens: burst, at };
    const tokens = Math.min(burst, before.tokens + ((at - before.at) / 1000) * perSecond);
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at });
    this.forget();
    return tokens >= 1 ? undefined : Math.ceil((1 - tokens) / perSecond);
  }

  private forget(): void {
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > MOST_ADDRESSES && oldest !== undefined) this.buckets.delete(oldest);
  }
}

/** Of IPv6 the first 64 bits: whoever has one address there has all of them. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const [front, back] = [head, tail].map((part) => part.split(':').filter((group) => group !== ''));
  const missing = 8 - (front?.length ?? 0) - (back?.length ?? 0);
  return [...(front ?? []), ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(back ?? [])]
    .slice(0, 4)
    .join(':');
}
