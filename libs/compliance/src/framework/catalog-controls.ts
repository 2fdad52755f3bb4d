import type { Catalog, CatalogControl } from './catalog.js';

/** Every control of a catalog, in its order. */
export function controlsOf(catalog: Catalog): readonly CatalogControl[] {
  return catalog.groups.flatMap(({ practices }) => practices.flatMap(({ controls }) => controls));
}
