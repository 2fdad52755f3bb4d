import { fromBase64, LIMITS, ParseError, type Field, type PublicKey } from '#kernel';

import {
  basicConstraintsOf,
  extendedKeyUsageOf,
  EXTENSION,
  parseCertificate,
  type Certificate,
} from '../x509/certificate.js';
import { proveIssuerPath, requireIssuedBy, requireKnownExtensions, type IssuerPath } from '../x509/issuer-path.js';
import { readAgain } from '../x509/second-reading.js';
import { VerificationError } from '../verification-error.js';
import { onlyFields } from './only-fields.js';
import { overlap, parseWindow, type Window } from './window.js';

const FIELDS = ['subject', 'uri', 'certChain', 'validFor', 'operator'];

export const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** An authority that issues signing certificates; its own chain was proven when the trust root was loaded. */
export interface CertificateAuthority {
  readonly path: IssuerPath;
  /** When the trust root trusts it. */
  readonly window: Window;
  /** The SPIFFE trust domain that it vouches for, and no other. */
  readonly trustDomain?: string;
}

/** An authority that says when a signature existed. */
export interface TimestampAuthority {
  /** Counts as one source, however many keys it went through. */
  readonly name: string;
  /** Its signing certificate, where the trust root lists it; otherwise tokens bring it and `path` must have issued it. */
  readonly leaf?: { readonly certificate: Certificate; readonly key: PublicKey };
  readonly path?: IssuerPath;
  readonly window: Window;
  /** When leaf and path are valid by their own words. */
  readonly validity: Window;
}

/** @throws ParseError TRUST_ROOT_AUTHORITY and those of the parts */
export function parseCertificateAuthority(field: Field): CertificateAuthority {
  onlyFields(field, FIELDS);
  const window = parseWindow(field.optional('validFor'), 'optional');
  return { path: proven(field.path, () => proveIssuerPath(certificatesOf(field), CODE_SIGNING)), window };
}

/** @throws ParseError TRUST_ROOT_AUTHORITY and those of the parts */
export function parseTimestampAuthority(field: Field): TimestampAuthority {
  onlyFields(field, FIELDS);
  const window = parseWindow(field.optional('validFor'), 'optional');
  return proven(field.path, () => timestampAuthorityOf(certificatesOf(field), window, field.optional('uri')?.string()));
}

/**
 * @param certificates from the one that signs tokens, or the authority that issues it, up to the anchor
 * @param name absent: the subject of the first. @throws ParseError TRUST_ROOT_AUTHORITY, VerificationError
 */
export function timestampAuthorityOf(
  certificates: readonly Certificate[],
  window: Window,
  name?: string,
): TimestampAuthority {
  const [first, ...rest] = certificates;
  if (first === undefined) throw new ParseError('TRUST_ROOT_AUTHORITY', 'a time-stamp authority without certificate');
  const shared = { name: name ?? Buffer.from(first.subject).toString('hex'), window };
  if (!basicConstraintsOf(first).ca) return { ...shared, ...listedLeaf(first, rest) };
  const path = proveIssuerPath(certificates, TIME_STAMPING);
  return { ...shared, path, validity: path.validity };
}

/** What the leaf may be used for is asked when a token names it: a retired authority must not spoil the whole root. */
function listedLeaf(certificate: Certificate, issuers: readonly Certificate[]) {
  const key = readAgain(certificate, undefined);
  const own = { from: certificate.notBefore, until: certificate.notAfter };
  if (issuers.length === 0) return { leaf: { certificate, key }, validity: own };
  const path = proveIssuerPath(issuers, TIME_STAMPING);
  requireIssuedBy(certificate, path.issuer, path.key);
  return { leaf: { certificate, key }, path, validity: overlap(own, path.validity) };
}

/** RFC 3161 section 2.3: the purpose is time-stamping, alone and critical. @throws VerificationError CERTIFICATE_USAGE */
export function requireTimestampingLeaf(certificate: Certificate): void {
  requireKnownExtensions(certificate);
  const purposes = extendedKeyUsageOf(certificate) ?? [];
  const critical = certificate.extensions.get(EXTENSION.extendedKeyUsage)?.critical === true;
  if (purposes.length !== 1 || purposes[0] !== TIME_STAMPING || !critical || basicConstraintsOf(certificate).ca) {
    throw new VerificationError('CERTIFICATE_USAGE', {
      expected: 'timeStamping alone, critical',
      found: purposes.join(' ') || 'no extended key usage',
    });
  }
}

function certificatesOf(field: Field): readonly Certificate[] {
  const certificates = field
    .get('certChain')
    .get('certificates')
    .items(LIMITS.certificates)
    .map((item) => parseCertificate(fromBase64(item.get('rawBytes').string())));
  return fromLeafToAnchor(certificates);
}

/** Old trust roots list some chains from the anchor down. Only a whole reversal is mended; the path is proven anyway. */
function fromLeafToAnchor(certificates: readonly Certificate[]): readonly Certificate[] {
  const [first, second] = certificates;
  if (first === undefined || second === undefined) return certificates;
  const descends =
    Buffer.compare(second.issuer, first.subject) === 0 && Buffer.compare(first.issuer, second.subject) !== 0;
  return descends ? [...certificates].reverse() : certificates;
}

/** A trust root that contradicts itself is refused as a whole, with the place and the reason. */
export function proven<T>(place: string, prove: () => T): T {
  try {
    return prove();
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    const found = error.evidence.found === undefined ? '' : `: ${error.evidence.found}`;
    throw new ParseError('TRUST_ROOT_AUTHORITY', `${place} does not hold together (${error.code}${found})`, {
      cause: error,
    });
  }
}
