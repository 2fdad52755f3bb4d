import { defectsIn } from '../defect.js';

const COMPLIANCE = 'libs/compliance/src';
const SBOM = 'libs/evidence/src/predicates/sbom';

/** By what a component of an SBOM may be joined to evidence, and what that may do. Names are in no list, so none joins by one. */
export const COMPONENT_DEFECTS = [
  ...defectsIn(
    SBOM,
    [`${SBOM}/component-index.spec.ts`],
    [
      ['component-ambiguous', 'component-index.ts', '!== digest) return [];', '!== digest) continue;'],
      ['component-bound', 'component-index.ts', 'index.size < MAX_INDEXED_COMPONENTS', 'index.size >= 0'],
      [
        'component-archive',
        'component-index.ts',
        `at(reference, 'type') === 'distribution'`,
        `isSaid(reference, 'type')`,
      ],
      ['component-case', 'component-index.ts', 'value.toLowerCase()', 'value'],
    ],
  ),
  ...defectsIn(
    `${COMPLIANCE}/input`,
    [`${COMPLIANCE}/input/join-components.spec.ts`],
    [
      ['joined-by-digest', 'join-components.ts', 'digests.some((digest) => spoken.has(digest))', 'digests.length > 0'],
      ['joined-to-itself', 'join-components.ts', '!digests.some((digest) => own.has(digest))', 'digests.length > 0'],
      ['joined-to-itself-by-facts', 'join-components.ts', '!places.touches([anchor])', 'places !== undefined'],
      [
        'joined-in-scope',
        'join-components.ts',
        `anchor.kind === 'digests' && places.touches([anchor]),`,
        `anchor.kind === 'digests',`,
      ],
      [
        'joined-by-its-product',
        'join-components.ts',
        `claim.kind === 'sbom' && anchor.kind === 'digests' &&`,
        `claim.kind === 'sbom' &&`,
      ],
      [
        'joined-by-facts',
        'join-components.ts',
        'facts.filter(({ claim }) => isComponentKind(claim.kind))',
        'facts.filter(({ claim }) => claim.kind.length > 0)',
      ],
      ['joined-bound', 'join-components.ts', '.slice(0, MAX_JOINED_COMPONENTS)', '.slice(0)'],
      [
        'joined-in-input',
        'assemble.ts',
        'places.touches([anchor]) || (isComponentKind(claim.kind)',
        'places.touches([anchor]) || (true',
      ],
    ],
  ),
  ...defectsIn(
    `${COMPLIANCE}/evaluate`,
    [`${COMPLIANCE}/evaluate/joined-components.spec.ts`],
    [
      [
        'joined-level',
        'joined-components.ts',
        `claim.kind === 'build-provenance' && claim.buildLevel < 1`,
        'claim === undefined',
      ],
      ['joined-time', 'joined-components.ts', '(at !== undefined && signedAt <= at)', 'at !== signedAt'],
      ['joined-times', 'joined-components.ts', 'sum + times', 'sum + 1'],
      ['joined-team', 'joined-components.ts', 'return !teamControlled;', 'return teamControlled || !teamControlled;'],
      [
        'joined-provenance',
        'joined-components.ts',
        `return claim.kind === 'build-provenance';`,
        'return claim !== undefined;',
      ],
    ],
  ),
];
