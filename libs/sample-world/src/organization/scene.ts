import { addDays, addSeconds, toUtf8, type Instant } from '#kernel';

import type { Seed } from '../seed.js';
import type { AttestationRequest, Sigstore, Witnesses } from '../sigstore/sigstore.js';
import type { ProductPlan, ReleasePlan } from './products.js';
import { toArtifact, type Artifact } from './statement.js';

/** Everything that the story of one release is told with. */
export interface Scene {
  readonly sigstore: Sigstore;
  /** A second Sigstore with the same host names and other keys: nobody here trusts it. */
  readonly stranger: Sigstore;
  /** What the organization's own keys are derived from. */
  readonly keys: Seed;
  readonly seed: Seed;
  readonly now: Instant;
  readonly product: ProductPlan;
  readonly version: string;
  readonly revision: string;
  readonly releasedAt: Instant;
  readonly artifacts: readonly Artifact[];
}

/** How a release's pipeline witnesses what it signs; pipelines of different years differ. */
export type Style = Pick<Witnesses, 'log' | 'timestamp' | 'version' | 'loggedAt'> & Pick<AttestationRequest, 'entry'>;

/** What all scenes of a world share. */
export type Stage = Pick<Scene, 'sigstore' | 'stranger' | 'keys' | 'now'>;

export function setScene(stage: Stage, worldSeed: Seed, product: ProductPlan, plan: ReleasePlan): Scene {
  const seed = worldSeed.child(`${product.slug} ${plan.version}`);
  return {
    ...stage,
    seed,
    product,
    version: plan.version,
    revision: seed.hex('revision', 40),
    releasedAt: addDays(stage.now, -plan.releasedDaysAgo),
    artifacts: plan.files.map((file) => buildArtifact(seed, `${product.slug}-${plan.version}-${file}`)),
  };
}

/** Minutes after (or, negative, before) the release. */
export function minutesAfter(scene: Scene, minutes: number): Instant {
  return addSeconds(scene.releasedAt, minutes * 60);
}

function buildArtifact(seed: Seed, name: string): Artifact {
  return toArtifact(name, toUtf8(`SYNTHETIC ${name}\n${seed.hex(`content of ${name}`, 128)}\n`));
}

/** @throws RangeError when the release has no file of this ending: a mistake in a story */
export function artifactOf(scene: Scene, ending: string): Artifact {
  const artifact = scene.artifacts.find(({ name }) => name.endsWith(`-${ending}`));
  if (artifact === undefined) throw new RangeError(`${scene.product.slug} ${scene.version} has no file *-${ending}`);
  return artifact;
}
