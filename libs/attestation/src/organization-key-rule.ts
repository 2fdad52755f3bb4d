import { DECISION_KINDS, type EvidenceKind } from '#evidence';
import type { PublicKey } from '#kernel';
import { parseTrustRule, type TrustRule } from '#verification';

/** Id of the rule that every organization has from its key's creation. */
export const ORGANIZATION_KEY_RULE = 'organization-key';

/**
 * The organization's own key signs decisions, records of kept evidence, assessments and what is stated over them. It is in
 * no log and has no trusted time, and its rule says so from the start; what it signs is never more than self-attested.
 */
export function organizationKeyRule(key: PublicKey): TrustRule {
  const kinds: readonly EvidenceKind[] = [
    ...DECISION_KINDS,
    ...(['evidence-keeping', 'ssdf-assessment', 'producer-statement', 'attestation-status'] as const),
  ];
  return parseTrustRule({
    id: ORGANIZATION_KEY_RULE,
    scope: { kind: 'organization' },
    kinds,
    signer: { kind: 'key', publicKey: key.toPem() },
    log: 'none',
    time: 'none',
    teamControlled: true,
    population: 'declared',
    anchors: ['organization', 'product'],
  });
}
