import { describe, expect, it } from '@jest/globals';

import type { ControlMapping } from '../framework/mapping.js';
import { asked, buildFramework, KEEPING, TESTED } from '../testing/build-input.js';
import { diffControl, diffMappings } from './diff-mappings.js';

const MANUAL: ControlMapping = {
  grade: 'D',
  cap: 'manual',
  population: 'organization',
  rationale: 'r',
  human: 'h',
  remedy: 'm',
};
const requires = TESTED.requires as Extract<NonNullable<ControlMapping['requires']>, { readonly claim: unknown }>;
const BEYOND: ControlMapping = { ...TESTED, beyondPartial: KEEPING };
const beyondFor = (freshDays: number): ControlMapping => ({ ...TESTED, beyondPartial: { ...KEEPING, freshDays } });
const LOWER: ControlMapping = { ...TESTED, grade: 'B', cap: 'partial' };

describe('a control of another mapping', () => {
  it.each<[string, ControlMapping, ControlMapping, readonly [string, string][]]>([
    ['a higher grade', LOWER, { ...LOWER, grade: 'A' }, [['grade', 'loosened']]],
    ['a lower grade', { ...LOWER, grade: 'A' }, LOWER, [['grade', 'tightened']]],
    ['a higher cap', LOWER, { ...LOWER, cap: 'satisfied' }, [['cap', 'loosened']]],
    ['a lower cap', { ...LOWER, cap: 'satisfied' }, LOWER, [['cap', 'tightened']]],
    ['the release as one', TESTED, { ...TESTED, population: 'release' }, [['population', 'loosened']]],
    ['each part', { ...TESTED, population: 'release' }, TESTED, [['population', 'tightened']]],
    ['other parts', TESTED, { ...TESTED, population: 'revisions' }, [['population', 'changed']]],
    ['a longer window', TESTED, { ...TESTED, requires: { ...requires, freshDays: 31 } }, [['freshness', 'loosened']]],
    ['a shorter window', TESTED, { ...TESTED, requires: { ...requires, freshDays: 29 } }, [['freshness', 'tightened']]],
    [
      'a branch more to choose from',
      TESTED,
      { ...TESTED, requires: { anyOf: [requires, { claim: 'sbom', need: 'an SBOM' }] } },
      [
        ['requirement', 'loosened'],
        ['wording', 'reworded'],
      ],
    ],
    [
      'a condition more',
      TESTED,
      { ...TESTED, requires: { ...requires, unless: asked('test-result', 'failed >= 1') } },
      [['requirement', 'tightened']],
    ],
    [
      'another condition',
      TESTED,
      { ...TESTED, requires: { ...requires, where: asked('test-result', 'failed == 0') } },
      [['requirement', 'changed']],
    ],
    ['the same, put otherwise', TESTED, { ...TESTED, requires: { allOf: [requires] } }, [['requirement', 'reworded']]],
    [
      'something asked of the organization',
      TESTED,
      BEYOND,
      [
        ['beyondPartial', 'tightened'],
        ['wording', 'reworded'],
      ],
    ],
    [
      'nothing asked of it any more',
      BEYOND,
      TESTED,
      [
        ['beyondPartial', 'loosened'],
        ['wording', 'reworded'],
      ],
    ],
    ['more time for the organization', BEYOND, beyondFor(8), [['beyondPartial', 'loosened']]],
    ['less time for the organization', BEYOND, beyondFor(6), [['beyondPartial', 'tightened']]],
    ['another remedy', TESTED, { ...TESTED, remedy: 'do something' }, [['wording', 'reworded']]],
    ['itself', TESTED, { ...TESTED }, []],
  ])('with %s', (_, before, after, expected) => {
    expect(diffControl(before, after).map(({ aspect, direction }) => [aspect, direction])).toEqual(expected);
  });

  it('that is judged by machines now cannot be told from its text', () => {
    const aspects = diffControl(MANUAL, TESTED);
    expect(aspects.find(({ aspect }) => aspect === 'requirement')?.direction).toBe('changed');
    expect(aspects.find(({ aspect }) => aspect === 'cap')?.direction).toBe('loosened');
  });

  it('shows the leaves that only one of the two has', () => {
    const [difference] = diffControl(TESTED, { ...TESTED, requires: { ...requires, freshDays: 90 } });
    expect(difference).toMatchObject({
      before: ['test-result, where result == "PASSED", for 30 days'],
      after: ['test-result, where result == "PASSED", for 90 days'],
    });
  });
});

describe('two mappings', () => {
  it('show what is looser first, then what cannot be told', () => {
    const before = buildFramework({ A: TESTED, B: TESTED, C: TESTED, D: TESTED, E: TESTED }).mapping;
    const after = buildFramework({
      A: { ...TESTED, remedy: 'do something' },
      B: { ...TESTED, requires: { ...requires, freshDays: 10 } },
      C: { ...TESTED, requires: { ...requires, where: asked('test-result', 'failed == 0') } },
      D: { ...TESTED, remedy: 'do something', population: 'release' },
      E: TESTED,
    }).mapping;
    expect(diffMappings(before, after).map(({ control, direction }) => `${control} ${direction}`)).toEqual([
      'D loosened',
      'C changed',
      'B tightened',
      'A reworded',
    ]);
  });

  it('are the looser for a control that is gone, and the tighter for a new one', () => {
    const [one, two] = [buildFramework({ A: TESTED, B: TESTED }).mapping, buildFramework({ A: TESTED }).mapping];
    expect(diffMappings(one, two)).toMatchObject([{ control: 'B', direction: 'loosened' }]);
    expect(diffMappings(two, one)).toMatchObject([{ control: 'B', direction: 'tightened' }]);
  });
});
