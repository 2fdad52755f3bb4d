import type { Catalog, CatalogControl } from './catalog.js';

/** Every control of a catalog, in its order. Those that an overlay adopts are in the catalog it lies over. */
export function controlsOf(catalog: Catalog): readonly CatalogControl[] {
  return catalog.groups.flatMap(({ practices }) => practices.flatMap(({ controls }) => controls));
}

/** Ids of all that a catalog names: groups, practices, controls, and what an overlay adopts. */
export function idsIn(catalog: Catalog): ReadonlySet<string> {
  const practices = catalog.groups.flatMap((group) => group.practices);
  const adopted = catalog.overlay?.adopts ?? [];
  return new Set([...catalog.groups, ...practices, ...controlsOf(catalog), ...adopted].map(({ id }) => id));
}
