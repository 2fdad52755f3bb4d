import type { Status } from '#compliance';
import type { Digest, Instant } from '#kernel';

import type { ExportedAttestation } from '../exports/export-parts.js';
import type { Support, SupportStretch } from './statement-support.js';

export const CISA_DRAFT_TYPE = 'https://averment.dev/export/cisa-form-draft/v1';
export const DRAFT_MARK = 'Draft for the signatory, not the signature';
export const TO_BE_FILLED = 'to be filled by the signatory';

/** A field of the form: filled from what is known, or left open where nobody but the signatory knows. */
export interface DraftField {
  readonly id: string;
  /** What is asked, in our words. */
  readonly asks: string;
  readonly value: string | null;
  /** Where the value comes from, or what the signatory chooses from. */
  readonly note: string;
}

export interface DraftTask {
  readonly task: string;
  readonly status: Status;
  readonly why: string;
  /** The status ends by itself at this moment. */
  readonly until?: Instant;
}

export interface DraftStatement {
  readonly id: string;
  /** What it says, in our words: the form has its own. */
  readonly words: string;
  readonly support: Support;
  /** Why it is supported so far and no further. */
  readonly because: string;
  /** From the earliest evidence to the moment at which something changes by itself. */
  readonly over: readonly SupportStretch[];
  readonly tasks: readonly DraftTask[];
  readonly gaps: readonly { readonly task: string; readonly status: Status; readonly toDo: string }[];
  /** Ids of plan items about tasks that it rests on. */
  readonly plans: readonly string[];
}

export interface DraftPlan {
  readonly id: string;
  readonly task: string;
  readonly weakness: string;
  readonly mitigation: string;
  readonly owner: string;
  readonly due: Instant;
  readonly state: string;
  readonly milestones: readonly { readonly what: string; readonly due: Instant; readonly completedOn?: Instant }[];
}

/** The form as it can be filled before anybody signs it. Nothing in it is a statement of the producer. */
export interface CisaDraft {
  readonly type: typeof CISA_DRAFT_TYPE;
  readonly mark: typeof DRAFT_MARK;
  readonly synthetic: boolean;
  readonly form: {
    readonly id: string;
    readonly title: string;
    readonly version: string;
    /** What the form is worth today. */
    readonly standing: string;
    /** Who says which tasks a statement rests on. */
    readonly source: string;
  };
  readonly basis: {
    readonly assessment: Digest;
    readonly attestation?: ExportedAttestation;
    readonly asOf: Instant;
    readonly knownAt: Instant;
    readonly period: { readonly from?: Instant; readonly until: Instant };
    readonly validity: { readonly from: Instant; readonly until: Instant };
    readonly catalog: string;
    readonly mapping: string;
    readonly verifier: string;
  };
  readonly sectionOne: readonly DraftField[];
  readonly software: readonly { readonly name: string; readonly version: string; readonly releaseDate: null }[];
  readonly sectionTwo: readonly DraftField[];
  readonly statements: readonly DraftStatement[];
  readonly signature: readonly DraftField[];
  readonly plans: readonly DraftPlan[];
  /** What else the form leaves open, in our words. */
  readonly paths: readonly string[];
  /** To whom the attestation was handed, as far as that was registered. */
  readonly recipients: readonly string[];
  readonly notClaimed: readonly string[];
}
