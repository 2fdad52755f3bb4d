import { layoutKeyIds } from '#evidence';
import { AppError, PublicKey } from '#kernel';

import type { TrustRoot } from '../trust/load-trust-root.js';
import type { TrustRule } from '../trust-rule.js';
import { compilePattern } from './identity-pattern.js';

/** A rule with its key imported and its pattern compiled, once. */
export interface PreparedRule {
  readonly rule: TrustRule;
  readonly key?: PublicKey;
  readonly fingerprint?: string;
  /** Names that in-toto's signers give the key. */
  readonly layoutKeyIds?: readonly string[];
  readonly matchesIdentity: (identity: string) => boolean;
}

/** @throws ParseError for a key or pattern that is not one, AppError RULE_NONE_REFUSED */
export function prepareRule(rule: TrustRule, roots: readonly TrustRoot[]): PreparedRule {
  requireNoneIsAllowed(rule, roots);
  if (rule.signer.kind === 'key') {
    const key = PublicKey.fromPem(rule.signer.publicKey);
    return { rule, key, fingerprint: key.fingerprint, layoutKeyIds: layoutKeyIds(key), matchesIdentity: () => false };
  }
  const { identity } = rule.signer;
  if ('pattern' in identity) return { rule, matchesIdentity: compilePattern(identity.pattern) };
  return { rule, matchesIdentity: (text) => text === identity.exactly };
}

/** Design: `none` is for a named key, or for a trust root that lists no such authority. */
function requireNoneIsAllowed(rule: TrustRule, roots: readonly TrustRoot[]): void {
  if (rule.signer.kind === 'key') return;
  const named = roots.filter(({ name }) => name === rule.trustRoot);
  const logIsListed = rule.trustRoot === undefined || named.some(({ logs }) => logs.size > 0);
  const timeIsListed = rule.trustRoot === undefined || named.some(listsTime);
  if ((rule.log === 'none' && logIsListed) || (rule.time === 'none' && timeIsListed)) {
    throw new AppError(
      'invalid',
      'RULE_NONE_REFUSED',
      `trust rule ${rule.id} asks for no log or no time, but trust root ${rule.trustRoot ?? '(none named)'} lists such an authority: require it`,
    );
  }
}

/** Does the root list anybody who could say when something was signed? */
export function listsTime({ logs, timestampAuthorities }: TrustRoot): boolean {
  return logs.size > 0 || timestampAuthorities.length > 0;
}
