import { Field, isSubjectDigest, ParseError, parseStrictJson } from '#kernel';

import type { Subject } from '../../statement.js';

const TYPE = 'cosign container image signature';

/**
 * What a simple-signing payload is about: one image, by the digest of its manifest. The reference beside it is a name,
 * and names never decide; `optional` holds whatever the signer liked to add.
 * @throws ParseError SIMPLE_SIGNING_TYPE, SUBJECT_DIGEST_INVALID, FIELD_*, JSON_*
 */
export function parseSimpleSigning(payload: Uint8Array): readonly Subject[] {
  const critical = new Field(parseStrictJson(payload), 'payload').get('critical');
  const type = critical.get('type').string();
  if (type !== TYPE) {
    throw new ParseError('SIMPLE_SIGNING_TYPE', `${critical.path}.type is "${type.slice(0, 80)}", expected "${TYPE}"`);
  }
  const reference = critical.get('identity').get('docker-reference').string();
  const digest = critical.get('image').get('docker-manifest-digest').string();
  if (!isSubjectDigest(digest)) {
    throw new ParseError('SUBJECT_DIGEST_INVALID', `${critical.path}.image names no digest of a manifest`);
  }
  return [{ ...(reference !== '' && { name: reference }), digests: [digest] }];
}
