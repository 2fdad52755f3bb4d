import { EqualVersionError } from 'tuf-js/dist/error.js';
import { TrustedMetadataStore } from 'tuf-js/dist/store.js';

import { AppError, millisecondsOf, type Instant } from '#kernel';

import { readHeader, type MetadataHeader } from './metadata-header.js';
import { inOurWords, mixedUp, rolledBack, wrongLength } from './refusals.js';

export type TargetsMetadata = NonNullable<TrustedMetadataStore['targets']>['signed'];
export type ListedFile = { readonly version: number; readonly length?: number | undefined };

/**
 * Metadata that may be believed, as of one moment. Only what `tuf-js` accepted enters; each door names the steps of the
 * TUF client workflow that it stands for.
 */
export class TrustedMetadata {
  readonly #store: TrustedMetadataStore;
  readonly #headers = new Map<string, MetadataHeader>();
  /** `[delegator, role]`: what one delegator's keys vouched for, another one's may not. */
  readonly #vouched = new Set<string>();

  /** Proves nothing about `root` but that it is signed by itself: whoever calls vouches for it. @throws AppError TUF_* */
  constructor(root: Uint8Array, now: Instant) {
    const header = readHeader(root, 'root.json');
    this.#store = inOurWords(
      'root.json',
      () => rolledBack('root.json'),
      () => storeAt(root, now),
    );
    this.#headers.set('root', header);
  }

  /** By role; only what was accepted. */
  get headers(): ReadonlyMap<string, MetadataHeader> {
    return this.#headers;
  }

  get nextRootVersion(): number {
    return this.#store.root.signed.version + 1;
  }

  /** Are metadata files named by version, and targets by hash? */
  get consistentSnapshot(): boolean {
    return this.#store.root.signed.consistentSnapshot;
  }

  /** What the timestamp says of the snapshot. */
  get snapshotFile(): ListedFile {
    const timestamp = this.#store.timestamp ?? outOfOrder();
    return timestamp.signed.snapshotMeta;
  }

  /** What the snapshot says of a role's metadata; undefined where it does not list it. */
  targetsFile(role: string): ListedFile | undefined {
    const { meta } = (this.#store.snapshot ?? outOfOrder()).signed;
    return Object.hasOwn(meta, `${role}.json`) ? meta[`${role}.json`] : undefined;
  }

  /** Targets metadata that was accepted under the keys of this very delegator. */
  targetsOf(role: string, delegator: string): TargetsMetadata | undefined {
    return this.#vouched.has(pairOf(role, delegator)) ? this.#store.getRole(role)?.signed : undefined;
  }

  /** Steps 5.3.4 to 5.3.7: signed by the root before and by itself, exactly one version later. */
  acceptRoot(bytes: Uint8Array): void {
    const file = `${this.nextRootVersion}.root.json`;
    const header = readHeader(bytes, file);
    const lower = header.version < this.nextRootVersion;
    inOurWords(
      file,
      () => (lower ? rolledBack(file) : mixedUp(file)),
      () => this.#store.updateRoot(Buffer.from(bytes)),
    );
    this.#headers.set('root', header);
  }

  /** Steps 5.3.10 and 5.4.2 to 5.4.4. False: it is the version that is known already. */
  acceptTimestamp(bytes: Uint8Array): boolean {
    const header = readHeader(bytes, TIMESTAMP);
    try {
      inOurWords(
        TIMESTAMP,
        () => rolledBack(TIMESTAMP),
        () => this.#store.updateTimestamp(Buffer.from(bytes)),
      );
    } catch (error) {
      if (error instanceof EqualVersionError) return false;
      throw error;
    }
    this.#headers.set('timestamp', header);
    return true;
  }

  /** Steps 5.5.2 to 5.5.6. `stored`: it was held against its hash when it came, by another timestamp. */
  acceptSnapshot(bytes: Uint8Array, { stored = false } = {}): void {
    const header = readHeader(bytes, SNAPSHOT);
    const { version, length = bytes.length } = this.snapshotFile;
    if (!stored && bytes.length !== length) throw wrongLength(SNAPSHOT);
    const wrong = () => (header.version === version ? rolledBack(SNAPSHOT) : mixedUp(SNAPSHOT));
    inOurWords(SNAPSHOT, wrong, () => this.#store.updateSnapshot(Buffer.from(bytes), stored));
    this.#headers.set('snapshot', header);
  }

  /** Steps 5.6.2 to 5.6.5, for the targets of the root (delegator `root`) and of delegated roles alike. */
  acceptTargets(bytes: Uint8Array, role: string, delegator: string): void {
    const file = `${role}.json`;
    const header = readHeader(bytes, file);
    const { length = bytes.length } = this.targetsFile(role) ?? { version: 0 };
    if (bytes.length !== length) throw wrongLength(file);
    inOurWords(
      file,
      () => mixedUp(file),
      () => this.#store.updateDelegatedTargets(Buffer.from(bytes), role, delegator),
    );
    this.#headers.set(role, header);
    this.#vouched.add(pairOf(role, delegator));
  }
}

function pairOf(role: string, delegator: string): string {
  return JSON.stringify([delegator, role]);
}

const TIMESTAMP = 'timestamp.json';
const SNAPSHOT = 'snapshot.json';

/**
 * The library reads the clock once, in this constructor, into a private field that all of its expiry checks use
 * (step 5.1, "record fixed update start time"), and takes no argument for it. See ADR 18.
 * @throws AppError internal TUF_CLOCK when the library keeps its time elsewhere: then nothing may be judged
 */
function storeAt(root: Uint8Array, now: Instant): TrustedMetadataStore {
  const store = new TrustedMetadataStore(Buffer.from(root));
  if (!(Reflect.get(store, REFERENCE_TIME) instanceof Date))
    throw new AppError('internal', 'TUF_CLOCK', 'tuf-js keeps its reference time in another place than it used to');
  Reflect.set(store, REFERENCE_TIME, new Date(millisecondsOf(now)));
  return store;
}

const REFERENCE_TIME = 'referenceTime';

function outOfOrder(): never {
  throw new AppError('internal', 'TUF_ORDER', 'the steps of the TUF client workflow were taken out of order');
}
