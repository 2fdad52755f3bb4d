import { DECISION_KINDS, PROCESS_KINDS, type EvidenceKind } from '#evidence';
import type { Signer, TrustRule, Verified } from '#verification';

import { anchorsUnder } from './extract-anchors.js';
import { claimOf } from './extract-claim.js';
import type { Fact } from '../fact.js';

/**
 * The only producer of facts, and it takes nothing but what the verifier has proven: one fact per matched rule and
 * anchor. `rules` are those the verdict was made under.
 * @throws TypeError when the verdict names a rule that is not among them, or no signer: a fault of ours, never of input
 */
export function extractFacts(evidence: Verified, rules: readonly TrustRule[]): Fact[] {
  return evidence.verdict.rules.flatMap((id) => factsUnder(ruleNamed(id, rules), evidence));
}

/** The rules a verdict says it matched, in its order. @throws TypeError as {@link extractFacts} */
export function matchedRules(evidence: Verified, rules: readonly TrustRule[]): TrustRule[] {
  return evidence.verdict.rules.map((id) => ruleNamed(id, rules));
}

function factsUnder(rule: TrustRule, evidence: Verified): Fact[] {
  if (!rule.kinds.includes(evidence.kind)) throw new TypeError(`rule ${rule.id} does not speak of ${evidence.kind}`);
  const claim = claimOf(evidence, rule);
  if (claim === undefined) return [];
  const { signedAt } = evidence.verdict;
  const common = {
    evidence: evidence.digest,
    claim,
    rule: rule.id,
    producer: producerOf(evidence.verdict.signer),
    ...(signedAt !== undefined && { signedAt }),
    assurance: isOwnWord(rule, evidence.kind) ? ('self-attested' as const) : ('verified' as const),
    teamControlled: rule.teamControlled && isAmong(PROCESS_KINDS, evidence.kind),
  };
  return anchorsUnder(rule, evidence).map((anchor) => ({ ...common, anchor }));
}

/** Decisions always; what a team's own machine says of its own store, and its own verifier of its own work, too. */
function isOwnWord({ teamControlled }: TrustRule, kind: EvidenceKind): boolean {
  return isAmong(DECISION_KINDS, kind) || (teamControlled && isAmong(['evidence-keeping', 'ssdf-assessment'], kind));
}

function ruleNamed(id: string, rules: readonly TrustRule[]): TrustRule {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new TypeError(`the verdict matched a rule that is not in force: ${id}`);
  return rule;
}

/** Neither issuers nor names of trust roots hold white space, so a space ends each. */
function producerOf(signer: Signer | undefined): string {
  if (signer === undefined) throw new TypeError('verified evidence without a signer');
  switch (signer.kind) {
    case 'key':
      return `key ${signer.fingerprint}`;
    case 'workload':
      return `workload ${signer.authority} ${signer.identity}`;
    case 'certificate':
      return `${signer.issuer} ${signer.identity}`;
  }
}

function isAmong(kinds: readonly EvidenceKind[], kind: EvidenceKind): boolean {
  return kinds.includes(kind);
}
