import { parse } from '#evidence';
import { toHex } from '#kernel';
import type { ReportEvidence, ReportLogEntry } from '#reporting';

/** Entries of transparency logs that came with an item, where it was proven that one of them holds it. */
export function loggedAt({
  bytes,
  verdict,
}: Pick<ReportEvidence, 'verdict'> & { readonly bytes?: Uint8Array }): readonly ReportLogEntry[] {
  const isProven = verdict.checks.some(({ rung, outcome }) => rung === 'transparency-log' && outcome === 'passed');
  if (!isProven || bytes === undefined) return [];
  const { content } = parse(bytes);
  if (content.kind !== 'signed') return [];
  return content.entity.logEntries.map(({ logId, index }) => ({ log: toHex(logId), index }));
}
