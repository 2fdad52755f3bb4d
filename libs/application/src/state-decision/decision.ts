import type { PopulationMember } from '#compliance';
import type { Distrusted, PlanOfAction } from '#evidence';
import type { Digest, Instant } from '#kernel';

import type { PrincipalId } from '../ids.js';

/** What a person states through Averment; the organization and the person who agrees are filled in from the actor. */
export type Decision =
  DeclaredManifest | HumanStatement | WaiverDecision | NotApplicableDecision | PlannedAction | StatedCompromise;

interface ReleaseScope {
  readonly product: string;
  readonly release: string;
}

export interface DeclaredManifest extends ReleaseScope {
  readonly kind: 'release-manifest';
  readonly artifacts: readonly PopulationMember[];
  /** Commit, hex. */
  readonly revision?: string;
}

export interface HumanStatement extends Partial<ReleaseScope> {
  readonly kind: 'human-evidence';
  readonly controls: readonly string[];
  readonly statement: string;
  readonly document: { readonly name: string; readonly digest: Digest };
  /** When the document was gathered. */
  readonly collected: Instant;
  /** The person whose statement it is; the actor has reviewed it and must be somebody else. */
  readonly statedBy: PrincipalId;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
}

export interface WaiverDecision extends Partial<ReleaseScope> {
  readonly kind: 'waiver';
  readonly control: string;
  readonly reason: string;
  readonly compensatingControl: string;
  /** The person who asked; the actor approves and must be somebody else. */
  readonly requestedBy: PrincipalId;
  readonly validUntil: Instant;
}

export interface NotApplicableDecision extends Partial<ReleaseScope> {
  readonly kind: 'not-applicable';
  readonly control: string;
  readonly reason: string;
  /** The person who asked; the actor approves and must be somebody else. */
  readonly requestedBy: PrincipalId;
}

/** An item of a plan of action, or its next state: then `change` names the statement before it. The actor owns it. */
export interface PlannedAction extends Partial<ReleaseScope>, Omit<PlanOfAction, 'scope' | 'owner'> {}

/** Who or what is not trusted since when, for the whole organization. One person is enough: speed matters. */
export interface StatedCompromise {
  readonly kind: 'compromise';
  readonly distrusted: Distrusted;
  readonly since: Instant;
  readonly reason: string;
  readonly product?: undefined;
  readonly release?: undefined;
}
