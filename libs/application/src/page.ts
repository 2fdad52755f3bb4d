/** Keyset paging: rows after the cursor in a fixed order; never an offset, never a count of everything. */
export interface PageRequest {
  /** 1 to 100. */
  readonly first: number;
  /** The `cursor` of the last row seen. */
  readonly after?: string;
}

export interface Page<T> {
  readonly items: readonly { readonly cursor: string; readonly node: T }[];
  readonly hasNextPage: boolean;
}
