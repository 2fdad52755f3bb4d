import { describe, expect, it } from '@jest/globals';

import { digestOf, ParseError, toUtf8 } from '#kernel';

import { composeFramework } from './compose-framework.js';
import type { FrameworkText } from './framework.js';
import { loadMapping, mappingNames } from './load-mapping.js';
import { loadCatalog } from './load-catalog.js';

const CATALOG = `id: next
title: Framework
version: '2'
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
const HEAD = `version: '1'
semantics: eval/1
conditions: cel/@marcbachmann/cel-js@8.0.0
adoptedBy: tests
adoptedOn: '2026-01-01'
`;
const BELOW = `id: before-evidence
catalog: before
${HEAD}controls:
  G.1.1:
    grade: B
    cap: partial
    population: artifacts
    requires: { claim: sbom, need: an SBOM, where: components >= 1 }
    rationale: because
    human: rest
    remedy: do it
`;
const OWN = `id: next-evidence
catalog: next
adopts: before-evidence
${HEAD}controls:
  G.1.1: { as: G.1.1 }
  G.1.2: { as: G.1.1, human: more, remedy: do more }
`;

const text = (name: string, words: string): FrameworkText => ({ name, bytes: toUtf8(words) });
const compose = (own: string, ...below: readonly string[]) =>
  composeFramework({
    catalog: text('c.yaml', CATALOG),
    mappings: [...below.map((words, at) => text(`below-${at}.yaml`, words)), text('own.yaml', own)],
    layers: [],
  });

function refusal(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof ParseError) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a mapping that adopts from another one', () => {
  it('has the adopted controls whole, with its own words where it says some', () => {
    const { controls } = compose(OWN, BELOW).mapping;
    const adopted = { grade: 'B', cap: 'partial', population: 'artifacts', requires: { claim: 'sbom' } };
    expect(controls['G.1.1']).toMatchObject({ ...adopted, rationale: 'because', human: 'rest', remedy: 'do it' });
    expect(controls['G.1.2']).toMatchObject({ ...adopted, rationale: 'because', human: 'more', remedy: 'do more' });
  });

  it('is named with the mapping below, bottom first, each by the digest of its file', () => {
    const { mappingNames: names, mappingDigests, mapping } = compose(OWN, BELOW);
    expect(names).toEqual([
      { id: 'before-evidence', version: '1', digest: digestOf(toUtf8(BELOW)) },
      { id: 'next-evidence', version: '1', digest: digestOf(toUtf8(OWN)) },
    ]);
    expect(mappingDigests).toEqual(names.map(({ digest }) => digest));
    expect(mapping.id).toBe('next-evidence');
  });

  it('says which mapping has to be found before it is loaded', () => {
    expect(mappingNames(OWN, 'own.yaml')).toEqual({ id: 'next-evidence', catalog: 'next', adopts: 'before-evidence' });
    expect(mappingNames(BELOW, 'b.yaml')).toEqual({ id: 'before-evidence', catalog: 'before' });
  });

  it.each([
    [
      'a control that the mapping below has not',
      () => compose(OWN.replace('{ as: G.1.1 }', '{ as: G.9.9 }'), BELOW),
      'own.yaml:10: controls.G.1.1.as: mapping before-evidence has no control G.9.9',
    ],
    [
      'a control named like what every object has',
      () => compose(OWN.replace('{ as: G.1.1 }', '{ as: constructor }'), BELOW),
      'own.yaml:10: controls.G.1.1.as: mapping before-evidence has no control constructor',
    ],
    [
      'as without adopts',
      () => compose(OWN.replace('adopts: before-evidence\n', '')),
      'own.yaml:9: controls.G.1.1.as: adopts does not say of which mapping',
    ],
    [
      'another mapping below than it adopts',
      () => compose(OWN, BELOW.replace('id: before-evidence', 'id: other')),
      'own.yaml:3: adopts: mapping before-evidence does not lie below, but other does',
    ],
    ['no mapping below', () => compose(OWN), 'own.yaml:3: adopts: mapping before-evidence does not lie below'],
    [
      'a mapping below that it does not adopt',
      () => compose(OWN.replace('adopts: before-evidence\n', ''), BELOW),
      'own.yaml:1: id: it adopts nothing, and mapping before-evidence lies below',
    ],
    [
      'a chain of adoptions',
      () => compose(OWN, BELOW.replace('catalog: before\n', 'catalog: before\nadopts: first-evidence\n')),
      'below-0.yaml:3: adopts: what a mapping adopts cannot adopt from another one',
    ],
    ['more than one mapping below', () => compose(OWN, BELOW, BELOW), 'adopts from one other mapping at most'],
    [
      'an unknown word of its own',
      () => compose(OWN.replace('human: more', 'cap: satisfied'), BELOW),
      'own.yaml:11: controls.G.1.2: Unrecognized key: "cap"',
    ],
    [
      'a broken tree in the mapping below',
      () => compose(OWN, BELOW.replace('components >= 1', 'parts >= 1')),
      'below-0.yaml:13: controls.G.1.1.requires.where: there is no field parts',
    ],
    [
      'a cap above the grade in the mapping below',
      () => compose(OWN, BELOW.replace('grade: B', 'grade: D')),
      'below-0.yaml:11: controls.G.1.1.cap: grade D does not allow the cap partial',
    ],
    [
      'a control that is neither adopted nor its own',
      () => compose(OWN.replace(/ {2}G\.1\.2.*\n/, ''), BELOW),
      'own.yaml:10: controls: control G.1.2 of next is not mapped',
    ],
    [
      'adoption where only a catalog is given',
      () => loadMapping(OWN, 'own.yaml', loadCatalog(CATALOG, 'c.yaml')),
      'own.yaml:3: adopts: mapping before-evidence does not lie below',
    ],
  ])('is refused for %s, by file and line', (_, load, said) => {
    const message = refusal(load);
    expect(message).toMatch(/^MAPPING_INVALID /);
    expect(message).toContain(said);
  });
});
