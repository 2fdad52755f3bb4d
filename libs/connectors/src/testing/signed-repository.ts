import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

import { canonicalize } from '@tufjs/canonical-json';

import { hash, parseInstant, sha256, toHex, toUtf8, type Instant } from '#kernel';

import type { Fetcher } from '../tuf/fetch/fetcher.js';

export const NOW = parseInstant('2025-06-01T12:00:00Z');
const LATER = '2025-07-01T00:00:00Z';

export type Role = 'root' | 'timestamp' | 'snapshot' | 'targets';
const ROLES: readonly Role[] = ['root', 'timestamp', 'snapshot', 'targets'];

export interface Key {
  readonly id: string;
  readonly secret: KeyObject;
  readonly spoken: object;
}

export function newKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const hex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  const spoken = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } };
  return { id: toHex(sha256(toUtf8(canonicalize(spoken)))), secret: privateKey, spoken };
}

interface Delegated {
  readonly paths: readonly string[];
  readonly terminating?: boolean;
  /** What is written beside the delegation. */
  readonly custom?: unknown;
  readonly targets?: Readonly<Record<string, Uint8Array>>;
  /** The key that its delegator lists; the one it signs with where absent. */
  readonly listedKey?: Key;
  /** Delegations of its own, by role. */
  readonly delegations?: Readonly<Record<string, Delegated>>;
}

/** What one role's metadata says besides its type, version and expiry. */
type Said = Record<string, unknown>;

/** A TUF repository that signs for itself: every state it publishes is sound, until a test breaks one thing. */
export class SignedRepository {
  /** The mirror: metadata by name, targets below `targets/`. */
  readonly files = new Map<string, Uint8Array>();
  readonly keys: Record<Role, readonly Key[]> = {
    root: [newKey()],
    timestamp: [newKey()],
    snapshot: [newKey()],
    targets: [newKey()],
  };
  readonly versions: Record<Role, number> = { root: 0, timestamp: 0, snapshot: 0, targets: 0 };
  readonly expires: Record<Role, string> = { root: LATER, timestamp: LATER, snapshot: LATER, targets: LATER };
  readonly threshold: Record<Role, number> = { root: 1, timestamp: 1, snapshot: 1, targets: 1 };
  readonly targets = new Map<string, Uint8Array>();
  readonly delegations: Record<string, Delegated> = {};
  readonly #delegatedKeys = new Map<string, Key>();
  consistentSnapshot = true;

  constructor() {
    this.publishRoot();
  }

  /** The first root, as a client would be given it. */
  get bootstrap(): Uint8Array {
    return this.file('1.root.json');
  }

  file(name: string): Uint8Array {
    const bytes = this.files.get(name);
    if (bytes === undefined) throw new RangeError(`the repository has no ${name}`);
    return bytes;
  }

  /** A new root, signed by the keys of the one before and by its own. */
  publishRoot(change: Partial<Record<Role, readonly Key[]>> = {}, said: Said = {}): void {
    const before = this.keys.root;
    Object.assign(this.keys, change);
    const version = ++this.versions.root;
    const keys = Object.fromEntries(ROLES.flatMap((role) => this.keys[role]).map(({ id, spoken }) => [id, spoken]));
    const roles = Object.fromEntries(
      ROLES.map((role) => [role, { keyids: this.keys[role].map(({ id }) => id), threshold: this.threshold[role] }]),
    );
    const signers = [...new Set([...before, ...this.keys.root])];
    const body = { keys, roles, consistent_snapshot: this.consistentSnapshot, ...said };
    this.files.set(`${version}.root.json`, this.#metadata('root', body, signers));
  }

  /** A new state: targets, delegated roles, snapshot and timestamp, each one version later. */
  publish(said: Partial<Record<Role, Said>> = {}): this {
    for (const role of ['targets', 'snapshot', 'timestamp'] as const) this.versions[role]++;
    const meta: Record<string, unknown> = {};
    const delegated = this.#publishDelegated(this.delegations, meta);
    const targets = { targets: this.#publishTargets(this.targets), delegations: delegated, ...said.targets };
    meta['targets.json'] = this.#put('targets', targets);
    const snapshot = this.#put('snapshot', { meta, ...said.snapshot });
    this.files.set(
      'timestamp.json',
      this.#metadata('timestamp', { meta: { 'snapshot.json': snapshot }, ...said.timestamp }),
    );
    return this;
  }

  #publishDelegated(delegations: Readonly<Record<string, Delegated>>, meta: Record<string, unknown>) {
    const listed = Object.entries(delegations).map(([name, each]) => ({ name, key: this.keyOf(name), ...each }));
    const keys = listed.map(({ listedKey, key }) => listedKey ?? key);
    const roles = listed.map(({ name, paths, terminating = false, custom }, index) => ({
      ...{ name, keyids: [keys[index]?.id], threshold: 1, paths, terminating },
      ...(custom === undefined ? {} : { custom }),
    }));
    for (const [name, { targets = {}, delegations: below = {} }] of Object.entries(delegations)) {
      const body = {
        targets: this.#publishTargets(new Map(Object.entries(targets))),
        delegations: this.#publishDelegated(below, meta),
      };
      const version = this.versions.targets;
      const bytes = signedBy(
        { _type: 'targets', spec_version: '1.0.31', version, expires: this.expires.targets, ...body },
        [this.keyOf(name)],
      );
      meta[`${name}.json`] = this.#store(name, version, bytes);
    }
    return { keys: Object.fromEntries(keys.map(({ id, spoken }) => [id, spoken])), roles };
  }

  /** The key of a delegated role, made when it is first asked for. */
  keyOf(name: string): Key {
    const key = this.#delegatedKeys.get(name) ?? newKey();
    this.#delegatedKeys.set(name, key);
    return key;
  }

  #publishTargets(targets: ReadonlyMap<string, Uint8Array>): Record<string, unknown> {
    return Object.fromEntries(
      [...targets].map(([path, bytes]) => {
        const [sha256, sha512] = [toHex(hash('sha256', bytes)), toHex(hash('sha512', bytes))];
        const slash = path.lastIndexOf('/') + 1;
        const name = this.consistentSnapshot ? `${path.slice(0, slash)}${sha512}.${path.slice(slash)}` : path;
        this.files.set(`targets/${name}`, bytes);
        return [path, { length: bytes.length, hashes: { sha256, sha512 } }];
      }),
    );
  }

  #put(role: 'targets' | 'snapshot', body: Said) {
    return this.#store(role, this.versions[role], this.#metadata(role, body));
  }

  #store(name: string, version: number, bytes: Uint8Array) {
    this.files.set(this.consistentSnapshot ? `${version}.${name}.json` : `${name}.json`, bytes);
    return { version, length: bytes.length, hashes: { sha256: toHex(sha256(bytes)) } };
  }

  #metadata(role: Role, body: Said, keys = this.keys[role]): Uint8Array {
    const stated = { _type: role, spec_version: '1.0.31', version: this.versions[role], expires: this.expires[role] };
    return signedBy({ ...stated, ...body }, keys);
  }
}

export function signedBy(signed: object, keys: readonly Key[]): Uint8Array {
  const message = Buffer.from(canonicalize(signed));
  const signatures = keys.map(({ id, secret }) => ({ keyid: id, sig: sign(null, message, secret).toString('hex') }));
  return toUtf8(JSON.stringify({ signed, signatures }));
}

/** The `signed` part of metadata, to be changed and signed again. */
export function signedPartOf(bytes: Uint8Array): Record<string, unknown> {
  return (JSON.parse(Buffer.from(bytes).toString()) as { signed: Record<string, unknown> }).signed;
}

/** Files of a map, as a mirror hands them out. */
export class MapFetcher implements Fetcher {
  readonly asked: { readonly path: string; readonly maxBytes: number }[] = [];

  constructor(
    private readonly files: ReadonlyMap<string, Uint8Array>,
    private readonly below = '',
  ) {}

  fetch(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    this.asked.push({ path, maxBytes });
    return Promise.resolve(this.files.get(`${this.below}${path}`));
  }
}

export function daysLater(days: number, from: Instant = NOW): Instant {
  return parseInstant(new Date(Date.parse(from) + days * 86_400_000).toISOString());
}
