import { AppError, digestOf, toUtf8 } from '#kernel';

import { RateLimit } from '../rest/rate-limit.js';

/** Of one address, and of one account whoever asks: enough for tired fingers, too little to guess. */
const OF_ADDRESS = { burst: 60, perSecond: 1 / 2 };
const OF_ACCOUNT = { burst: 20, perSecond: 1 / 30 };

/** Bounds guessing before any work is done for it, for accounts that exist and for those that do not. */
export class AttemptLimit {
  private readonly addresses: RateLimit;
  private readonly accounts: RateLimit;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(now?: () => number) {
    this.addresses = new RateLimit(OF_ADDRESS, now);
    this.accounts = new RateLimit(OF_ACCOUNT, now);
  }

  /** @throws AppError too-busy TOO_MANY_ATTEMPTS with `retryAfterSeconds` */
  take(address: string, account?: { readonly organization: string; readonly email: string }): void {
    const wait = this.addresses.wait(address) ?? (account && this.accounts.wait(keyOf(account)));
    if (wait === undefined) return;
    throw new AppError('too-busy', 'TOO_MANY_ATTEMPTS', 'too many attempts: wait a little and try again', {
      details: { retryAfterSeconds: wait },
    });
  }
}

function keyOf({ organization, email }: { readonly organization: string; readonly email: string }): string {
  return digestOf(toUtf8(`${organization} ${email.toLowerCase()}`)).replace('sha256:', '');
}
