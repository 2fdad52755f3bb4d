/** What every page is seen under. It stands in the address, so that a link shows the same to somebody else. */
export interface ViewSearch {
  /** Id of the framework; absent: the main one. */
  readonly framework?: string;
  /** An instant; absent: now. */
  readonly asOf?: string;
}

/** What an address says, as far as it can be meant: whatever else stands there is passed over. */
export function viewOf(search: Readonly<Record<string, unknown>>): ViewSearch {
  const framework = textOf(search['framework'], 64);
  const asOf = textOf(search['asOf'], 40);
  return {
    ...(framework !== undefined && { framework }),
    ...(asOf !== undefined && !Number.isNaN(Date.parse(asOf)) && { asOf }),
  };
}

export function textOf(value: unknown, most: number): string | undefined {
  return typeof value === 'string' && value.length > 0 && value.length <= most ? value : undefined;
}

/** A view of one release, where one is chosen. */
export interface ReleaseSearch {
  readonly product?: string;
  readonly version?: string;
}

export function releaseOf(search: Readonly<Record<string, unknown>>): ReleaseSearch {
  const [product, version] = [textOf(search['product'], 63), textOf(search['version'], 256)];
  return { ...(product !== undefined && { product }), ...(version !== undefined && { version }) };
}

/** What to do about a release, to reach which profile. */
export interface GapsSearch extends ReleaseSearch {
  readonly profile?: string;
}

export function gapsSearchOf(search: Readonly<Record<string, unknown>>): GapsSearch {
  const profile = textOf(search['profile'], 64);
  return { ...releaseOf(search), ...(profile !== undefined && { profile }) };
}
