// What several claims say together, and what ends by its own words: computed when it is asked, and stored in no fact.
import { describe, expect, it } from '@jest/globals';

import type { AssessmentInput } from '../assessment.js';
import type { Explanation } from './case.js';
import type { ClaimOf } from '../claims/claim.js';
import type { Fact } from '../fact.js';
import type { ClaimRequirement, Requirement } from '../framework/mapping.js';
import { membersOf } from './member.js';
import { caseOf } from './requirement.js';
import { aboutArtifact, asked, buildFact, buildInput, day, PROVENANCE, scanOf, vexOf } from '../testing/build-input.js';

/** How artifact `a` stands on a day: its course over time and its explanation at the moment must agree. */
function standing(requirement: Requirement, facts: readonly Fact[], days = 10): Explanation {
  const known: Partial<AssessmentInput> = { facts };
  const [artifact] = membersOf(buildInput(known)).artifacts;
  const ownCase = caseOf(requirement, artifact!);
  const explanation = ownCase.explain(day(days));
  expect(explanation).toMatchObject(ownCase.over().at(day(days)));
  return explanation;
}

const statusOf = (...args: Parameters<typeof standing>): string => standing(...args).status;

describe('a rebuild', () => {
  const reproduced: ClaimRequirement = {
    claim: 'build-provenance',
    need: 'two builders came to the same artifact',
    where: asked('build-provenance', 'reproduced'),
  };
  const built = (producer: string, builder: string, more: Partial<Fact> = {}, days = 1) =>
    buildFact({
      claim: { ...PROVENANCE, builderId: `https://${builder}.example`, buildLevel: 2 },
      producer,
      signedAt: day(days),
      ...more,
    });
  const first = built('one', 'x');
  const second = built('two', 'y', {}, 5);

  it('is shown by two signers, each with another builder, from the moment the second has signed', () => {
    expect(statusOf(reproduced, [first, second], 4)).toBe('FAILED');
    expect(statusOf(reproduced, [first, second], 5)).toBe('EVIDENCED');
    expect(standing(reproduced, [first, second]).evidence).toEqual(
      expect.arrayContaining([first.evidence, second.evidence]),
    );
  });

  it.each<[string, readonly Fact[]]>([
    ['one builder alone', [first]],
    ['two signers with one builder', [first, built('two', 'x')]],
    ['one signer with two builders', [first, built('one', 'y')]],
    ['builds of two artifacts', [first, { ...second, anchor: aboutArtifact('b') }]],
    ['a builder whom the rule trusts with nothing', [first, { ...second, claim: { ...PROVENANCE, buildLevel: 0 } }]],
  ])('is not shown by %s', (_, facts) => {
    expect(statusOf(reproduced, facts)).toBe('FAILED');
  });

  it('is not taken back by building it once more', () => {
    expect(statusOf(reproduced, [first, second, built('two', 'x', {}, 6)])).toBe('EVIDENCED');
  });

  it('rests on the word of the team unless two signers outside of it came to the same', () => {
    const own = { ...second, teamControlled: true };
    expect(standing(reproduced, [first, own]).teamControlled).toBe(true);
    expect(standing(reproduced, [first, own, built('three', 'z')]).teamControlled).toBe(false);
    expect(standing(reproduced, [first, second]).teamControlled).toBe(false);
  });
});

describe('a finding', () => {
  const noCritical: ClaimRequirement = {
    claim: 'vulnerability-scan',
    need: 'no open critical finding',
    unless: asked('vulnerability-scan', 'openCritical >= 1'),
  };
  const scan = buildFact({ claim: scanOf([{ id: 'GHSA-1', severity: 'critical' }]) });
  const saying = (statement: Partial<ClaimOf<'vex'>['statements'][number]>, days = 2) =>
    buildFact({
      claim: vexOf([{ vulnerability: 'CVE-1', status: 'fixed', aliases: ['GHSA-1'], ...statement }]),
      signedAt: day(days),
      producer: 'vex',
    });

  it('is answered by a statement that lists the name the scanner uses', () => {
    expect(statusOf(noCritical, [scan, saying({})])).toBe('EVIDENCED');
    expect(statusOf(noCritical, [scan, saying({ aliases: ['GHSA-11'] })])).toBe('FAILED');
  });

  it('is open again when a later statement under another of its names says affected', () => {
    const affected = saying({ vulnerability: 'OSV-1', status: 'affected' }, 3);
    expect(statusOf(noCritical, [scan, saying({}), affected])).toBe('FAILED');
  });
});

describe('a claim that sets itself an end', () => {
  const layoutHolds: ClaimRequirement = { claim: 'supply-chain-layout', need: 'a layout that holds' };
  const layout = buildFact({
    claim: { kind: 'supply-chain-layout', steps: ['build'], threshold: 1, inspections: 0, expires: day(20) },
  });

  it('counts until then and is STALE afterwards, whenever it was signed', () => {
    expect(statusOf(layoutHolds, [layout], 19)).toBe('EVIDENCED');
    expect(statusOf(layoutHolds, [layout], 20)).toBe('STALE');
    const untimed = { ...layout };
    delete (untimed as { signedAt?: unknown }).signedAt;
    expect(statusOf(layoutHolds, [untimed], 19)).toBe('EVIDENCED');
    expect(statusOf(layoutHolds, [untimed], 20)).toBe('STALE');
  });

  it('is STALE earlier where the mapping asks for something fresher', () => {
    expect(statusOf({ ...layoutHolds, freshDays: 5 }, [layout], 6)).toBe('STALE');
  });

  it.each([
    ['security support ends', { endOfSecuritySupport: day(8), endOfLife: day(50) }, 'STALE'],
    [
      'all support ends, whatever is promised for security',
      { endOfSecuritySupport: day(50), endOfLife: day(8) },
      'STALE',
    ],
    ['an end that is yet to be announced', {}, 'EVIDENCED'],
  ] as const)('of support ends when %s', (_, days, status) => {
    const supported: ClaimRequirement = { claim: 'end-of-life', need: 'support' };
    const promise = buildFact({ claim: { kind: 'end-of-life', ...days } });
    expect(statusOf(supported, [promise], 7)).toBe('EVIDENCED');
    expect(statusOf(supported, [promise], 8)).toBe(status);
  });
});
