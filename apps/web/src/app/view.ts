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
