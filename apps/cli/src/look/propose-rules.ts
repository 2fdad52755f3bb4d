import type { EvidenceKind } from '#evidence';
import { parseTrustRule, type Signer, type TrustRule, type Verdict } from '#verification';

import type { FoundEvidence } from './find-evidence.js';

/** A rule that would make this evidence count, and the files that speak for it. Nobody has confirmed it. */
export interface ProposedRule {
  readonly rule: TrustRule;
  readonly seenIn: readonly string[];
}

export interface JudgedEvidence extends FoundEvidence {
  readonly verdict: Verdict;
}

type Certificate = Extract<Signer, { kind: 'certificate' }>;

/**
 * One rule for each identity whose certificate, signature and log proofs hold, and who is expected by no rule yet. Keys
 * are not proposed: a bare key is known to nobody before somebody hands it over.
 */
export function proposeRules(judged: readonly JudgedEvidence[]): readonly ProposedRule[] {
  const groups = new Map<string, JudgedEvidence[]>();
  for (const item of judged) {
    const signer = unexpectedSigner(item.verdict);
    if (signer === undefined) continue;
    const key = JSON.stringify([signer.issuer, signer.identity]);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map(proposalOf);
}

/** Everything up to the identity must hold: an identity of a forged certificate is nobody's. */
function unexpectedSigner({ checks, signer }: Verdict): Certificate | undefined {
  if (signer?.kind !== 'certificate') return undefined;
  const identity = checks.findIndex(({ rung }) => rung === 'identity');
  const holds = checks.slice(0, identity).every(({ outcome }) => outcome === 'passed' || outcome === 'not-applicable');
  return holds && checks[identity]?.outcome !== 'passed' ? signer : undefined;
}

function proposalOf(items: readonly JudgedEvidence[], index: number): ProposedRule {
  const signer = items[0]?.verdict.signer as Certificate;
  const kinds = [...new Set(items.map(({ parsed }) => parsed.kind))].sort();
  return {
    rule: parseTrustRule({
      id: `proposed-${index + 1}`,
      scope: { kind: 'organization' },
      kinds,
      signer: { kind: 'certificate', issuer: signer.issuer, identity: { exactly: signer.identity } },
      log: { required: 1 },
      time: { required: 1 },
      ...sourceOf(kinds, items),
    }),
    seenIn: items.map(({ path }) => path),
  };
}

/** The repository that all of its provenance names. */
function sourceOf(kinds: readonly EvidenceKind[], items: readonly JudgedEvidence[]): { readonly source?: string } {
  if (!kinds.includes('build-provenance')) return {};
  const sources = new Set(
    items.flatMap(({ verdict: { signer } }) =>
      signer?.kind === 'certificate' ? [signer.extensions['sourceRepositoryURI']] : [],
    ),
  );
  const [only] = sources;
  return sources.size === 1 && only !== undefined ? { source: only } : {};
}
