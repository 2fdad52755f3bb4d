import { ParseError, parseStrictJson, type JsonValue } from '#kernel';

import type { OscalCatalog } from './oscal-catalog.js';
import { oscalCatalogSchema } from './oscal-schema.js';

/** The largest catalog we know of, SP 800-53 with its assessment procedures, has about 10 MB. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Reads an OSCAL catalog in JSON, version 1.0 to 1.2. It may be hostile.
 * @throws ParseError OSCAL_INVALID, OSCAL_MODEL, LIMIT_EXCEEDED and the codes of strict JSON
 */
export function readOscalCatalog(bytes: Uint8Array): OscalCatalog {
  if (bytes.length > MAX_BYTES) {
    throw new ParseError('LIMIT_EXCEEDED', `the catalog is larger than ${MAX_BYTES} bytes`);
  }
  const result = oscalCatalogSchema.safeParse(catalogIn(parseStrictJson(bytes)));
  if (result.success) return result.data;
  const [problem] = result.error.issues;
  const where = ['catalog', ...(problem?.path ?? [])].map(String).join('.');
  throw new ParseError('OSCAL_INVALID', `${where}: ${problem?.message ?? 'is no OSCAL'}`);
}

function catalogIn(document: JsonValue): JsonValue {
  if (typeof document !== 'object' || document === null || !('catalog' in document) || !document.catalog) {
    throw new ParseError('OSCAL_MODEL', 'not an OSCAL catalog in JSON: the top level has no "catalog"');
  }
  return document.catalog;
}
