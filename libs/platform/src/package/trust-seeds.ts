import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { TrustSeeds } from '#application';
import { digestOf, Field, fromBase64, parseInstant, parseStrictJson, type Instant } from '#kernel';
import type { TrustRootSource } from '#verification';

const PACKAGE = '@sigstore/tuf';
const PUBLIC_GOOD = 'https://tuf-repo-cdn.sigstore.dev';

/** Trust roots that ship with this installation. */
export class PackagedTrustSeeds extends TrustSeeds {
  all(): readonly TrustRootSource[] {
    return [publicGoodTrustRoot()];
  }
}

let known: TrustRootSource | undefined;

/**
 * The root of Sigstore's public-good instance, by the bytes that `@sigstore/tuf` ships; read once. It bootstraps by
 * those bytes alone: `expires` says since when nobody vouches for their freshness.
 */
export function publicGoodTrustRoot(): TrustRootSource {
  return (known ??= readSeed());
}

/** Not by the library's client, which would refuse metadata that has expired since the package was published. */
function readSeed(): TrustRootSource {
  const require = createRequire(import.meta.url);
  const file = join(dirname(require.resolve(`${PACKAGE}/package.json`)), 'seeds.json');
  const seeds = new Field(parseStrictJson(readFileSync(file)), 'seeds.json').get(PUBLIC_GOOD);
  const bytes = fromBase64(seeds.get('targets').get('trusted_root.json').string());
  const tufRoot = new Field(parseStrictJson(fromBase64(seeds.get('root.json').string())), 'root.json');
  return { name: 'public-good', digest: digestOf(bytes), bytes, source: 'seed', expires: expiryOf(tufRoot) };
}

function expiryOf(tufRoot: Field): Instant {
  return parseInstant(tufRoot.get('signed').get('expires').string());
}
