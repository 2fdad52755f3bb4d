import type { ImportOrigin } from './import-origin.js';

/** A framework as data: ids and names are official, summaries of controls are our own short words. */
export interface Catalog {
  /** Also the namespace of its controls: `ssdf-1.1:PW.4.1`. */
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly status: 'final' | 'draft';
  readonly source: string;
  /** Day, YYYY-MM-DD. */
  readonly retrieved: string;
  /** What has become of the publication, in our words. */
  readonly standing?: string;
  /** What its licence asks to be said wherever it is shown. */
  readonly attribution?: string;
  /** The catalog that this one replaces or, as a draft, would replace. */
  readonly supersedes?: string;
  readonly overlay?: Overlay;
  /** There where the texts are not ours. */
  readonly importedFrom?: ImportOrigin;
  readonly groups: readonly CatalogGroup[];
}

export interface CatalogGroup {
  readonly id: string;
  readonly title: string;
  /** Of a group whose controls build on each other, such as a SLSA track. */
  readonly levels?: readonly CatalogLevel[];
  readonly practices: readonly CatalogPractice[];
}

export interface CatalogLevel {
  readonly level: number;
  readonly id: string;
  readonly title: string;
}

export interface CatalogPractice {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly CatalogControl[];
}

export interface CatalogControl {
  readonly id: string;
  /** How the publication spells the id, where that is no id of ours. */
  readonly label?: string;
  /** Official name, where controls have names. */
  readonly title?: string;
  readonly summary: string;
  /** The lowest level of its group that asks for it. */
  readonly level?: number;
  readonly priority?: Priority;
  /** What differs from the control of the same id in the catalog that this one supersedes. */
  readonly change?: string;
}

export type Priority = 'high' | 'medium' | 'low';

/** Of a publication that adds to another one: its own catalog has only what it adds. */
export interface Overlay {
  readonly of: string;
  /** Of the file of the catalog below: a digest over this file is then over both. */
  readonly digest: `sha256:${string}`;
  readonly adopts: readonly AdoptedControl[];
}

/** A control of the catalog below that holds here, too, with what this publication says about it. */
export interface AdoptedControl {
  readonly id: string;
  readonly priority?: Priority;
  readonly change?: string;
}
