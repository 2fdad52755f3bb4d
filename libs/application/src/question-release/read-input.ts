import type { AssessmentInput, Framework } from '#compliance';
import { fromUtf8, type Instant } from '#kernel';

import type { Actor } from '../actor.js';
import { gatherInput } from '../evaluate-release/gather-input.js';
import type { Ports } from '../ports/index.js';
import { requireTenant } from '../tenant.js';

/** A release at a moment. */
export interface ReleaseMoment {
  readonly product: string;
  readonly version: string;
  /** By what it is judged; absent: the main framework. */
  readonly framework?: string;
  /** True then; absent: now. */
  readonly asOf?: Instant;
  /** As far as known when it was last judged by then; absent: what is known now. */
  readonly knownAt?: Instant;
}

/** The input of a judgement of this release; undefined where there is no such release, or none was kept by `knownAt`. */
export async function readInput(
  ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'clock'>,
  { organization }: Actor,
  of: { readonly moment: ReleaseMoment; readonly framework: Framework },
): Promise<AssessmentInput | undefined> {
  const { product, version, knownAt } = of.moment;
  const now = ports.clock.now();
  const found = await ports.unitOfWork.run(organization, async (stores) => {
    const release = await stores.releases.find(product, version);
    if (release === undefined) return undefined;
    if (knownAt !== undefined)
      return stores.assessments.inputAt(release.id, { framework: of.framework.catalog.id, knownAt });
    const { slug } = await requireTenant(stores);
    return gatherInput(stores, release, { framework: of.framework, organization: slug, now });
  });
  if (found === undefined) return undefined;
  const input = typeof found === 'string' ? readKept(await ports.blobs.get(organization, found)) : found;
  return { ...input, asOf: of.moment.asOf ?? now };
}

/** Our own canonical bytes: the store has held them against their digest. */
function readKept(bytes: Uint8Array): AssessmentInput {
  return JSON.parse(fromUtf8(bytes)) as AssessmentInput;
}
