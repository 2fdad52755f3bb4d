import type { Catalog, Crosswalk, View, LoadedProfile } from '#compliance';

import { requirePermission, type Actor } from '../actor.js';
import type { FrameworkKind, Ports } from '../ports/index.js';

/** A catalog with what stands beside it. */
export interface CatalogEntry {
  readonly catalog: Catalog;
  /** Other ways to group its controls. */
  readonly views: readonly View[];
  /** What was published about how it touches others, in either direction. */
  readonly crosswalks: readonly Crosswalk[];
}

/** The frameworks of this installation: the same for every organization. */
export class BrowseCatalogs {
  #beside: Omit<CatalogEntry, 'catalog'> | undefined;

  constructor(private readonly ports: Pick<Ports, 'frameworks'>) {}

  /** By id. @throws AppError forbidden */
  list(actor: Actor): readonly Catalog[] {
    requirePermission(actor, 'report:read');
    return this.ids('catalog').map((id) => this.ports.frameworks.catalog(id));
  }

  /** @throws AppError forbidden */
  find(actor: Actor, id: string): CatalogEntry | undefined {
    requirePermission(actor, 'report:read');
    if (!this.ids('catalog').includes(id)) return undefined;
    const { views, crosswalks } = this.beside();
    return {
      catalog: this.ports.frameworks.catalog(id),
      views: views.filter((view) => view.of === id),
      crosswalks: crosswalks.filter(({ from, to }) => [from, to].some((end) => 'catalog' in end && end.catalog === id)),
    };
  }

  /** What ships with this version, by id. @throws AppError forbidden */
  profiles(actor: Actor): readonly LoadedProfile[] {
    requirePermission(actor, 'report:read');
    return this.ports.frameworks.profileIds().map((id) => this.ports.frameworks.profile(id));
  }

  /** Read once: what is installed stays as it is while the process lives. */
  private beside(): Omit<CatalogEntry, 'catalog'> {
    this.#beside ??= {
      views: this.ids('view').map((id) => this.ports.frameworks.view(id)),
      crosswalks: this.ids('crosswalk').map((id) => this.ports.frameworks.crosswalk(id)),
    };
    return this.#beside;
  }

  private ids(kind: FrameworkKind): readonly string[] {
    const names = this.ports.frameworks.list().filter((name) => name.kind === kind);
    return names.map(({ id }) => id);
  }
}
