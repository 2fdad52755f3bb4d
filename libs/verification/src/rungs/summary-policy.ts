import { isSlsaLevel, slsaLevels, type SourceVerification } from '#evidence';

import type { ExpectedSummary } from '../trust-rule.js';
import { orMalformed, VerificationError } from '../verification-error.js';

/**
 * Proves: a verification summary says what the rule asks for: by that verifier, about that resource, passed, and with at
 * least those levels. Of a track of SLSA a higher level implies the lower ones; other words are compared as they are.
 * @throws VerificationError POLICY_SUMMARY_*
 */
export function proveSummary(expected: ExpectedSummary, summary: SourceVerification): void {
  const { verifierId = summary.verifierId, resourceUri = summary.resourceUri } = expected;
  if (summary.verifierId !== verifierId) {
    throw new VerificationError('POLICY_SUMMARY_VERIFIER', { expected: verifierId, found: summary.verifierId });
  }
  if (summary.resourceUri !== resourceUri) {
    throw new VerificationError('POLICY_SUMMARY_RESOURCE', { expected: resourceUri, found: summary.resourceUri });
  }
  if (summary.result !== 'PASSED') {
    throw new VerificationError('POLICY_SUMMARY_RESULT', { expected: 'PASSED', found: summary.result });
  }
  if (expected.levels !== undefined) requireLevels(expected.levels, summary.levels);
}

function requireLevels(asked: readonly string[], granted: readonly string[]): void {
  const tracks = orMalformed('POLICY_SUMMARY_LEVELS', () => slsaLevels(granted));
  const missing = asked.find((word) => {
    if (!isSlsaLevel(word)) return !granted.includes(word);
    return [...slsaLevels([word])].some(([track, level]) => (tracks.get(track) ?? -1) < level);
  });
  if (missing === undefined) return;
  throw new VerificationError('POLICY_SUMMARY_LEVELS', { expected: missing, found: granted.join(', ') || 'no level' });
}
