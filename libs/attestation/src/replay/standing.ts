import type { AttestationStatus } from '#evidence';
import { assertNever, type Instant } from '#kernel';

import type { SignerTest } from './expected-signer.js';
import type { OpenStatus } from './pack-status.js';
import { question, type Question, type ReplayReason } from './replay-report.js';

export interface StandingParts {
  readonly open: OpenStatus | undefined;
  /** The reader's now; a status says nothing about a moment that nobody names. */
  readonly at: Instant | undefined;
  /** Whose word counts: the reader's signer where the reader names one, else the sender's own. */
  readonly isExpected: SignerTest;
  /** Until when its results stand by themselves, where the statement says so. */
  readonly ends?: Instant;
}

/**
 * Does the sender still stand behind it? Proves: the expected signer said so, not longer than a week before `at`.
 * Assumes: nothing about what was found out since.
 */
export function answerStanding({ open, at, isExpected, ends }: StandingParts): Question {
  if (open === undefined) return question([], [STATUS_MISSING]);
  const { status, signed } = open;
  if (status === undefined || signed === undefined) return question([], open.problems);
  const stranger = isExpected(signed);
  if (stranger !== undefined) return question([], [{ code: 'STATUS_SIGNER', sentence: stranger }]);
  const late = outOfTime(status, at);
  return question(fallen(status), late.length > 0 ? late : ended(ends, at));
}

const STATUS_MISSING: ReplayReason = {
  code: 'STATUS_MISSING',
  sentence: 'the pack holds no status: whether it still stands, only its sender can say; ask for a fresh pack',
};

/** Bad news does not age: who withdrew something a month ago has withdrawn it. */
function fallen(status: AttestationStatus): readonly ReplayReason[] {
  const { state, since, affected, replacedBy } = status;
  switch (state) {
    case 'standing':
      return [];
    case 'withdrawn':
      return [{ code: 'ATTESTATION_WITHDRAWN', sentence: `its sender withdrew it on ${since}` }];
    case 'superseded': {
      const sentence = `since ${since} another one stands in its place`;
      return [{ code: 'ATTESTATION_SUPERSEDED', sentence, ...(replacedBy && { digest: replacedBy }) }];
    }
    case 'affected':
      return affected.map(({ control, sentence }) => ({ code: 'ATTESTATION_AFFECTED', sentence, path: control }));
    default:
      return assertNever(state);
  }
}

/** Whatever its sender says later: by its own words the results changed by themselves at that moment. */
function ended(ends: Instant | undefined, at: Instant | undefined): readonly ReplayReason[] {
  if (ends === undefined || at === undefined || at < ends) return [];
  return [{ code: 'ATTESTATION_ENDED', sentence: `its results stood until ${ends}: ask the sender to attest again` }];
}

function outOfTime({ issuedAt, validUntil }: AttestationStatus, at: Instant | undefined): readonly ReplayReason[] {
  if (at === undefined) {
    return [{ code: 'STATUS_MOMENT', sentence: `it is valid until ${validUntil}; say at which moment you ask` }];
  }
  if (at > validUntil) {
    const sentence = `it was valid until ${validUntil}: ask the sender for a fresh pack`;
    return [{ code: 'STATUS_EXPIRED', sentence }];
  }
  if (at >= issuedAt) return [];
  return [{ code: 'STATUS_FUTURE', sentence: `it was issued on ${issuedAt}, which is after the moment you ask about` }];
}
