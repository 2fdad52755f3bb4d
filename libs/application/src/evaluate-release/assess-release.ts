import { AppError } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import { requireRelease } from '../manage-products/create-release.js';
import { standingFramework } from './standing-framework.js';
import type { Ports } from '../ports/index.js';
import type { AssessmentRecord } from '../records.js';
import type { EvaluateRelease } from './evaluate-release.js';

/** The same judgement that the worker makes, asked for by a person who does not want to wait for it. */
export class AssessRelease {
  constructor(
    private readonly ports: Pick<Ports, 'unitOfWork' | 'frameworks'>,
    private readonly evaluate: Pick<EvaluateRelease, 'run'>,
  ) {}

  /** @throws AppError forbidden; not-found RELEASE_UNKNOWN, FRAMEWORK_NOT_STANDING */
  async run(
    actor: Actor,
    order: { readonly product: string; readonly version: string; readonly framework?: string },
  ): Promise<AssessmentRecord> {
    requirePermission(actor, 'report:read');
    const { organization } = actor;
    const framework = standingFramework(this.ports.frameworks, order.framework);
    const release = await this.ports.unitOfWork.run(organization, (stores) =>
      requireRelease(stores, order.product, order.version),
    );
    await this.evaluate.run({ name: 'evaluate-release', organization, release: release.id });
    const current = await this.ports.unitOfWork.run(organization, (stores) =>
      stores.assessments.current([release.id], { framework }),
    );
    const record = current.get(release.id);
    if (record === undefined)
      throw new AppError('internal', 'ASSESSMENT_NOT_KEPT', 'the assessment was made but not kept');
    return record;
  }
}
