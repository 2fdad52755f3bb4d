import type { Digest } from '#kernel';

import type { Attested } from './attested.js';
import type { ReplayReason } from './replay-report.js';

/** Which of the withheld items the log says touch the scope: only their digests are known. */
export function withheldEvidence(attested: Pick<Attested, 'intake'>): readonly Digest[] {
  return (attested.intake?.leaves ?? []).filter(({ use }) => use === 'withheld').map(({ evidence }) => evidence);
}

/** What nobody else may see cannot have been judged by the reader, whatever it says. */
export function withheldReasons(digests: readonly Digest[]): ReplayReason[] {
  return digests.map((digest) => ({
    code: 'EVIDENCE_WITHHELD',
    sentence: 'the sender withholds this item; it may speak against the results',
    digest,
  }));
}
