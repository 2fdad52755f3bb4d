/** What somebody published about how two publications touch each other. It makes nothing count for anything. */
export interface Crosswalk {
  readonly id: string;
  readonly title: string;
  /** Who says so. */
  readonly source: string;
  /** Day, YYYY-MM-DD. */
  readonly retrieved: string;
  readonly licence: string;
  /** What the licence asks to be said wherever it is shown. */
  readonly attribution?: string;
  readonly note?: string;
  readonly from: CrosswalkEnd;
  readonly to: CrosswalkEnd;
  readonly rows: readonly CrosswalkRow[];
}

/** A catalog of ours, whose ids are held against it, or a publication that we do not hold. */
export type CrosswalkEnd =
  { readonly catalog: string } | { readonly publication: string; readonly title: string; readonly version: string };

export interface CrosswalkRow {
  readonly from: string;
  /** Official name of what it comes from, where the source gives one. */
  readonly title?: string;
  readonly to: readonly string[];
}
