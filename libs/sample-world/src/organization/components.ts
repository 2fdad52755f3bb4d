import type { Seed } from '../seed.js';
import type { Component } from './predicates/sbom.js';

const LIBRARIES = ['http-core', 'json-reader', 'tls-kit', 'log-writer', 'config-loader', 'metrics'] as const;

/** The third-party parts of a product; none of them exists. */
export function componentsOf(seed: Seed, product: string): Component[] {
  return LIBRARIES.map((library, index) => {
    const version = `${1 + seed.integer(`major ${library}`, 4)}.${seed.integer(`minor ${library}`, 12)}.${index}`;
    return {
      name: `${library}-synthetic`,
      version,
      purl: `pkg:generic/${product}/${library}-synthetic@${version}`,
      sha256: seed.hex(`component ${library}`, 64),
    };
  });
}
