import { isDistrustCode } from '#verification';
import type { Digest } from '#kernel';

import type { AssessmentInput } from '../assessment.js';
import type { ControlDifference, DifferenceCause } from '../compare/compare-assessments.js';
import type { Part } from '../compare/parts.js';
import { sortedUnique } from '../sorted.js';
import type { FallenSentence } from './fallen-sentences.js';
import { stillStands } from './still-stands.js';

/** Why a signed sentence no longer stands, in words that follow "…, because ". Closed, so that none is ever shown bare. */
export const FALL_CAUSES = {
  EVIDENCE_DISTRUSTED: 'evidence that it rested on is not trusted any more',
  TRUST_CHANGED: 'evidence that it rested on is judged otherwise since a trust rule, a trust root or a key changed',
  EVIDENCE_ADVERSE: 'evidence that was received since says otherwise',
  EVIDENCE_GONE: 'evidence that it rested on does not concern this release any more',
  WAIVER_ENDED: 'the waiver that set it aside has ended',
  STATEMENT_ENDED: "a person's statement that it rested on has ended",
  WINDOW_CLOSED: 'what it rested on is older now than the mapping accepts, or a deadline has passed',
  SET_ASIDE: 'a later decision has set it aside',
  POPULATION_CHANGED: 'the list of what was released has changed',
  MAPPING_CHANGED: 'the mapping by which it is judged has changed',
  CATALOG_CHANGED: 'the catalog by which it is judged has changed',
  BUILD_LEVEL_LOWERED: 'the provenance of its artifacts shows less now',
  JUDGED_OTHERWISE: 'it is judged otherwise now',
} as const;
export type FallCause = keyof typeof FALL_CAUSES;

export interface Fall {
  readonly cause: FallCause;
  /** What it turned on of all that the signed sentence cites, sorted: what its readers know of already. */
  readonly evidence: readonly Digest[];
}

const CAUSE_OF_PART: Readonly<Record<Exclude<Part, 'trust' | 'time'>, FallCause>> = {
  mapping: 'MAPPING_CHANGED',
  catalog: 'CATALOG_CHANGED',
  release: 'POPULATION_CHANGED',
  population: 'POPULATION_CHANGED',
  gone: 'EVIDENCE_GONE',
  new: 'EVIDENCE_ADVERSE',
};

/**
 * Why a sentence fell, by what a comparison of both judgements found on its way from one to the other: the last step by
 * which it came not to stand.
 * @param difference absent where the two judgements could not be compared
 */
export function fallOf(
  fallen: FallenSentence,
  difference: ControlDifference | undefined,
  { signed, now }: { readonly signed: AssessmentInput; readonly now: AssessmentInput },
): Fall {
  const plain = plainFall(fallen);
  if (plain !== undefined) return plain;
  const step = difference?.causes.findLast((cause) => isWhereItFell(fallen, cause));
  if (step === undefined)
    return { cause: isSameFramework(signed, now) ? 'JUDGED_OTHERWISE' : 'MAPPING_CHANGED', evidence: [] };
  if (step.part === 'trust') return fallByTrust(fallen, now);
  const cited = new Set(fallen.signed.evidence);
  const evidence = sortedUnique(step.evidence.map((each) => each.evidence).filter((digest) => cited.has(digest)));
  return { cause: step.part === 'time' ? fallByTime(fallen) : CAUSE_OF_PART[step.part], evidence };
}

/** Why a sentence fell when nothing but time has passed. */
export function fallByTime({ signed, now }: FallenSentence): FallCause {
  if (signed.status === 'WAIVED') return 'WAIVER_ENDED';
  return signed.human === 'COVERED' && now?.human !== 'COVERED' ? 'STATEMENT_ENDED' : 'WINDOW_CLOSED';
}

/** What shows without any comparison. */
function plainFall({ now }: FallenSentence): Fall | undefined {
  if (now === undefined) return { cause: 'CATALOG_CHANGED', evidence: [] };
  return now.status === 'WAIVED' || now.status === 'NOT_APPLICABLE' ? { cause: 'SET_ASIDE', evidence: [] } : undefined;
}

function isSameFramework(a: AssessmentInput, b: AssessmentInput): boolean {
  return a.catalog === b.catalog && a.mapping.join() === b.mapping.join();
}

function isWhereItFell({ signed }: FallenSentence, { before, after }: DifferenceCause): boolean {
  return stillStands(signed, before) && !stillStands(signed, after);
}

/** What it cited that did not verify since; what somebody declared not to be trusted explains the rest. */
function fallByTrust({ signed }: FallenSentence, { findings }: AssessmentInput): Fall {
  const fell = findings.filter(({ evidence }) => signed.evidence.includes(evidence));
  const distrusted = fell.filter(({ codes }) => codes.some(isDistrustCode));
  const named = (among: typeof fell) => sortedUnique(among.map(({ evidence }) => evidence));
  if (distrusted.length === 0) return { cause: 'TRUST_CHANGED', evidence: named(fell) };
  return { cause: 'EVIDENCE_DISTRUSTED', evidence: named(distrusted) };
}
