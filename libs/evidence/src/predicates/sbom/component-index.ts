import { isSubjectDigest, type Field, type JsonValue, type SubjectDigest } from '#kernel';

import { at, objectsAt } from '../loose-json.js';

/** A component by the digests that an SBOM gives for it, sorted: names of one thing, at most one by each algorithm. */
export interface ListedComponent {
  readonly digests: readonly SubjectDigest[];
  /** How often it is listed. */
  readonly times: number;
}

/** Different components of one SBOM that are indexed; whatever goes beyond is counted with all others, and never joined. */
export const MAX_INDEXED_COMPONENTS = 10_000;

/** How CycloneDX and SPDX spell the algorithms that evidence is matched by. */
const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
  ['SHA256', 'sha256'],
  ['SHA384', 'sha384'],
  ['SHA512', 'sha512'],
  ['sha256', 'sha256'],
  ['sha384', 'sha384'],
  ['sha512', 'sha512'],
]);

/** One object that holds a digest, by the names of its two fields. */
interface HashFields {
  readonly algorithm: string;
  readonly value: string;
}

/**
 * Which components of an SBOM other evidence can be about: those with a digest, by all digests they have. The order of
 * the document decides which are indexed where there are too many.
 * @param digestsOf what one component says its digests are, as it says it
 */
export function indexComponents(
  components: readonly Field[],
  digestsOf: (component: JsonValue | undefined) => Iterable<SubjectDigest>,
): readonly ListedComponent[] {
  const index = new Map<string, { readonly digests: readonly SubjectDigest[]; times: number }>();
  for (const { value } of components) {
    const digests = unambiguous(digestsOf(value));
    if (digests.length === 0) continue;
    const key = digests.join(' ');
    const known = index.get(key);
    if (known !== undefined) known.times++;
    else if (index.size < MAX_INDEXED_COMPONENTS) index.set(key, { digests, times: 1 });
  }
  return [...index.values()];
}

/** CycloneDX: its own hashes, and those of the archive that it is distributed as. */
export function* cycloneDxDigests(component: JsonValue | undefined): Generator<SubjectDigest> {
  const fields = { algorithm: 'alg', value: 'content' };
  yield* hashesAt(component, 'hashes', fields);
  for (const reference of objectsAt(component, 'externalReferences')) {
    if (at(reference, 'type') === 'distribution') yield* hashesAt(reference, 'hashes', fields);
  }
}

/** SPDX 2: checksums of the package. */
export function spdx2Digests(item: JsonValue | undefined): Iterable<SubjectDigest> {
  return hashesAt(item, 'checksums', { algorithm: 'algorithm', value: 'checksumValue' });
}

/** SPDX 3: hashes that stand in the package itself. */
export function spdx3Digests(item: JsonValue | undefined): Iterable<SubjectDigest> {
  return hashesAt(item, 'verifiedUsing', { algorithm: 'algorithm', value: 'hashValue' });
}

/** What is no digest of an accepted algorithm is read past. SBOMs may spell hexadecimal in either case. */
function* hashesAt(parent: JsonValue | undefined, key: string, fields: HashFields): Generator<SubjectDigest> {
  for (const hash of objectsAt(parent, key)) {
    const [algorithm, value] = [at(hash, fields.algorithm), at(hash, fields.value)];
    if (typeof algorithm !== 'string' || typeof value !== 'string') continue;
    const digest = `${ALGORITHMS.get(algorithm) ?? ''}:${value.toLowerCase()}`;
    if (isSubjectDigest(digest)) yield digest;
  }
}

/**
 * Sorted. Two different digests by one algorithm are those of two things (a lockfile lists every wheel of a version):
 * which of them came in is not said, so the component is joined to neither.
 */
function unambiguous(digests: Iterable<SubjectDigest>): readonly SubjectDigest[] {
  const byAlgorithm = new Map<string, SubjectDigest>();
  for (const digest of digests) {
    const [algorithm = ''] = digest.split(':');
    if ((byAlgorithm.get(algorithm) ?? digest) !== digest) return [];
    byAlgorithm.set(algorithm, digest);
  }
  return [...byAlgorithm.values()].sort();
}
