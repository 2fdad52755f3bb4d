import { STATUS_LOOKS, type StatusLook } from './status-shapes.ts';

/** How a verdict or a rung is named, drawn and tinted. Shape and word differ, so that none is colour alone. */
export interface OutcomeLook extends StatusLook {
  /** The status whose colours it wears. */
  readonly tint: string;
}

const strokesOf = (status: string) => STATUS_LOOKS[status]?.strokes ?? [];
const PAUSE = [{ d: 'M5 1.6h6L14.4 5v6L11 14.4H5L1.6 11V5z' }, { d: 'M6.4 5.4v5.2M9.6 5.4v5.2', width: 1.9 }];

const LOOKS: Readonly<Record<string, OutcomeLook>> = {
  verified: { word: 'Verified', tint: 'EVIDENCED', strokes: strokesOf('EVIDENCED') },
  rejected: { word: 'Rejected', tint: 'FAILED', strokes: strokesOf('FAILED') },
  unverified: { word: 'Unverified', tint: 'UNVERIFIED', strokes: strokesOf('UNVERIFIED') },
  stored: { word: 'Waiting', tint: 'MISSING', strokes: strokesOf('STALE') },
  quarantined: { word: 'In quarantine', tint: 'PARTIAL', strokes: PAUSE },
  passed: { word: 'Passed', tint: 'EVIDENCED', strokes: strokesOf('EVIDENCED') },
  failed: { word: 'Failed', tint: 'FAILED', strokes: strokesOf('FAILED') },
  'could-not-check': { word: 'Could not check', tint: 'UNVERIFIED', strokes: strokesOf('UNVERIFIED') },
  'not-applicable': { word: 'Not applicable', tint: 'NOT_APPLICABLE', strokes: strokesOf('NOT_APPLICABLE') },
};

/** What this page does not know is shown as it is called, and looks like what could not be checked. */
export function outcomeLook(outcome: string): OutcomeLook {
  const known = Object.hasOwn(LOOKS, outcome) ? LOOKS[outcome] : undefined;
  return known ?? { word: outcome, tint: 'UNVERIFIED', strokes: strokesOf('UNVERIFIED') };
}

/** What became of a piece of evidence: its verdict, or where it waits for one. */
export function outcomeOf(evidence: {
  readonly state: string;
  readonly verdict: { readonly outcome: string } | null;
}): string {
  if (evidence.state === 'quarantined') return 'quarantined';
  return evidence.verdict?.outcome ?? 'stored';
}
