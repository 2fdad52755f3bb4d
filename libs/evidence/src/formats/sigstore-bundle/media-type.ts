import { ParseError } from '#kernel';

export type BundleVersion = 'v0.1' | 'v0.2' | 'v0.3';

/** The whole allow-list. Compared as whole strings: a suffix or a parameter more makes another type. */
const VERSIONS: ReadonlyMap<string, BundleVersion> = new Map([
  ['application/vnd.dev.sigstore.bundle+json;version=0.1', 'v0.1'],
  ['application/vnd.dev.sigstore.bundle+json;version=0.2', 'v0.2'],
  ['application/vnd.dev.sigstore.bundle+json;version=0.3', 'v0.3'],
  ['application/vnd.dev.sigstore.bundle.v0.3+json', 'v0.3'],
]);

/** @throws ParseError BUNDLE_MEDIA_TYPE */
export function versionOfMediaType(mediaType: string): BundleVersion {
  const version = VERSIONS.get(mediaType);
  if (version === undefined) {
    throw new ParseError(
      'BUNDLE_MEDIA_TYPE',
      `"${mediaType.slice(0, 80)}" is not a Sigstore bundle media type of version 0.1, 0.2 or 0.3`,
    );
  }
  return version;
}
