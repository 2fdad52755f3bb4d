import type { Status } from '#compliance';

/** How a status is named and shown; never by colour alone. */
export interface StatusWords {
  readonly word: string;
  /** One character for terminals; the drawing of the HTML report has the same shape. */
  readonly mark: string;
  readonly meaning: string;
}

/** In the order in which a reader meets them: best first, those outside the order last. */
export const STATUSES = [
  'EVIDENCED',
  'SUPPORTED',
  'SELF_ATTESTED',
  'PARTIAL',
  'STALE',
  'UNVERIFIED',
  'MISSING',
  'FAILED',
  'WAIVED',
  'NOT_APPLICABLE',
] as const satisfies readonly Status[];

export const STATUS_WORDS: Readonly<Record<Status, StatusWords>> = {
  EVIDENCED: {
    word: 'Evidenced',
    mark: '✔',
    meaning: 'All machine conditions hold, over a population that is not merely declared.',
  },
  SUPPORTED: {
    word: 'Supported',
    mark: '✓',
    meaning: 'All machine conditions there are hold; the rest is human, or the population is only declared.',
  },
  SELF_ATTESTED: {
    word: 'Self-attested',
    mark: '@',
    meaning: 'A person’s signed statement covers what machines cannot decide.',
  },
  PARTIAL: { word: 'Partial', mark: '◐', meaning: 'Some members of the population meet the conditions, not all.' },
  STALE: { word: 'Stale', mark: '◷', meaning: 'It was met by evidence that has since grown too old.' },
  UNVERIFIED: { word: 'Unverified', mark: '?', meaning: 'Something was submitted that could not be checked.' },
  MISSING: { word: 'Missing', mark: '○', meaning: 'Nothing was received by which it could be met.' },
  FAILED: { word: 'Failed', mark: '✗', meaning: 'Evidence was refused, or says that the condition does not hold.' },
  WAIVED: { word: 'Waived', mark: '▣', meaning: 'Set aside for a time by a named person, with a reason.' },
  NOT_APPLICABLE: { word: 'Not applicable', mark: '–', meaning: 'A named person decided that it does not apply.' },
};

export type PopulationSource = 'independent' | 'signed-manifest' | 'declared';

/** What stands behind a denominator: "12 of 12 declared". */
export const SOURCE_WORDS: Readonly<Record<PopulationSource, { readonly word: string; readonly meaning: string }>> = {
  independent: { word: 'independent', meaning: 'an independent listing, such as a registry or forge' },
  'signed-manifest': { word: 'manifest', meaning: 'a release manifest that the producer signed' },
  declared: { word: 'declared', meaning: 'the producer’s own declaration' },
};

/** Stands on whatever is shown of a sample organization. */
export const SYNTHETIC_MARK = 'SYNTHETIC: a sample organization with made-up evidence';
