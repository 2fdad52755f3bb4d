import type { AssessmentInput } from '../assessment.js';
import type { Aim } from './control-case.js';

export interface MissingPopulation {
  readonly names: readonly ('artifacts' | 'revisions')[];
  /** Somebody has to vouch for the list: it is only declared. */
  readonly signed: boolean;
}

/** What these aims are judged over and nobody has named; undefined where nothing is missing. */
export function missingPopulation(
  { population }: Pick<AssessmentInput, 'population'>,
  aims: readonly Aim[],
): MissingPopulation | undefined {
  const { artifacts, revisions, source } = population;
  const asks = (unit: Aim['mapping']['population']) =>
    aims.some(({ mapping }) => mapping.requires !== undefined && mapping.population === unit);
  const nothing = artifacts.length + revisions.length === 0;
  const needsArtifacts = (artifacts.length === 0 && asks('artifacts')) || (nothing && asks('release'));
  const names = [
    ...(needsArtifacts ? (['artifacts'] as const) : []),
    ...(revisions.length === 0 && asks('revisions') ? (['revisions'] as const) : []),
  ];
  const signed = source === 'declared' && aims.some(({ least }) => least === 'EVIDENCED');
  return names.length > 0 || signed ? { names, signed } : undefined;
}
