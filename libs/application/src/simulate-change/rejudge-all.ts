import type { Digest } from '#kernel';

import type { OrganizationId } from '../ids.js';
import type { Judgement, Ports, Trust } from '../ports/index.js';

const BATCH = 50;

/** Judges bytes that are held under some trust, a bounded batch at a time, and keeps nothing. */
export async function rejudgeAll(
  ports: Pick<Ports, 'blobs' | 'judge'>,
  organization: OrganizationId,
  { digests, trust }: { readonly digests: ReadonlySet<Digest>; readonly trust: Trust },
): Promise<ReadonlyMap<Digest, Judgement>> {
  const judged = new Map<Digest, Judgement>();
  const all = [...digests];
  for (let start = 0; start < all.length; start += BATCH) {
    const batch = all.slice(start, start + BATCH);
    const bytes = await Promise.all(batch.map((digest) => ports.blobs.get(organization, digest)));
    for (const judgement of await ports.judge.judge(bytes, trust)) judged.set(judgement.verdict.evidence, judgement);
  }
  return judged;
}
