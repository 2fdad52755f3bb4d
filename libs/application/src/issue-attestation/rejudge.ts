import { AppError, canonicalDigest } from '#kernel';
import type { Verdict } from '#verification';

import type { OrganizationId } from '../ids.js';
import { verifyJobs } from '../jobs.js';
import type { Ports, Trust } from '../ports/index.js';
import type { EvidenceRecord } from '../records.js';

const BATCH = 50;

/** Evidence with its bytes, as it goes into a pack. */
export interface PackedEvidence {
  readonly row: EvidenceRecord;
  readonly verdict: Verdict;
  readonly bytes: Uint8Array;
}

/**
 * Loads the bytes and judges them once more under the trust that the statement will name: a stranger who replays does
 * the same. Verdicts from before the last change of trust are brought up to date first.
 * @throws AppError conflict EVIDENCE_UNSETTLED
 */
export async function rejudge(
  ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge'>,
  organization: OrganizationId,
  held: { readonly evidence: readonly EvidenceRecord[]; readonly trust: Trust },
): Promise<readonly PackedEvidence[]> {
  const packed: PackedEvidence[] = [];
  const outdated: EvidenceRecord[] = [];
  for (let start = 0; start < held.evidence.length; start += BATCH) {
    const rows = held.evidence.slice(start, start + BATCH);
    const bytes = await Promise.all(rows.map(({ digest }) => ports.blobs.get(organization, digest)));
    const judgements = await ports.judge.judge(bytes, held.trust);
    rows.forEach((row, index) => {
      const verdict = judgements[index]?.verdict;
      const own = bytes[index];
      if (verdict === undefined || own === undefined || !isSame(row.verdict, verdict)) outdated.push(row);
      else packed.push({ row, verdict, bytes: own });
    });
  }
  if (outdated.length === 0) return packed;
  await ports.unitOfWork.run(organization, (stores) =>
    stores.outbox.add(
      verifyJobs(
        organization,
        outdated.map(({ id }) => id),
      ),
    ),
  );
  throw unsettled(outdated.length);
}

function isSame(held: Verdict | undefined, now: Verdict): boolean {
  return held !== undefined && canonicalDigest(held) === canonicalDigest(now);
}

export function unsettled(count: number): AppError {
  return new AppError(
    'conflict',
    'EVIDENCE_UNSETTLED',
    `${count} items that touch this release are still being verified: try again in a moment`,
  );
}
