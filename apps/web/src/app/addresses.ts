import { stringifySearch } from './search.ts';
import type { ViewSearch } from './view.ts';

/** A version of a product, by the names that people use. */
export interface ReleaseName {
  readonly product: string;
  readonly version: string;
}

/** Where the answer to "why?" stands: one control of one release, under what is looked through now. */
export function controlAddress(control: string, { product, version }: ReleaseName, view: ViewSearch): string {
  return `/controls/${encodeURIComponent(control)}${stringifySearch({ product, version, ...view })}`;
}

export function evidenceAddress(digest: string): string {
  return `/evidence/${encodeURIComponent(digest)}`;
}

export function gapsAddress({ product, version }: ReleaseName, view: ViewSearch): string {
  return `/gaps${stringifySearch({ product, version, ...view })}`;
}

export function releaseAddress({ product, version }: ReleaseName): string {
  return `/releases/${encodeURIComponent(product)}/${encodeURIComponent(version)}`;
}
