import { releaseOf, textOf, type ReleaseSearch } from '../../app/view.ts';

export interface PrepareSearch extends ReleaseSearch {
  /** Digest of the attestation in whose place it shall stand. */
  readonly supersedes?: string;
}

export function prepareSearchOf(search: Readonly<Record<string, unknown>>): PrepareSearch {
  const supersedes = textOf(search['supersedes'], 80);
  return { ...releaseOf(search), ...(supersedes !== undefined && { supersedes }) };
}
