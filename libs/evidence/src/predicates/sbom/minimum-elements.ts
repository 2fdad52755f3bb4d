/**
 * Which of the 2026 Minimum Elements for an SBOM (CISA and others, version 2.1) a document has. The name and version of
 * its format and the signature of its author are left out: a document that was read and verified has them. What must
 * hold for components holds for each of them, and for none where there is none. "A value is not known", said outright,
 * counts as said, as the guidance has it.
 */
export interface SbomElements {
  readonly author: boolean;
  readonly timestamp: boolean;
  readonly toolName: boolean;
  readonly toolVersion: boolean;
  /** When in the life of the software it was made: before, during or after the build. */
  readonly generationContext: boolean;
  readonly sbomVersion: boolean;
  readonly componentProducers: boolean;
  readonly componentNames: boolean;
  readonly componentVersions: boolean;
  /** A package URL, CPE, SWID or SWHID, or a digest, which names as well. */
  readonly componentIdentifiers: boolean;
  /** With the algorithm. */
  readonly componentHashes: boolean;
  readonly componentLicenses: boolean;
  readonly componentRelationships: boolean;
}

/** The elements that are asked of each component. */
export type ComponentElements = Pick<SbomElements, Extract<keyof SbomElements, `component${string}`>>;

/** An element holds where every component has it. */
export function ofEach(components: readonly ComponentElements[]): ComponentElements {
  const all = (key: keyof ComponentElements) => components.length > 0 && components.every((one) => one[key]);
  return {
    componentProducers: all('componentProducers'),
    componentNames: all('componentNames'),
    componentVersions: all('componentVersions'),
    componentIdentifiers: all('componentIdentifiers'),
    componentHashes: all('componentHashes'),
    componentLicenses: all('componentLicenses'),
    componentRelationships: all('componentRelationships'),
  };
}
