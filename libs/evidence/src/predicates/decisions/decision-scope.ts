/** What a decision of ours applies to. Slugs, not row ids. */
export interface DecisionScope {
  readonly organization: string;
  readonly product?: string;
  readonly release?: string;
}
