import { basename } from 'node:path';

import { canonicalJson } from '#kernel';

import { signedIn } from '../client/signed-in.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { parseReleaseName } from '../workspace/assess-workspace.js';
import { digestsOf, readBytes } from '../workspace/load-workspace.js';

export interface ReleaseOptions {
  readonly artifact?: readonly string[];
  readonly revision?: string;
  readonly productName?: string;
}

/** `aver release PRODUCT@VERSION --artifact FILE…`: names a release and declares what it consists of. */
export async function release(context: Context, name: string, options: ReleaseOptions): Promise<ExitCode> {
  const client = signedIn(context.config);
  const { product, version } = parseReleaseName(name);
  await client.graphql('mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }', {
    input: { slug: product, name: options.productName ?? product },
  });
  await client.graphql('mutation ($input: CreateReleaseInput!) { createRelease(input: $input) { id } }', {
    input: { product, version },
  });
  const files = options.artifact ?? [];
  if (files.length === 0) {
    context.terminal.out(
      context.json ? canonicalJson({ product, version }) : `${name}: named; nothing is declared to belong to it yet`,
    );
    return EXIT.met;
  }
  const artifacts = await Promise.all(
    files.map(async (file) => ({ name: basename(file), digests: digestsOf(await readBytes(file)) })),
  );
  const revision = options.revision === undefined ? {} : { revision: options.revision };
  const { declareManifest } = await client.graphql<{ declareManifest: { digest: string } }>(
    'mutation ($input: DeclareManifestInput!) { declareManifest(input: $input) { digest } }',
    { input: { product, release: version, artifacts, ...revision } },
  );
  context.terminal.out(
    context.json
      ? canonicalJson({ product, version, manifest: declareManifest.digest })
      : `${name}: ${artifacts.length} artifacts declared, manifest ${declareManifest.digest}`,
  );
  return EXIT.met;
}
