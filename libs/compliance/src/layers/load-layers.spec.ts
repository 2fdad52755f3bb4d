import { describe, expect, it } from '@jest/globals';

import { ParseError } from '#kernel';

import type { ControlMapping } from '../framework/mapping.js';
import { asked, buildFramework, TESTED } from '../testing/build-input.js';
import { decisionsOn, loadLayers } from './load-layers.js';
import type { LayeredMapping } from './layer.js';

const MANUAL: ControlMapping = {
  ...{ grade: 'D', cap: 'manual', population: 'organization' },
  ...{ rationale: 'because', human: 'all', remedy: 'say it' },
};
const CORROBORATING: ControlMapping = { ...TESTED, grade: 'C', cap: 'partial' };
const base = buildFramework({ A: TESTED, C: CORROBORATING, D: MANUAL }).mapping;

const LAYER = `id: acme
version: '1'
mapping: fw-map
semantics: eval/1
conditions: cel/@marcbachmann/cel-js@8.0.0
reason: We release every day.
owner: Kim Doe
approver: Robin Roe
adoptedOn: '2026-11-20'
controls:
  A:
    reason: Tests run daily.
    freshDays: { test-result: 2 }
`;
const CHANGE = '    freshDays: { test-result: 2 }\n';

const layered = (...texts: readonly string[]): LayeredMapping =>
  loadLayers(
    base,
    texts.map((text, index) => ({ text, file: `${index}.yaml` })),
  );
/** The layer with another change of control A, or of another one. */
const changing = (change: string, control = 'A', id = 'acme'): string =>
  LAYER.replace(CHANGE, `    ${change}\n`).replace('  A:', `  ${control}:`).replace('id: acme', `id: ${id}`);

function refusal(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof ParseError && error.code === 'MAPPING_INVALID') return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a layer', () => {
  it('changes what it names and leaves the mapping below as it is', () => {
    const before = structuredClone(JSON.parse(JSON.stringify(base)) as unknown);
    const { mapping, applied } = layered(LAYER);
    expect(mapping.controls['A']?.requires).toMatchObject({ claim: 'test-result', freshDays: 2 });
    expect(mapping.controls['C']).toBe(base.controls['C']);
    expect(JSON.parse(JSON.stringify(base))).toEqual(before);
    expect(applied).toMatchObject([
      {
        ...{ id: 'acme', owner: 'Kim Doe', approver: 'Robin Roe', adoptedOn: '2026-11-20' },
        reasons: { A: 'Tests run daily.' },
        differences: [{ control: 'A', direction: 'tightened' }],
      },
    ]);
  });

  it('replaces a tree, whose conditions are checked like those of a mapping', () => {
    const { mapping, applied } = layered(changing('requires: { claim: sbom, need: an SBOM, where: components >= 1 }'));
    expect(mapping.controls['A']?.requires).toMatchObject({ claim: 'sbom', where: { source: 'components >= 1' } });
    expect(applied[0]?.differences).toMatchObject([{ control: 'A', direction: 'changed' }]);
  });

  it('adds to a tree, which is never looser', () => {
    const { mapping, applied } = layered(changing('alsoRequires: { claim: sbom, need: an SBOM }'));
    expect(mapping.controls['A']?.requires).toMatchObject({ allOf: [{ claim: 'test-result' }, { claim: 'sbom' }] });
    expect(applied[0]?.differences).toMatchObject([{ control: 'A', direction: 'tightened' }]);
  });

  it('asks the organization for something beyond PARTIAL, for longer or shorter, and no longer', () => {
    const more = changing('beyondPartial: { claim: evidence-keeping, need: kept, freshDays: 7 }', 'A', 'one');
    const longer = changing('freshDays: { evidence-keeping: 30 }', 'A', 'two');
    const none = changing('beyondPartial: none', 'A', 'three');
    expect(layered(more).mapping.controls['A']).toMatchObject({ beyondPartial: { freshDays: 7 } });
    expect(layered(more, longer).mapping.controls['A']).toMatchObject({ beyondPartial: { freshDays: 30 } });
    const all = layered(more, longer, none);
    expect(all.mapping.controls['A']).not.toHaveProperty('beyondPartial');
    expect(all.applied.map(({ differences }) => differences[0]?.direction)).toEqual([
      'tightened',
      'loosened',
      'loosened',
    ]);
    expect(layered(more, changing('cap: manual', 'A', 'two')).mapping.controls['A']).not.toHaveProperty(
      'beyondPartial',
    );
  });

  it('takes the machine part away with the cap', () => {
    const { mapping } = layered(changing('cap: manual'));
    expect(mapping.controls['A']).not.toHaveProperty('requires');
  });

  it('shows what it loosens first', () => {
    const text = `${changing('freshDays: { test-result: 90 }', 'C')}  A:\n    reason: more\n    cap: partial\n`;
    expect(layered(text).applied[0]?.differences).toMatchObject([
      { control: 'C', direction: 'loosened', aspects: [{ aspect: 'freshness' }] },
      { control: 'A', direction: 'tightened', aspects: [{ aspect: 'cap' }] },
    ]);
  });

  it('lies on those below it, and each aspect is decided by the last that changed it', () => {
    const all = layered(
      LAYER,
      changing('cap: partial', 'A', 'second'),
      changing('freshDays: { test-result: 5 }', 'A', 'third'),
    );
    expect(all.mapping.controls['A']).toMatchObject({ cap: 'partial', requires: { freshDays: 5 } });
    expect(decisionsOn('A', all).map(({ aspect, layer }) => `${aspect} ${layer}`)).toEqual([
      'freshness third',
      'cap second',
    ]);
    expect(all.applied[2]?.differences).toMatchObject([{ control: 'A', direction: 'loosened' }]);
    expect(decisionsOn('C', all)).toEqual([]);
  });

  it('of no text is the mapping itself', () => {
    expect(layered()).toEqual({ mapping: base, applied: [] });
  });

  it.each([
    [
      'another mapping',
      () => LAYER.replace('fw-map', 'other'),
      '0.yaml:3: mapping: this layer is not for mapping fw-map',
    ],
    ['another engine', () => LAYER.replace('@8.0.0', '@9.0.0'), '0.yaml:5: conditions: Invalid input'],
    [
      'an owner who approves',
      () => LAYER.replace('Robin Roe', '  kim  DOE'),
      '0.yaml:8: approver: whoever owns a layer',
    ],
    ['no approver', () => LAYER.replace('approver: Robin Roe\n', ''), 'approver: Invalid input'],
    [
      'no reason for a control',
      () => LAYER.replace('    reason: Tests run daily.\n', ''),
      'controls.A.reason: Invalid input',
    ],
    [
      'an unknown control',
      () => changing('cap: partial', 'Z'),
      '0.yaml:12: controls.Z: mapping fw-map has no control Z',
    ],
    ['nothing to change', () => LAYER.replace(CHANGE, ''), 'controls.A: this changes nothing'],
    [
      'a cap above the grade',
      () => changing('cap: satisfied', 'C'),
      '0.yaml:13: controls.C.cap: grade C does not allow',
    ],
    ['a cap without a machine part', () => changing('cap: partial', 'D'), 'controls.D.cap: grade D does not allow'],
    [
      'a machine part of a manual control',
      () => changing('alsoRequires: { claim: sbom, need: x }', 'D'),
      'no machine part',
    ],
    [
      'a window of a claim nobody asks for',
      () => changing('freshDays: { sbom: 2 }'),
      '0.yaml:13: controls.A.freshDays.sbom: no leaf',
    ],
    [
      'nothing of the organization where nothing was asked',
      () => changing('beyondPartial: none'),
      '0.yaml:13: controls.A.beyondPartial: nothing is asked there below',
    ],
    [
      'something asked of the organization under a manual cap',
      () => changing('beyondPartial: { claim: evidence-keeping, need: x }', 'D'),
      'no machine part',
    ],
    ['a window of no days', () => changing('freshDays: { test-result: 0 }'), 'Too small'],
    [
      'two ways at once',
      () => changing('requires: { claim: sbom, need: x }\n    alsoRequires: { claim: sbom, need: x }'),
      'write one',
    ],
    [
      'an unknown field',
      () => changing('requires: { claim: sbom, need: x, where: parts >= 1 }'),
      '0.yaml:13: controls.A.requires.where: there is no field parts',
    ],
    ['an empty tree', () => changing('requires: { allOf: [] }'), 'an empty tree asks for nothing'],
    ['the word of a person', () => changing('requires: { claim: waiver, need: x }'), 'the word of a person'],
    ['an unknown key', () => changing('grade: A'), 'Unrecognized key: "grade"'],
  ])('is refused for %s', (_, text, reason) => {
    expect(refusal(() => layered(text()))).toContain(reason);
  });

  it('is refused where it lies below already, and where there are too many', () => {
    expect(refusal(() => layered(LAYER, LAYER))).toContain('1.yaml:1: id: layer acme lies below already');
    const many = Array.from({ length: 21 }, (__, index) => LAYER.replace('id: acme', `id: acme-${index}`));
    expect(refusal(() => layered(...many))).toContain('more than 20 layers');
  });

  it('is refused for a tree that grows deeper than eight', () => {
    const deep = `{ claim: sbom, need: x }`;
    const nested = (depth: number) => `${'{ anyOf: ['.repeat(depth)}${deep}${']}'.repeat(depth)}`;
    expect(() => layered(changing(`alsoRequires: ${nested(6)}`))).not.toThrow();
    expect(refusal(() => layered(changing(`alsoRequires: ${nested(7)}`)))).toContain('the tree is deeper than 8');
  });

  it('cannot select by what changes with time, as a mapping cannot', () => {
    expect(() => asked('vulnerability-scan', 'openCritical >= 1')).not.toThrow();
    const text = changing("requires: { claim: vulnerability-scan, need: x, select: 'openCritical >= 1' }");
    expect(refusal(() => layered(text))).toContain('openCritical changes with time');
  });
});
