/** A semantic version of which the last parts may be missing; build metadata is nothing to compare (semver.org, 10). */
export interface Version {
  readonly major: string;
  readonly minor?: string;
  readonly patch?: string;
  /** With its hyphen; empty where there is none. */
  readonly prerelease: string;
}

const NUMBER = '(?:0|[1-9]\\d*)';
const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const VERSION = new RegExp(
  `^v(${NUMBER})(?:\\.(${NUMBER})(?:\\.(${NUMBER})(-${IDENTIFIERS})?(?:\\+${IDENTIFIERS})?)?)?$`,
);

/** `v1`, `v1.2`, `v1.2.3`, `v1.2.3-rc.1+build`; undefined for whatever else. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, prerelease = ''] = VERSION.exec(text) ?? [];
  if (major === undefined) return undefined;
  return { major, ...(minor !== undefined && { minor }), ...(patch !== undefined && { patch }), prerelease };
}

/**
 * Is the tag a version within the one that is asked for? `v1` is met by `v1.2.3`, and `v1.2` by it too; where the patch
 * is asked for, it is with its pre-release. A tag that leaves parts out means zero by them.
 */
export function isWithin(tag: string, asked: Version): boolean {
  const version = parseVersion(tag);
  if (version?.major !== asked.major) return false;
  if (asked.minor !== undefined && (version.minor ?? '0') !== asked.minor) return false;
  return (
    asked.patch === undefined || ((version.patch ?? '0') === asked.patch && version.prerelease === asked.prerelease)
  );
}

/** A version with all three parts and nothing behind them: what a release is tagged with. */
export function isReleaseVersion(text: string): boolean {
  const version = parseVersion(text);
  return version?.patch !== undefined && version.prerelease === '' && !text.includes('+');
}
