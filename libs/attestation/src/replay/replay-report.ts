import type { AppliedLayer, Scope } from '#compliance';
import type { AttestationStatus } from '#evidence';
import type { Digest, Instant } from '#kernel';
import type { TrustRootChange } from '#verification';

import type { WithheldItem } from '../withhold/withheld-account.js';
import type { SignerIdentity } from './signer-identity.js';

/** `not-asked`: the reader gave nothing to compare with. `could-not-check`: something that the answer needs is not there. */
export type Answer = 'yes' | 'no' | 'not-asked' | 'could-not-check';

/** Why an answer is not yes: a code, a sentence, and the file or digest it is about. */
export interface ReplayReason {
  readonly code: string;
  readonly sentence: string;
  readonly path?: string;
  readonly digest?: Digest;
}

export interface Question {
  readonly answer: Answer;
  readonly reasons: readonly ReplayReason[];
}

/** One control in two columns: what was attested, and what the reader's anchors lead to. */
export interface ComparedControl {
  readonly control: string;
  readonly attested: string;
  readonly reader: string;
  readonly same: boolean;
  /** It rests on what the sender withholds: claimed, not recomputed. */
  readonly claimed?: true;
}

/** A signed statement that travels beside an attestation. It answers no question of a replay: it is shown apart. */
export interface BesideStatement {
  /** Its name in the pack. */
  readonly name: string;
  readonly kind: string;
  /** The expected signer's signature stands over it, and it is about this attestation. */
  readonly verified: boolean;
  /** Why not. */
  readonly code?: string;
  readonly sentence?: string;
  /** What it says, in its own words; whoever signed it says so. */
  readonly says: readonly string[];
}

/** Three questions about the bytes, answered apart, and one about today. */
export interface ReplayReport {
  /** These are the signed bytes, all of them. */
  readonly intact: Question;
  /** The sender's own roots, rules, catalog and mapping lead from these bytes to these results; no leaf is unaccounted. */
  readonly consistent: Question;
  /** The reader's own signer, roots, rules, catalog and mapping lead to them too. */
  readonly accepted: Question;
  /** Its signer, by a status that has not run out, still stands behind it. */
  readonly standing: Question;
  /** Empty unless the reader's anchors were enough to recompute. */
  readonly comparison: readonly ComparedControl[];
  /** What the sender judged with on top of the mapping, bottom first; empty where nothing could be recomputed. */
  readonly layers: readonly AppliedLayer[];
  /** What the sender keeps in the house. */
  readonly withheld: readonly WithheldItem[];
  /** From the packed trust roots to the reader's; absent where the reader brings none that can be read. */
  readonly rootChanges?: readonly TrustRootChange[];
  /** Signed statements that travel with it, each judged alone. */
  readonly beside: readonly BesideStatement[];
  /** What its sender last said about it; there only where the signature over that stands. */
  readonly status?: Pick<AttestationStatus, 'state' | 'since' | 'issuedAt' | 'validUntil' | 'replacedBy'>;
  /** What no replay can show, for this pack; never empty. */
  readonly cannotShow: readonly string[];
  /** What the statement says about itself; absent when it could not be read. Believe it as far as the answers go. */
  readonly statement?: {
    readonly scope: Scope;
    readonly asOf: Instant;
    readonly knownAt: Instant;
    readonly verifier: string;
    readonly synthetic: boolean;
    /** Of the key that it was to be signed by; empty where there is none. */
    readonly keyFingerprint: string;
    /** As the certificate of its bundle names its signer; that nobody else could, ACCEPTED says. */
    readonly signer?: SignerIdentity;
    readonly input: Digest;
    readonly assessment: Digest;
  };
  /** 0: yes to all. 1: at least one no. 2: no no, but something was not asked or could not be checked. */
  readonly exit: 0 | 1 | 2;
}

/** Yes without reasons; with them, no when one of them is decisive. */
export function question(against: readonly ReplayReason[], unknown: readonly ReplayReason[] = []): Question {
  if (against.length > 0) return { answer: 'no', reasons: [...against, ...unknown] };
  return { answer: unknown.length > 0 ? 'could-not-check' : 'yes', reasons: unknown };
}

export function exitCodeOf(questions: readonly Question[]): 0 | 1 | 2 {
  if (questions.some(({ answer }) => answer === 'no')) return 1;
  return questions.every(({ answer }) => answer === 'yes') ? 0 : 2;
}
