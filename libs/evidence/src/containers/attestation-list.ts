import type { JsonContainer } from './container.js';

/**
 * What npm's registry and GitHub's API answer: `{"attestations": [{"bundle": …}]}`. What stands beside a bundle (a
 * predicate type, an address) nobody signed, and nothing here reads it. A bundle that is only linked to is not fetched.
 */
export const ATTESTATION_LIST: JsonContainer = {
  name: 'attestation list of npm or GitHub',
  marker: /"attestations"/,
  pieces: (document) => {
    const items = document.member('attestations')?.items() ?? [];
    const bundles = items.map((item) => item.member('bundle'));
    if (bundles.length === 0 || !bundles.every((bundle) => bundle?.isObject)) return undefined;
    return bundles.filter((bundle) => bundle !== undefined);
  },
};
