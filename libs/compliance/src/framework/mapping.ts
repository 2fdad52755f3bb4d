import type { ClaimKind } from '../claims/claim.js';

/** How evidence speaks to the controls of one catalog. NIST sets no thresholds: every number here is a choice, with its reason. */
export interface Mapping {
  readonly id: string;
  readonly version: string;
  readonly catalog: string;
  readonly semantics: 'eval/1';
  readonly adoptedBy: string;
  readonly adoptedOn: string;
  readonly controls: Readonly<Record<string, ControlMapping>>;
}

export interface ControlMapping {
  readonly grade: 'A' | 'B' | 'C' | 'D';
  /** The best that machine evidence alone may produce: A and B up to satisfied, C partial, D manual. */
  readonly cap: 'satisfied' | 'partial' | 'manual';
  /** What the machine part is judged over. `release` is one member: the release's artifacts and revisions together. */
  readonly population: 'artifacts' | 'revisions' | 'release' | 'organization';
  /** The machine part; absent exactly when cap is manual. An empty tree is refused at load. */
  readonly requires?: Requirement;
  readonly rationale: string;
  /** What stays human whatever the machine shows. */
  readonly human: string;
  /** What to do when it is not met. */
  readonly remedy: string;
}

export type Requirement =
  | { readonly allOf: readonly Requirement[] }
  | { readonly anyOf: readonly Requirement[] }
  | { readonly atLeast: number; readonly of: readonly Requirement[] }
  | ClaimRequirement;

/** A leaf: among the newest facts per producer of this claim about the member, which must hold. */
export interface ClaimRequirement {
  readonly claim: ClaimKind;
  /** In words: what is needed. Shown where it is not met. */
  readonly need: string;
  /** Which facts this is about at all (a test suite's name, say). */
  readonly select?: readonly Condition[];
  /** What the newest fact of at least one producer must say. */
  readonly where?: readonly Condition[];
  /** Adverse: when the newest fact of ANY producer says all of this, the leaf has failed. */
  readonly unless?: readonly Condition[];
  /** Days after the trusted signing time for which the fact counts; absent: for the life of the subject. */
  readonly freshDays?: number;
}

/** A test of one field of a claim. Field and operand types are checked when the mapping is loaded. */
export type Condition = { readonly field: string } & (
  | { readonly is: string | number | boolean }
  | { readonly isNot: string | number | boolean }
  | { readonly in: readonly (string | number)[] }
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly present: boolean }
);
