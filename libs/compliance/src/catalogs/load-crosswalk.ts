import { idsIn } from '../framework/catalog-controls.js';
import { YamlSource, type Path } from '../framework/yaml-source.js';
import type { CatalogLookup } from './catalog-lookup.js';
import type { Crosswalk, CrosswalkEnd } from './crosswalk.js';
import { crosswalkSchema } from './schemas.js';

/**
 * Reads a crosswalk; where an end is a catalog that is held, each id on that side must be in it.
 * @throws ParseError CROSSWALK_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadCrosswalk(text: string, file: string, catalogOf: CatalogLookup): Crosswalk {
  const source = new YamlSource(text, file);
  const crosswalk = source.read(crosswalkSchema, 'CROSSWALK_INVALID');
  const refuse = (path: Path, reason: string): never => {
    throw source.refusal(path, 'CROSSWALK_INVALID', reason);
  };
  const from = idsAt(crosswalk.from, 'from', catalogOf, refuse);
  const to = idsAt(crosswalk.to, 'to', catalogOf, refuse);
  const seen = new Set<string>();
  crosswalk.rows.forEach((row, r) => {
    if (seen.has(row.from)) refuse(['rows', r, 'from'], `${row.from} has a row already`);
    seen.add(row.from);
    if (from && !from.has(row.from)) refuse(['rows', r, 'from'], `${nameOf(crosswalk.from)} has no ${row.from}`);
    row.to.forEach((id, t) => {
      if (to && !to.has(id)) refuse(['rows', r, 'to', t], `${nameOf(crosswalk.to)} has no ${id}`);
      if (row.to.indexOf(id) !== t) refuse(['rows', r, 'to', t], `${id} is named twice`);
    });
  });
  return crosswalk;
}

/** What may be named on one side; undefined where the publication is not held. */
function idsAt(
  end: CrosswalkEnd,
  side: 'from' | 'to',
  catalogOf: CatalogLookup,
  refuse: (path: Path, reason: string) => never,
): ReadonlySet<string> | undefined {
  if ('catalog' in end) {
    return idsIn(catalogOf(end.catalog) ?? refuse([side, 'catalog'], `there is no catalog ${end.catalog}`));
  }
  if (catalogOf(end.publication) === undefined) return undefined;
  return refuse([side, 'publication'], `${end.publication} is a catalog that is held: name it as catalog`);
}

function nameOf(end: CrosswalkEnd): string {
  return 'catalog' in end ? `catalog ${end.catalog}` : end.publication;
}
