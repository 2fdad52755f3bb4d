import type { Digest } from '#kernel';
import { tasksOf, type Report } from '#reporting';

import type { StatementSubject, UnsignedStatement } from './sign-statement.js';

export const VERIFICATION_SUMMARY_TYPE = 'https://slsa.dev/verification_summary/v1';
/** Levels come from the trust rules alone: they are the policy that a summary is made under. */
export const TRUST_RULES_POLICY = 'https://averment.dev/policy/trust-rules/v1';
const VERIFIER = 'https://averment.dev/verifier';
const SLSA_VERSION = '1.2';

/** The predicate of a SLSA verification summary, in its own words. */
export interface VerificationSummary {
  readonly verifier: { readonly id: string; readonly version: Readonly<Record<string, string>> };
  readonly timeVerified: string;
  readonly resourceUri: string;
  readonly policy: { readonly uri: string; readonly digest: { readonly sha256: string } };
  readonly inputAttestations: readonly { readonly digest: { readonly sha256: string } }[];
  readonly verificationResult: 'PASSED' | 'FAILED';
  readonly verifiedLevels: readonly string[];
  readonly slsaVersion: string;
}

export interface VerificationSummaryStatement extends UnsignedStatement {
  readonly subjects: readonly StatementSubject[];
  readonly predicate: VerificationSummary;
}

/**
 * What a report shows of SLSA levels, for readers that know SLSA and nothing of us: about the same artifacts, never more
 * than was shown. The verifier is whoever assessed, named by organization; who signed it says whether to believe that.
 */
export function verificationSummaryStatement(report: Report): VerificationSummaryStatement {
  const { scope, population, asOf, policy } = report;
  const levels = verifiedLevels(report);
  return {
    subjects: population.artifacts.map(({ name, digests }) => ({ name, digests })),
    predicateType: VERIFICATION_SUMMARY_TYPE,
    predicate: {
      verifier: { id: `${VERIFIER}/${encodeURIComponent(scope.organization)}`, version: versionOf(report.verifier) },
      timeVerified: asOf,
      resourceUri: releasePurl(scope),
      policy: { uri: TRUST_RULES_POLICY, digest: digestSet(policy) },
      inputAttestations: usedEvidence(report).map((digest) => ({ digest: digestSet(digest) })),
      verificationResult: levels.length > 0 ? 'PASSED' : 'FAILED',
      // SLSA 1.2, verification summary: the highest level of each track, or FAILED.
      verifiedLevels: levels.length > 0 ? levels : ['FAILED'],
      slsaVersion: SLSA_VERSION,
    },
  };
}

/** One name for a release wherever it is published: a generic package of its organization. */
export function releasePurl({ organization, product, release }: Report['scope']): string {
  const [namespace, name, version] = [organization, product, release].map((part) => encodeURIComponent(part));
  return `pkg:generic/${namespace}/${name}@${version}`;
}

function verifiedLevels({ slsaBuildLevel, slsaSourceLevel }: Report): readonly string[] {
  return [
    ...(slsaBuildLevel > 0 ? [`SLSA_BUILD_LEVEL_${slsaBuildLevel}`] : []),
    ...(slsaSourceLevel > 0 ? [`SLSA_SOURCE_LEVEL_${slsaSourceLevel}`] : []),
  ];
}

/** Everything that the judgement used: what its results cite, and what the intake log accounts for as used; sorted. */
function usedEvidence(report: Report): readonly Digest[] {
  const accounted = report.evidence.filter(({ use }) => use === 'used').map(({ digest }) => digest);
  const cited = tasksOf(report.groups).flatMap(({ evidence }) => evidence);
  return [...new Set([...accounted, ...cited])].sort();
}

/** `averment 0.1.0` as the map of components that SLSA has. */
function versionOf(verifier: string): Readonly<Record<string, string>> {
  const at = verifier.lastIndexOf(' ');
  return at < 1 ? { averment: verifier } : { [verifier.slice(0, at)]: verifier.slice(at + 1) };
}

function digestSet(digest: Digest): { readonly sha256: string } {
  return { sha256: digest.slice('sha256:'.length) };
}
