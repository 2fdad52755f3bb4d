import { requirePermission, type Actor } from '../actor.js';
import type { Ports } from '../ports/index.js';

/** Has everything held looked at now, and not only when it is time. */
export class StartKeeping {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** The number of the run under way, or of the one that begins. @throws AppError forbidden */
  run(actor: Actor): Promise<number> {
    requirePermission(actor, 'evidence:write');
    const { organization, principal } = actor;
    return this.ports.unitOfWork.run(organization, async (stores) => {
      const latest = await stores.keeping.latest();
      if (latest !== undefined && latest.keptAt === undefined) return latest.number;
      const run = (latest?.number ?? 0) + 1;
      await stores.outbox.add([{ name: 'keep-evidence', organization, run }]);
      const at = this.ports.clock.now();
      await stores.audit.append([{ actor: principal, action: 'keeping.asked', target: String(run), at }]);
      return run;
    });
  }
}
