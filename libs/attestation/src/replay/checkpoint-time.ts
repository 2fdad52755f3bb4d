import { equalBytes, hash, ParseError, toUtf8, type Instant } from '#kernel';
import { judgeTimestamp, loadTrustRoot, readTimestamp, type TrustRootSource } from '#verification';

import type { SettledAnchors } from './accepted.js';
import type { Attested } from './attested.js';
import type { OpenedPack } from './open-pack.js';
import type { ReplayReason } from './replay-report.js';

/** Until when the intake log was at least as long as the statement says, and by whose trust root. */
export interface CheckpointTime {
  readonly existedAt: Instant;
  readonly by: 'reader' | 'sender';
}

/** A time-stamp that is not of the checkpoint it stands beside, whoever made it. */
export function timestampReasons({ checkpoint, timestamp }: NonNullable<Attested['intake']>): readonly ReplayReason[] {
  if (timestamp === undefined) return [];
  const code = 'CHECKPOINT_TIMESTAMP';
  try {
    const { imprint } = readTimestamp(timestamp);
    if (equalBytes(imprint.value, hash(imprint.hash, toUtf8(checkpoint)))) return [];
    return [{ code, sentence: 'the time-stamp in the statement is not of the intake checkpoint' }];
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return [{ code, sentence: `the time-stamp of the intake checkpoint cannot be read: ${error.message}` }];
  }
}

/** Proves: an authority of the reader's trust roots, or else of the sender's, saw the checkpoint at that moment. */
export function checkpointTime(
  { pack, attestation }: OpenedPack,
  { trustRoots: readers = [] }: SettledAnchors,
): { readonly checkpointTime?: CheckpointTime } {
  const intake = attestation?.attested?.intake;
  if (intake?.timestamp === undefined) return {};
  const { checkpoint, timestamp } = intake;
  const bytes = toUtf8(checkpoint);
  const provenBy = (roots: readonly TrustRootSource[]) =>
    roots.flatMap((source) => provenAt(source, timestamp, bytes) ?? [])[0];
  const [reader, sender] = [provenBy(readers), provenBy(pack?.trustRoots ?? [])];
  if (reader !== undefined) return { checkpointTime: { existedAt: reader, by: 'reader' } };
  return sender === undefined ? {} : { checkpointTime: { existedAt: sender, by: 'sender' } };
}

/** A root that cannot be read proves nothing here; that it cannot be read is said where the evidence is judged by it. */
function provenAt(source: TrustRootSource, timestamp: Uint8Array, bytes: Uint8Array): Instant | undefined {
  try {
    return judgeTimestamp(timestamp, bytes, loadTrustRoot(source)).provenAt;
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
