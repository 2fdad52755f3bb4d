import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Frameworks } from '#application';
import { loadCatalog, loadMapping, type Framework } from '#compliance';
import { digestOf, fromUtf8 } from '#kernel';

import { packageRoot } from './package-root.js';

const CATALOG = 'ssdf-1.1.catalog.yaml';
const MAPPING = 'ssdf-1.1.mapping.yaml';

/** The catalog and mapping that ship with this version, below `mappings/`. */
export function packageFrameworks(): Frameworks {
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(packageRoot(), 'mappings', name)));
  return new FixedFrameworks(frameworkOf(read(CATALOG), read(MAPPING)));
}

/** Digests are over the bytes as they are; what they say is checked. @throws ParseError CATALOG_INVALID, MAPPING_INVALID, … */
export function frameworkOf(catalogBytes: Uint8Array, mappingBytes: Uint8Array): Framework {
  const catalog = loadCatalog(fromUtf8(catalogBytes), CATALOG);
  const mapping = loadMapping(fromUtf8(mappingBytes), MAPPING, catalog);
  const digests = { catalogDigest: digestOf(catalogBytes), mappingDigest: digestOf(mappingBytes) };
  return { catalog, catalogBytes, mapping, mappingBytes, ...digests };
}

class FixedFrameworks extends Frameworks {
  constructor(private readonly framework: Framework) {
    super();
  }

  current(): Framework {
    return this.framework;
  }
}
