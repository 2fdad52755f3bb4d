import { instantOfMilliseconds, sha256Hex, toHex, type Instant } from '#kernel';

import { nameWords } from '../x509/distinguished-name.js';
import type { TimestampAuthority } from './certificate-authority.js';
import type { TrustRoot } from './load-trust-root.js';
import type { Window } from './window.js';

export type AuthorityKind = 'certificate-authority' | 'timestamp-authority' | 'log' | 'ct-log';

/** What one set of trust roots lists and another does not, or lists as ended. */
export interface TrustRootChange {
  readonly change: 'added' | 'removed' | 'ended';
  readonly authority: AuthorityKind;
  /** By its own words; empty where it has none. */
  readonly name: string;
  /** Hex: id of a log; SHA-256 over the SubjectPublicKeyInfo of an authority. */
  readonly keyId: string;
  /** Until when it is listed, where it ended. */
  readonly until?: Instant;
}

interface Listed {
  readonly authority: AuthorityKind;
  readonly name: string;
  readonly keyId: string;
  readonly window: Window;
}

/** From the roots of then to the roots of now: who was added, who is gone, whose window was closed since. Sorted. */
export function trustRootChanges(then: readonly TrustRoot[], now: readonly TrustRoot[]): readonly TrustRootChange[] {
  const before = byKey(then);
  const after = byKey(now);
  const changes = [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((key) => changeOf(before.get(key), after.get(key)));
  return changes.filter((change) => change !== undefined);
}

function changeOf(before: Listed | undefined, after: Listed | undefined): TrustRootChange | undefined {
  if (before === undefined) return after && { change: 'added', ...namesOf(after) };
  if (after === undefined) return { change: 'removed', ...namesOf(before) };
  if (after.window.until >= before.window.until) return undefined;
  return { change: 'ended', ...namesOf(after), until: instantOfMilliseconds(after.window.until) };
}

function namesOf({ authority, name, keyId }: Listed): Pick<TrustRootChange, 'authority' | 'name' | 'keyId'> {
  return { authority, name, keyId };
}

/** One authority may be listed by several roots, or with several windows: the latest end counts. */
function byKey(roots: readonly TrustRoot[]): ReadonlyMap<string, Listed> {
  const listed = new Map<string, Listed>();
  for (const item of roots.flatMap(listedBy)) {
    const key = `${item.authority} ${item.keyId}`;
    const known = listed.get(key);
    if (known === undefined || known.window.until < item.window.until) listed.set(key, item);
  }
  return listed;
}

function listedBy(root: TrustRoot): readonly Listed[] {
  return [
    ...root.certificateAuthorities.map(({ path, window }) => ({
      authority: 'certificate-authority' as const,
      name: nameWords(path.issuer.subject),
      keyId: toHex(path.keyHash),
      window,
    })),
    ...root.timestampAuthorities.map((authority) => ({
      authority: 'timestamp-authority' as const,
      name: stampingNameOf(authority),
      keyId: stampingKeyOf(authority),
      window: authority.window,
    })),
    ...[...root.logs.values()].map((log) => logOf('log', log)),
    ...[...root.ctLogs.values()].map((log) => logOf('ct-log', log)),
  ];
}

function logOf(
  authority: 'log' | 'ct-log',
  { id, origin, window }: { readonly id: string; readonly origin: string; readonly window: Window },
): Listed {
  return { authority, name: origin, keyId: id, window };
}

/** A trust root that gives no address has the bytes of the name in its place, which nobody reads. */
function stampingNameOf({ name, leaf, path }: TimestampAuthority): string {
  const subject = leaf?.certificate.subject ?? path?.issuer.subject;
  return (subject && nameWords(subject)) || name;
}

function stampingKeyOf({ leaf, path }: TimestampAuthority): string {
  if (leaf !== undefined) return sha256Hex(leaf.certificate.spki);
  return path === undefined ? '' : toHex(path.keyHash);
}
