import {
  canonicalJson,
  concatBytes,
  formatCheckpoint,
  formatSignedNote,
  millisecondsOf,
  sha256,
  toBase64,
  toHex,
  toUtf8,
  type Instant,
  type JsonObject,
} from '#kernel';

import type { Seed } from '../seed.js';
import type { LogBody } from './log-body.js';
import { MerkleLog, type Inclusion } from './merkle-log.js';
import { deriveKey, type SampleKey } from './signing-key.js';

/** A transparency log: takes a body, answers with the `TransparencyLogEntry` of a bundle, as proto-JSON. */
export interface TransparencyLog {
  readonly host: string;
  readonly key: SampleKey;
  /** What bundles and trusted_root.json name the log by. */
  readonly id: Uint8Array;
  submit(body: LogBody, at: Instant): JsonObject;
}

/**
 * Rekor v1: a promise (signed entry timestamp) with the time of integration, an inclusion proof, and a checkpoint
 * whose origin is host and decimal tree id. It is one shard of a log, so its indices start beyond those of the tree.
 */
export class RekorV1 implements TransparencyLog {
  readonly key: SampleKey;
  readonly #tree = new MerkleLog();
  readonly #treeId: string;
  readonly #shardStart: number;

  constructor(
    seed: Seed,
    readonly host: string,
  ) {
    this.key = deriveKey(seed, 'rekor v1', 'p256');
    this.#treeId = String(1_000_000_000_000 + seed.integer('rekor v1 tree', 9_000_000_000_000));
    this.#shardStart = 4_000_000 + seed.integer('rekor v1 shard', 1_000_000);
  }

  get id(): Uint8Array {
    return sha256(this.key.publicKey.spki);
  }

  submit({ kind, version, body }: LogBody, at: Instant): JsonObject {
    const canonicalizedBody = toUtf8(canonicalJson(body));
    const inclusion = this.#tree.append(canonicalizedBody);
    const logIndex = this.#shardStart + inclusion.index;
    const integratedTime = Math.floor(millisecondsOf(at) / 1000);
    // The promise is over the canonical JSON of exactly these four fields.
    const promise = { body: toBase64(canonicalizedBody), integratedTime, logID: toHex(this.id), logIndex };
    const signedEntryTimestamp = toBase64(this.key.sign(toUtf8(canonicalJson(promise))));
    return {
      logIndex: String(logIndex),
      logId: { keyId: toBase64(this.id) },
      kindVersion: { kind, version },
      integratedTime: String(integratedTime),
      inclusionPromise: { signedEntryTimestamp },
      inclusionProof: proofJson(inclusion, this.#checkpoint(inclusion)),
      canonicalizedBody: promise.body,
    };
  }

  #checkpoint({ size, rootHash }: Inclusion): string {
    const text = formatCheckpoint({ origin: `${this.host} - ${this.#treeId}`, size, rootHash });
    return formatSignedNote(text, this.host, this.id.subarray(0, 4), this.key.sign(toUtf8(text)));
  }
}

/** Rekor v2: a tile-backed log that gives no time and no promise, only a proof and an Ed25519 checkpoint. */
export class RekorV2 implements TransparencyLog {
  readonly key: SampleKey;
  readonly #tree = new MerkleLog();

  constructor(
    seed: Seed,
    readonly host: string,
  ) {
    this.key = deriveKey(seed, 'rekor v2', 'ed25519');
  }

  /** C2SP signed-note: key id over name, algorithm byte 0x01 and the bare Ed25519 key. */
  get id(): Uint8Array {
    return sha256(concatBytes(toUtf8(`${this.host}\n`), Uint8Array.of(1), this.key.publicKey.spki.slice(-32)));
  }

  submit({ kind, version, body }: LogBody): JsonObject {
    const canonicalizedBody = toUtf8(canonicalJson(body));
    const inclusion = this.#tree.append(canonicalizedBody);
    return {
      logIndex: String(inclusion.index),
      logId: { keyId: toBase64(this.id) },
      kindVersion: { kind, version },
      inclusionProof: proofJson(inclusion, this.#checkpoint(inclusion)),
      canonicalizedBody: toBase64(canonicalizedBody),
    };
  }

  #checkpoint({ size, rootHash }: Inclusion): string {
    const text = formatCheckpoint({ origin: this.host, size, rootHash });
    return formatSignedNote(text, this.host, this.id.subarray(0, 4), this.key.sign(toUtf8(text)));
  }
}

function proofJson(inclusion: Inclusion, checkpoint: string): JsonObject {
  return {
    logIndex: String(inclusion.index),
    rootHash: toBase64(inclusion.rootHash),
    treeSize: String(inclusion.size),
    hashes: inclusion.hashes.map(toBase64),
    checkpoint: { envelope: checkpoint },
  };
}
