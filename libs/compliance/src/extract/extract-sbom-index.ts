import type { ListedComponent } from '#evidence';
import type { Digest } from '#kernel';
import type { Verified } from '#verification';

/** The components of one verified SBOM that other evidence can be about, by digest. No fact carries them. */
export interface SbomIndex {
  readonly sbom: Digest;
  readonly components: readonly ListedComponent[];
}

/** @returns undefined for other evidence, and for an SBOM that gives no component a digest */
export function extractSbomIndex({ digest, content }: Verified): SbomIndex | undefined {
  if (content.kind !== 'signed' || content.predicate?.kind !== 'sbom') return undefined;
  const { index } = content.predicate;
  return index.length === 0 ? undefined : { sbom: digest, components: index };
}
