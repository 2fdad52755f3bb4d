import { canonicalJson, concatBytes, equalBytes, sha256, toUtf8 } from '#kernel';

import type { AuditEntryRow } from './entities/audit-entry.entity.js';

/** Stands before the first entry of an organization. */
export const FIRST_PREVIOUS = Buffer.alloc(32);

type AuditContent = Omit<AuditEntryRow, 'previous' | 'hash'>;

/** SHA-256 over the hash of the entry before and the RFC 8785 text of this one. */
export function auditHash(previous: Uint8Array, content: AuditContent): Buffer {
  const { orgId, sequence, at, actor, action, target, details } = content;
  const text = canonicalJson({ organization: orgId, sequence, at, actor, action, target, details: details ?? null });
  return Buffer.from(sha256(concatBytes(previous, toUtf8(text))));
}

/**
 * The first sequence at which these entries, read from the beginning in order, are no unbroken chain; undefined when
 * they are. It shows alteration, removal and reordering inside the chain, not a chain that was rewritten as a whole:
 * only a copy of the last hash that is held elsewhere shows that.
 */
export function firstBreak(entries: readonly AuditEntryRow[]): number | undefined {
  let previous: Uint8Array = FIRST_PREVIOUS;
  for (const [index, entry] of entries.entries()) {
    const linked = entry.sequence === index + 1 && equalBytes(entry.previous, previous);
    if (!linked || !equalBytes(entry.hash, auditHash(previous, entry))) return index + 1;
    previous = entry.hash;
  }
  return undefined;
}
