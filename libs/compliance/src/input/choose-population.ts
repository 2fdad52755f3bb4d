import type { Digest, Instant, SubjectDigest } from '#kernel';

import type { Population, PopulationMember, Scope } from '../assessment.js';

/** A verified release manifest, as a candidate for the population of its release. */
export interface ManifestCandidate {
  readonly evidence: Digest;
  readonly source: Population['source'];
  readonly artifacts: readonly PopulationMember[];
  readonly revisions: readonly SubjectDigest[];
  readonly issuedAt: Instant;
}

const BEST_FIRST = ['independent', 'signed-manifest', 'declared'] as const satisfies readonly Population['source'][];

/** A verified manifest with the name of the release it speaks about, slugs throughout. */
export interface NamedManifest {
  readonly organization: string;
  readonly product: string;
  readonly release: string;
  readonly record: ManifestCandidate;
}

/** Those that speak about this very release: a manifest of another organization's defines nothing here. */
export function manifestsOf(
  scope: Scope,
  judgements: readonly { readonly manifest?: NamedManifest }[],
): readonly ManifestCandidate[] {
  return judgements.flatMap(({ manifest }) =>
    manifest?.organization === scope.organization &&
    manifest.product === scope.product &&
    manifest.release === scope.release
      ? [manifest.record]
      : [],
  );
}

/** The best manifest's population: independent before signed before declared, then the newest; undefined without any. */
export function choosePopulation(manifests: readonly ManifestCandidate[]): Population | undefined {
  const [best] = [...manifests].sort(compareManifests);
  if (best === undefined) return undefined;
  const { source, evidence, artifacts, revisions } = best;
  return { source, manifest: evidence, artifacts, revisions };
}

function compareManifests(a: ManifestCandidate, b: ManifestCandidate): number {
  const bySource = BEST_FIRST.indexOf(a.source) - BEST_FIRST.indexOf(b.source);
  if (bySource !== 0) return bySource;
  if (a.issuedAt !== b.issuedAt) return a.issuedAt > b.issuedAt ? -1 : 1;
  return a.evidence < b.evidence ? -1 : 1;
}

/** Every digest by which evidence can touch this population, sorted. */
export function relevantDigests({
  artifacts,
  revisions,
}: Pick<Population, 'artifacts' | 'revisions'>): readonly SubjectDigest[] {
  return [...new Set([...artifacts.flatMap(({ digests }) => digests), ...revisions])].sort();
}
