import type { CatalogEntry } from '#application';
import { controlsOf, type Catalog } from '#compliance';

import type { CatalogSummaryType, CatalogType } from './catalog.type.js';

export function toCatalogSummary(catalog: Catalog) {
  const { overlay } = catalog;
  const summary = { ...catalog, controlCount: controlsOf(catalog).length, ...(overlay && { overlays: overlay.of }) };
  return summary satisfies CatalogSummaryType;
}

export function toCatalog({ catalog, views, crosswalks }: CatalogEntry): CatalogType {
  return {
    ...toCatalogSummary(catalog),
    groups: catalog.groups.map((group) => ({ ...group, levels: group.levels ?? [] })),
    adopts: catalog.overlay?.adopts ?? [],
    ...{ views, crosswalks },
  };
}
