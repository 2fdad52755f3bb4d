import type { JsonContainer } from './container.js';

/**
 * PEP 740's provenance object: attestations by the publisher that PyPI saw. The publisher stands beside them unsigned:
 * who published is judged by the certificate of each attestation alone.
 */
export const PYPI_PROVENANCE: JsonContainer = {
  name: 'provenance object of PyPI',
  marker: /"attestation_bundles"/,
  pieces: (document) => {
    const bundles = document.member('attestation_bundles')?.items() ?? [];
    const lists = bundles.map((bundle) => bundle.member('attestations')?.items());
    const pieces = lists.flatMap((list) => list ?? []);
    if (pieces.length === 0 || lists.includes(undefined)) return undefined;
    return pieces.every(({ isObject }) => isObject) ? pieces : undefined;
  },
};
