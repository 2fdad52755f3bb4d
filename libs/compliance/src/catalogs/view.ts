/** Another way to group the controls of a catalog. It asks for nothing of its own. */
export interface View {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly source: string;
  /** Day, YYYY-MM-DD. */
  readonly retrieved: string;
  readonly attribution?: string;
  readonly note?: string;
  /** Id of the catalog whose controls it groups; a control may be in several groups or in none. */
  readonly of: string;
  readonly groups: readonly ViewGroup[];
}

export interface ViewGroup {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly string[];
}
