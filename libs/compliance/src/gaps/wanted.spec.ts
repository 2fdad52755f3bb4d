import { describe, expect, it } from '@jest/globals';

import type { ClaimKind } from '../claims/claim.js';
import type { ClaimRequirement } from '../framework/mapping.js';
import { asked } from '../testing/build-input.js';
import { wantedOf } from './wanted.js';

type Parts = { readonly claim: ClaimKind } & Partial<Record<'select' | 'where', string>>;

function leaf({ claim, ...parts }: Parts): ClaimRequirement {
  const compiled = Object.entries(parts).map(([name, source]) => [name, asked(claim, source)] as const);
  return { claim, need: 'something', ...Object.fromEntries(compiled) };
}
const wanted = (...leaves: readonly ClaimRequirement[]) => wantedOf(leaves[0]?.claim ?? 'sbom', leaves);

describe('what evidence has to say by name', () => {
  it('is the suite that a leaf selects', () => {
    const select = 'suite == "binary-hardening"';
    expect(wanted(leaf({ claim: 'test-result', select, where: 'result == "PASSED"' }))).toEqual([
      { field: 'suite', anyOf: ['binary-hardening'] },
    ]);
  });

  it('is any of those that would do, and of several leaves only what does for all', () => {
    const both = leaf({ claim: 'test-result', select: 'suite in ["fuzzing", "security"]' });
    expect(wanted(both)).toEqual([{ field: 'suite', anyOf: ['fuzzing', 'security'] }]);
    expect(wanted(both, leaf({ claim: 'test-result', where: 'suite != "fuzzing"' }))).toEqual([
      { field: 'suite', anyOf: ['security'] },
    ]);
  });

  it('is nothing where any text would do, whatever other words stand in the condition', () => {
    expect(wanted(leaf({ claim: 'test-result', where: 'stated(suite) && result == "PASSED"' }))).toEqual([]);
  });

  it('is the least level that a leaf accepts', () => {
    expect(wanted(leaf({ claim: 'build-provenance', where: 'buildLevel >= 3' }))).toEqual([
      { field: 'buildLevel', anyOf: [3] },
    ]);
  });

  it('is nothing where no claim could meet the conditions', () => {
    expect(wanted(leaf({ claim: 'build-provenance', where: 'buildLevel >= 3 && buildLevel <= 2' }))).toEqual([]);
  });
});
