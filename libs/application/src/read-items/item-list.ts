import { itemsByCrosswalk, itemsByView, type ItemList } from '#compliance';
import { AppError } from '#kernel';

import type { FrameworkKind, Frameworks } from '../ports/index.js';

type Shelf = Pick<Frameworks, 'list' | 'catalog' | 'crosswalk' | 'view'>;

/**
 * The items of a view, or of a catalog without a mapping that a crosswalk leads from to one with a mapping.
 * @throws AppError not-found ITEMS_UNKNOWN
 */
export function itemListOf(frameworks: Shelf, id: string): ItemList {
  if (idsOf(frameworks, 'view').includes(id)) return itemsByView(frameworks.view(id));
  for (const crosswalk of crosswalksFrom(frameworks, id)) {
    const list = itemsByCrosswalk(frameworks.catalog(id), frameworks.crosswalk(crosswalk));
    if (list !== undefined) return list;
  }
  const catalogs = idsOf(frameworks, 'catalog').filter((other) => crosswalksFrom(frameworks, other).length > 0);
  const all = [...catalogs, ...idsOf(frameworks, 'view')].join(', ');
  throw new AppError('not-found', 'ITEMS_UNKNOWN', `results are regrouped by ${all}, and not by "${id}"`);
}

/** Crosswalks are named after what they lead from and to. What has a mapping is judged, and needs none. */
function crosswalksFrom(frameworks: Shelf, id: string): readonly string[] {
  const mapped = idsOf(frameworks, 'mapping');
  if (mapped.includes(id) || !idsOf(frameworks, 'catalog').includes(id)) return [];
  const names = mapped.map((to) => `${id}-to-${to}`);
  return idsOf(frameworks, 'crosswalk').filter((name) => names.includes(name));
}

function idsOf(frameworks: Shelf, kind: FrameworkKind): readonly string[] {
  return frameworks.list().flatMap((entry) => (entry.kind === kind ? [entry.id] : []));
}
