import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

import { AppError } from '#kernel';

/** The operating system account that PostgreSQL runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** In order of preference; PostgreSQL refuses to run as root. */
const UNPRIVILEGED = ['postgres', 'nobody'];

/**
 * The account to run as: our own, unless we are root. Root lends the database to the account that owns an existing
 * cluster, else to `postgres`, else to `nobody`. Undefined: spawn without changing accounts.
 * @throws AppError unavailable DATABASE_ACCOUNT_MISSING
 */
export async function accountFor(clusterOwner: Account | undefined): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (clusterOwner !== undefined && clusterOwner.uid !== 0) return clusterOwner;
  const accounts = parseAccounts(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  const account = UNPRIVILEGED.map((name) => accounts.get(name)).find((found) => found !== undefined);
  if (account !== undefined) return account;
  throw new AppError(
    'unavailable',
    'DATABASE_ACCOUNT_MISSING',
    'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody": add one, or start as another user',
  );
}

/** `name:password:uid:gid:…` lines of passwd(5). */
export function parseAccounts(passwd: string): ReadonlyMap<string, Account> {
  const accounts = passwd.split('\n').flatMap((line): [string, Account][] => {
    const [name, , uid, gid] = line.split(':');
    const account = { uid: Number(uid), gid: Number(gid) };
    return name && account.uid > 0 && account.gid >= 0 ? [[name, account]] : [];
  });
  return new Map(accounts);
}

/** Can this account walk down to `path` and read it? By mode bits; undefined stands for ourselves. */
export async function canReach(path: string, account: Account | undefined): Promise<boolean> {
  if (account === undefined) return true;
  for (let at = path; ; at = dirname(at)) {
    if (!(await mayEnter(at, account))) return false;
    if (at === dirname(at)) return true;
  }
}

async function mayEnter(path: string, account: Account): Promise<boolean> {
  const { uid, gid, mode } = await stat(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & 0b001) === 0b001;
}
