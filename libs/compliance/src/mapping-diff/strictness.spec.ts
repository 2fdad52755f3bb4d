import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isMet } from '../evaluate/standing.js';
import { membersOf } from '../evaluate/member.js';
import { caseOf } from '../evaluate/requirement.js';
import type { FieldValue } from '../condition/condition.js';
import type { Claim } from '../claims/claim.js';
import type { ClaimRequirement, Requirement } from '../framework/mapping.js';
import { asked, buildFact, buildInput, day, FAILED_TEST, PASSED_TEST, PROVENANCE } from '../testing/build-input.js';
import { conditionEntails } from './condition-strictness.js';
import { requirementEntails } from './requirement-strictness.js';

const entails = (stricter: string, weaker: string): boolean =>
  conditionEntails('source-verification', asked('source-verification', stricter), asked('source-verification', weaker));

describe('a condition entails another', () => {
  it.each([
    ['sourceLevel >= 3', 'sourceLevel >= 2'],
    ['sourceLevel > 2', 'sourceLevel >= 2'],
    ['2 < sourceLevel', 'sourceLevel > 1'],
    ['sourceLevel == 3', 'sourceLevel >= 2'],
    ['sourceLevel >= 3 && verifierId == "a"', 'sourceLevel >= 3'],
    ['sourceLevel >= 3', 'sourceLevel >= 3 || verifierId == "a"'],
    ['sourceLevel >= 3 || sourceLevel == 2', 'sourceLevel > 1'],
    ['verifierId == "a"', 'verifierId in ["a", "b"]'],
    ['verifierId in ["a", "b"]', 'verifierId in ["c", "b", "a"]'],
    ['verifierId == "a"', 'verifierId != "b"'],
    ['sourceLevel > 2', 'sourceLevel != 2'],
    ['verifierId == "a"', 'stated(verifierId)'],
    ['sourceLevel >= -1', 'sourceLevel >= -2'],
    ['sourceLevel>=3', 'sourceLevel   >=   3'],
  ])('%s: %s', (stricter, weaker) => {
    expect(entails(stricter, weaker)).toBe(true);
  });

  it.each([
    ['sourceLevel >= 2', 'sourceLevel >= 3'],
    ['sourceLevel >= 2', 'sourceLevel > 2'],
    ['sourceLevel >= 2', 'sourceLevel <= 5'],
    ['sourceLevel >= 3 || verifierId == "a"', 'sourceLevel >= 3'],
    ['verifierId in ["a", "b"]', 'verifierId == "a"'],
    ['verifierId != "b"', 'verifierId == "a"'],
    ['stated(verifierId)', 'verifierId == "a"'],
    ['sourceLevel >= 3 || verifierId == "a"', 'stated(sourceLevel)'],
    ['sourceLevel >= 3', 'stated(verifierId)'],
    ['sourceLevel >= 3', '!stated(verifierId)'],
    ['!(sourceLevel >= 3)', 'sourceLevel >= 3'],
    ['sourceLevel + 1 >= 3', 'sourceLevel >= 1'],
  ])('but not %s: %s', (stricter, weaker) => {
    expect(entails(stricter, weaker)).toBe(false);
  });

  it('only where whatever says the one says the other', () => {
    const level = fc.integer({ min: 0, max: 3 });
    const word = fc.constantFrom('a', 'b', 'c');
    const operator = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
    const atom = fc.oneof(
      fc.tuple(operator, level).map(([op, bound]) => `sourceLevel ${op} ${bound}`),
      fc.tuple(operator, level).map(([op, bound]) => `${bound} ${op} sourceLevel`),
      word.map((value) => `verifierId == "${value}"`),
      word.map((value) => `verifierId != "${value}"`),
      fc.uniqueArray(word, { minLength: 1 }).map((words) => `verifierId in [${words.map((w) => `"${w}"`).join(', ')}]`),
      fc.constantFrom('stated(verifierId)', 'stated(sourceLevel)', '!stated(verifierId)'),
    );
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 3 },
        atom,
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} && ${b})`),
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} || ${b})`),
      ),
    }));
    const claims = fc.record({ verifierId: word, sourceLevel: level }, { requiredKeys: [] });
    let entailed = 0;
    fc.assert(
      fc.property(expression, expression, fc.array(claims, { minLength: 20, maxLength: 20 }), (one, other, all) => {
        if (!entails(one, other)) return;
        entailed += 1;
        for (const claim of all as readonly Readonly<Record<string, FieldValue>>[]) {
          const says = (source: string) => asked('source-verification', source).holds((field) => claim[field]);
          expect(says(one) && !says(other)).toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
    expect(entailed).toBeGreaterThan(100);
  });
});

const test = (parts: { where?: string; unless?: string; freshDays?: number }): ClaimRequirement => ({
  ...{ claim: 'test-result', need: 'tests' },
  ...(parts.where !== undefined && { where: asked('test-result', parts.where) }),
  ...(parts.unless !== undefined && { unless: asked('test-result', parts.unless) }),
  ...(parts.freshDays !== undefined && { freshDays: parts.freshDays }),
});
const provenance = (level: number): ClaimRequirement => ({
  ...{ claim: 'build-provenance', need: 'provenance' },
  where: asked('build-provenance', `buildLevel >= ${level}`),
});

describe('a requirement entails another', () => {
  const [a, b, c] = [test({}), provenance(1), test({ freshDays: 5 })];

  it.each<[string, Requirement, Requirement, boolean]>([
    ['a shorter window', test({ freshDays: 10 }), test({ freshDays: 20 }), true],
    ['a longer window', test({ freshDays: 20 }), test({ freshDays: 10 }), false],
    ['any window, none', test({ freshDays: 20 }), test({}), true],
    ['no window, one', test({}), test({ freshDays: 20 }), false],
    ['one more adverse word', test({ unless: 'failed >= 1' }), test({ unless: 'failed >= 2' }), true],
    ['one less adverse word', test({ unless: 'failed >= 2' }), test({ unless: 'failed >= 1' }), false],
    ['nothing adverse, something', test({}), test({ unless: 'failed >= 1' }), false],
    ['another claim', provenance(3), test({}), false],
    ['all, each', { allOf: [a, b] }, b, true],
    ['each, all', b, { allOf: [a, b] }, false],
    ['each, any', b, { anyOf: [a, b] }, true],
    ['any, each', { anyOf: [a, b] }, b, false],
    ['all, any', { allOf: [a, b] }, { anyOf: [b, a] }, true],
    ['all in another order', { allOf: [a, b] }, { allOf: [b, a] }, true],
    ['two of three, one of three', { atLeast: 2, of: [a, b, c] }, { atLeast: 1, of: [c, b, a] }, true],
    ['one of three, two of three', { atLeast: 1, of: [a, b, c] }, { atLeast: 2, of: [c, b, a] }, false],
    ['two of three, any of them but one', { atLeast: 2, of: [a, b, c] }, { anyOf: [a, b] }, true],
    ['one wrapped alone, itself', { allOf: [{ anyOf: [a] }] }, a, true],
  ])('%s', (_, stricter, weaker, expected) => {
    expect(requirementEntails(stricter, weaker)).toBe(expected);
  });

  it('does not where facts are selected otherwise', () => {
    const fuzzing = { ...test({}), select: asked('test-result', 'suite == "fuzzing"') };
    expect(requirementEntails(fuzzing, test({}))).toBe(false);
    expect(requirementEntails(test({}), fuzzing)).toBe(false);
  });

  it('only where whatever meets the one meets the other', () => {
    const leaf = fc.oneof(
      fc.integer({ min: 1, max: 3 }).map(provenance),
      fc
        .record(
          {
            where: fc.constantFrom('result == "PASSED"', 'failed <= 1', 'failed <= 2'),
            unless: fc.constantFrom('failed >= 1', 'failed >= 3', 'result == "FAILED"'),
            freshDays: fc.constantFrom(5, 10, 20),
          },
          { requiredKeys: [] },
        )
        .map(test),
    );
    const { tree } = fc.letrec<{ tree: Requirement }>((tie) => {
      const branches = fc.array(tie('tree'), { minLength: 1, maxLength: 3 });
      return {
        tree: fc.oneof(
          { maxDepth: 2, withCrossShrink: true },
          leaf,
          branches.map((allOf) => ({ allOf })),
          branches.map((anyOf) => ({ anyOf })),
          branches.map((of) => ({ atLeast: Math.ceil(of.length / 2), of })),
        ),
      };
    });
    const claim = fc.oneof(
      fc.integer({ min: 0, max: 3 }).map((level): Claim => ({ ...PROVENANCE, buildLevel: level as 0 | 1 | 2 | 3 })),
      fc.integer({ min: 0, max: 4 }).map((failed): Claim => ({ ...(failed > 1 ? FAILED_TEST : PASSED_TEST), failed })),
    );
    const fact = fc
      .record({ claim, days: fc.integer({ min: 0, max: 20 }), producer: fc.constantFrom('ci', 'lab') })
      .map(({ days, ...parts }) => buildFact({ ...parts, signedAt: day(days) }));
    let entailed = 0;
    fc.assert(
      fc.property(tree, tree, fc.array(fact, { maxLength: 6 }), (one, other, facts) => {
        if (!requirementEntails(one, other)) return;
        entailed += 1;
        const [member] = membersOf(buildInput({ facts })).artifacts;
        const met = (requirement: Requirement) => isMet(caseOf(requirement, member!).over().at(day(20)));
        expect(met(one) && !met(other)).toBe(false);
      }),
      { numRuns: 6000 },
    );
    expect(entailed).toBeGreaterThan(100);
  });
});
