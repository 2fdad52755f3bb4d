import { digestOf, fromUtf8 } from '#kernel';

import type { Catalog, CatalogControl, CatalogGroup, CatalogPractice } from './catalog.js';
import { controlsOf } from './catalog-controls.js';
import type { FrameworkText, FrameworkTexts } from './framework.js';
import { loadCatalog, refuseUnknownAdoptions, type Refuse } from './load-catalog.js';
import { YamlSource } from './yaml-source.js';

/**
 * The catalog that a judgement is about. An overlay is joined with the catalog it lies over, which it names by digest:
 * then what it adopts stands where it stands below, and what it adds stands last in its practice or group.
 * @throws ParseError CATALOG_INVALID, YAML_INVALID, LIMIT_EXCEEDED, with file, line and reason
 */
export function judgedCatalog({ catalog: own, below }: Pick<FrameworkTexts, 'catalog' | 'below'>): Catalog {
  const catalog = catalogIn(own);
  const { overlay } = catalog;
  if (overlay === undefined && below === undefined) return catalog;
  const source = new YamlSource(fromUtf8(own.bytes), own.name);
  const refuse: Refuse = (path, reason) => {
    throw source.refusal(path, 'CATALOG_INVALID', reason);
  };
  if (overlay === undefined) return refuse(['id'], `${catalog.id} lies over no other catalog`);
  if (below === undefined)
    return refuse(['overlay', 'of'], `the catalog ${overlay.of} that this lies over is not there`);
  if (digestOf(below.bytes) !== overlay.digest) refuse(['overlay', 'digest'], `${below.name} has another digest`);
  const base = catalogIn(below);
  if (base.id !== overlay.of) refuse(['overlay', 'of'], `${below.name} holds ${base.id}`);
  refuseUnknownAdoptions(overlay, new Set(controlsOf(base).map(({ id }) => id)), refuse);
  return joined(catalog, base);
}

function catalogIn({ bytes, name }: FrameworkText): Catalog {
  return loadCatalog(fromUtf8(bytes), name);
}

function joined({ overlay, ...own }: Catalog, below: Catalog): Catalog {
  const adopted = new Map(overlay?.adopts.map((control) => [control.id, control]));
  const taken = (control: CatalogControl): readonly CatalogControl[] => {
    const adoption = adopted.get(control.id);
    return adoption === undefined ? [] : [{ ...control, ...adoption }];
  };
  const kept = below.groups.map((group) => ({
    ...group,
    practices: group.practices.map((practice) => ({ ...practice, controls: practice.controls.flatMap(taken) })),
  }));
  return {
    ...own,
    groups: merged(kept, own.groups, joinedGroup)
      .map(withoutEmpty)
      .filter(({ practices }) => practices.length > 0),
  };
}

function joinedGroup(below: CatalogGroup, added: CatalogGroup): CatalogGroup {
  return { ...below, ...added, practices: merged(below.practices, added.practices, joinedPractice) };
}

function joinedPractice(below: CatalogPractice, added: CatalogPractice): CatalogPractice {
  return { ...below, ...added, controls: [...below.controls, ...added.controls] };
}

function withoutEmpty(group: CatalogGroup): CatalogGroup {
  return { ...group, practices: group.practices.filter(({ controls }) => controls.length > 0) };
}

/** Those below in their order, what is added to one of them joined with it; then what is new. */
function merged<T extends { readonly id: string }>(
  below: readonly T[],
  added: readonly T[],
  join: (one: T, more: T) => T,
): readonly T[] {
  const more = new Map(added.map((one) => [one.id, one]));
  const known = new Set(below.map(({ id }) => id));
  const kept = below.map((one) => {
    const addition = more.get(one.id);
    return addition === undefined ? one : join(one, addition);
  });
  return [...kept, ...added.filter(({ id }) => !known.has(id))];
}
