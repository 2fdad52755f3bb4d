import { packageOf, type House } from './house.js';

export interface Manifest extends Dependencies {
  readonly imports: Readonly<Record<string, { readonly source: string; readonly default: string }>>;
}

export interface Dependencies {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides?: unknown;
}

export interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly dev?: boolean; readonly resolved?: string }>
  >;
}

const EXACT = /^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/;
/** A package under a name of our own stands beside another version of itself. */
const ALIAS = /^npm:(@[a-z0-9-]+\/)?[a-z0-9.-]+@/;

/** Versions are pinned, so that a clone of today builds the same in a year. */
export function unpinned({ dependencies, devDependencies, overrides }: Dependencies): readonly string[] {
  return leaves({ dependencies, devDependencies, overrides })
    .filter(([, version]) => !EXACT.test(version.replace(ALIAS, '')) && !version.startsWith('$'))
    .map(([name, version]) => `${name} is not pinned: ${version}`);
}

function leaves(value: unknown): readonly (readonly [name: string, version: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]: [string, unknown]) =>
    typeof below === 'string' ? [[name, below] as const] : leaves(below),
  );
}

/** Cryptography that is known to be broken, abandoned or lenient. */
const REFUSED = new Set(['node-forge', 'elliptic', 'jsrsasign']);

/** Refused packages that a user would install with us, however deep. */
export function refusedPackages({ packages }: Lockfile): readonly string[] {
  return Object.entries(packages)
    .filter(([path, { dev }]) => dev !== true && REFUSED.has(path.slice(path.lastIndexOf('node_modules/') + 13)))
    .map(([path]) => path);
}

/** A lockfile holds versions and digests, never the address of somebody's registry. */
export function addresses({ packages }: Lockfile): readonly string[] {
  return Object.entries(packages)
    .filter(([, { resolved }]) => resolved !== undefined)
    .map(([path]) => path);
}

/** What the lockfile pins for the project itself differs from what the manifest asks for. */
export function lockDrift(manifest: Dependencies, { packages }: Lockfile): readonly string[] {
  const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  return asked
    .filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version.replace(ALIAS, ''))
    .map(([name, version]) => `${name} ${version}`);
}

/**
 * Packages that are imported but come only by luck: undeclared, or for development while products import them. What the
 * browser runs is bundled when it is built, so its packages are for development.
 */
export function undeclared(house: House, { dependencies, devDependencies }: Dependencies): readonly string[] {
  return [...house.values()].flatMap(({ path, room, support, imports }) =>
    imports.flatMap(({ specifier, line }) => {
      const name = packageOf(specifier);
      if (name === undefined || name.startsWith('node:') || Object.hasOwn(dependencies, name)) return [];
      if ((support || room === 'web') && Object.hasOwn(devDependencies, name)) return [];
      return [`${path}:${line} imports ${name}, which package.json does not declare for it`];
    }),
  );
}
