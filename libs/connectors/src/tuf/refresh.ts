import { AppError, type Instant } from '#kernel';

import type { Fetcher } from './fetch/fetcher.js';
import { TUF_LIMITS } from './limits.js';
import type { MetadataFolder } from './metadata-folder.js';
import { expired, missing, mixedUp } from './refusals.js';
import type { ListedFile, TrustedMetadata } from './trusted-metadata.js';

/** One run of the TUF client workflow: what is believed so far, what was believed last time, and where to ask. */
export interface Refresh {
  readonly trusted: TrustedMetadata;
  readonly stored: MetadataFolder;
  readonly metadata: Fetcher;
  readonly startedAt: Instant;
}

/**
 * The TUF client workflow (specification 1.0.31 section 5): the order and the I/O are ours, each yes or no is that of
 * `tuf-js`. Nothing is stored before it was accepted. @throws AppError TUF_*
 */
export async function refreshMetadata(refresh: Refresh): Promise<void> {
  await updateRoot(refresh);
  await updateTimestamp(refresh);
  await updateSnapshot(refresh);
  await updateTargets(refresh);
}

/** Step 5.3: one root after the other, from the one that the caller brought; those walked before come from the store. */
export async function updateRoot({ trusted, stored, metadata, startedAt }: Refresh): Promise<void> {
  for (let rotation = 0; rotation < TUF_LIMITS.rootRotations; rotation++) {
    const name = `${trusted.nextRootVersion}.root.json`;
    const known = await stored.read(name);
    const bytes = known ?? (await metadata.fetch(name, TUF_LIMITS.rootBytes));
    if (bytes === undefined) {
      requireCurrent(trusted, startedAt);
      return;
    }
    if (known === undefined) {
      trusted.acceptRoot(bytes);
      await stored.write(name, bytes);
      continue;
    }
    acceptKnownRoot(trusted, known, name);
  }
  throw new AppError(
    'invalid',
    'TUF_ROOTS_ENDLESS',
    `the repository has more than ${TUF_LIMITS.rootRotations} newer roots: start from a newer root.json`,
  );
}

/** Step 5.3.10: only the last root must not have expired, so that a client that slept may walk past older ones. */
function requireCurrent({ headers }: TrustedMetadata, startedAt: Instant): void {
  const { expires } = headers.get('root') ?? { expires: startedAt };
  if (expires <= startedAt) throw expired('root.json');
}

function acceptKnownRoot(trusted: TrustedMetadata, bytes: Uint8Array, name: string): void {
  try {
    trusted.acceptRoot(bytes);
  } catch (cause) {
    throw new AppError(
      'conflict',
      'TUF_STORE_FOREIGN',
      `${name} in the store does not follow from the given root.json: the store belongs to another repository; give an empty folder`,
      { cause },
    );
  }
}

/** Step 5.4. */
export async function updateTimestamp({ trusted, stored, metadata }: Refresh): Promise<void> {
  await recall(stored, 'timestamp.json', (bytes) => trusted.acceptTimestamp(bytes));
  const bytes = await fetched(metadata, 'timestamp.json', TUF_LIMITS.timestampBytes);
  if (trusted.acceptTimestamp(bytes)) await stored.write('timestamp.json', bytes);
}

/** Step 5.5. */
export async function updateSnapshot({ trusted, stored, metadata }: Refresh): Promise<void> {
  const current = await recall(stored, 'snapshot.json', (bytes) => trusted.acceptSnapshot(bytes, { stored: true }));
  if (current) return;
  const listed = trusted.snapshotFile;
  const name = versioned(trusted, 'snapshot.json', listed);
  const bytes = await fetched(metadata, name, atMost(listed, TUF_LIMITS.snapshotBytes));
  trusted.acceptSnapshot(bytes);
  await stored.write('snapshot.json', bytes);
}

/** Step 5.6. */
export async function updateTargets(refresh: Refresh): Promise<void> {
  const { trusted, stored } = refresh;
  if (trusted.targetsFile('targets') === undefined) throw mixedUp('targets.json');
  if (await recall(stored, 'targets.json', (bytes) => trusted.acceptTargets(bytes, 'targets', 'root'))) return;
  await stored.write('targets.json', await updateDelegated(refresh, 'targets', 'root'));
}

/** Step 5.6 for any role; delegated metadata is not kept, the snapshot already says which version it must be. */
export async function updateDelegated(
  { trusted, metadata }: Refresh,
  role: string,
  delegator: string,
): Promise<Uint8Array> {
  const listed = trusted.targetsFile(role);
  if (listed === undefined) throw mixedUp(`${role}.json`);
  const name = versioned(trusted, `${role}.json`, listed);
  const bytes = await fetched(metadata, name, atMost(listed, TUF_LIMITS.targetsBytes));
  trusted.acceptTargets(bytes, role, delegator);
  return bytes;
}

function versioned({ consistentSnapshot }: TrustedMetadata, name: string, { version }: ListedFile): string {
  return consistentSnapshot ? `${version}.${name}` : name;
}

function atMost({ length = Infinity }: ListedFile, limit: number): number {
  return Math.min(length, limit);
}

async function fetched(fetcher: Fetcher, name: string, maxBytes: number): Promise<Uint8Array> {
  const bytes = await fetcher.fetch(name, maxBytes);
  if (bytes === undefined) throw missing(name);
  return bytes;
}

/** What metadata of last time may be refused for without being damaged: time passed, keys changed, newer files are listed. */
const SUPERSEDED: ReadonlySet<string> = new Set([
  'TUF_EXPIRED',
  'TUF_THRESHOLD',
  'TUF_MIX_AND_MATCH',
  'TUF_HASH',
  'TUF_LENGTH',
]);

/**
 * Takes the metadata of last time, which guards against rollback even where it is no longer current. When its role's
 * keys were changed it counts for nothing: so a repository recovers from a version that was driven up (step 5.3.11).
 * @returns whether it is still current. @throws AppError invalid TUF_STORE_DAMAGED
 */
async function recall(stored: MetadataFolder, name: string, accept: (bytes: Uint8Array) => unknown): Promise<boolean> {
  const bytes = await stored.read(name);
  if (bytes === undefined) return false;
  try {
    accept(bytes);
    return true;
  } catch (cause) {
    if (cause instanceof AppError && SUPERSEDED.has(cause.code)) return false;
    throw new AppError(
      'invalid',
      'TUF_STORE_DAMAGED',
      `${name} in the store cannot be read: find out who changed it, then start again with an empty folder`,
      { cause },
    );
  }
}
