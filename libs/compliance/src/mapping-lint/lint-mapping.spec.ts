import { describe, expect, it } from '@jest/globals';

import type { ClaimRequirement, Requirement } from '../framework/mapping.js';
import { asked, KEEPING, TESTED } from '../testing/build-input.js';
import { lintMapping } from './lint-mapping.js';

const messages = (requires: Requirement): readonly string[] =>
  lintMapping({ controls: { 'X.1': { ...TESTED, requires } } }).map(({ message }) => message);

const tests: ClaimRequirement = { claim: 'test-result', need: 'tests' };
const passed: ClaimRequirement = { ...tests, where: asked('test-result', 'result == "PASSED"') };
const sbom: ClaimRequirement = { claim: 'sbom', need: 'an SBOM' };

describe('a mapping', () => {
  it('without such a slip is left in peace', () => {
    expect(messages({ allOf: [passed, { anyOf: [tests, sbom] }] })).toEqual([]);
  });

  it('is told of a list of one', () => {
    expect(messages({ allOf: [passed] })).toEqual([expect.stringMatching(/^a list of one/)]);
  });

  it('is told the same of what it asks of the organization', () => {
    const control = { ...TESTED, beyondPartial: { allOf: [KEEPING] } };
    expect(lintMapping({ controls: { 'X.1': control } })).toEqual([
      { control: 'X.1', message: expect.stringMatching(/^a list of one/) },
    ]);
  });

  it('is told of an alternative that nobody needs, once', () => {
    const never = 'an alternative that is never needed: test-result';
    expect(messages({ anyOf: [tests, passed] })).toEqual([`${never}, where result == "PASSED"`]);
    expect(messages({ anyOf: [passed, tests, sbom] })).toEqual([`${never}, where result == "PASSED"`]);
    expect(messages({ anyOf: [tests, { ...tests, need: 'the same' }] })).toEqual([never]);
  });

  it('is told where silence would pass', () => {
    const old = asked('vulnerability-scan', 'databaseAgeHours > 48.0');
    const scan: ClaimRequirement = { claim: 'vulnerability-scan', need: 'a scan', unless: old };
    expect(messages(scan)).toEqual([expect.stringMatching(/^silence passes: .* does not state databaseAgeHours/)]);
    expect(messages({ ...scan, where: asked('vulnerability-scan', 'stated(databaseAgeHours)') })).toEqual([]);
    expect(messages({ ...scan, unless: asked('vulnerability-scan', 'openCritical >= 1') })).toEqual([]);
  });

  it('is told where its words and its windows differ', () => {
    const need = 'tests of the last 30 days';
    expect(messages({ ...tests, need, freshDays: 30 })).toEqual([]);
    expect(messages({ ...tests, need, freshDays: 60 })).toEqual([expect.stringMatching(/speaks of 30 days/)]);
    expect(messages({ ...tests, need })).toEqual([expect.stringMatching(/speaks of 30 days/)]);
  });
});
