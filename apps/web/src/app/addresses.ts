import { stringifySearch } from './search.ts';
import type { ViewSearch } from './view.ts';

/** A version of a product, by the names that people use. */
export interface ReleaseName {
  readonly product: string;
  readonly version: string;
}

/**
 * Where the answer to "why?" stands: one control of one release, looked at as now. Thousands of cells name it, for which
 * a link of the router each would be too many.
 */
export function controlAddress(control: string, { product, version }: ReleaseName, view: ViewSearch): string {
  return `/controls/${encodeURIComponent(control)}${stringifySearch({ product, version, ...view })}`;
}

/** Where the release itself is shown. */
export function releaseAddress({ product, version }: ReleaseName): string {
  return `/releases/${encodeURIComponent(product)}/${encodeURIComponent(version)}`;
}
