import { equalBytes, parseCheckpoint, parseSignedNote, toUtf8, type Checkpoint, type SignedNote } from '#kernel';

import type { TransparencyLog } from '../trust/transparency-log.js';
import { VerificationError } from '../verification-error.js';

/** Rekor v1 writes `host - tree id`; v2 writes the whole origin (C2SP tlog-checkpoint). */
export type OriginStyle = 'rekor-v1' | 'rekor-v2';

/**
 * Proves: the log signed this tree head. Lines of witnesses and other logs are ignored: names and hints only find
 * candidates, the signature decides. @throws VerificationError LOG_CHECKPOINT_*; ParseError for a malformed note
 */
export function verifyCheckpoint(text: string, log: TransparencyLog, style: OriginStyle): Checkpoint {
  const note = parseSignedNote(text);
  const checkpoint = parseCheckpoint(note.text);
  if (!isOriginOf(checkpoint.origin, log, style)) {
    throw new VerificationError('LOG_CHECKPOINT_ORIGIN', { expected: log.origin, found: checkpoint.origin });
  }
  if (!isSignedBy(note, log)) {
    throw new VerificationError('LOG_CHECKPOINT_INVALID', {
      expected: `a signature by ${log.origin}`,
      found: note.signatures.map(({ name }) => name).join(', '),
    });
  }
  return checkpoint;
}

function isOriginOf(origin: string, log: TransparencyLog, style: OriginStyle): boolean {
  if (log.origin === '') return false;
  if (style === 'rekor-v2') return origin === log.origin;
  const prefix = `${log.origin} - `;
  return origin.startsWith(prefix) && /^(?:0|[1-9]\d*)$/.test(origin.slice(prefix.length));
}

function isSignedBy(note: SignedNote, log: TransparencyLog): boolean {
  const message = toUtf8(note.text);
  return note.signatures.some(
    ({ name, keyHint, signature }) =>
      name === log.origin && equalBytes(keyHint, log.keyHint) && log.key.verify(message, signature, log.hash),
  );
}
