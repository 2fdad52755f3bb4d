import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import {
  composeFramework,
  controlsOf,
  lintMapping,
  loadCases,
  requirementEntails,
  runCases,
  type Catalog,
  type ClaimRequirement,
  type ControlMapping,
  type Mapping,
  type MappingCases,
  type Requirement,
} from '#compliance';
import { FrameworkFolder, frameworkTexts } from '#platform';

const FOLDER = new URL('../../mappings/', import.meta.url);
const textOf = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const SHIPPED = readdirSync(FOLDER).filter((name) => name.endsWith('.mapping.yaml'));

interface Shipped {
  /** Controls that are its own: those it adopts are weakened where they come from. */
  readonly own: ReadonlySet<string>;
  readonly catalog: Catalog;
  readonly mapping: Mapping;
  readonly cases: MappingCases;
}

const folder = new FrameworkFolder(fileURLToPath(FOLDER));

function shipped(file: string): Shipped {
  const text = { name: file, bytes: new Uint8Array(readFileSync(new URL(file, FOLDER))) };
  const { catalog, mapping } = composeFramework(frameworkTexts(text, [folder]));
  const beside = file.replace('.mapping.', '.cases.');
  const written = parse(textOf(file)) as { readonly controls: Readonly<Record<string, object>> };
  const own = new Set(Object.entries(written.controls).flatMap(([id, control]) => ('as' in control ? [] : [id])));
  return { own, catalog, mapping, cases: loadCases(textOf(beside), beside, mapping) };
}

describe.each(SHIPPED)('%s', (file) => {
  const { own, catalog, mapping, cases } = shipped(file);
  const report = runCases(cases, catalog, mapping);

  it.each(report.results)('says of a release with $name what people wrote down', ({ differences, overclaims }) => {
    expect(differences).toEqual([]);
    expect(overclaims).toEqual([]);
  });

  it('has a case for every status that a control can reach, and says of every other that it cannot', () => {
    expect(report.unargued).toEqual([]);
  });

  it('says nothing that its author may not mean', () => {
    expect(lintMapping(mapping)).toEqual([]);
  });

  it('asks each control in each case', () => {
    for (const { asked, name } of report.results) expect([name, asked]).toEqual([name, controlsOf(catalog).length]);
  });

  it.each(weakenings(mapping).filter(([, control]) => own.has(control)))(
    'would be noticed without %s of %s',
    (_, control, weakened) => {
      const only = onlyControl(catalog, control);
      expect(runCases(cases, only, mapping).passed).toBe(true);
      const controls = { ...mapping.controls, [control]: weakened };
      expect(runCases(cases, only, { ...mapping, controls }).passed).toBe(false);
    },
  );
});

function onlyControl(catalog: Catalog, id: string): Catalog {
  const controls = controlsOf(catalog).filter((control) => control.id === id);
  return { ...catalog, groups: [{ id: 'only', title: 'only', practices: [{ id: 'only', title: 'only', controls }] }] };
}

type Weakening = readonly [what: string, control: string, weakened: ControlMapping];

/** Each control with one thing less to ask, where less is asked of a release then. */
function weakenings({ controls }: Mapping): readonly Weakening[] {
  return Object.entries(controls).flatMap(([id, control]) => {
    const { requires, beyondPartial, ...rest } = control;
    if (requires === undefined) return [];
    const less = weaker(requires).filter(([, other]) => !requirementEntails(other, requires));
    const own = less.map(([what, other]): Weakening => [what, id, { ...control, requires: other }]);
    if (beyondPartial === undefined) return own;
    const beyond = weaker(beyondPartial).map(([what, other]): Weakening => [
      `${what} beyond PARTIAL`,
      id,
      { ...control, beyondPartial: other },
    ]);
    return [...own, ...beyond, ['what it asks beyond PARTIAL', id, { ...rest, requires }]];
  });
}

type Named = readonly [what: string, requirement: Requirement];

function weaker(requirement: Requirement): readonly Named[] {
  const windows = withoutWindows(requirement);
  return [...weakerTree(requirement), ...(windows === undefined ? [] : [['its windows of time', windows] as const])];
}

/** A condition of a leaf, whichever way it stands on, or a whole branch of an allOf. */
function weakerTree(requirement: Requirement): readonly Named[] {
  if ('claim' in requirement) return weakerLeaf(requirement);
  if ('anyOf' in requirement) {
    const { anyOf } = requirement;
    return anyOf.flatMap((branch, index) =>
      weakerTree(branch).map(([what, less]): Named => [what, { anyOf: anyOf.with(index, less) }]),
    );
  }
  if (!('allOf' in requirement)) return [];
  const { allOf } = requirement;
  const deeper = allOf.flatMap((branch, index) =>
    weakerTree(branch).map(([what, less]): Named => [what, { allOf: allOf.with(index, less) }]),
  );
  const shorter = allOf.map((branch, index): Named => [`"${needOf(branch)}"`, { allOf: allOf.toSpliced(index, 1) }]);
  return [...deeper, ...shorter.filter(() => allOf.length > 1)];
}

function weakerLeaf(leaf: ClaimRequirement): readonly Named[] {
  return (['where', 'unless'] as const).flatMap((key): readonly Named[] =>
    leaf[key] === undefined ? [] : [[`"${key}" in "${leaf.need}"`, without(leaf, key)]],
  );
}

/** Of two leaves about scans, the window of one may do the work of both: so all at once. */
function withoutWindows(requirement: Requirement): Requirement | undefined {
  const text = JSON.stringify(requirement);
  return text.includes('"freshDays"') ? strippedOf(requirement) : undefined;
}

function strippedOf(requirement: Requirement): Requirement {
  if ('claim' in requirement) return without(requirement, 'freshDays');
  if ('allOf' in requirement) return { allOf: requirement.allOf.map(strippedOf) };
  if ('anyOf' in requirement) return { anyOf: requirement.anyOf.map(strippedOf) };
  return { ...requirement, of: requirement.of.map(strippedOf) };
}

function without(leaf: ClaimRequirement, key: 'where' | 'unless' | 'freshDays'): ClaimRequirement {
  return Object.fromEntries(Object.entries(leaf).filter(([name]) => name !== key)) as unknown as ClaimRequirement;
}

function needOf(requirement: Requirement): string {
  if ('claim' in requirement) return requirement.need;
  const [first] =
    'allOf' in requirement ? requirement.allOf : 'anyOf' in requirement ? requirement.anyOf : requirement.of;
  return first === undefined ? '' : needOf(first);
}
