import type { ComponentCounts } from '#compliance';

import { counted, listed, shortDigest, type Names } from './lines.js';

/** How many components of each SBOM are joined, and what would join more. */
export function componentLines(counts: readonly ComponentCounts[], names: Pick<Names, 'pathOf'>): readonly string[] {
  const unjoined = counts.filter(({ joined, listed: all }) => joined < all);
  return [
    ...listed(counts, ({ member, sbom, listed: all, joined, withProvenance }) => [
      `${joined} of ${counted(all, 'component')} of ${member}, ${withProvenance} with provenance (SBOM ${shortDigest(sbom, names)})`,
    ]),
    ...(unjoined.length === 0 ? [] : [MORE]),
    ...(unjoined.every(({ digestsForAll }) => digestsForAll) ? [] : [WITHOUT_DIGEST]),
  ];
}

const MORE =
  'To join more: submit what the registries of the others sign, under a trust rule for whoever signs it. npm answers at registry.npmjs.org/-/npm/v1/attestations/NAME@VERSION, PyPI at pypi.org/integrity/PROJECT/VERSION/FILE/provenance.';
const WITHOUT_DIGEST =
  'Not every component has a digest in its SBOM, and without one nothing is joined: generate the SBOM from the lockfile.';
