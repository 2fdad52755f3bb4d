/** A framework as data: ids and names are official, task summaries are our own short words. */
export interface Catalog {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly status: 'final' | 'draft';
  readonly source: string;
  readonly retrieved: string;
  readonly groups: readonly CatalogGroup[];
}

export interface CatalogGroup {
  readonly id: string;
  readonly title: string;
  readonly practices: readonly CatalogPractice[];
}

export interface CatalogPractice {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly CatalogControl[];
}

export interface CatalogControl {
  readonly id: string;
  readonly summary: string;
}
