import type { TrustRoot } from '../trust/load-trust-root.js';
import type { TrustRule } from '../trust-rule.js';
import type { Check } from '../verdict.js';
import { passed } from './step.js';

/**
 * The chain as one rule sees it. Without a trusted time no validity can be judged, and that stops the rung, unless the
 * rule expects a workload of a private authority and asks for no time, which it may only where the trust root lists
 * nobody who could tell it. Then the rung rests on the issuer's signature alone, and says so.
 */
export function judgeChain(chain: Check, root: TrustRoot, rule: TrustRule | undefined): Check {
  const isUntimed = chain.code === 'CERTIFICATE_TIME_UNKNOWN';
  if (!isUntimed || rule?.signer.kind !== 'workload' || rule.time !== 'none') return chain;
  return passed('certificate-chain', {
    expected: 'a certificate of this trust root; the rule asks for no time, so validity is not judged',
    found: `issued under trust root ${root.name}; whether it was valid when it signed is not known`,
  });
}
