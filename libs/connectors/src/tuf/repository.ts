import { AppError, digestOf, hash, toHex, type Digest, type HashName, type Instant } from '#kernel';

import { everyRole, findTarget, type Delegation, type EveryRole } from './delegations.js';
import type { Fetcher } from './fetch/fetcher.js';
import { TUF_LIMITS } from './limits.js';
import { MetadataFolder } from './metadata-folder.js';
import type { MetadataHeader } from './metadata-header.js';
import { missing, wrongHash, wrongLength } from './refusals.js';
import { refreshMetadata, type Refresh } from './refresh.js';
import { TrustedMetadata, type TargetsMetadata } from './trusted-metadata.js';

export interface TufSource {
  /** The root.json to start from, by its bytes: whoever calls vouches for it. */
  readonly root: Uint8Array;
  /** A folder of the caller's own for what must be remembered between two refreshes; one for each repository. */
  readonly store: string;
  readonly metadata: Fetcher;
  readonly targets: Fetcher;
  /** The moment at which nothing may have expired. */
  readonly now: Instant;
}

/** A file that the repository vouches for. */
export interface TufTarget {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly length: number;
  /** What its signer adds to it; hostile until read. */
  readonly custom: Readonly<Record<string, unknown>>;
  /** Who was asked for it, from `targets` down to the role that signed it. */
  readonly delegations: readonly Delegation[];
}

/** Only what a repository said at one moment, all of it proven: there is none that was not refreshed. */
export class TufRepository {
  readonly #refresh: Refresh;
  readonly #targets: Fetcher;

  private constructor(refresh: Refresh, targets: Fetcher) {
    this.#refresh = refresh;
    this.#targets = targets;
  }

  /**
   * Runs the TUF client workflow. Proves: root, timestamp, snapshot and targets are signed, unexpired at `now`, of one
   * state and no older than what the store saw. Assumes: `root` came from a trusted place.
   * @throws AppError TUF_*
   */
  static async open(source: TufSource): Promise<TufRepository> {
    const refresh = startRefresh(source);
    await refreshMetadata(refresh);
    return new TufRepository(refresh, source.targets);
  }

  get refreshedAt(): Instant {
    return this.#refresh.startedAt;
  }

  /** Version and expiry by role: `root`, `timestamp`, `snapshot`, `targets`, and delegated roles that were asked. */
  get roles(): ReadonlyMap<string, MetadataHeader> {
    return this.#refresh.trusted.headers;
  }

  /** Every role that may be asked for anything, with what each names. @throws AppError unavailable */
  everyRole(): Promise<EveryRole> {
    return everyRole(this.#refresh);
  }

  /** The role that may name this path and does; undefined where there is none. @throws AppError TUF_* */
  async signerOf(path: string): Promise<string | undefined> {
    const found = await findTarget(this.#refresh, path);
    return found === undefined ? undefined : (found.delegations.at(-1)?.role ?? 'targets');
  }

  /** @throws AppError not-found TUF_TARGET_UNKNOWN, TUF_MISSING; invalid TUF_HASH, TUF_LENGTH, and those of delegated metadata */
  async target(path: string, maxBytes: number = TUF_LIMITS.targetBytes): Promise<TufTarget> {
    const found = await findTarget(this.#refresh, path);
    if (found === undefined)
      throw new AppError('not-found', 'TUF_TARGET_UNKNOWN', `no role that may name ${path} names it: check the path`);
    const { file, delegations } = found;
    const bytes = await this.#fetch(path, file, maxBytes);
    return { path, bytes, digest: digestOf(bytes), length: bytes.length, custom: file.custom, delegations };
  }

  async #fetch(path: string, { length, hashes }: TargetFile, maxBytes: number): Promise<Uint8Array> {
    if (length > maxBytes) throw wrongLength(path);
    const listed = acceptedHashes(hashes, path);
    for (const name of this.#refresh.trusted.consistentSnapshot ? hashedNames(path, listed) : [path]) {
      const bytes = await this.#targets.fetch(name, length);
      if (bytes === undefined) continue;
      if (bytes.length !== length) throw wrongLength(path);
      if (!listed.every(([algorithm, value]) => toHex(hash(algorithm, bytes)) === value)) throw wrongHash(path);
      return bytes;
    }
    throw missing(path);
  }
}

type TargetFile = TargetsMetadata['targets'][string];

export function startRefresh({ root, store, metadata, now }: Omit<TufSource, 'targets'>): Refresh {
  const trusted = new TrustedMetadata(root, now);
  return { trusted, stored: new MetadataFolder(store), metadata, startedAt: now };
}

const ALGORITHMS: readonly string[] = ['sha256', 'sha384', 'sha512'] satisfies readonly HashName[];

/** Each must hold; a list without any would let every file of that length pass. */
function acceptedHashes(
  hashes: Readonly<Record<string, string>>,
  path: string,
): readonly (readonly [HashName, string])[] {
  const listed = Object.entries(hashes);
  if (listed.length > 0 && listed.every(isAccepted)) return listed;
  throw wrongHash(path);
}

function isAccepted(listed: readonly [string, string]): listed is readonly [HashName, string] & [string, string] {
  return ALGORITHMS.includes(listed[0]);
}

/** `folder/HASH.name`, by any of its hashes (specification section 6.2). */
function hashedNames(path: string, hashes: readonly (readonly [HashName, string])[]): readonly string[] {
  const slash = path.lastIndexOf('/') + 1;
  return hashes.map(([, value]) => `${path.slice(0, slash)}${value}.${path.slice(slash)}`);
}
