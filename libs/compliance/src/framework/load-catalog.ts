import type { Catalog } from './catalog.js';
import { catalogSchema } from './framework-schema.js';
import { YamlSource, type Path } from './yaml-source.js';

/**
 * Reads a catalog file; `file` is its name for messages.
 * @throws ParseError CATALOG_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadCatalog(text: string, file: string): Catalog {
  const source = new YamlSource(text, file);
  const catalog = source.read(catalogSchema, 'CATALOG_INVALID');
  const known = new Set<string>();
  for (const { id, path } of idsOf(catalog)) {
    if (known.has(id)) throw source.refusal(path, 'CATALOG_INVALID', `the id ${id} is used twice`);
    known.add(id);
  }
  return catalog;
}

function idsOf(catalog: Catalog): readonly { readonly id: string; readonly path: Path }[] {
  return catalog.groups.flatMap((group, g) => [
    { id: group.id, path: ['groups', g, 'id'] },
    ...group.practices.flatMap((practice, p) => [
      { id: practice.id, path: ['groups', g, 'practices', p, 'id'] },
      ...practice.controls.map((control, c) => ({
        id: control.id,
        path: ['groups', g, 'practices', p, 'controls', c, 'id'],
      })),
    ]),
  ]);
}
