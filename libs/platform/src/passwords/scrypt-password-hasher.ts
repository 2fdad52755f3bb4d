import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

import { PasswordHasher } from '#application';
import { AppError } from '#kernel';

/** Cost of one guess, RFC 7914: memory is 128 * 2^logN * r bytes, here 128 MiB. */
export interface ScryptCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

const COST: ScryptCost = { logN: 17, r: 8, p: 1 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const AT_ONCE = 2;
const MOST_WAITING = 32;
const KEPT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** Kept as `$scrypt$ln=…,r=…,p=…$salt$key`, so that the cost can rise while older ones still open. */
export class ScryptPasswordHasher extends PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly cost: ScryptCost = COST) {
    super();
  }

  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const key = await this.derive(password, salt, this.cost);
    const { logN, r, p } = this.cost;
    return `$scrypt$ln=${logN},r=${r},p=${p}$${unpadded(salt)}$${unpadded(key)}`;
  }

  async verify(password: string, kept: string | undefined): Promise<boolean> {
    if (kept === undefined) {
      await this.derive(password, randomBytes(SALT_BYTES), this.cost);
      return false;
    }
    const { cost, salt, key } = read(kept);
    return timingSafeEqual(await this.derive(password, salt, cost), key);
  }

  /** A few at once: each takes a thread and much memory, and whoever asks need not be anybody. */
  private async derive(password: string, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array> {
    await this.turn();
    try {
      return await derived(password, salt, cost);
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  private async turn(): Promise<void> {
    if (this.running < AT_ONCE) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= MOST_WAITING) {
      const details = { retryAfterSeconds: 5 };
      throw new AppError('too-busy', 'PASSWORDS_BUSY', 'too many people sign in right now: try again in a moment', {
        details,
      });
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

/** Keyboards differ in how they compose a character: NFC makes one password of it. */
function derived(password: string, salt: Uint8Array, { logN, r, p }: ScryptCost): Promise<Uint8Array> {
  const N = 2 ** logN;
  const options = { N, r, p, maxmem: 128 * r * (N + p + 2) };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function read(kept: string): { readonly cost: ScryptCost; readonly salt: Uint8Array; readonly key: Uint8Array } {
  const [, logN, r, p, salt, key] = KEPT.exec(kept) ?? [];
  if (salt === undefined || key === undefined) throw new TypeError('a kept password is not in the form it is kept in');
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
