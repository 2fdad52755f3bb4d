import { signReceipt } from '#attestation';
import { AppError, type Digest } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { Ports } from '../ports/index.js';
import { requireTenant } from '../tenant.js';

/** A signed receipt for what was received: these bytes, then. */
export class AcknowledgeReceipt {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'keyring'>) {}

  /** A Sigstore bundle. @throws AppError forbidden; not-found EVIDENCE_UNKNOWN */
  async run(actor: Actor, evidence: Digest): Promise<Uint8Array> {
    requirePermission(actor, 'evidence:read');
    const receipt = await this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const [row] = await stores.evidence.byDigests([evidence]);
      if (row === undefined)
        throw new AppError('not-found', 'EVIDENCE_UNKNOWN', `no evidence with digest ${evidence} was received`);
      return { evidence, receivedAt: row.receivedAt, organization: (await requireTenant(stores)).slug };
    });
    return signReceipt(receipt, await this.ports.keyring.signer(actor.organization));
  }
}
