import type { Parsed } from '#evidence';
import type { Verdict } from '#verification';

import { claimedAnchors, decisionScopeOf } from './extract-anchors.js';
import type { Finding } from '../fact.js';

/** What is known about evidence that did not verify: what it claims to be about, and which rungs say why not. */
export function findingOf(parsed: Parsed, verdict: Verdict): Finding {
  const outcome = verdict.outcome === 'rejected' ? 'rejected' : 'unverified';
  const decisive = outcome === 'rejected' ? 'failed' : 'could-not-check';
  const codes = verdict.checks.flatMap((check) =>
    check.outcome === decisive && check.code !== undefined ? [check.code] : [],
  );
  return { ...findingAbout(parsed, [...new Set(codes)]), outcome };
}

/** Verified, but no matched rule lets it attach to what it speaks about: it counts for nothing, and says so. */
export function unattachedFinding(parsed: Parsed): Finding {
  return findingAbout(parsed, [decisionScopeOf(parsed) === undefined ? 'SUBJECT_NONE' : 'UNEXPECTED_SIGNER']);
}

/** Our own fault while facts were drawn: the verdict stands, and nothing is concluded from it. */
export function internalFinding(parsed: Parsed): Finding {
  return findingAbout(parsed, ['INTERNAL']);
}

function findingAbout(parsed: Parsed, codes: readonly string[]): Finding {
  return {
    evidence: parsed.digest,
    kind: parsed.kind,
    claimedAnchors: claimedAnchors(parsed),
    outcome: 'unverified',
    codes,
  };
}
