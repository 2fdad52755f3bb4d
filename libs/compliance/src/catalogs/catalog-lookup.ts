import type { Catalog } from '../framework/catalog.js';

/** Gives the catalog of this id, or undefined where none is held. */
export type CatalogLookup = (id: string) => Catalog | undefined;
