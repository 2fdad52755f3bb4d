import type { AssessmentInput, Framework } from '#compliance';
import { fromUtf8, type Instant } from '#kernel';

import type { Actor } from '../actor.js';
import { gatherInput } from '../evaluate-release/gather-input.js';
import { standingFramework } from '../evaluate-release/standing-framework.js';
import { frameworkInForce, frameworkOfInput } from '../mapping-layers/frameworks-in-force.js';
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

/** The input of a judgement, and what it is judged by: with the layers that were in force when it was gathered. */
export interface Judged {
  readonly input: AssessmentInput;
  readonly framework: Framework;
}

/**
 * Undefined where there is no such release, or none was kept by `knownAt`.
 * @throws AppError not-found FRAMEWORK_UNKNOWN, FRAMEWORK_NOT_STANDING for what was kept
 */
export async function readInput(
  ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'clock' | 'frameworks'>,
  actor: Actor,
  moment: ReleaseMoment,
): Promise<Judged | undefined> {
  const now = ports.clock.now();
  const judged =
    moment.knownAt === undefined ? await gatherNow(ports, actor, moment, now) : await readKept(ports, actor, moment);
  return judged && { ...judged, input: { ...judged.input, asOf: moment.asOf ?? now } };
}

function gatherNow(
  ports: Pick<Ports, 'unitOfWork' | 'frameworks'>,
  { organization }: Actor,
  { product, version, framework: id }: ReleaseMoment,
  now: Instant,
): Promise<Judged | undefined> {
  return ports.unitOfWork.run(organization, async (stores) => {
    const release = await stores.releases.find(product, version);
    if (release === undefined) return undefined;
    const framework = await frameworkInForce(stores, ports.frameworks, id ?? standingFramework(ports.frameworks));
    const { slug } = await requireTenant(stores);
    return { framework, input: await gatherInput(stores, release, { framework, organization: slug, now }) };
  });
}

async function readKept(
  ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'frameworks'>,
  { organization }: Actor,
  { product, version, knownAt, ...moment }: ReleaseMoment,
): Promise<Judged | undefined> {
  const framework = standingFramework(ports.frameworks, moment.framework);
  const digest = await ports.unitOfWork.run(organization, async (stores) => {
    const release = await stores.releases.find(product, version);
    return release && knownAt && stores.assessments.inputAt(release.id, { framework, knownAt });
  });
  if (digest === undefined) return undefined;
  // Our own canonical bytes: the store has held them against their digest.
  const input = JSON.parse(fromUtf8(await ports.blobs.get(organization, digest))) as AssessmentInput;
  return ports.unitOfWork.run(organization, async (stores) => ({
    input,
    framework: await frameworkOfInput(stores, ports.frameworks, { framework, input }),
  }));
}
