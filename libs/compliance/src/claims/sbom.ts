import type { Sbom, SbomElements } from '#evidence';

/**
 * What an SBOM lists, and which of the 2026 Minimum Elements (CISA and others, version 2.1) it has. Facts of before
 * those were looked for say nothing of them.
 */
export interface SbomClaim extends Readonly<Partial<SbomElements>> {
  readonly kind: 'sbom';
  readonly format: 'spdx' | 'cyclonedx';
  readonly specVersion: string;
  readonly components: number;
  readonly identifiedComponents: number;
  readonly hasDependencies: boolean;
  /** How many of the seventeen minimum elements it has. */
  readonly minimumElements?: number;
}

/** Name and version of its format and a signature: what was read and verified has them. */
const ELEMENTS_OF_ALL_VERIFIED = 3;

export function claimOfSbom(predicate: Sbom): SbomClaim {
  const { kind, format, specVersion, components, identifiedComponents, hasDependencies, elements } = predicate;
  const counted = { kind, format, specVersion, components, identifiedComponents, hasDependencies };
  return { ...counted, ...elements, minimumElements: countOf(elements) };
}

/** The hash of a component and its algorithm are two elements of the guidance, and one thing in every format. */
function countOf(elements: SbomElements): number {
  const stated = Object.values(elements).filter(Boolean).length;
  return ELEMENTS_OF_ALL_VERIFIED + stated + Number(elements.componentHashes);
}
