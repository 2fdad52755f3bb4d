import { textOf } from '../../app/view.ts';

/** Which evidence is listed. It stands in the address, so that a link shows the same to somebody else. */
export interface EvidenceSearch {
  readonly outcome?: string;
  readonly state?: string;
  readonly kind?: string;
  /** A digest that the evidence names. */
  readonly subject?: string;
  /** Id of a release that it is about. */
  readonly release?: string;
}

const LONGEST: Readonly<Record<keyof EvidenceSearch, number>> = {
  outcome: 20,
  state: 20,
  kind: 64,
  subject: 160,
  release: 64,
};

/** What can be shown alone, in the order of the pills. */
export const SHOWN: readonly EvidenceSearch[] = [
  {},
  { outcome: 'verified' },
  { outcome: 'rejected' },
  { outcome: 'unverified' },
  { state: 'stored' },
  { state: 'quarantined' },
];

/** Values are passed on as they stand: what the server does not know, it refuses in its own words. */
export function evidenceSearchOf(search: Readonly<Record<string, unknown>>): EvidenceSearch {
  const said = Object.entries(LONGEST).flatMap(([key, most]) => {
    const text = textOf(search[key], most);
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(said);
}
