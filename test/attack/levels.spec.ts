import { describe, expect, it } from '@jest/globals';

import { parse } from '#evidence';
import { extractFacts } from '#compliance';
import { Verifier, type TrustRule } from '#verification';

import { attestation, BUILDER, PROVENANCE, ROOT, RULE } from '../../libs/verification/src/testing/world.js';

/** The level that a verified piece of provenance is worth under one rule. */
function levelOf(predicate: object, builders: TrustRule['builders']): number | undefined {
  const rule: TrustRule = { ...RULE, ...(builders === undefined ? {} : { builders }) };
  const bytes = attestation({ statement: { ...PROVENANCE, predicate } as never });
  const { verified } = new Verifier({ trustRoots: [ROOT], rules: [rule] }).verify(parse(bytes));
  const claim = verified === undefined ? undefined : extractFacts(verified, [rule])[0]?.claim;
  return claim?.kind === 'build-provenance' ? claim.buildLevel : undefined;
}

const { predicate } = PROVENANCE;
const withBuilder = (more: object) => ({ ...predicate, runDetails: { builder: { id: BUILDER, ...more } } });

describe('T-SELF-01 the build level of provenance comes from the trust rule alone', () => {
  it.each([
    ['a level beside the builder', withBuilder({ slsaLevel: 'SLSA_BUILD_LEVEL_3', level: 3 })],
    ['a version that sounds like a level', withBuilder({ version: { slsa: 'SLSA_BUILD_LEVEL_3' } })],
    ['verified levels at its top', { ...predicate, verifiedLevels: ['SLSA_BUILD_LEVEL_3'], slsaVersion: '1.0' }],
    ['builders of its own', { ...predicate, builders: { [BUILDER]: 3 }, buildLevel: 3 }],
  ])('whatever it says of itself: %s', (_, claiming) => {
    expect(levelOf(claiming, undefined)).toBe(1);
    expect(levelOf(claiming, { [BUILDER]: 2 })).toBe(2);
    expect(levelOf(claiming, { [BUILDER]: 0 })).toBe(0);
  });

  it.each([
    ['that the rule does not list', 'https://builder.example/v2'],
    ['whose name starts like a trusted one', `${BUILDER}-evil`],
    ['whose name ends like a trusted one', `https://evil.example/?${BUILDER}`],
    ['in other case', BUILDER.toUpperCase()],
    ['with a slash behind', `${BUILDER}/`],
    ['that every object has', 'constructor'],
  ])('and a builder %s is not believed at all', (_, id) => {
    const other = { ...predicate, runDetails: { builder: { id } } };
    expect(levelOf(other, { [BUILDER]: 3 })).toBeUndefined();
    expect(levelOf(predicate, { [BUILDER]: 3 })).toBe(3);
  });
});
