import type { TransparencyLog } from '../trust/transparency-log.js';
import { describeWindow, isInside } from '../trust/window.js';
import { orMalformed, VerificationError } from '../verification-error.js';
import type { Certificate } from './certificate.js';
import type { Issued } from './issued.js';
import { embeddedPromisesOf, promisedBytes, type SignedCertificateTimestamp } from './signed-certificate-timestamp.js';

/**
 * Proves: at least `required` distinct logs of the trust root promised to publish this certificate. A promise by a
 * listed log that does not hold is a failure, however many others hold. Gives the logs.
 * @throws VerificationError SCT_*
 */
export function provePublished(
  certificate: Certificate,
  { root, authorities }: Issued,
  required: number,
): readonly TransparencyLog[] {
  const promises = orMalformed('SCT_INVALID', () => embeddedPromisesOf(certificate));
  if (promises.length === 0) throw new VerificationError('SCT_MISSING');
  const { keyHash } = authorities[0].path;
  const logs = new Map<string, TransparencyLog>();
  for (const promise of promises) {
    const log = root.ctLogs.get(promise.logId);
    if (log === undefined) continue;
    requireKept(promise, log, promisedBytes(certificate, promise, keyHash));
    logs.set(log.id, log);
  }
  if (logs.size >= required) return [...logs.values()];
  if (logs.size === 0)
    throw new VerificationError('SCT_LOG_UNKNOWN', { found: promises.map(({ logId }) => logId).join(', ') });
  throw new VerificationError('SCT_TOO_FEW', { expected: String(required), found: String(logs.size) });
}

function requireKept(promise: SignedCertificateTimestamp, log: TransparencyLog, message: Uint8Array): void {
  if (!log.key.verify(message, promise.signature, promise.hash)) {
    throw new VerificationError('SCT_INVALID', { expected: `a signature by ${log.origin}` });
  }
  if (!isInside(log.window, promise.timestamp)) {
    throw new VerificationError('SCT_OUTSIDE_VALIDITY', {
      expected: describeWindow(log.window),
      found: new Date(promise.timestamp).toISOString(),
    });
  }
}
