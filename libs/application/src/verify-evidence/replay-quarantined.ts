import { AppError } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { EvidenceId } from '../ids.js';
import type { Ports } from '../ports/index.js';

/** Takes an item out of quarantine and has it judged again. */
export class ReplayQuarantined {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError forbidden; conflict NOT_QUARANTINED */
  run(actor: Actor, id: EvidenceId): Promise<void> {
    requirePermission(actor, 'evidence:write');
    const { organization, principal } = actor;
    return this.ports.unitOfWork.run(organization, async (stores) => {
      if (!(await stores.evidence.release(id)))
        throw new AppError('conflict', 'NOT_QUARANTINED', 'this evidence is not in quarantine');
      await stores.outbox.add([{ name: 'verify-evidence', organization, evidence: [id] }]);
      await stores.audit.append([
        { actor: principal, action: 'evidence.replayed', target: id, at: this.ports.clock.now() },
      ]);
    });
  }
}
