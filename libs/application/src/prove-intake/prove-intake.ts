import { AppError, buildInclusionProof, inclusionPlan, toBase64, type Digest } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { Ports } from '../ports/index.js';

/** Everything needed to check offline that an item stands in the intake log. */
export interface IntakeProof {
  readonly evidence: Digest;
  /** Base64 of the canonical leaf. */
  readonly leaf: string;
  readonly index: number;
  readonly size: number;
  /** Base64 hashes, RFC 9162 order. */
  readonly hashes: readonly string[];
  /** The signed checkpoint of `size`. */
  readonly checkpoint: string;
}

export class ProveIntake {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork'>) {}

  /** @throws AppError forbidden; not-found EVIDENCE_UNKNOWN; conflict NOT_SEQUENCED_YET */
  run(actor: Actor, digest: Digest): Promise<IntakeProof> {
    requirePermission(actor, 'evidence:read');
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const [row] = await stores.evidence.byDigests([digest]);
      if (row === undefined)
        throw new AppError('not-found', 'EVIDENCE_UNKNOWN', `no evidence with digest ${digest} was received`);
      const index = (await stores.intake.indicesOf([row.id])).get(row.id);
      const checkpoint = await stores.intake.latestCheckpoint();
      if (index === undefined || checkpoint === undefined || index >= checkpoint.size) {
        throw new AppError(
          'conflict',
          'NOT_SEQUENCED_YET',
          'the item is received but has no place in the log yet: ask again in a moment',
        );
      }
      const [leaf] = await stores.intake.leaves(index, index + 1);
      if (leaf === undefined) throw new AppError('internal', 'INTAKE_LEAF_MISSING', 'the intake log lost a leaf');
      const held = await stores.intake.nodes(inclusionPlan(index, checkpoint.size).flat());
      const hashOf = new Map(held.map((node) => [`${node.level}/${node.index}`, node.hash]));
      const hashes = buildInclusionProof(index, checkpoint.size, (level, at) => hashOf.get(`${level}/${at}`));
      return {
        evidence: digest,
        leaf: toBase64(leaf.leaf),
        index,
        size: checkpoint.size,
        hashes: hashes.map(toBase64),
        checkpoint: checkpoint.note,
      };
    });
  }
}
