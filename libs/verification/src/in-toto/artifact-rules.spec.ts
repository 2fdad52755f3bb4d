import type { ArtifactRule, Artifacts } from '#evidence';
import { Field } from '#kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parseArtifactRule } from '../../../evidence/src/testing/layouts.js';
import { consume, proveArtifacts, type Recorded } from './artifact-rules.js';

const VIOLATED = expect.objectContaining({ code: 'LAYOUT_RULE_VIOLATED' });
const NOTHING: Artifacts = new Map();

/** `a=1 b=2`: paths with their digests; no digest where there is no sign. */
function artifacts(text: string): Artifacts {
  const pairs = text.split(' ').filter((pair) => pair !== '');
  return new Map(pairs.map((pair) => pair.split('=')).map(([path = '', value = '']) => [path, value]));
}

function rules(lines: readonly string[]): readonly ArtifactRule[] {
  return lines.map((line) => parseArtifactRule(new Field(line.split(' '), 'rule')));
}

/** Rules over the products of a step `here`, with products of a step `there` beside it. */
function prove(lines: readonly string[], here: Partial<Recorded>, there = '') {
  const step = { materials: NOTHING, products: NOTHING, ...here };
  const other = { materials: NOTHING, products: artifacts(there) };
  const item = { name: 'here', expectedMaterials: [], expectedProducts: rules(lines) };
  proveArtifacts(
    item,
    new Map([
      ['here', step],
      ['there', other],
    ]),
  );
}

function consumed(line: string, here: string, there: string): readonly string[] {
  const step = { materials: NOTHING, products: artifacts(here) };
  const records = new Map([['there', { materials: NOTHING, products: artifacts(there) }]]);
  const [rule] = rules([line]);
  if (rule === undefined) throw new Error('no rule');
  return consume(rule, new Set(step.products.keys()), { step, side: 'products', records });
}

describe('artifact rules', () => {
  it('apply in their order: what was consumed before is forbidden no more', () => {
    const products = artifacts('a=1 b=2');
    expect(() => prove(['ALLOW a', 'ALLOW b', 'DISALLOW *'], { products })).not.toThrow();
    expect(() => prove(['ALLOW a', 'DISALLOW *', 'ALLOW b'], { products })).toThrow(VIOLATED);
    expect(() => prove(['ALLOW a', 'REQUIRE a'], { products })).toThrow(VIOLATED);
    expect(() => prove(['REQUIRE a', 'ALLOW a', 'ALLOW b', 'DISALLOW *'], { products })).not.toThrow();
  });

  it('tell created, deleted and modified apart', () => {
    const here = { materials: artifacts('old=1 same=1 new=1'), products: artifacts('same=1 new=2 added=1') };
    expect(() => prove(['CREATE *', 'MODIFY *', 'ALLOW same', 'DISALLOW *'], here)).not.toThrow();
    expect(() => prove(['CREATE *', 'MODIFY *', 'DISALLOW *'], here)).toThrow(VIOLATED);
    expect(() => prove(['CREATE *', 'ALLOW same', 'DISALLOW *'], here)).toThrow(VIOLATED);
    expect(() => prove(['MODIFY *', 'DELETE *', 'ALLOW same', 'DISALLOW *'], here)).toThrow(VIOLATED);
  });

  it('of a step that nobody recorded hold in no way', () => {
    const item = { name: 'here', expectedMaterials: [], expectedProducts: [] };
    expect(() => proveArtifacts(item, new Map())).toThrow(expect.objectContaining({ code: 'LAYOUT_THRESHOLD' }));
  });

  it('that are none let nothing through', () => {
    const malformed = expect.objectContaining({ code: 'LAYOUT_PATTERN' });
    expect(() => prove(['DISALLOW [a'], { products: artifacts('b=1') })).toThrow(malformed);
  });
});

describe('MATCH', () => {
  const MATCH = 'MATCH * WITH PRODUCTS FROM there';

  it.each([
    ['the same path and digests', MATCH, 'a=1', 'a=1', ['a']],
    ['no changed artifact', MATCH, 'a=1', 'a=2', []],
    ['no artifact that the other step did not record', MATCH, 'a=1', 'b=1', []],
    ['nothing of a step that is not there', 'MATCH * WITH PRODUCTS FROM nowhere', 'a=1', 'a=1', []],
    ['nothing of the other side', 'MATCH * WITH MATERIALS FROM there', 'a=1', 'a=1', []],
    ['nothing without a digest', MATCH, 'a', 'a', []],
    ['below the prefix only', 'MATCH * IN lib WITH PRODUCTS FROM there', 'lib/a=1 a=1', 'a=1', ['lib/a']],
    ['no folder that begins with the prefix', 'MATCH * IN lib WITH PRODUCTS FROM there', 'library/a=1', 'rary/a=1', []],
    ['with a prefix on the other side', 'MATCH * WITH PRODUCTS IN out FROM there', 'a=1', 'a=1 out/a=1', ['a']],
    ['with both', 'MATCH a IN x WITH PRODUCTS IN y FROM there', 'x/a=1 y/a=1', 'y/a=1', ['x/a']],
    ['prefixes in another spelling', 'MATCH a IN ./x// WITH PRODUCTS IN z/../y/ FROM there', 'x/a=1', 'y/a=1', ['x/a']],
    ['patterns in another spelling', 'MATCH ./d//a WITH PRODUCTS FROM there', 'd/a=1', 'd/a=1', ['d/a']],
    ['nothing that climbs out of the prefix', 'MATCH * WITH PRODUCTS IN out FROM there', '../a=1', 'a=1', []],
  ])('consumes %s', (_, line, here, there, expected) => {
    expect(consumed(line, here, there)).toEqual(expected);
  });
});

describe('ten thousand artifacts', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `src/file-${index}.c=1`);
  const lines = (count: number) => [
    ...Array.from({ length: count }, (_, index) => `ALLOW src/other-${index}.c`),
    'MATCH src/*.c WITH PRODUCTS FROM there',
    'DISALLOW *',
  ];

  it('under hundreds of rules are looked at once per rule that may concern them', () => {
    const products = artifacts(names(10_000).join(' '));
    const there = names(10_000).join(' ');
    const started = performance.now();
    expect(() => prove(lines(900), { products }, there)).not.toThrow();
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('whatever the rules', () => {
  const path = fc.constantFrom('a', 'b', 'lib/a', 'lib/b', '../a');
  const side = fc.dictionary(path, fc.constantFrom('1', '2'), { noNullPrototype: true });
  const line = fc.constantFrom('ALLOW a', 'CREATE *', 'MODIFY lib/*', 'MATCH * WITH PRODUCTS FROM there', 'DELETE *');

  it('what is consumed stood in the queue, and DISALLOW * stops everything that is left', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), side, side, (written, mine, theirs) => {
        const products: Artifacts = new Map(Object.entries(mine));
        const records = new Map([['there', { materials: NOTHING, products: new Map(Object.entries(theirs)) }]]);
        const queue = new Set(products.keys());
        for (const rule of rules(written)) {
          for (const found of consume(rule, queue, {
            step: { materials: NOTHING, products },
            side: 'products',
            records,
          })) {
            expect(queue.delete(found)).toBe(true);
          }
        }
        const all = new Map([...records, ['here', { materials: NOTHING, products }]] as const);
        const item = { name: 'here', expectedMaterials: [], expectedProducts: rules([...written, 'DISALLOW *']) };
        const check = expect(() => proveArtifacts(item, all));
        if (queue.size > 0) check.toThrow(VIOLATED);
        else check.not.toThrow();
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
