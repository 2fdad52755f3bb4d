import type { Parsed } from '#evidence';
import { millisecondsOf } from '#kernel';

import { proveLayout } from '../in-toto/layout-policy.js';
import type { TrustRule } from '../trust-rule.js';
import { VerificationError } from '../verification-error.js';
import type { Signer } from '../verdict.js';
import { proveBuild } from './build-policy.js';
import type { Expectation } from './expectation.js';
import { proveSummary } from './summary-policy.js';

/** What else a rule is held against: who signed, at which proven moments (milliseconds), and what the caller asks. */
export interface PolicyQuestion {
  readonly signer: Signer;
  readonly times: readonly number[];
  readonly expectation: Expectation;
}

/**
 * Proves: what the rule demands beyond who signed: its window at the trusted time, and for build provenance the builder
 * this signer may speak for and the source it must name. Levels come from the rule, never from the predicate.
 * A layout must be fulfilled. @param times proven moments, milliseconds. @throws VerificationError POLICY_*, LAYOUT_*
 */
export function provePolicy(rule: TrustRule, parsed: Parsed, { signer, times, expectation }: PolicyQuestion): string {
  requireWindow(rule, times);
  const predicate = parsed.content.kind === 'signed' ? parsed.content.predicate : undefined;
  if (predicate?.kind === 'build-provenance') proveBuild(rule, predicate, signer);
  if (predicate?.kind === 'verification-summary' && rule.summary !== undefined) proveSummary(rule.summary, predicate);
  const chain = parsed.content.kind === 'signed' ? parsed.content.layout : undefined;
  return chain === undefined ? `rule ${rule.id}` : `rule ${rule.id}, ${proveLayout(rule, chain, expectation)}`;
}

function requireWindow({ validFrom, validUntil }: TrustRule, times: readonly number[]): void {
  if (validFrom === undefined && validUntil === undefined) return;
  const expected = `${validFrom ?? 'open'} to ${validUntil ?? 'open'}`;
  if (times.length === 0) throw new VerificationError('POLICY_WINDOW_UNTIMED', { expected });
  const from = validFrom === undefined ? -Infinity : millisecondsOf(validFrom);
  const until = validUntil === undefined ? Infinity : millisecondsOf(validUntil);
  const outside = times.find((time) => time < from || time > until);
  if (outside === undefined) return;
  throw new VerificationError('POLICY_OUTSIDE_WINDOW', { expected, found: new Date(outside).toISOString() });
}
