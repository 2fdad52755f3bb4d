import { describe, expect, it } from '@jest/globals';

import { ParseError } from '#kernel';

import { loadCatalog } from './load-catalog.js';
import { loadMapping } from './load-mapping.js';
import type { Mapping } from './mapping.js';

const CATALOG = `id: fw
title: Framework
version: '1'
status: final
source: https://example.org
retrieved: '2026-01-01'
groups:
  - id: G
    title: Group
    practices:
      - id: G.1
        title: Practice
        controls:
          - { id: G.1.1, summary: First }
          - { id: G.1.2, summary: Second }
`;

const MAPPING = `id: fw-map
version: '1'
catalog: fw
semantics: eval/1
conditions: cel/@marcbachmann/cel-js@8.0.0
adoptedBy: tests
adoptedOn: '2026-01-01'
controls:
  G.1.1:
    grade: A
    cap: satisfied
    population: artifacts
    requires:
      allOf:
        - claim: sbom
          need: an SBOM
          where: components >= 1
        - anyOf:
            - { claim: test-result, need: tests, select: 'suite == "unit"', freshDays: 30 }
            - atLeast: 1
              of:
                - claim: vulnerability-scan
                  need: scan
                  unless: openCritical >= 1
    rationale: because
    human: rest
    remedy: do it
  G.1.2:
    grade: D
    cap: manual
    population: organization
    rationale: because
    human: all
    remedy: say it
`;

function refusal(load: () => unknown): { code: string; message: string } {
  try {
    load();
  } catch (error) {
    if (error instanceof ParseError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The valid mapping with exactly one thing replaced. */
function withChange(from: string, to: string): () => unknown {
  if (!MAPPING.includes(from)) throw new Error(`the mapping has no ${from}`);
  return () => loadMapping(MAPPING.replace(from, to), 'm.yaml', loadCatalog(CATALOG, 'c.yaml'));
}

describe('a catalog file', () => {
  it('is read as it stands', () => {
    expect(loadCatalog(CATALOG, 'c.yaml').groups[0]?.practices[0]?.controls[1]).toEqual({
      id: 'G.1.2',
      summary: 'Second',
    });
  });

  it.each([
    [
      'an id used twice',
      'id: G.1.2',
      'id: G.1.1',
      'c.yaml:15: groups.0.practices.0.controls.1.id: the id G.1.1 is used',
    ],
    [
      'an unknown key',
      'title: Group',
      'title: Group\n    colour: red',
      'c.yaml:8: groups.0: Unrecognized key: "colour"',
    ],
    ['an id that is no id', 'id: G.1.2', 'id: __proto__', 'c.yaml:15: groups.0.practices.0.controls.1.id: an id is'],
    ['a missing field', 'status: final\n', '', 'c.yaml:1: status: Invalid option'],
  ])('is refused for %s, by file and line', (_, from, to, message) => {
    const { code, message: said } = refusal(() => loadCatalog(CATALOG.replace(from, to), 'c.yaml'));
    expect(code).toBe('CATALOG_INVALID');
    expect(said).toContain(message);
  });
});

describe('a mapping file', () => {
  it('is read as it stands', () => {
    const mapping = loadMapping(MAPPING, 'm.yaml', loadCatalog(CATALOG, 'c.yaml'));
    expect(Object.keys(mapping.controls)).toEqual(['G.1.1', 'G.1.2']);
    expect(mapping.controls['G.1.1']?.requires).toMatchObject({
      allOf: [{ claim: 'sbom' }, { anyOf: [{}, { atLeast: 1 }] }],
    });
  });

  it('may ask the organization for more before a control rises above PARTIAL', () => {
    const beyond =
      'population: artifacts\n    beyondPartial: { claim: evidence-keeping, need: kept, where: altered == 0 }';
    const mapping = withChange('population: artifacts', beyond)() as Mapping;
    expect(mapping.controls['G.1.1']?.beyondPartial).toMatchObject({ where: { source: 'altered == 0' } });
  });

  it.each([
    ['an empty tree', /allOf:[\s\S]*?(?=\n {4}rationale)/, 'allOf: []', 14, 'an empty tree asks for nothing'],
    ['an unknown claim', 'claim: sbom', 'claim: sbomb', 15, 'Invalid option'],
    ['an unknown field', 'components >= 1', 'parts >= 1', 17, 'where: there is no field parts (of a sbom)'],
    [
      'a field of another claim',
      'components >= 1',
      'openCritical >= 1',
      17,
      'there is no field openCritical (of a sbom)',
    ],
    ['an operand of the wrong type', 'components >= 1', 'components >= "many"', 17, 'no such overload: int >= string'],
    ['no question', 'components >= 1', 'components', 17, 'the expression yields int, not true or false'],
    ['a word that the field never holds', 'suite == "unit"', 'result == "PASS"', 19, 'result is one of PASSED, WARNED'],
    ['a selection by what changes', 'unless: open', 'select: open', 24, 'openCritical changes with time'],
    ['a condition that is no expression', 'components >= 1', 'components >=', 17, 'this is no CEL expression'],
    ['an empty condition', 'components >= 1', '""', 17, 'Too small'],
    ['conditions by another engine', 'cel-js@8.0.0', 'cel-js@9.0.0', 5, 'Invalid input'],
    ['the word of a person as machine evidence', 'claim: sbom', 'claim: waiver', 15, 'the word of a person'],
    ['a cap above the grade', 'grade: A', 'grade: C', 11, 'grade C does not allow the cap satisfied'],
    ['a machine part of a manual control', 'cap: satisfied', 'cap: manual', 14, 'a manual control has no machine part'],
    [
      'something asked of the organization where machines never decide',
      'cap: manual',
      'cap: manual\n    beyondPartial: { claim: sbom, need: an SBOM }',
      31,
      'a manual control never rises by machines',
    ],
    [
      'the word of a person beyond PARTIAL',
      'population: artifacts',
      'population: artifacts\n    beyondPartial: { claim: waiver, need: a waiver }',
      13,
      'the word of a person',
    ],
    ['a missing machine part', 'grade: D\n    cap: manual', 'grade: C\n    cap: partial', 29, 'requires is missing'],
    ['a control that the catalog has not', 'G.1.2:', 'G.1.3:', 29, 'catalog fw has no control G.1.3'],
    ['a control that is not mapped', /\n {2}G\.1\.2:[\s\S]*/, '\n', 9, 'control G.1.2 of fw is not mapped'],
    ['n out of range', 'atLeast: 1\n', 'atLeast: 2\n', 20, '2 of 1 can never be met'],
    ['zero of some', 'atLeast: 1\n', 'atLeast: 0\n', 20, 'Too small'],
    ['an unknown key of a leaf', 'need: an SBOM', 'need: an SBOM\n          wher: []', 15, 'Unrecognized key: "wher"'],
    ['an unknown key of a control', 'grade: A', 'grade: A\n    colour: red', 10, 'Unrecognized key: "colour"'],
    [
      'a condition of another form',
      'where: components >= 1',
      'where: [{ field: components, atLeast: 1 }]',
      17,
      'Invalid',
    ],
    ['another catalog', 'catalog: fw', 'catalog: fx', 3, 'this mapping is not for catalog fw'],
    ['other semantics', 'eval/1', 'eval/2', 4, 'Invalid input'],
    ['freshness of no days', 'freshDays: 30', 'freshDays: 0', 19, 'Too small'],
  ])('is refused for %s, by file and line', (_, from, to, line, message) => {
    const text = MAPPING.replace(from, to);
    expect(text).not.toBe(MAPPING);
    const { code, message: said } = refusal(() => loadMapping(text, 'm.yaml', loadCatalog(CATALOG, 'c.yaml')));
    expect(code).toBe('MAPPING_INVALID');
    expect(said).toContain(message);
    expect(said).toMatch(new RegExp(`^m\\.yaml:${line}: `));
  });

  it('is refused for a tree deeper than eight', () => {
    const leaf = '{ claim: sbom, need: an SBOM }';
    const nested = (depth: number) => `${'{ allOf: ['.repeat(depth)}${leaf}${']}'.repeat(depth)}`;
    const change = (depth: number) =>
      withChange(`{ claim: test-result, need: tests, select: 'suite == "unit"', freshDays: 30 }`, nested(depth));
    expect(change(5)).not.toThrow();
    expect(refusal(change(6)).message).toContain('the tree is deeper than 8');
  });
});

describe('a mapping of a stranger', () => {
  const leaf = "{ claim: sbom, need: x, where: 'components >= 1' }";
  const lists = (count: number) =>
    `{ anyOf: [${Array(count)
      .fill(`{ anyOf: [${Array(50).fill(leaf).join(', ')}] }`)
      .join(', ')}] }`;
  const change = (count: number) =>
    withChange(`{ claim: test-result, need: tests, select: 'suite == "unit"', freshDays: 30 }`, lists(count));

  it('is refused for more conditions than are worth checking', () => {
    expect(refusal(change(40)).message).toContain('there are more than 2000 conditions');
    expect(change(39)).not.toThrow();
  });

  it('cannot select by what is computed from other evidence', () => {
    const select = '{ claim: build-provenance, need: x, select: reproduced }';
    const refused = withChange(`{ claim: test-result, need: tests, select: 'suite == "unit"', freshDays: 30 }`, select);
    expect(refusal(refused).message).toContain('reproduced changes with time');
  });
});

describe('hostile YAML', () => {
  it.each([
    ['an alias', 'a: &a 1\nb: *a', 'alias *a'],
    ['a circular alias', 'a: &a [*a]', 'alias *a'],
    ['a key twice', 'a: 1\na: 2', 'must be unique'],
    ['a tag', 'a: !unknown x', 'Unresolved tag'],
    ['a second document', 'a: 1\n---\nb: 2', 'multiple documents'],
    ['deep nesting', `${'['.repeat(100)}${']'.repeat(100)}`, 'nested too deeply'],
    ['nesting that would exhaust the stack', '['.repeat(20_000), 'stack'],
    ['a broken line', 'a: [1', 'm.yaml:1'],
  ])('is refused for %s', (_, text, message) => {
    const { code, message: said } = refusal(() => loadCatalog(text, 'm.yaml'));
    expect(code).toBe('YAML_INVALID');
    expect(said).toContain(message);
  });

  it('is refused for its length before it is parsed', () => {
    expect(refusal(() => loadCatalog(' '.repeat(1_000_001), 'm.yaml')).code).toBe('LIMIT_EXCEEDED');
  });

  it('cannot smuggle in a prototype', () => {
    const catalog = loadCatalog(CATALOG, 'c.yaml');
    const text = MAPPING.replace('  G.1.2:', '  __proto__:');
    expect(refusal(() => loadMapping(text, 'm.yaml', catalog)).code).toBe('MAPPING_INVALID');
  });
});
