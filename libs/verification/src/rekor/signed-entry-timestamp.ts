import type { LogEntry } from '#evidence';
import { toBase64, toUtf8 } from '#kernel';

import type { TransparencyLog } from '../trust/transparency-log.js';
import { describeWindow, isInside } from '../trust/window.js';
import { VerificationError } from '../verification-error.js';

/**
 * Proves: the log promised to include this body, at `integratedTime`. Gives that time, in milliseconds. Assumes: the
 * body is this bundle's (judged elsewhere). @throws VerificationError LOG_PROMISE_INVALID, LOG_OUTSIDE_VALIDITY
 */
export function verifyPromise(entry: LogEntry, log: TransparencyLog): number {
  const { integratedTime, signedEntryTimestamp } = entry;
  if (integratedTime === undefined || signedEntryTimestamp === undefined) {
    throw new VerificationError('LOG_PROMISE_INVALID', {
      expected: 'a promise with its time',
      found: 'a promise without',
    });
  }
  const message = promisedEntry(entry, log.id, integratedTime);
  if (!log.key.verify(message, signedEntryTimestamp, log.hash)) {
    throw new VerificationError('LOG_PROMISE_INVALID', { expected: `a signature by log ${log.origin}` });
  }
  const milliseconds = integratedTime * 1000;
  if (!isInside(log.window, milliseconds)) {
    throw new VerificationError('LOG_OUTSIDE_VALIDITY', {
      expected: describeWindow(log.window),
      found: new Date(milliseconds).toISOString(),
    });
  }
  return milliseconds;
}

/** RFC 8785 form of what Rekor signs: keys in this order, no white space, and nothing in them needs escaping. */
function promisedEntry(entry: LogEntry, logId: string, integratedTime: number): Uint8Array {
  const body = toBase64(entry.canonicalizedBody);
  return toUtf8(`{"body":"${body}","integratedTime":${integratedTime},"logID":"${logId}","logIndex":${entry.index}}`);
}
