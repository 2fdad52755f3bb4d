import { ParseError, type HashName } from '#kernel';

import { contextTag, DerReader, TAG } from '../der/der-reader.js';
import { readOid, readSerial, readSmallInteger } from '../der/der-values.js';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

const DIGESTS: Readonly<Record<string, HashName>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** How a signer's key must be used; the hash is that of the signed attributes. `plain` leaves it to digestAlgorithm. */
const SIGNATURES: Readonly<
  Record<string, { readonly kind: 'ecdsa' | 'rsa' | 'ed25519'; readonly hash: HashName | 'plain' }>
> = {
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', hash: 'sha512' },
  '1.2.840.113549.1.1.1': { kind: 'rsa', hash: 'plain' },
  '1.2.840.113549.1.1.11': { kind: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', hash: 'sha512' },
  '1.3.101.112': { kind: 'ed25519', hash: 'sha512' },
};

const MAX_CERTIFICATES = 10;
const MAX_ATTRIBUTES = 16;

/** CMS SignedData of a time-stamp token, by its parts. Nothing in it is proven. */
export interface TimestampToken {
  /** DER of TSTInfo. */
  readonly content: Uint8Array;
  /** Certificates the token brings, DER. */
  readonly certificates: readonly Uint8Array[];
  readonly signer: { readonly issuer: Uint8Array; readonly serial: Uint8Array };
  /** Hash of `content`, as the signer signed it. */
  readonly messageDigest: { readonly hash: HashName; readonly value: Uint8Array };
  /** The signer's certificate by hash, as the signer signed it (RFC 5816; SHA-1 in RFC 2634). */
  readonly signingCertificate: { readonly hash: HashName | 'sha1'; readonly value: Uint8Array };
  /** What was signed: the attributes, under the tag SET. */
  readonly signedAttributes: Uint8Array;
  readonly algorithm: { readonly kind: 'ecdsa' | 'rsa' | 'ed25519'; readonly hash: HashName };
  readonly signature: Uint8Array;
}

/**
 * Reads an RFC 3161 TimeStampResp, or the token alone. One signer, signed attributes obligatory (RFC 3161 section
 * 2.4.2). The input is hostile. @throws ParseError TIMESTAMP_MALFORMED, DER_INVALID
 */
export function parseTimestampToken(der: Uint8Array): TimestampToken {
  const outer = DerReader.single(der, TAG.sequence);
  if (outer.nextTag === TAG.oid) return readContentInfo(outer);
  const status = outer.enter(TAG.sequence);
  const code = readSmallInteger(status);
  if (code > 1) throw malformed(`the authority refused the request with status ${code}`);
  const token = outer.enter(TAG.sequence);
  outer.finish();
  return readContentInfo(token);
}

function readContentInfo(info: DerReader): TimestampToken {
  if (readOid(info) !== SIGNED_DATA) throw malformed('the token is not CMS SignedData');
  const wrapped = info.enter(contextTag(0, 'constructed'));
  info.finish();
  const data = wrapped.enter(TAG.sequence);
  wrapped.finish();
  readSmallInteger(data); // version
  data.read(TAG.set); // digestAlgorithms: the signer names its own
  const content = readContent(data.enter(TAG.sequence));
  const certificates = readCertificates(data);
  data.readOptional(contextTag(1, 'constructed')); // revocation lists
  const signers = data.enter(TAG.set);
  data.finish();
  const signer = readSigner(signers.enter(TAG.sequence));
  if (!signers.isDone) throw malformed('a token has exactly one signer');
  return { content, certificates, ...signer };
}

function readContent(info: DerReader): Uint8Array {
  if (readOid(info) !== TST_INFO) throw malformed('the signed content is not TSTInfo');
  const wrapped = info.enter(contextTag(0, 'constructed'));
  info.finish();
  const content = wrapped.contentOf(wrapped.read(TAG.octetString));
  wrapped.finish();
  return content;
}

function readCertificates(data: DerReader): readonly Uint8Array[] {
  const set = data.readOptional(contextTag(0, 'constructed'));
  if (set === undefined) return [];
  const reader = data.inside(set);
  const certificates: Uint8Array[] = [];
  while (!reader.isDone) {
    if (certificates.length === MAX_CERTIFICATES) throw malformed(`more than ${MAX_CERTIFICATES} certificates`);
    certificates.push(reader.whole(reader.read(TAG.sequence)));
  }
  return certificates;
}

type Signer = Omit<TimestampToken, 'content' | 'certificates'>;

function readSigner(info: DerReader): Signer {
  if (readSmallInteger(info) !== 1) throw malformed('the signer is not named by issuer and serial number');
  const name = info.enter(TAG.sequence);
  const signer = { issuer: name.whole(name.read(TAG.sequence)), serial: readSerial(name) };
  name.finish();
  const digest = hashOf(info.enter(TAG.sequence));
  const attributes = info.read(contextTag(0, 'constructed'));
  const algorithm = readAlgorithm(info.enter(TAG.sequence), digest);
  const signature = info.contentOf(info.read(TAG.octetString));
  info.readOptional(contextTag(1, 'constructed')); // unsigned attributes say nothing
  info.finish();
  return {
    signer,
    algorithm,
    signature,
    signedAttributes: asSet(info.whole(attributes)),
    ...readAttributes(info.inside(attributes), digest),
  };
}

function readAlgorithm(reader: DerReader, digest: HashName): Signer['algorithm'] {
  const oid = readOid(reader);
  const found = Object.hasOwn(SIGNATURES, oid) ? SIGNATURES[oid] : undefined;
  if (found === undefined) throw malformed(`signature algorithm ${oid} is not accepted`);
  return { kind: found.kind, hash: found.hash === 'plain' ? digest : found.hash };
}

/** RFC 5652 section 5.4: the signature is over the attributes as a SET, though they stand there as `[0]`. */
function asSet(attributes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(attributes);
  copy[0] = TAG.set;
  return copy;
}

function readAttributes(reader: DerReader, digest: HashName): Pick<Signer, 'messageDigest' | 'signingCertificate'> {
  const values = new Map<string, DerReader>();
  while (!reader.isDone) {
    const attribute = reader.enter(TAG.sequence);
    const type = readOid(attribute);
    if (values.has(type)) throw malformed(`signed attribute ${type} occurs twice`);
    if (values.size === MAX_ATTRIBUTES) throw malformed('too many signed attributes');
    values.set(type, attribute.enter(TAG.set));
    attribute.finish();
  }
  const contentType = values.get(ATTRIBUTE.contentType);
  if (contentType === undefined || readOid(contentType) !== TST_INFO)
    throw malformed('the signed content type is not TSTInfo');
  const messageDigest = values.get(ATTRIBUTE.messageDigest);
  if (messageDigest === undefined) throw malformed('no message digest is signed');
  const value = messageDigest.contentOf(messageDigest.read(TAG.octetString));
  messageDigest.finish();
  return { messageDigest: { hash: digest, value }, signingCertificate: readSigningCertificate(values) };
}

function readSigningCertificate(values: ReadonlyMap<string, DerReader>): Signer['signingCertificate'] {
  const second = values.get(ATTRIBUTE.signingCertificateV2);
  const reader = second ?? values.get(ATTRIBUTE.signingCertificate);
  if (reader === undefined) throw malformed('no signing certificate is named');
  // SigningCertificate { SEQUENCE OF ESSCertID, … }: the first one is the signer's (RFC 5035 section 5).
  const first = reader.enter(TAG.sequence).enter(TAG.sequence).enter(TAG.sequence);
  const stated = second !== undefined && first.nextTag === TAG.sequence;
  const hash = second === undefined ? 'sha1' : stated ? hashOf(first.enter(TAG.sequence)) : 'sha256';
  return { hash, value: first.contentOf(first.read(TAG.octetString)) };
}

/** The hash that an AlgorithmIdentifier names; parameters are absent or NULL. @throws ParseError */
export function hashOf(algorithm: DerReader): HashName {
  const oid = readOid(algorithm);
  algorithm.readOptional(TAG.null);
  algorithm.finish();
  const hash = Object.hasOwn(DIGESTS, oid) ? DIGESTS[oid] : undefined;
  if (hash === undefined) throw malformed(`digest algorithm ${oid} is not accepted`);
  return hash;
}

export function malformed(what: string): ParseError {
  return new ParseError('TIMESTAMP_MALFORMED', `time-stamp: ${what}`);
}
