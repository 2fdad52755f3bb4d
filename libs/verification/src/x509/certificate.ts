import { LIMITS, toHex, type HashName } from '#kernel';

import { contextTag, DerReader, invalid, TAG } from '../der/der-reader.js';
import { readBitString, readBoolean, readOid, readSerial, readSmallInteger, readTime } from '../der/der-values.js';

/** Extensions by name of RFC 5280 and RFC 6962. */
export const EXTENSION = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  signedCertificateTimestamps: '1.3.6.1.4.1.11129.2.4.2',
} as const;

const SIGNATURE_ALGORITHM: Readonly<Record<string, { readonly kind: 'ecdsa' | 'rsa' | 'ed25519'; hash: HashName }>> = {
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', hash: 'sha512' },
  '1.2.840.113549.1.1.11': { kind: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', hash: 'sha512' },
  '1.3.101.112': { kind: 'ed25519', hash: 'sha512' },
};

const MAX_EXTENSIONS = 64;
const MAX_CERTIFICATE_BYTES = 64 * 1024;

export interface Extension {
  readonly critical: boolean;
  /** What the OCTET STRING holds. */
  readonly value: Uint8Array;
  /** Offsets of the whole Extension in the certificate. */
  readonly start: number;
  readonly end: number;
}

/** An X.509 v3 certificate by its parts; all byte fields are views into `der`. Nothing in it is proven. */
export interface Certificate {
  readonly der: Uint8Array;
  /** What was signed. */
  readonly tbs: Uint8Array;
  readonly serial: Uint8Array;
  readonly signatureAlgorithm: { readonly kind: 'ecdsa' | 'rsa' | 'ed25519'; readonly hash: HashName };
  /** Whole DER of the name. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** Milliseconds since 1970; both ends belong to the validity. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo, whole. */
  readonly spki: Uint8Array;
  readonly extensions: ReadonlyMap<string, Extension>;
  /** Offset and end of the `[3]` element that wraps the extensions, and of the content of the sequence inside. */
  readonly extensionOffsets: { readonly start: number; readonly end: number; readonly list: number };
  /** Offset of the first byte inside the TBSCertificate. */
  readonly tbsContent: number;
  readonly signature: Uint8Array;
}

/**
 * Reads one certificate strictly (RFC 5280 section 4.1): version 3, both algorithm identifiers equal, each extension
 * once, nothing left over. The input is hostile. @throws ParseError DER_INVALID
 */
export function parseCertificate(der: Uint8Array): Certificate {
  if (der.length > MAX_CERTIFICATE_BYTES) throw invalid(`certificate is longer than ${MAX_CERTIFICATE_BYTES} bytes`);
  const outer = DerReader.single(der, TAG.sequence);
  const tbsElement = outer.read(TAG.sequence);
  const algorithm = outer.read(TAG.sequence);
  const signature = readBitString(outer);
  outer.finish();

  const tbs = outer.inside(tbsElement);
  if (readSmallInteger(tbs.enter(contextTag(0, 'constructed'))) !== 2)
    throw invalid('not an X.509 version 3 certificate');
  const serial = readSerial(tbs);
  const inner = tbs.whole(tbs.read(TAG.sequence));
  if (Buffer.compare(inner, outer.whole(algorithm)) !== 0) throw invalid('the two signature algorithms differ');
  const issuer = tbs.whole(tbs.read(TAG.sequence));
  const validity = tbs.enter(TAG.sequence);
  const notBefore = readTime(validity);
  const notAfter = readTime(validity);
  validity.finish();
  const subject = tbs.whole(tbs.read(TAG.sequence));
  const spki = tbs.whole(tbs.read(TAG.sequence));
  return {
    der,
    tbs: outer.whole(tbsElement),
    serial,
    signatureAlgorithm: signatureAlgorithmOf(outer.inside(algorithm)),
    issuer,
    subject,
    notBefore,
    notAfter,
    spki,
    ...readExtensions(tbs),
    tbsContent: tbsElement.content,
    signature,
  };
}

function signatureAlgorithmOf(reader: DerReader): Certificate['signatureAlgorithm'] {
  const oid = readOid(reader);
  const algorithm = SIGNATURE_ALGORITHM[oid];
  if (algorithm === undefined) throw invalid(`certificate signature algorithm ${oid} is not accepted`);
  if (algorithm.kind === 'rsa') reader.readOptional(TAG.null);
  reader.finish();
  return algorithm;
}

function readExtensions(tbs: DerReader): Pick<Certificate, 'extensions' | 'extensionOffsets'> {
  const wrapper = tbs.read(contextTag(3, 'constructed'));
  tbs.finish(); // unique identifiers ([1], [2]) are obsolete and refused
  const wrapped = tbs.inside(wrapper);
  const list = wrapped.read(TAG.sequence);
  wrapped.finish();
  const items = wrapped.inside(list);
  const extensions = new Map<string, Extension>();
  while (!items.isDone) {
    const element = items.read(TAG.sequence);
    const item = items.inside(element);
    const oid = readOid(item);
    const critical = item.nextTag === TAG.boolean && readExplicitTrue(item);
    const value = item.contentOf(item.read(TAG.octetString));
    item.finish();
    if (extensions.has(oid)) throw invalid(`extension ${oid} occurs twice`);
    if (extensions.size === MAX_EXTENSIONS) throw invalid(`more than ${MAX_EXTENSIONS} extensions`);
    extensions.set(oid, { critical, value, start: element.start, end: element.end });
  }
  return { extensions, extensionOffsets: { start: wrapper.start, end: wrapper.end, list: list.content } };
}

/** DER never writes a default value: `critical FALSE` is refused. */
function readExplicitTrue(item: DerReader): true {
  if (!readBoolean(item)) throw invalid('extension spells out its default criticality');
  return true;
}

/** Bits of a KeyUsage extension, by RFC 5280 section 4.2.1.3; undefined where the extension is absent. */
export function keyUsageOf(
  certificate: Certificate,
): { readonly digitalSignature: boolean; readonly keyCertSign: boolean } | undefined {
  const extension = certificate.extensions.get(EXTENSION.keyUsage);
  if (extension === undefined) return undefined;
  const reader = new DerReader(extension.value);
  const [, bits = 0] = reader.contentOf(reader.read(TAG.bitString));
  reader.finish();
  return { digitalSignature: (bits & 0x80) !== 0, keyCertSign: (bits & 0x04) !== 0 };
}

/** Purposes of an ExtendedKeyUsage extension; undefined where it is absent. */
export function extendedKeyUsageOf(certificate: Certificate): readonly string[] | undefined {
  const extension = certificate.extensions.get(EXTENSION.extendedKeyUsage);
  if (extension === undefined) return undefined;
  const list = DerReader.single(extension.value, TAG.sequence);
  const purposes: string[] = [];
  while (!list.isDone && purposes.length < LIMITS.certificates) purposes.push(readOid(list));
  list.finish();
  return purposes;
}

export interface BasicConstraints {
  readonly ca: boolean;
  readonly pathLength?: number;
}

/** RFC 5280 section 4.2.1.9; a certificate without the extension is no CA. */
export function basicConstraintsOf(certificate: Certificate): BasicConstraints {
  const extension = certificate.extensions.get(EXTENSION.basicConstraints);
  if (extension === undefined) return { ca: false };
  const reader = DerReader.single(extension.value, TAG.sequence);
  const ca = reader.nextTag === TAG.boolean && readBoolean(reader);
  const pathLength = reader.isDone ? undefined : readSmallInteger(reader);
  reader.finish();
  return { ca, ...(pathLength === undefined ? {} : { pathLength }) };
}

/** SubjectKeyIdentifier, hex. */
export function subjectKeyIdOf(certificate: Certificate): string | undefined {
  const extension = certificate.extensions.get(EXTENSION.subjectKeyId);
  if (extension === undefined) return undefined;
  const reader = new DerReader(extension.value);
  const id = toHex(reader.contentOf(reader.read(TAG.octetString)));
  reader.finish();
  return id;
}

/** keyIdentifier of AuthorityKeyIdentifier, hex; undefined where the extension or the field is absent. */
export function authorityKeyIdOf(certificate: Certificate): string | undefined {
  const extension = certificate.extensions.get(EXTENSION.authorityKeyId);
  if (extension === undefined) return undefined;
  const reader = DerReader.single(extension.value, TAG.sequence);
  const id = reader.readOptional(contextTag(0, 'primitive'));
  return id === undefined ? undefined : toHex(reader.contentOf(id));
}

/** Are the validity's ends around this moment, both included? */
export function isValidAt(certificate: Certificate, milliseconds: number): boolean {
  return certificate.notBefore <= milliseconds && milliseconds <= certificate.notAfter;
}
