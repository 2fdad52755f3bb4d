import { ParseError, TAG, toHex, type DerReader, type HashName } from '#kernel';

/** Object identifiers as their DER content, hex: compared, never shown. */
export const OID = {
  /** 1.2.840.113549.1.7.1 and .2 */
  data: '2a864886f70d010701',
  signedData: '2a864886f70d010702',
  /** 1.2.840.113549.1.9.3, .4 and .16.2.14 */
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  timeStampToken: '2a864886f70d010910020e',
  /** 1.3.6.1.4.1.57264.3.1 */
  rekorEntry: '2b0601040183bf300301',
} as const;

/** 2.16.840.1.101.3.4.2.1 to .3. SHA-1 and MD5 are not here: a body could be exchanged under them. */
const DIGESTS: Readonly<Record<string, HashName>> = {
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
};

/** Hash by signature algorithm; `stated` where the digest algorithm beside it says. The key itself says the rest. */
const SIGNATURES: Readonly<Record<string, HashName | 'stated'>> = {
  // 1.2.840.10045.4.3.2 to .4: ECDSA
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
  // 1.2.840.113549.1.1.1, .11 to .13: RSA, PKCS #1 v1.5
  '2a864886f70d010101': 'stated',
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  // 1.3.101.112: Ed25519
  '2b6570': 'stated',
};

export function oidOf(reader: DerReader): string {
  return toHex(reader.contentOf(reader.read(TAG.oid)));
}

/** @throws ParseError CMS_ALGORITHM, DER_INVALID */
export function digestAlgorithmOf(algorithm: DerReader): HashName {
  const oid = oidOf(algorithm);
  algorithm.readOptional(TAG.null);
  algorithm.finish();
  const hash = Object.hasOwn(DIGESTS, oid) ? DIGESTS[oid] : undefined;
  if (hash === undefined) throw refused('digest');
  return hash;
}

/** @throws ParseError CMS_ALGORITHM, DER_INVALID */
export function signatureHashOf(algorithm: DerReader, digest: HashName): HashName {
  const oid = oidOf(algorithm);
  algorithm.readOptional(TAG.null);
  algorithm.finish();
  const hash = Object.hasOwn(SIGNATURES, oid) ? SIGNATURES[oid] : undefined;
  if (hash === undefined) throw refused('signature');
  return hash === 'stated' ? digest : hash;
}

function refused(what: string): ParseError {
  return new ParseError(
    'CMS_ALGORITHM',
    `the ${what} algorithm of this CMS signature is not accepted: sign with SHA-256, SHA-384 or SHA-512 and ECDSA, RSA or Ed25519`,
  );
}

export function malformed(what: string): ParseError {
  return new ParseError('CMS_INVALID', `not a detached CMS signature: ${what}`);
}
