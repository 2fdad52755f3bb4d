import { parse, type Parsed } from '#evidence';
import type { Judged, TrustRule, Verdict, Verified } from '#verification';

import { makesClaim } from './extract-claim.js';
import { extractFacts } from './extract-facts.js';
import { findingOf, internalFinding, unattachedFinding } from './extract-finding.js';
import { extractSbomIndex, type SbomIndex } from './extract-sbom-index.js';
import { extractManifest, type VerifiedManifest } from './extract-manifest.js';
import type { Fact, Finding } from '../fact.js';

/** What judging needs of a verifier: its verdict, and the rules it judges under. */
export interface EvidenceVerifier {
  readonly rules: readonly TrustRule[];
  verify(parsed: Parsed): Judged;
}

/** Everything that follows from the bytes of one piece of evidence under one set of trust roots and rules. */
export interface EvidenceJudgement {
  readonly verdict: Verdict;
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
  readonly manifest?: VerifiedManifest;
  /** Of a verified SBOM: its components that other evidence can be about. */
  readonly sbom?: SbomIndex;
  /** Our own fault while facts were drawn, for the log; the finding INTERNAL stands in for the facts. */
  readonly fault?: string;
}

/** Parses, verifies and extracts in one go, so that nothing between bytes and facts is ever handed around half judged. */
export function judgeEvidence(bytes: Uint8Array, verifier: EvidenceVerifier): EvidenceJudgement {
  const parsed = parse(bytes);
  const { verdict, verified } = verifier.verify(parsed);
  if (verified === undefined) return { verdict, facts: [], findings: [findingOf(parsed, verdict)] };
  try {
    return { verdict, ...conclusionsOf(verified, verifier.rules) };
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { verdict, facts: [], findings: [internalFinding(parsed)], fault };
  }
}

function conclusionsOf(verified: Verified, rules: readonly TrustRule[]): Omit<EvidenceJudgement, 'verdict'> {
  const facts = extractFacts(verified, rules);
  const manifest = extractManifest(verified, rules);
  const findings = facts.length === 0 && isMeantToCount(verified) ? [unattachedFinding(verified)] : [];
  const sbom = extractSbomIndex(verified);
  return { facts, findings, ...(manifest && { manifest }), ...(sbom && { sbom }) };
}

/** Recognised kinds without a claim (a link, a document of any type) rightly give no fact. */
function isMeantToCount({ kind, content }: Verified): boolean {
  if (kind === 'artifact-signature' || kind === 'commit-signature') return true;
  if (content.kind !== 'signed') return false;
  return content.layout !== undefined || (content.predicate !== undefined && makesClaim(content.predicate));
}
