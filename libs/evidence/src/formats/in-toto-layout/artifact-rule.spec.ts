import { describe, expect, it } from '@jest/globals';

import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { parseArtifactRule } from './artifact-rule.js';

const parse = (line: string) => parseArtifactRule(fieldOf(line.split(' ')));

describe('an artifact rule', () => {
  it.each(['CREATE', 'DELETE', 'MODIFY', 'ALLOW', 'DISALLOW', 'REQUIRE', 'allow'])('%s has one pattern', (word) => {
    expect(parse(`${word} Foo`)).toEqual({ kind: word.toLowerCase(), pattern: 'Foo' });
    expect(refusalOf(() => parse(word))).toBe('ARTIFACT_RULE');
    expect(refusalOf(() => parse(`${word} Foo Bar`))).toBe('ARTIFACT_RULE');
  });

  it.each([
    ['MATCH a WITH PRODUCTS FROM s', { sourcePrefix: '', destinationPrefix: '', destination: 'products' }],
    ['match a in X with materials from s', { sourcePrefix: 'X', destinationPrefix: '', destination: 'materials' }],
    ['MATCH a WITH PRODUCTS IN Y FROM s', { sourcePrefix: '', destinationPrefix: 'Y', destination: 'products' }],
    ['MATCH a IN X WITH PRODUCTS IN Y FROM s', { sourcePrefix: 'X', destinationPrefix: 'Y', destination: 'products' }],
  ])('%s', (line, expected) => {
    expect(parse(line)).toEqual({ kind: 'match', pattern: 'a', step: 's', ...expected });
  });

  it.each([
    'SUBVERT a',
    '',
    'MATCH a',
    'MATCH a FROM s',
    'MATCH a WITH BYPRODUCTS FROM s',
    'MATCH a AT x WITH PRODUCTS FROM s',
    'MATCH a b IN x WITH PRODUCTS IN y FROM s',
    'MATCH a IN x WITH PRODUCTS TO y FROM s',
  ])('is not %j', (line) => {
    expect(refusalOf(() => parse(line))).toBe('ARTIFACT_RULE');
  });

  it('is a list of words', () => {
    expect(refusalOf(() => parseArtifactRule(fieldOf([])))).toBe('ARTIFACT_RULE');
    expect(refusalOf(() => parseArtifactRule(fieldOf(['ALLOW', 1])))).toBe('FIELD_INVALID');
    expect(refusalOf(() => parseArtifactRule(fieldOf('ALLOW a')))).toBe('FIELD_INVALID');
  });
});
