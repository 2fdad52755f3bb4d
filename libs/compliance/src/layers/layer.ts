import type { ClaimKind } from '../claims/claim.js';
import type { Condition } from '../condition/condition.js';
import type { CONDITION_ENGINE } from '../condition/engine.js';
import type { Mapping, Requirement, ControlMapping } from '../framework/mapping.js';
import type { AspectDifference, MappingDifference } from '../mapping-diff/diff-mappings.js';

/** What an organization puts on top of a mapping, signed for by two people. The mapping itself is never edited. */
export interface MappingLayer<C = Condition> extends LayerNames {
  /** The mapping it is for. */
  readonly mapping: string;
  readonly semantics: 'eval/1';
  readonly conditions: typeof CONDITION_ENGINE;
  readonly controls: Readonly<Record<string, LayerControl<C>>>;
}

/** Which layer, whose, since when and why: what a report says of it. */
export interface LayerNames {
  readonly id: string;
  readonly version: string;
  readonly reason: string;
  readonly owner: string;
  /** Somebody else than the owner. */
  readonly approver: string;
  readonly adoptedOn: string;
}

/** What changes for one control; what is not named stays as it is below. */
export interface LayerControl<C = Condition> {
  readonly reason: string;
  readonly cap?: ControlMapping['cap'];
  /** Instead of the tree below. */
  readonly requires?: Requirement<C>;
  /** Beside the tree below: both must hold. */
  readonly alsoRequires?: Requirement<C>;
  /** Instead of what is asked beyond PARTIAL below; `none` asks for nothing there. */
  readonly beyondPartial?: Requirement<C> | 'none';
  /** The window of time of every leaf of that claim, in days. */
  readonly freshDays?: { readonly [K in ClaimKind]?: number };
}

/** A mapping as it is judged by, and what each layer made of it. */
export interface LayeredMapping {
  readonly mapping: Mapping;
  /** Bottom first. */
  readonly applied: readonly AppliedLayer[];
}

export interface AppliedLayer extends LayerNames {
  /** Against what lies below; loosened first. */
  readonly differences: readonly MappingDifference[];
  readonly reasons: Readonly<Record<string, string>>;
}

/** Which layer decided one aspect of a control last. */
export interface LayerDecision extends AspectDifference {
  readonly layer: string;
}
