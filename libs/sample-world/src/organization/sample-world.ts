import type { Instant } from '#kernel';

import { Seed } from '../seed.js';
import { createSigstore } from '../sigstore/sigstore.js';
import { flagshipAttacks } from './attacks.js';
import { ORGANIZATION } from './cast.js';
import { completeRelease } from './complete-release.js';
import { AURORA, PRODUCTS } from './products.js';
import { setScene, type Scene, type Stage } from './scene.js';
import * as aurora from './stories/aurora-gateway.js';
import * as polaris from './stories/polaris-cli.js';
import type { Story } from './stories/story.js';
import * as tundra from './stories/tundra-firmware.js';
import { sampleTrustRules } from './trust-rules.js';
import type { SampleRelease, SampleWorld } from './world.js';

export interface WorldOptions {
  readonly seed: string;
  readonly now: Instant;
}

type Stories = (scene: Scene) => Story;

const FLAGSHIP = { product: AURORA.slug, version: '2.4.1' } as const;
const SIGSTORE_NAME = 'sigstore-synthetic';

const TRUE_STORIES: Readonly<Record<string, Story>> = {
  'aurora-gateway 2.3.0': aurora.oldest,
  'aurora-gateway 2.4.0': aurora.previous,
  'aurora-gateway 2.4.1': aurora.latest,
  'polaris-cli 1.0.0': polaris.first,
  'polaris-cli 1.1.0': polaris.latest,
  'tundra-firmware 0.8.0': tundra.first,
  'tundra-firmware 0.9.0': tundra.latest,
};

const toldTruly: Stories = ({ product, version }) => {
  const story = TRUE_STORIES[`${product.slug} ${version}`];
  if (story === undefined) throw new RangeError(`no story is told of ${product.slug} ${version}`);
  return story;
};

/** What a forger would like to be true: every release has everything, and nobody ever found anything grave. */
const toldByForger: Stories = () => (scene) => ({
  manifest: { kind: 'evidence', file: 'release-manifest.sigstore.json' },
  evidence: completeRelease(scene),
  decisions: [],
});

/**
 * A synthetic organization with three products, seven releases and sixty files, good evidence and every kind of bad.
 * A pure function of (seed, now): the same arguments give the same bytes.
 */
export function createSampleWorld(options: WorldOptions): SampleWorld {
  return createWorld(options, toldTruly);
}

/**
 * The same organization as a forger would have it: own CA, logs, time-stamp authority and keys under the same names,
 * rules that believe them, and results without a flaw. Consistent in itself, and true of nothing.
 */
export function forgedWorld({ seed, now }: WorldOptions): SampleWorld {
  return createWorld({ seed: `forged ${seed}`, now }, toldByForger);
}

function createWorld({ seed, now }: WorldOptions, stories: Stories): SampleWorld {
  const worldSeed = new Seed(`sample world ${seed}`);
  const sigstore = createSigstore({ seed, now, name: SIGSTORE_NAME });
  const stranger = createSigstore({ seed: `stranger to ${seed}`, now, name: SIGSTORE_NAME });
  const stage: Stage = { sigstore, stranger, keys: worldSeed.child('keys of the organization'), now };
  const told = PRODUCTS.flatMap((product) =>
    product.releases.map((plan) => setScene(stage, worldSeed, product, plan)),
  ).map((scene) => ({ scene, release: tellRelease(scene, stories(scene)) }));
  return {
    organization: ORGANIZATION,
    now,
    trustRoot: { name: SIGSTORE_NAME, bytes: sigstore.trustedRoot() },
    trustRules: sampleTrustRules(stage.keys),
    products: PRODUCTS.map(({ slug, name }) => ({
      slug,
      name,
      releases: told.filter(({ scene }) => scene.product.slug === slug).map(({ release }) => release),
    })),
    flagship: FLAGSHIP,
    attacks: told
      .filter(({ scene }) => isFlagship(scene))
      .flatMap(({ scene, release }) => flagshipAttacks(scene, release.evidence)),
  };
}

function isFlagship({ product, version }: Scene): boolean {
  return product.slug === FLAGSHIP.product && version === FLAGSHIP.version;
}

function tellRelease(scene: Scene, story: Story): SampleRelease {
  const { version, revision, releasedAt, artifacts } = scene;
  return { version, revision, releasedAt, artifacts, ...story(scene) };
}
