import { itemResults, type ItemList, type ItemResult } from '#compliance';
import type { Digest, Instant } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import { standingFramework } from '../evaluate-release/standing-framework.js';
import type { Ports } from '../ports/index.js';
import { itemListOf } from './item-list.js';

export interface ItemsOrder {
  readonly product: string;
  readonly version: string;
  /** Id of a catalog without a mapping, or of a view. */
  readonly by: string;
  /** True then; absent: now. */
  readonly asOf?: Instant;
  /** As far as known then; absent: by the current judgement. */
  readonly knownAt?: Instant;
}

export interface ItemsAnswer {
  readonly list: ItemList;
  /** Of the judgement that the items are read off. */
  readonly input: Digest;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  readonly results: readonly ItemResult[];
}

/** How a release stands by the items of a publication, read off the judgement that was kept. Nothing is judged for it. */
export class ReadItems {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'frameworks' | 'clock'>) {}

  /**
   * Undefined where there is no such release, or no judgement of it by then.
   * @throws AppError forbidden; not-found ITEMS_UNKNOWN, FRAMEWORK_NOT_STANDING
   */
  async run(actor: Actor, { product, version, by, knownAt, ...order }: ItemsOrder): Promise<ItemsAnswer | undefined> {
    requirePermission(actor, 'report:read');
    const list = itemListOf(this.ports.frameworks, by);
    const framework = standingFramework(this.ports.frameworks, list.of);
    const record = await this.ports.unitOfWork.run(actor.organization, async ({ releases, assessments }) => {
      const release = await releases.find(product, version);
      if (release === undefined) return undefined;
      const current = await assessments.current([release.id], { framework, ...(knownAt && { knownAt }) });
      return current.get(release.id);
    });
    if (record === undefined) return undefined;
    const { assessment, input } = record;
    const asOf = order.asOf ?? this.ports.clock.now();
    return { list, input, asOf, knownAt: assessment.knownAt, results: itemResults(list, assessment, asOf) };
  }
}
