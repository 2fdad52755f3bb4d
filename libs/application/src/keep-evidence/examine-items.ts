import { AppError, type Digest } from '#kernel';
import type { Verdict } from '#verification';

import type { OrganizationId } from '../ids.js';
import type { Ports, Trust } from '../ports/index.js';
import type { EvidenceRecord } from '../records.js';
import { togetherOrOneByOne } from '../verify-evidence/one-by-one.js';
import type { Examined } from './keeping-progress.js';

interface Readable {
  readonly evidence: Digest;
  readonly bytes: Uint8Array;
  readonly row: EvidenceRecord;
}

/** Reads items back and judges them again. Nothing that is wrong with one of them stops it. */
export class ExamineItems {
  constructor(private readonly ports: Pick<Ports, 'blobs' | 'judge'>) {}

  /** One finding for each digest, in order. @throws AppError unavailable when a store does not answer */
  async run(
    organization: OrganizationId,
    digests: readonly Digest[],
    by: { readonly rows: readonly EvidenceRecord[]; readonly trust: Trust },
  ): Promise<readonly Examined[]> {
    const rows = new Map(by.rows.map((row) => [row.digest, row]));
    const read = await Promise.all(digests.map((evidence) => this.read(organization, evidence, rows.get(evidence))));
    const lost = read.flatMap((item) => ('found' in item ? [item] : []));
    const readable = read.flatMap((item) => ('bytes' in item ? [item] : []));
    const { results } = await togetherOrOneByOne(readable, (some) => this.judge(some, by.trust));
    const found = new Map([...lost, ...results].map((item) => [item.evidence, item.found]));
    return digests.map((evidence) => ({ evidence, found: found.get(evidence) ?? 'unchecked' }));
  }

  private async read(
    organization: OrganizationId,
    evidence: Digest,
    row: EvidenceRecord | undefined,
  ): Promise<Readable | Examined> {
    if (row === undefined) return { evidence, found: 'missing' };
    try {
      const bytes = await this.ports.blobs.get(organization, evidence);
      // Nothing is held of an item in quarantine that a judgement could be compared with.
      return row.state === 'quarantined' ? { evidence, found: 'sound' } : { evidence, bytes, row };
    } catch (error) {
      return { evidence, found: lossIn(error) };
    }
  }

  private async judge(items: readonly Readable[], trust: Trust): Promise<readonly Examined[]> {
    const judgements = await this.ports.judge.judge(
      items.map(({ bytes }) => bytes),
      trust,
    );
    return items.map(({ evidence, row }, index) => {
      const verdict = judgements[index]?.verdict;
      if (verdict?.evidence !== evidence) throw new TypeError('a judgement is missing or about other bytes');
      return { evidence, found: compared(row.verdict, verdict) };
    });
  }
}

/** @throws whatever is no loss of this one item */
function lossIn(error: unknown): 'altered' | 'missing' {
  const code = error instanceof AppError ? error.code : '';
  if (code === 'BLOB_CORRUPT') return 'altered';
  if (code === 'BLOB_MISSING') return 'missing';
  throw error;
}

/** A verdict of older trust is no measure: whatever rests on it is being judged again. */
function compared(held: Verdict | undefined, found: Verdict): Examined['found'] {
  if (held?.policy !== found.policy || held.trustRoot !== found.trustRoot || held.outcome === found.outcome) {
    return 'sound';
  }
  return { held: held.outcome, found: found.outcome };
}
