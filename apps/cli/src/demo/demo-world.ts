import type { PopulationMember } from '#compliance';
import type { Instant } from '#kernel';
import { attacks, createSampleWorld, type Attack, type SampleDecision, type SampleRelease } from '#sample-world';
import type { TrustRule } from '#verification';

import type { Workspace } from '../workspace/load-workspace.js';

/** What the quickstart plays through: the sample organization, or somebody's own workspace. */
export interface DemoWorld {
  readonly organization: { readonly slug: string; readonly name: string; readonly synthetic: boolean };
  readonly trustRoots: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly rules: readonly TrustRule[];
  readonly products: readonly {
    readonly slug: string;
    readonly name: string;
    readonly releases: readonly DemoRelease[];
  }[];
  readonly evidence: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly flagship: { readonly product: string; readonly version: string };
  readonly attacks: readonly Attack[];
}

export interface DemoRelease {
  readonly version: string;
  /** Typed in, where no signed manifest is among the evidence. */
  readonly declared?: { readonly artifacts: readonly PopulationMember[]; readonly revision?: string };
  readonly decisions: readonly SampleDecision[];
}

export const SAMPLE_SEED = 'quickstart';

export function sampleDemoWorld(now: Instant): DemoWorld {
  const world = createSampleWorld({ seed: SAMPLE_SEED, now });
  return {
    organization: { ...world.organization, synthetic: true },
    trustRoots: [world.trustRoot],
    rules: world.trustRules,
    products: world.products.map(({ slug, name, releases }) => ({ slug, name, releases: releases.map(toDemoRelease) })),
    evidence: world.products.flatMap(({ releases }) => releases.flatMap(({ evidence }) => evidence)),
    flagship: world.flagship,
    attacks: attacks(world),
  };
}

function toDemoRelease({ version, manifest, revision, decisions }: SampleRelease): DemoRelease {
  if (manifest.kind === 'evidence') return { version, decisions };
  const artifacts = manifest.artifacts.map(({ name, digests }): PopulationMember => ({
    name,
    digests: [`sha256:${digests.sha256}`, `sha512:${digests.sha512}`],
  }));
  return { version, decisions, declared: { artifacts, revision } };
}

/** One's own evidence. The attacks are those that any evidence allows; see `attack-workspace.ts`. */
export function workspaceDemoWorld(workspace: Workspace): DemoWorld {
  const [product] = workspace.products;
  const [release] = product?.releases ?? [];
  return {
    organization: workspace.organization,
    trustRoots: workspace.trustRoots.filter(({ source }) => source === 'file'),
    rules: workspace.rules,
    products: workspace.products.map(({ slug, name, releases }) => ({
      slug,
      name,
      releases: releases.map(({ version, artifacts, revision }) => ({
        version,
        decisions: [],
        ...(artifacts.length === 0 ? {} : { declared: { artifacts, ...(revision === undefined ? {} : { revision }) } }),
      })),
    })),
    evidence: workspace.evidence.map(({ path, bytes }) => ({ name: path, bytes })),
    flagship: { product: product?.slug ?? '', version: release?.version ?? '' },
    attacks: [],
  };
}
