import type { Instant } from '#kernel';
import { loadTrustRoot, type TrustRootSource } from '#verification';

import type { TufRepository } from './repository.js';

/** A Sigstore trust root by TUF: its bytes, and how long nobody could have withheld a newer one. */
export interface TufTrustRoot {
  readonly source: TrustRootSource & {
    readonly source: 'tuf';
    readonly expires: Instant;
    readonly refreshedAt: Instant;
  };
  /** Metadata versions by role. */
  readonly versions: Readonly<Record<string, number>>;
}

const TARGET = 'trusted_root.json';

/**
 * Proves: the repository names these bytes its trusted root, and they are one. It expires with the first of the roles
 * that vouch for it: from then on a newer one could be withheld unnoticed.
 * @throws AppError TUF_*; ParseError as `loadTrustRoot`
 */
export async function trustRootFromTuf(
  repository: TufRepository,
  { name, target = TARGET }: { readonly name: string; readonly target?: string },
): Promise<TufTrustRoot> {
  const { bytes, digest, delegations } = await repository.target(target);
  const vouching = [...TOP_LEVEL, ...delegations.map(({ role }) => role)];
  const headers = [...repository.roles].filter(([role]) => vouching.includes(role));
  const expires = headers.map(([, header]) => header.expires).reduce((a, b) => (a < b ? a : b));
  const source = { name, digest, bytes, source: 'tuf', expires, refreshedAt: repository.refreshedAt } as const;
  loadTrustRoot(source);
  return { source, versions: Object.fromEntries(headers.map(([role, { version }]) => [role, version])) };
}

const TOP_LEVEL: readonly string[] = ['root', 'timestamp', 'snapshot', 'targets'];
