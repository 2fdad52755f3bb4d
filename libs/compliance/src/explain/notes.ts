import type { EvidenceKind } from '#evidence';
import type { Digest, Instant } from '#kernel';
import { CODES, type CodeEntry, type RuleId } from '#verification';

import type { AssessmentInput } from '../assessment.js';
import type { ClaimKind } from '../claims/claim.js';
import type { Fact, Finding } from '../fact.js';
import { sortedUnique } from '../sorted.js';

/** One piece of verified evidence: what it says, by whose word, under which rule, since when. */
export interface EvidenceNote {
  readonly evidence: Digest;
  readonly claims: readonly ClaimKind[];
  readonly rules: readonly RuleId[];
  /** Issuer and identity, or key fingerprint. */
  readonly producer: string;
  /** Trusted time; absent where nothing trusted says when. */
  readonly signedAt?: Instant;
  readonly assurance: Fact['assurance'];
  readonly teamControlled: boolean;
}

/** One piece of evidence that did not verify, with each code explained. */
export interface FindingNote {
  readonly evidence: Digest;
  readonly kind: EvidenceKind;
  readonly outcome: Finding['outcome'];
  readonly codes: readonly CodeNote[];
}

export interface CodeNote {
  readonly code: string;
  /** Where on the ladder it stopped; absent for a code that is not of the ladder. */
  readonly rung?: CodeEntry['rung'];
  readonly meaning: string;
  readonly remedy: string;
}

/** Notes on these pieces of evidence, in the order of their digests. */
export function evidenceNotes({ facts }: AssessmentInput, cited: ReadonlySet<Digest>): readonly EvidenceNote[] {
  return sortedUnique(cited).flatMap((evidence) => {
    const own = facts.filter((fact) => fact.evidence === evidence);
    const [first] = own;
    return first === undefined ? [] : [noteOf(first, own)];
  });
}

function noteOf({ evidence, producer, signedAt, assurance }: Fact, own: readonly Fact[]): EvidenceNote {
  return {
    evidence,
    claims: sortedUnique(own.map(({ claim }) => claim.kind)),
    rules: sortedUnique(own.map(({ rule }) => rule)),
    producer,
    ...(signedAt !== undefined && { signedAt }),
    assurance,
    teamControlled: own.every((fact) => fact.teamControlled),
  };
}

export function findingNotes({ findings }: AssessmentInput, cited: ReadonlySet<Digest>): readonly FindingNote[] {
  return findings
    .filter(({ evidence }) => cited.has(evidence))
    .map(({ evidence, kind, outcome, codes }) => ({ evidence, kind, outcome, codes: codes.map(codeNote) }));
}

/** What a code means and what to do about it; one that this version does not know is shown as it is. */
export function codeNote(code: string): CodeNote {
  const known: Readonly<Record<string, CodeEntry>> = CODES;
  const entry = Object.hasOwn(known, code) ? known[code] : undefined;
  if (entry === undefined) return { code, meaning: code, remedy: 'Open the evidence to see what was found.' };
  return { code, rung: entry.rung, meaning: entry.meaning, remedy: entry.remedy };
}
