import { renderAdmission, rootsListing, type AdmissionFile } from '#reporting';
import { trustPolicy } from '#verification';

import { requirePermission, type Actor } from '../actor.js';
import type { Ports } from '../ports/index.js';

export interface TrustExportOrder {
  /** `cluster-image-policy` or `kyverno`. */
  readonly format: string;
  readonly images: readonly string[];
  /** Slug of the product whose images they are; absent: rules of the organization alone. */
  readonly product?: string;
  readonly kinds?: readonly string[];
}

/** The organization's trust rules as policies of an admission controller, with what they cannot say. */
export class ExportTrustRules {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'trustSeeds'>) {}

  /** @throws AppError forbidden; not-found ADMISSION_FORMAT_UNKNOWN; invalid ADMISSION_IMAGES, ADMISSION_KIND */
  async run(actor: Actor, { format, images, product, kinds }: TrustExportOrder): Promise<AdmissionFile> {
    requirePermission(actor, 'report:read');
    const { rules, roots } = await this.ports.unitOfWork.run(actor.organization, async ({ trust }) => ({
      rules: (await trust.rules()).map(({ rule }) => rule),
      roots: await trust.roots(),
    }));
    const publicGood = this.ports.trustSeeds.all().flatMap((seed) => rootsListing(seed, roots));
    return renderAdmission(format, {
      ...{ rules, policy: trustPolicy(rules).digest, publicGood, images },
      ...(product !== undefined && { product }),
      ...(kinds !== undefined && { kinds }),
    });
  }
}
