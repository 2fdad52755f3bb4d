import type { CatalogLookup } from '../catalogs/catalog-lookup.js';
import type { Catalog, CatalogGroup, Overlay } from './catalog.js';
import { controlsOf } from './catalog-controls.js';
import { catalogSchema } from './catalog-schema.js';
import { YamlSource, type Path } from './yaml-source.js';

/**
 * Reads a catalog file; `file` is its name for messages. An id names one thing; only what is inside a heading may share
 * the heading's id, as the first control of a statement that has parts.
 * @param catalogOf where given, what this catalog supersedes or lies over is looked up, and must be there
 * @throws ParseError CATALOG_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function loadCatalog(text: string, file: string, catalogOf?: CatalogLookup): Catalog {
  const source = new YamlSource(text, file);
  const catalog = source.read(catalogSchema, 'CATALOG_INVALID');
  const refuse = (path: Path, reason: string): never => {
    throw source.refusal(path, 'CATALOG_INVALID', reason);
  };
  refuseRepeatedIds(catalog, refuse);
  refuseUnknownLevels(catalog.groups, refuse);
  if (catalog.supersedes === catalog.id) refuse(['supersedes'], 'a catalog cannot supersede itself');
  if (catalog.overlay?.of === catalog.id) refuse(['overlay', 'of'], 'a catalog cannot be an overlay of itself');
  if (catalogOf !== undefined) refuseUnknownReferences(catalog, catalogOf, refuse);
  return catalog;
}

/** Refuses what an overlay adopts and the catalog below has not. */
export function refuseUnknownAdoptions({ of, adopts }: Overlay, below: ReadonlySet<string>, refuse: Refuse): void {
  adopts.forEach(({ id }, a) => {
    if (!below.has(id)) refuse(['overlay', 'adopts', a, 'id'], `catalog ${of} has no control ${id}`);
  });
}

export type Refuse = (path: Path, reason: string) => never;

interface Named {
  readonly id: string;
  readonly path: Path;
  /** Ids of the headings around it. */
  readonly inside: readonly string[];
}

function refuseRepeatedIds(catalog: Catalog, refuse: Refuse): void {
  const outer = new Set<string>();
  for (const rank of ranksOf(catalog)) {
    const here = new Set<string>();
    for (const { id, path, inside } of rank) {
      if (here.has(id) || (outer.has(id) && !inside.includes(id))) refuse(path, `the id ${id} is used twice`);
      here.add(id);
    }
    for (const id of here) outer.add(id);
  }
}

/** Groups, practices, then controls, whether its own or adopted. */
function ranksOf({ groups, overlay }: Catalog): readonly (readonly Named[])[] {
  const practices = groups.flatMap((group, g) =>
    group.practices.map((practice, p) => ({ group, practice, path: ['groups', g, 'practices', p] })),
  );
  const controls = practices.flatMap(({ group, practice, path }) =>
    practice.controls.map(({ id }, c) => ({
      id,
      path: [...path, 'controls', c, 'id'],
      inside: [group.id, practice.id],
    })),
  );
  const adopted = overlay?.adopts.map(({ id }, a) => ({ id, path: ['overlay', 'adopts', a, 'id'], inside: [] })) ?? [];
  return [
    groups.map(({ id }, g) => ({ id, path: ['groups', g, 'id'], inside: [] })),
    practices.map(({ group, practice, path }) => ({ id: practice.id, path: [...path, 'id'], inside: [group.id] })),
    [...controls, ...adopted],
  ];
}

function refuseUnknownLevels(groups: readonly CatalogGroup[], refuse: Refuse): void {
  groups.forEach(({ id, levels = [], practices }, g) =>
    practices.forEach(({ controls }, p) =>
      controls.forEach(({ level }, c) => {
        if (level === undefined || levels.some((known) => known.level === level)) return;
        refuse(['groups', g, 'practices', p, 'controls', c, 'level'], `${id} has no level ${level}`);
      }),
    ),
  );
}

function refuseUnknownReferences(
  { supersedes, overlay, groups }: Catalog,
  catalogOf: CatalogLookup,
  refuse: Refuse,
): void {
  const controlsIn = (id: string, path: Path): ReadonlySet<string> =>
    new Set(controlsOf(catalogOf(id) ?? refuse(path, `there is no catalog ${id}`)).map((control) => control.id));
  if (overlay !== undefined) {
    refuseUnknownAdoptions(overlay, controlsIn(overlay.of, ['overlay', 'of']), refuse);
  }
  const before = supersedes === undefined ? new Set() : controlsIn(supersedes, ['supersedes']);
  groups.forEach(({ practices }, g) =>
    practices.forEach(({ controls }, p) =>
      controls.forEach(({ id, change }, c) => {
        if (change === undefined || before.has(id)) return;
        refuse(['groups', g, 'practices', p, 'controls', c, 'change'], `no earlier ${id} that could have changed`);
      }),
    ),
  );
}
