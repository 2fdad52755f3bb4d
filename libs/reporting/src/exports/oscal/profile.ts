import type { ExportParts } from '../export-parts.js';
import { renderOscalCatalog } from './catalog.js';
import { documentBytes, importOf, metadata } from './oscal-document.js';

/** A profile that selects the whole catalog: importers need one between catalog and plan. */
export function renderOscalProfile(parts: ExportParts): Uint8Array {
  const { href, resource } = importOf(parts, 'catalog', renderOscalCatalog(parts));
  return documentBytes('profile', {
    metadata: metadata(parts, 'Profile'),
    imports: [{ href, 'include-all': {} }],
    merge: { 'as-is': true },
    'back-matter': { resources: [resource] },
  });
}
