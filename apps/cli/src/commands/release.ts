import { basename } from 'node:path';

import { AppError } from '#kernel';
import { visibleText } from '#reporting';

import { signedIn } from '../client/signed-in.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { jsonLine } from '../terminal/json-line.js';
import { parseReleaseName } from '../workspace/assess-workspace.js';
import { digestsOf } from '../workspace/load-workspace.js';
import { readBytes } from '../workspace/read-files.js';

export interface ReleaseOptions {
  readonly artifact?: readonly string[];
  readonly revision?: string;
  readonly productName?: string;
}

/** `aver release PRODUCT@VERSION --artifact FILE…`: names a release and declares what it consists of. */
export async function release(context: Context, name: string, options: ReleaseOptions): Promise<ExitCode> {
  const client = signedIn(context);
  const { product, version } = parseReleaseName(name);
  const files = options.artifact ?? [];
  if (options.revision !== undefined && files.length === 0)
    throw new AppError(
      'invalid',
      'REVISION_ALONE',
      'a revision is declared together with what was built: give --artifact',
    );
  const artifacts = await Promise.all(
    files.map(async (file) => ({ name: basename(file), digests: digestsOf(await readBytes(file)) })),
  );
  await client.graphql('mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }', {
    input: { slug: product, name: options.productName ?? product },
  });
  await client.graphql('mutation ($input: CreateReleaseInput!) { createRelease(input: $input) { id } }', {
    input: { product, version },
  });
  if (artifacts.length === 0) {
    context.terminal.out(
      context.json
        ? jsonLine({ product, version })
        : `${visibleText(name)}: named; no file was given, so nothing new is declared`,
    );
    return EXIT.met;
  }
  const revision = options.revision === undefined ? {} : { revision: options.revision };
  const { declareManifest } = await client.graphql<{ declareManifest: { digest: string } }>(
    'mutation ($input: DeclareManifestInput!) { declareManifest(input: $input) { digest } }',
    { input: { product, release: version, artifacts, ...revision } },
  );
  context.terminal.out(
    context.json
      ? jsonLine({ product, version, manifest: declareManifest.digest })
      : `${visibleText(name)}: ${artifacts.length === 1 ? '1 artifact' : `${artifacts.length} artifacts`} declared, manifest ${visibleText(declareManifest.digest)}`,
  );
  return EXIT.met;
}
