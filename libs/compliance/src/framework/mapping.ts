import type { ClaimKind } from '../claims/claim.js';
import type { Condition } from '../condition/condition.js';
import type { CONDITION_ENGINE } from '../condition/engine.js';

/**
 * How evidence speaks to the controls of one catalog. NIST sets no thresholds: every number here is a choice, with its reason.
 * `C` is what a condition is: compiled where a mapping was loaded, text where it was only read.
 */
export interface Mapping<C = Condition> {
  readonly id: string;
  readonly version: string;
  readonly catalog: string;
  readonly semantics: 'eval/1';
  /** What evaluates the conditions, with its version: part of what a digest over the mapping is about. */
  readonly conditions: typeof CONDITION_ENGINE;
  readonly adoptedBy: string;
  readonly adoptedOn: string;
  readonly controls: Readonly<Record<string, ControlMapping<C>>>;
}

export interface ControlMapping<C = Condition> {
  readonly grade: 'A' | 'B' | 'C' | 'D';
  /** The best that machine evidence alone may produce: A and B up to satisfied, C partial, D manual. */
  readonly cap: 'satisfied' | 'partial' | 'manual';
  /** What the machine part is judged over. `release` is one member: the release's artifacts and revisions together. */
  readonly population: 'artifacts' | 'revisions' | 'release' | 'organization';
  /** The machine part; absent exactly when cap is manual. An empty tree is refused at load. */
  readonly requires?: Requirement<C>;
  /**
   * What the organization has to show, whatever this control is judged over, before the control may rise above PARTIAL.
   * Never of a manual control.
   */
  readonly beyondPartial?: Requirement<C>;
  readonly rationale: string;
  /** What stays human whatever the machine shows. */
  readonly human: string;
  /** What to do when it is not met. */
  readonly remedy: string;
}

export type Requirement<C = Condition> =
  | { readonly allOf: readonly Requirement<C>[] }
  | { readonly anyOf: readonly Requirement<C>[] }
  | { readonly atLeast: number; readonly of: readonly Requirement<C>[] }
  | ClaimRequirement<C>;

/** A leaf: among the newest facts per producer of this claim about the member, which must hold. */
export interface ClaimRequirement<C = Condition> {
  readonly claim: ClaimKind;
  /** In words: what is needed. Shown where it is not met. */
  readonly need: string;
  /** Which facts this is about at all (a test suite's name, say). */
  readonly select?: C;
  /** What the newest fact of at least one producer must say. */
  readonly where?: C;
  /** Adverse: when the newest fact of ANY producer says all of this, the leaf has failed. */
  readonly unless?: C;
  /** Days after the trusted signing time for which the fact counts; absent: for the life of the subject. */
  readonly freshDays?: number;
}
