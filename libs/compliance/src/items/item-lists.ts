import type { Crosswalk } from '../catalogs/crosswalk.js';
import type { View } from '../catalogs/view.js';
import type { Catalog, CatalogPractice } from '../framework/catalog.js';
import type { Item, ItemList } from './item.js';

/**
 * The items of a catalog by what a crosswalk says they rest on: its controls, and the headings that have a row of their
 * own. Undefined where the crosswalk does not lead from this catalog to another one.
 */
export function itemsByCrosswalk(catalog: Catalog, crosswalk: Crosswalk): ItemList | undefined {
  const { from, to } = crosswalk;
  if (!('catalog' in from) || from.catalog !== catalog.id || !('catalog' in to)) return undefined;
  const rows = new Map(crosswalk.rows.map((row) => [row.from, row.to]));
  const { id, title, version, standing } = catalog;
  return {
    ...{ id, title, version, of: to.catalog, source: crosswalk.source },
    ...(standing !== undefined && { standing }),
    items: catalog.groups.flatMap(({ practices }) => practices.flatMap((practice) => itemsIn(practice, rows))),
  };
}

function itemsIn(
  { id, title, controls }: CatalogPractice,
  rows: ReadonlyMap<string, readonly string[]>,
): readonly Item[] {
  const own = controls.map((control) => ({
    id: control.id,
    ...(control.label !== undefined && { label: control.label }),
    words: control.summary,
    controls: rows.get(control.id) ?? [],
  }));
  const heading = rows.get(id);
  if (heading === undefined || own.some((item) => item.id === id)) return own;
  return [{ id, words: title, controls: heading }, ...own];
}

/** The groups of a view, each resting on its controls. */
export function itemsByView({ id, title, version, source, of, groups }: View): ItemList {
  return {
    ...{ id, title, version, of, source },
    items: groups.map((group) => ({ id: group.id, words: group.title, controls: group.controls })),
  };
}
