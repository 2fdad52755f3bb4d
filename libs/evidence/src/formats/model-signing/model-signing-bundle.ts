import { Field, fromUtf8, ParseError, type JsonObject } from '#kernel';

import { bytesOf } from '../../field-readers.js';
import type { JsonFormat } from '../format.js';
import { SIGSTORE_BUNDLE } from '../sigstore-bundle/sigstore-bundle.js';

const WRITTEN = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/** The last version of the bundle in which a chain may stand; it differs in nothing else. */
const MEANT = 'application/vnd.dev.sigstore.bundle+json;version=0.2';
const PREDICATE = '"https://model_signing/';

/**
 * What OpenSSF model signing writes under a CA of one's own: a bundle that calls itself v0.3 and carries a chain, which
 * v0.3 forbids. It is read as the version in which it is well-formed; of the chain the leaf alone is kept, as ever.
 */
export const MODEL_SIGNING_BUNDLE: JsonFormat = {
  name: 'model-signing-bundle',
  recognises: (document) => document['mediaType'] === WRITTEN && hasChain(document) && isAboutModel(document),
  read: (document, bytes) => ({
    ...SIGSTORE_BUNDLE.read({ ...document, mediaType: MEANT }, bytes),
    format: 'model-signing-bundle',
  }),
};

function hasChain({ verificationMaterial: material }: JsonObject): boolean {
  return typeof material === 'object' && material !== null && Object.hasOwn(material, 'x509CertificateChain');
}

function isAboutModel(document: JsonObject): boolean {
  try {
    const payload = new Field(document).get('dsseEnvelope').get('payload');
    return fromUtf8(bytesOf(payload)).includes(PREDICATE);
  } catch (error) {
    if (error instanceof ParseError) return false;
    throw error;
  }
}
