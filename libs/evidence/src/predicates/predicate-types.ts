import type { Field } from '#kernel';

import type { EvidenceKind } from '../evidence-kind.js';
import { parseGeneric } from './generic.js';
import type { Predicate } from './predicate.js';

/** A registered predicate type: what its evidence is about, and how its predicate is read. */
export interface PredicateType {
  readonly uri: string;
  readonly kind: EvidenceKind;
  readonly parse: (predicate: Field) => Predicate;
}

const OURS = 'https://averment.dev/predicate/';

const TYPES: readonly PredicateType[] = [
  type('https://slsa.dev/provenance/v1', 'build-provenance'),
  type('https://slsa.dev/provenance/v0.2', 'build-provenance'),
  type('https://sigstore.dev/cosign/sign/v1', 'artifact-signature'),
  type('https://github.com/npm/attestation/tree/main/specs/publish/v0.1', 'release'),
  type('https://docs.pypi.org/attestations/publish/v1', 'release'),
  type(`${OURS}release-manifest/v1`, 'release-manifest'),
];

function type(uri: string, kind: EvidenceKind, parse: PredicateType['parse'] = parseGeneric): PredicateType {
  return { uri, kind, parse };
}

/** Registered types by URI. A URI matches as a whole: `…/v1 ` and `…/v1.0` are other types, and unknown. */
export const PREDICATE_TYPES: ReadonlyMap<string, PredicateType> = new Map(TYPES.map((entry) => [entry.uri, entry]));

export function predicateTypeOf(uri: string): PredicateType | undefined {
  return PREDICATE_TYPES.get(uri);
}

/** Two types speak of more than one kind; what the predicate holds decides. */
export function kindOfPredicate(predicate: Predicate, registered: PredicateType): EvidenceKind {
  return predicate.kind === 'generic' ? registered.kind : registered.kind;
}
