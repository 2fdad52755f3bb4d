import type { Instant } from '#kernel';

import type { OrderedStatus, Status } from '../assessment.js';
import type { ClaimKind } from '../claims/claim.js';
import type { ComponentCounts } from '../explain/component-counts.js';
import type { FindingNote } from '../explain/notes.js';
import type { PlanState } from '../plans/plans-of.js';
import type { ReasonCode } from '../status/reasons.js';
import type { Choice } from './choose-actions.js';
import type { Wanted } from './wanted.js';

/** What to do so that a release reaches a profile, most effective first. */
export interface GapPlan {
  readonly profile: string;
  /** How many controls the profile names, and which of them are enough as they stand. */
  readonly of: number;
  readonly reached: readonly string[];
  readonly steps: readonly GapStep[];
  /** Controls that no step brings there, and why. */
  readonly unreachable: readonly Unreachable[];
  /** Where a control that is not there asks for it: how many components of SBOMs are joined to evidence of their own. */
  readonly components: readonly ComponentCounts[];
  /** What is known about how short the plan is; `considered` kinds of evidence were weighed. */
  readonly minimality: Choice['minimality'];
  readonly considered: number;
}

export interface GapStep {
  readonly action: GapAction;
  /** Controls that do not reach the profile without this step. */
  readonly moves: readonly string[];
  /** Controls that reach it once this and all steps before are done; judged, not estimated. */
  readonly reaches: readonly string[];
  /** What the mapping says to do about the controls that are moved. */
  readonly remedies: readonly { readonly control: string; readonly remedy: string }[];
  /** Items of a plan of action, not completed, about controls that are moved: somebody has this step in hand. */
  readonly plans: readonly PlannedItem[];
}

export interface PlannedItem {
  readonly id: string;
  readonly control: string;
  readonly state: Exclude<PlanState, 'completed'>;
  readonly owner: string;
  readonly due: Instant;
}

export type GapAction =
  /** A release manifest under a trust rule that vouches for it, which names what is not known. */
  | { readonly kind: 'population'; readonly names: readonly ('artifacts' | 'revisions')[]; readonly signed: boolean }
  | EvidenceAction
  /** A signed statement of a person for a control that machines cannot show. */
  | { readonly kind: 'statement'; readonly control: string; readonly stays: string };

/** Verified evidence of one kind about these members, signed by whom a trust rule expects. */
export interface EvidenceAction {
  readonly kind: 'evidence';
  readonly verb: EvidenceVerb;
  readonly claim: ClaimKind;
  readonly asks: readonly Asked[];
  /** What it has to say by name or number, as far as the conditions tell. */
  readonly wanted: readonly Wanted[];
  readonly members: readonly { readonly member: string; readonly cause: ReasonCode }[];
  /** Its signer must be one that the assessed team does not control. */
  readonly independent: boolean;
  /** What is there and did not verify: making it verify may be all that is missing. */
  readonly repair: readonly FindingNote[];
}

/** One thing that the evidence must show. */
export interface Asked {
  /** In words. */
  readonly need: string;
  /** The same as the mapping says it. */
  readonly conditions: readonly string[];
  /** It is met today by what the new evidence takes the place of, and must stay met. */
  readonly kept: boolean;
}

/**
 * `renew` what is too old, `repair` what did not verify, `resolve` what speaks against the control, `improve` what
 * falls short, let somebody `independent` say it; else `produce`.
 */
export type EvidenceVerb = 'renew' | 'repair' | 'resolve' | 'improve' | 'independent' | 'produce';

export interface Unreachable {
  readonly control: string;
  readonly status: Status;
  readonly least: OrderedStatus;
  readonly why: 'CAPPED' | 'SET_ASIDE' | 'NO_SUCH_EVIDENCE' | 'NOT_BY_THIS_PLAN';
}

export const UNREACHABLE_WORDS: Readonly<Record<Unreachable['why'], string>> = {
  CAPPED: 'The mapping caps it below what the profile asks.',
  SET_ASIDE: 'A decision sets it aside, and the profile does not accept that.',
  NO_SUCH_EVIDENCE: 'No evidence was found that would meet its conditions.',
  NOT_BY_THIS_PLAN: 'Judged with the whole plan carried out, it still falls short.',
};
