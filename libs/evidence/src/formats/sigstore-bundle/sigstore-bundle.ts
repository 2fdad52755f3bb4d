import { LIMITS, ParseError, type JsonObject, type ListLimits } from '#kernel';

import { STATEMENT_LISTS } from '../../list-limits.js';
import type { JsonFormat } from '../format.js';
import { signedShape } from '../signed-shape.js';
import { parseBundle } from './parse-bundle.js';

const MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle';

/** Sigstore bundles of every version, keyless or by key, Rekor v1 or v2. */
export const SIGSTORE_BUNDLE: JsonFormat = {
  name: 'sigstore-bundle',
  recognises: (document) => Object.hasOwn(document, 'verificationMaterial') || isBundleType(document),
  read: (document, bytes) => {
    if (bytes.length > LIMITS.bundleBytes) {
      throw new ParseError('BUNDLE_TOO_LARGE', `a bundle has at most ${LIMITS.bundleBytes} bytes, not ${bytes.length}`);
    }
    const { entity, format } = parseBundle(document);
    return signedShape(entity, format);
  },
  lists: new Map<string, number | ListLimits>([
    ['dsseEnvelope.payload', STATEMENT_LISTS],
    ['dsseEnvelope.signatures', LIMITS.signatures],
    ['verificationMaterial.tlogEntries', LIMITS.logEntries],
    ['verificationMaterial.tlogEntries.*.inclusionProof.hashes', LIMITS.inclusionProofHashes],
    ['verificationMaterial.x509CertificateChain.certificates', LIMITS.certificates],
    ['verificationMaterial.timestampVerificationData.rfc3161Timestamps', LIMITS.timestamps],
  ]),
};

function isBundleType({ mediaType }: JsonObject): boolean {
  return typeof mediaType === 'string' && mediaType.startsWith(MEDIA_TYPE);
}
