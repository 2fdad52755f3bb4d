import { repositoryOf, type BuildProvenance, type Parsed } from '#evidence';
import { millisecondsOf } from '#kernel';

import type { TrustRule } from '../trust-rule.js';
import { VerificationError } from '../verification-error.js';

/**
 * Proves: what the rule demands beyond who signed: its window at the trusted time, and for build provenance the builder
 * this signer may speak for and the source it must name. Levels come from the rule, never from the predicate.
 * @param times proven moments, milliseconds. @throws VerificationError POLICY_*
 */
export function provePolicy(rule: TrustRule, parsed: Parsed, times: readonly number[]): string {
  requireWindow(rule, times);
  const provenance = provenanceOf(parsed);
  if (provenance !== undefined) {
    requireBuilder(rule, provenance);
    requireSource(rule, provenance);
  }
  return rule.id;
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

function provenanceOf({ content }: Parsed): BuildProvenance | undefined {
  if (content.kind !== 'signed' || content.predicate?.kind !== 'build-provenance') return undefined;
  return content.predicate;
}

function requireBuilder({ builders }: TrustRule, { builderId }: BuildProvenance): void {
  if (builders === undefined || builderLevel(builders, builderId) !== undefined) return;
  throw new VerificationError('POLICY_BUILDER_UNTRUSTED', {
    expected: Object.keys(builders).join(', ') || 'no builder at all',
    found: builderId,
  });
}

/**
 * The highest SLSA Build level a rule lets its signer claim through this builder; undefined where it lists others only.
 * A key without `@ref` covers every ref of that builder.
 */
export function builderLevel(
  builders: NonNullable<TrustRule['builders']>,
  builderId: string,
): 0 | 1 | 2 | 3 | undefined {
  const at = builderId.lastIndexOf('@');
  const bare = at === -1 ? builderId : builderId.slice(0, at);
  const key = [builderId, bare].find((candidate) => Object.hasOwn(builders, candidate));
  return key === undefined ? undefined : builders[key];
}

function requireSource({ source }: TrustRule, { sourceUri }: BuildProvenance): void {
  if (source === undefined) return;
  if (sourceUri !== undefined && repositoryOf(sourceUri) === repositoryOf(source)) return;
  throw new VerificationError('POLICY_SOURCE_UNEXPECTED', { expected: source, found: sourceUri ?? 'no source' });
}
