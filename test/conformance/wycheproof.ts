import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fromHex, type HashName } from '#kernel';

import { SHARED } from '../vectors/corpus.js';

const FOLDER = join(SHARED, 'wycheproof');

/** One vector with the key of its group, as upstream wrote it. */
export interface Vector {
  readonly id: number;
  readonly comment: string;
  readonly flags: readonly string[];
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly key: { readonly spki: Uint8Array; readonly pem: string };
  /** Absent for Ed25519, which has no choice of hash. */
  readonly hash: HashName | undefined;
}

interface VectorFile {
  readonly numberOfTests: number;
  readonly testGroups: readonly VectorGroup[];
}

interface VectorGroup {
  readonly publicKeyDer: string;
  readonly publicKeyPem: string;
  readonly sha?: string;
  readonly tests: readonly {
    readonly tcId: number;
    readonly comment: string;
    readonly flags: readonly string[];
    readonly msg: string;
    readonly sig: string;
    readonly result: Vector['result'];
  }[];
}

const HASHES: Readonly<Record<string, HashName>> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

/** Are the vectors beside this clone? */
export function hasVectors(): boolean {
  return existsSync(FOLDER);
}

/** Every vector of one file. @throws Error where the file holds fewer than it says */
export function vectorsOf(file: string): readonly Vector[] {
  const { numberOfTests, testGroups } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as VectorFile;
  const vectors = testGroups.flatMap(vectorsOfGroup);
  if (vectors.length !== numberOfTests || vectors.length === 0) throw new Error(`${file} is not whole`);
  return vectors;
}

function vectorsOfGroup({ publicKeyDer, publicKeyPem, sha, tests }: VectorGroup): readonly Vector[] {
  return tests.map(({ tcId, comment, flags, msg, sig, result }) => ({
    id: tcId,
    comment,
    flags,
    result,
    message: fromHex(msg),
    signature: fromHex(sig),
    key: { spki: fromHex(publicKeyDer), pem: publicKeyPem },
    hash: sha === undefined ? undefined : HASHES[sha],
  }));
}
