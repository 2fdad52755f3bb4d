import type { Fact } from '#compliance';
import { parse, type EvidenceKeeping } from '#evidence';
import { CompactRange, leafHash, toHex, type Digest } from '#kernel';

import type { ReplayReason } from './replay-report.js';

interface Named {
  readonly evidence: Digest;
  readonly size: number;
  readonly rootHash: string;
}

/**
 * Proves: every state of the intake log that a believed record of kept evidence calls consistent is one that the log of
 * these leaves really had. Assumes: the leaves hash to the signed root.
 */
export function keptLogReasons(
  leaves: readonly Uint8Array[],
  facts: readonly Fact[],
  evidence: ReadonlyMap<Digest, Uint8Array>,
): readonly ReplayReason[] {
  const records = facts.flatMap(({ claim, evidence: digest }) => {
    const bytes = claim.kind === 'evidence-keeping' && claim.logConsistent ? evidence.get(digest) : undefined;
    return bytes === undefined ? [] : statesIn(digest, bytes);
  });
  const roots = rootsAt(leaves, new Set(records.map(({ size }) => size)));
  const strange = records.filter(({ size, rootHash }) => roots.get(size) !== rootHash);
  return [...new Set(strange.map((record) => record.evidence))].map((digest) => ({
    code: 'KEPT_LOG_DIFFERS',
    sentence: 'a record of kept evidence names a state of the intake log that these leaves never had',
    digest,
  }));
}

/** The state that it looked at, and that of the record before. */
function statesIn(evidence: Digest, bytes: Uint8Array): readonly Named[] {
  const { content } = parse(bytes);
  if (content.kind !== 'signed' || content.predicate?.kind !== 'evidence-keeping') return [];
  const { log }: Pick<EvidenceKeeping, 'log'> = content.predicate;
  return [log, ...(log.previous ? [log.previous] : [])].map(({ size, rootHash }) => ({ evidence, size, rootHash }));
}

/** The tree is grown once, whatever number of states is asked for. */
function rootsAt(leaves: readonly Uint8Array[], sizes: ReadonlySet<number>): ReadonlyMap<number, string> {
  const roots = new Map<number, string>();
  if (sizes.size === 0) return roots;
  let range = CompactRange.empty();
  for (const leaf of leaves) {
    range = range.append(leafHash(leaf));
    if (sizes.has(range.size)) roots.set(range.size, toHex(range.root()));
  }
  return roots;
}
