import type { Framework } from '#compliance';

import { requirePermission, type Actor } from '../actor.js';
import { standingFramework } from '../evaluate-release/standing-framework.js';
import type { Ports } from '../ports/index.js';
import { frameworkInForce } from './frameworks-in-force.js';

/** How the organization judges now: a mapping with its layers. */
export class ReadMapping {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'frameworks'>) {}

  /** @throws AppError forbidden; not-found FRAMEWORK_NOT_STANDING; ParseError when a layer does not fit any more */
  run(actor: Actor, framework?: string): Promise<Framework> {
    requirePermission(actor, 'report:read');
    const id = standingFramework(this.ports.frameworks, framework);
    return this.ports.unitOfWork.run(actor.organization, (stores) =>
      frameworkInForce(stores, this.ports.frameworks, id),
    );
  }
}
