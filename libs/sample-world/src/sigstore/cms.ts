import { concatBytes, contextTag, DerReader, hash, TAG, type Instant } from '#kernel';

import { signatureAlgorithm } from './certificate.js';
import { certificateTime, explicit, integer, octetString, oid, sequence, setOf, tagged } from './der.js';
import type { SampleKey } from './signing-key.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  rekorEntry: '1.3.6.1.4.1.57264.3.1',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
} as const;

/** What to change on a CMS signature so that it is wrong in one way; each field left out is as it should be. */
export interface CmsFaults {
  /** Signed in place of the digest of the content. */
  readonly messageDigest?: Uint8Array;
  readonly digestAlgorithm?: 'sha1';
  readonly signers?: 0 | 2;
  /** The signer is named by another serial number than that of its certificate. */
  readonly otherSerial?: boolean;
  /** The content stands inside as well. */
  readonly attached?: boolean;
  readonly trailingByte?: boolean;
  readonly signedTwice?: boolean;
}

export interface CmsRequest {
  readonly content: Uint8Array;
  readonly certificate: Uint8Array;
  readonly key: SampleKey;
  readonly at: Instant;
  readonly faults?: CmsFaults;
}

/** The part of a CMS signature that is signed, and the signature. */
export interface SignedAttributes {
  /** DER of the SET OF. */
  readonly attributes: Uint8Array;
  readonly signature: Uint8Array;
}

/** RFC 5652 section 5.4, as gitsign does it: content type, signing time and digest, SHA-256. */
export function signAttributes({ content, key, at, faults = {} }: CmsRequest): SignedAttributes {
  const digest = faults.messageDigest ?? hash(faults.digestAlgorithm ?? 'sha256', content);
  const twice = faults.signedTwice === true ? [attribute(OID.messageDigest, octetString(digest))] : [];
  const attributes = setOf(
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.signingTime, certificateTime(at)),
    attribute(OID.messageDigest, octetString(digest)),
    ...twice,
  );
  return { attributes, signature: key.sign(attributes) };
}

/** DER of detached SignedData. @param unsigned protobuf of the log entry and time-stamp tokens */
export function formatSignedData(
  request: CmsRequest,
  signed: SignedAttributes,
  unsigned: { readonly entry?: Uint8Array; readonly timestamps?: readonly Uint8Array[] } = {},
): Uint8Array {
  const { certificate, content, faults = {} } = request;
  const signer = signerInfo(request, signed, unsigned);
  const signers = faults.signers === 0 ? [] : faults.signers === 2 ? [signer, signer] : [signer];
  const inside = faults.attached === true ? [explicit(0, octetString(content))] : [];
  const data = sequence(
    integer(1),
    setOf(sequence(oid(OID.sha256))),
    sequence(oid(OID.data), ...inside),
    explicit(0, certificate),
    setOf(...signers),
  );
  const whole = sequence(oid(OID.signedData), explicit(0, data));
  return faults.trailingByte === true ? concatBytes(whole, Uint8Array.of(0)) : whole;
}

function signerInfo(
  { certificate, key, faults = {} }: CmsRequest,
  { attributes, signature }: SignedAttributes,
  unsigned: { readonly entry?: Uint8Array; readonly timestamps?: readonly Uint8Array[] },
): Uint8Array {
  const { issuer, serial } = nameOf(certificate);
  const extra = [
    ...(unsigned.entry === undefined ? [] : [attribute(OID.rekorEntry, octetString(unsigned.entry))]),
    ...(unsigned.timestamps ?? []).map((token) => attribute(OID.timeStampToken, token)),
  ];
  return sequence(
    integer(1),
    sequence(issuer, faults.otherSerial === true ? integer(4711) : serial),
    sequence(oid(OID[faults.digestAlgorithm ?? 'sha256'])),
    asTagged(0xa0, attributes),
    signatureAlgorithm(key),
    octetString(signature),
    ...(extra.length === 0 ? [] : [asTagged(0xa1, setOf(...extra))]),
  );
}

/** IMPLICIT: another tag over the same content. */
function asTagged(tag: number, set: Uint8Array): Uint8Array {
  const reader = new DerReader(set);
  return tagged(tag, reader.contentOf(reader.read(TAG.set)));
}

function nameOf(certificate: Uint8Array): { readonly issuer: Uint8Array; readonly serial: Uint8Array } {
  const tbs = DerReader.single(certificate, TAG.sequence).enter(TAG.sequence);
  tbs.read(contextTag(0, 'constructed'));
  const serial = tbs.whole(tbs.read(TAG.integer));
  tbs.read(TAG.sequence);
  return { issuer: tbs.whole(tbs.read(TAG.sequence)), serial };
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf(value));
}
