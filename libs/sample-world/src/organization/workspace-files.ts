import { stringify } from 'yaml';

import { toUtf8 } from '#kernel';

import type { SampleProduct, SampleRelease, SampleWorld } from './world.js';

/**
 * The world as files for the offline commands, by path: `workspace.yaml`, the trust root, evidence and artifacts.
 * Decisions are left out: they are signed with the organization's own key, which only a server holds.
 */
export function writeWorkspace(world: SampleWorld): Map<string, Uint8Array> {
  const files = new Map([
    ['workspace.yaml', toUtf8(workspaceText(world))],
    ['trusted_root.json', world.trustRoot.bytes],
  ]);
  for (const { slug, releases } of world.products) {
    for (const { version, evidence, artifacts } of releases) {
      for (const { name, bytes } of evidence) files.set(`evidence/${slug}/${version}/${name}`, bytes);
      for (const { name, bytes } of artifacts) files.set(artifactPath(slug, version, name), bytes);
    }
  }
  return files;
}

function workspaceText({ organization, trustRoot, trustRules, products }: SampleWorld): string {
  const workspace = {
    organization: { ...organization, synthetic: true },
    trustRoots: [{ name: trustRoot.name, file: 'trusted_root.json' }],
    rules: trustRules,
    evidence: ['evidence'],
    products: products.map((product) => ({
      slug: product.slug,
      name: product.name,
      releases: product.releases.map((release) => releaseEntry(product, release)),
    })),
  };
  return stringify(workspace, { aliasDuplicateObjects: false });
}

/** Files are named only where nobody signed a list of them. */
function releaseEntry({ slug }: SampleProduct, { version, manifest }: SampleRelease) {
  if (manifest.kind === 'evidence') return { version };
  return {
    version,
    artifacts: manifest.artifacts.map(({ name }) => ({ name, file: artifactPath(slug, version, name) })),
  };
}

function artifactPath(product: string, version: string, name: string): string {
  return `artifacts/${product}/${version}/${name}`;
}
