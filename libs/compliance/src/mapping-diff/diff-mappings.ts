import type { ControlMapping, Mapping, Requirement } from '../framework/mapping.js';
import { leavesOf, treesOf } from '../framework/requirement-tree.js';
import { canonicalJson } from '#kernel';

import { requirementEntails } from './requirement-strictness.js';
import { leafInWords, requirementInWords } from './requirement-words.js';

/**
 * What a change does to the results: `loosened` lets more releases through or lets them rise higher, `tightened` fewer,
 * `changed` cannot be told from the two texts and may be either. `reworded` changes no result.
 */
export const DIRECTIONS = ['loosened', 'changed', 'tightened', 'reworded'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export interface AspectDifference {
  readonly aspect:
    'control' | 'requirement' | 'beyondPartial' | 'freshness' | 'grade' | 'cap' | 'population' | 'wording';
  readonly direction: Direction;
  /** What only the one and only the other has, in words. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface MappingDifference {
  readonly control: string;
  /** The gravest of its aspects. */
  readonly direction: Direction;
  readonly aspects: readonly AspectDifference[];
}

/** Controls that differ, loosened ones first, then those that cannot be told; otherwise in the order of the mappings. */
export function diffMappings(
  before: Pick<Mapping, 'controls'>,
  after: Pick<Mapping, 'controls'>,
): readonly MappingDifference[] {
  const controls = [...new Set([...Object.keys(before.controls), ...Object.keys(after.controls)])];
  const differences = controls.flatMap((control) => {
    const aspects = gravestFirst(diffControl(before.controls[control], after.controls[control]));
    const [gravest] = aspects;
    return gravest === undefined ? [] : [{ control, direction: gravest.direction, aspects }];
  });
  return gravestFirst(differences);
}

function gravestFirst<T extends { readonly direction: Direction }>(differences: readonly T[]): readonly T[] {
  return [...differences].sort((a, b) => DIRECTIONS.indexOf(a.direction) - DIRECTIONS.indexOf(b.direction));
}

/** What differs between two ways to judge one control. */
export function diffControl(
  before: ControlMapping | undefined,
  after: ControlMapping | undefined,
): readonly AspectDifference[] {
  if (before === undefined || after === undefined) return presence(before, after);
  return [
    ...ranked('grade', { before: before.grade, after: after.grade }, ['D', 'C', 'B', 'A']),
    ...ranked('cap', { before: before.cap, after: after.cap }, ['manual', 'partial', 'satisfied']),
    ...population(before.population, after.population),
    ...requirements(before.requires, after.requires),
    ...beyondPartial(before.beyondPartial, after.beyondPartial),
    ...wording(before, after),
  ];
}

function presence(before?: ControlMapping, after?: ControlMapping): readonly AspectDifference[] {
  if (before === after) return [];
  return [{ aspect: 'control', direction: after === undefined ? 'loosened' : 'tightened', before: [], after: [] }];
}

interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

function ranked(
  aspect: 'grade' | 'cap',
  { before, after }: Pair<string>,
  fromLow: readonly string[],
): readonly AspectDifference[] {
  if (before === after) return [];
  const direction = fromLow.indexOf(after) > fromLow.indexOf(before) ? 'loosened' : 'tightened';
  return [{ aspect, direction, before: [before], after: [after] }];
}

/** To ask of the release as one what was asked of each of its parts is less; other changes ask something else. */
function population(
  before: ControlMapping['population'],
  after: ControlMapping['population'],
): readonly AspectDifference[] {
  if (before === after) return [];
  const parts = ['artifacts', 'revisions'];
  const looser = parts.includes(before) && after === 'release';
  const tighter = before === 'release' && parts.includes(after);
  const direction = looser ? 'loosened' : tighter ? 'tightened' : 'changed';
  return [{ aspect: 'population', direction, before: [before], after: [after] }];
}

function requirements(before: Requirement | undefined, after: Requirement | undefined): readonly AspectDifference[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined || after === undefined) {
    const words = (requirement: Requirement | undefined) => (requirement ? [requirementInWords(requirement)] : []);
    return [{ aspect: 'requirement', direction: 'changed', before: words(before), after: words(after) }];
  }
  if (requirementInWords(before) === requirementInWords(after)) return [];
  const aspect = ageless(before) === ageless(after) ? 'freshness' : 'requirement';
  return [{ aspect, direction: between(before, after), ...onlyIn(before, after) }];
}

/** To ask for it is more, to ask no longer is less: without it nothing holds a control at PARTIAL. */
function beyondPartial(before: Requirement | undefined, after: Requirement | undefined): readonly AspectDifference[] {
  if (before !== undefined && after !== undefined) {
    return requirements(before, after).map((difference) => ({ ...difference, aspect: 'beyondPartial' }));
  }
  const words = (requirement: Requirement | undefined) => (requirement ? [requirementInWords(requirement)] : []);
  const direction = after === undefined ? 'loosened' : 'tightened';
  return before === after ? [] : [{ aspect: 'beyondPartial', direction, before: words(before), after: words(after) }];
}

function between(before: Requirement, after: Requirement): Direction {
  const [stricter, looser] = [requirementEntails(after, before), requirementEntails(before, after)];
  return stricter && looser ? 'reworded' : stricter ? 'tightened' : looser ? 'loosened' : 'changed';
}

function ageless(requirement: Requirement): string {
  return requirementInWords(requirement).replaceAll(/, for \d+ days/g, '');
}

/** The leaves that differ; where only the tree around them does, the trees. */
function onlyIn(before: Requirement, after: Requirement): Pair<readonly string[]> {
  const [old, young] = [leavesOf(before).map(leafInWords), leavesOf(after).map(leafInWords)];
  const only = {
    before: old.filter((leaf) => !young.includes(leaf)),
    after: young.filter((leaf) => !old.includes(leaf)),
  };
  if (only.before.length + only.after.length > 0) return only;
  return { before: [requirementInWords(before)], after: [requirementInWords(after)] };
}

function wording(before: ControlMapping, after: ControlMapping): readonly AspectDifference[] {
  const words = (own: ControlMapping): readonly string[] => [
    ...[own.rationale, own.human, own.remedy],
    ...treesOf(own).flatMap((tree) => leavesOf(tree).map(({ need }) => need)),
  ];
  const [old, young] = [words(before), words(after)];
  if (canonicalJson(old) === canonicalJson(young)) return [];
  return [
    {
      ...{ aspect: 'wording', direction: 'reworded' },
      before: old.filter((sentence) => !young.includes(sentence)),
      after: young.filter((sentence) => !old.includes(sentence)),
    },
  ];
}
