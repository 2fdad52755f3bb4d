import { controlsOf } from '../framework/catalog-controls.js';
import { YamlSource, type Path } from '../framework/yaml-source.js';
import type { CatalogLookup } from './catalog-lookup.js';
import { viewSchema } from './schemas.js';
import type { View } from './view.js';

/**
 * Reads a view; each control it names must be in the catalog it is of.
 * @throws ParseError VIEW_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadView(text: string, file: string, catalogOf: CatalogLookup): View {
  const source = new YamlSource(text, file);
  const view = source.read(viewSchema, 'VIEW_INVALID');
  const refuse = (path: Path, reason: string): never => {
    throw source.refusal(path, 'VIEW_INVALID', reason);
  };
  const catalog = catalogOf(view.of) ?? refuse(['of'], `there is no catalog ${view.of}`);
  const controls = new Set(controlsOf(catalog).map(({ id }) => id));
  const groups = new Set<string>();
  view.groups.forEach((group, g) => {
    if (groups.has(group.id)) refuse(['groups', g, 'id'], `the id ${group.id} is used twice`);
    groups.add(group.id);
    group.controls.forEach((id, c) => {
      const path = ['groups', g, 'controls', c];
      if (!controls.has(id)) refuse(path, `catalog ${catalog.id} has no control ${id}`);
      if (group.controls.indexOf(id) !== c) refuse(path, `${id} is named twice`);
    });
  });
  return view;
}
