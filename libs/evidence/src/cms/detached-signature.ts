import { contextTag, DerReader, LIMITS, ParseError, TAG, type HashName } from '#kernel';

import { digestAlgorithmOf, malformed, OID, oidOf, signatureHashOf } from './algorithms.js';
import { readAttributes, type Attributes } from './attributes.js';
import { certificateOf } from './signer-certificate.js';

/** A CMS signature that stands apart from what it covers, by its parts. Nothing in it is proven. */
export interface DetachedSignature {
  /** The certificate of the one signer, DER. */
  readonly certificate: Uint8Array;
  /** Hash of the covered content, as the signer signed it. */
  readonly messageDigest: { readonly hash: HashName; readonly value: Uint8Array };
  /** What was signed: the attributes, under the tag SET. */
  readonly signedAttributes: Uint8Array;
  readonly hash: HashName;
  readonly signature: Uint8Array;
  /** Attributes that nobody signed: each must prove itself. */
  readonly unsigned: Attributes;
}

/**
 * Reads CMS SignedData (RFC 5652) without content: exactly one signer, named by issuer and serial number, with signed
 * attributes. The input is hostile. @throws ParseError CMS_*, LIMIT_EXCEEDED
 */
export function parseDetachedSignature(der: Uint8Array): DetachedSignature {
  try {
    return readContentInfo(der);
  } catch (error) {
    if (error instanceof ParseError && error.code === 'DER_INVALID') throw malformed(error.message);
    throw error;
  }
}

function readContentInfo(der: Uint8Array): DetachedSignature {
  const info = DerReader.single(der, TAG.sequence);
  if (oidOf(info) !== OID.signedData) throw malformed('it is not SignedData');
  const wrapped = info.enter(contextTag(0, 'constructed'));
  info.finish();
  const data = wrapped.enter(TAG.sequence);
  wrapped.finish();
  data.read(TAG.integer); // version: follows from the rest
  data.read(TAG.set); // digestAlgorithms: the signer names its own
  requireDetached(data.enter(TAG.sequence));
  const certificates = readCertificates(data);
  data.readOptional(contextTag(1, 'constructed')); // revocation lists
  const signers = data.enter(TAG.set);
  data.finish();
  if (signers.nextTag === undefined) throw countOfSigners('none');
  const signer = readSigner(signers.enter(TAG.sequence), certificates);
  if (!signers.isDone) throw countOfSigners('several');
  return signer;
}

function requireDetached(content: DerReader): void {
  if (oidOf(content) !== OID.data) throw malformed('the covered content is not plain data');
  // Content in here would be a second text beside the object that people read.
  if (!content.isDone) throw malformed('it carries content of its own');
}

function readCertificates(data: DerReader): readonly Uint8Array[] {
  const set = data.readOptional(contextTag(0, 'constructed'));
  if (set === undefined) return [];
  const reader = data.inside(set);
  const certificates: Uint8Array[] = [];
  while (!reader.isDone) {
    if (certificates.length === LIMITS.certificates) {
      throw new ParseError('LIMIT_EXCEEDED', `a CMS signature has at most ${LIMITS.certificates} certificates`);
    }
    certificates.push(reader.whole(reader.read(TAG.sequence)));
  }
  return certificates;
}

function readSigner(info: DerReader, certificates: readonly Uint8Array[]): DetachedSignature {
  info.read(TAG.integer); // version: 1 where the signer is named by issuer and serial number
  const name = info.enter(TAG.sequence);
  const signer = { issuer: name.whole(name.read(TAG.sequence)), serial: name.whole(name.read(TAG.integer)) };
  name.finish();
  const digest = digestAlgorithmOf(info.enter(TAG.sequence));
  const attributes = info.read(contextTag(0, 'constructed'));
  const hash = signatureHashOf(info.enter(TAG.sequence), digest);
  const signature = info.contentOf(info.read(TAG.octetString));
  const unsigned = info.readOptional(contextTag(1, 'constructed'));
  info.finish();
  return {
    certificate: certificateOf(signer, certificates),
    messageDigest: { hash: digest, value: messageDigestOf(readAttributes(info.inside(attributes))) },
    signedAttributes: asSet(info.whole(attributes)),
    hash,
    signature,
    unsigned: unsigned === undefined ? new Map() : readAttributes(info.inside(unsigned)),
  };
}

function messageDigestOf(attributes: Attributes): Uint8Array {
  const contentType = onlyValue(attributes, OID.contentType, 'content type');
  if (oidOf(contentType) !== OID.data) throw malformed('the signed content type is not plain data');
  const digest = onlyValue(attributes, OID.messageDigest, 'message digest');
  return digest.contentOf(digest.read(TAG.octetString));
}

function onlyValue(attributes: Attributes, oid: string, name: string): DerReader {
  const [value, ...others] = attributes.get(oid) ?? [];
  if (value === undefined || others.length > 0) throw malformed(`not exactly one ${name} is signed`);
  return new DerReader(value);
}

/** RFC 5652 section 5.4: the signature is over the attributes as a SET, though they stand there as `[0]`. */
function asSet(attributes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(attributes);
  copy[0] = TAG.set;
  return copy;
}

function countOfSigners(count: string): ParseError {
  return new ParseError('CMS_SIGNERS', `a signature of a git object has exactly one signer, not ${count}`);
}
