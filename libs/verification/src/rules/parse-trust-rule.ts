import { canonicalDigest, ParseError } from '#kernel';
import type { z } from 'zod';

import type { TrustPolicy, TrustRule } from '../trust-rule.js';
import { normalizedInstant, trustRuleSchema } from './trust-rule-schema.js';

/**
 * A trust rule of outside JSON, strictly. @throws ParseError RULE_INVALID naming the field, KEY_PRIVATE for a private key
 */
export function parseTrustRule(json: unknown): TrustRule {
  const result = trustRuleSchema.safeParse(json);
  if (!result.success) throw refused(result.error.issues);
  const { validFrom, validUntil, ...rest } = result.data;
  return dropUndefined({
    ...rest,
    ...(validFrom === undefined ? {} : { validFrom: normalizedInstant(validFrom) }),
    ...(validUntil === undefined ? {} : { validUntil: normalizedInstant(validUntil) }),
  });
}

/** zod types optional fields as `| undefined` but leaves them out: the cast says so to exactOptionalPropertyTypes. */
function dropUndefined(rule: object): TrustRule {
  return rule as TrustRule;
}

function refused(issues: readonly z.core.$ZodIssue[]): ParseError {
  const sentences = issues.map(sentenceOf);
  const secret = sentences.find((sentence) => sentence.includes('private key'));
  if (secret !== undefined) return new ParseError('KEY_PRIVATE', secret);
  return new ParseError('RULE_INVALID', `trust rule: ${sentences.slice(0, 3).join('; ')}`);
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}

/**
 * Rules in force together. Its digest depends on the rules alone, not on their order.
 * @throws ParseError RULE_DUPLICATE when an id occurs twice
 */
export function trustPolicy(rules: readonly TrustRule[]): TrustPolicy {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  for (const [index, rule] of sorted.entries()) {
    if (sorted[index + 1]?.id === rule.id)
      throw new ParseError('RULE_DUPLICATE', `two trust rules have the id ${rule.id}`);
  }
  return { rules: sorted, digest: canonicalDigest(sorted) };
}
