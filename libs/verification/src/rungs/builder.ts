import { isReleaseVersion } from '../rules/semantic-version.js';
import type { TrustRule } from '../trust-rule.js';

type Builders = NonNullable<TrustRule['builders']>;

/**
 * The highest SLSA Build level a rule lets its signer claim through this builder; undefined where it lists others only.
 * `…@v1.2.3` and `…@refs/tags/v1.2.3` are the same. A key without `@ref` covers every release of the builder and what
 * has no ref, but no branch, for whoever may push to a branch could change the builder: such a one is listed in full.
 */
export function builderLevel(builders: Builders, builderId: string): 0 | 1 | 2 | 3 | undefined {
  const key = spellingsOf(builderId).find((candidate) => Object.hasOwn(builders, candidate));
  return key === undefined ? undefined : builders[key];
}

function spellingsOf(builderId: string): readonly string[] {
  const { name, ref } = splitBuilder(builderId);
  if (ref === undefined) return [builderId];
  const tag = ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined;
  const isRelease = ref.startsWith('refs/') ? isReleaseVersion(tag ?? '') : VERSION.test(ref);
  return [builderId, ...(tag === undefined ? [] : [`${name}@${tag}`]), ...(isRelease ? [name] : [])];
}

/** How builders that are no workflow number themselves: `v0.2`, `9.5.0`. */
const VERSION = /^v?\d+(?:\.\d+)*$/;

/** `https://…/builder.yml@refs/tags/v1` in its two parts. */
export function splitBuilder(id: string): { readonly name: string; readonly ref: string | undefined } {
  const at = id.lastIndexOf('@');
  return at === -1 ? { name: id, ref: undefined } : { name: id.slice(0, at), ref: id.slice(at + 1) };
}
