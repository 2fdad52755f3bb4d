import { digestOf, toUtf8 } from '#kernel';
import { flipByte } from '#sample-world';
import { parseTrustRule, type TrustRule } from '#verification';

import type { CpythonRelease } from './cpython-releases.js';
import type { DeclaredRelease } from './stock.js';

const PRODUCT = 'cpython';
/** The same files under a product that another release manager is trusted for. */
const PRODUCT_OF_ANOTHER = 'cpython-of-another-manager';

/** Which real release plays which part, what is believed about them, and what is submitted. */
export interface Cast {
  /** One release of each manager, as it was published. */
  readonly published: readonly DeclaredRelease[];
  readonly withUnsignedFile: DeclaredRelease;
  readonly withAlteredBundle: DeclaredRelease;
  readonly altered: Uint8Array;
  readonly withoutBundle: DeclaredRelease;
  /** Right bundle, wrong person: the rule of this product is for the manager of another release. */
  readonly byAnother: DeclaredRelease;
  readonly releases: readonly DeclaredRelease[];
  readonly rules: readonly TrustRule[];
  readonly bundles: readonly Uint8Array[];
}

const UNSIGNED = { name: 'Python.pdf', digests: [digestOf(toUtf8('a file that nobody signed'))] };

export function castOf(all: readonly CpythonRelease[]): Cast {
  const managers = [...new Set(all.map(({ manager }) => manager.identity))];
  const [most = [], ...others] = managers
    .map((identity) => all.filter(({ manager }) => manager.identity === identity))
    .toSorted((a, b) => b.length - a.length);
  const [first, second, third, fourth] = most;
  const another = others[0]?.[0];
  if (!first || !second || !third || !fourth || !another) throw new Error('the corpus has too few releases of CPython');
  const published = [first, ...others.flatMap(([one]) => (one === undefined ? [] : [one]))];
  const altered = flipByte(third.bundle);
  const cast = {
    published: published.map((release) => declared(PRODUCT, release)),
    withUnsignedFile: declared(PRODUCT, second, UNSIGNED),
    withAlteredBundle: declared(PRODUCT, third),
    altered,
    withoutBundle: declared(PRODUCT, fourth),
    byAnother: declared(PRODUCT_OF_ANOTHER, first),
  };
  return {
    ...cast,
    releases: [...cast.published, cast.withUnsignedFile, cast.withAlteredBundle, cast.withoutBundle, cast.byAnother],
    rules: [...published.map((release) => managerRule(PRODUCT, release)), managerRule(PRODUCT_OF_ANOTHER, another)],
    bundles: [...published.map(({ bundle }) => bundle), second.bundle, altered],
  };
}

function declared(
  product: string,
  { version, file, digest }: CpythonRelease,
  ...more: DeclaredRelease['artifacts']
): DeclaredRelease {
  return { product, version, artifacts: [{ name: file, digests: [digest] }, ...more] };
}

/** Released by this person, and by nobody else. */
function managerRule(product: string, { manager }: CpythonRelease): TrustRule {
  return parseTrustRule({
    id: `${product}:${manager.identity}`,
    scope: { kind: 'product', product },
    kinds: ['artifact-signature'],
    signer: { kind: 'certificate', issuer: manager.issuer, identity: { exactly: manager.identity } },
    log: { required: 1 },
    time: { required: 1 },
    teamControlled: false,
  });
}
