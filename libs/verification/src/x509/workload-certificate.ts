import { PublicKey } from '#kernel';

import { contextTag, DerReader, TAG } from '../der/der-reader.js';
import { asciiOf } from '../der/der-values.js';
import { CODE_SIGNING, type CertificateAuthority } from '../trust/certificate-authority.js';
import { VerificationError } from '../verification-error.js';
import { basicConstraintsOf, EXTENSION, extendedKeyUsageOf, keyUsageOf, type Certificate } from './certificate.js';
import type { Issued } from './issued.js';
import { requireKnownExtensions } from './issuer-path.js';
import { readAgain } from './second-reading.js';
import type { SigningCertificate } from './signing-certificate.js';
import { parseSpiffeId } from './spiffe-id.js';
import { uriNamesOf } from './uri-names.js';

/** Kinds of names a private authority may give a signer, with the word that OpenSSL prints before each. */
const PRINTED: ReadonlyMap<number, string> = new Map([
  [contextTag(1, 'primitive'), 'email'],
  [contextTag(2, 'primitive'), 'DNS'],
  [contextTag(6, 'primitive'), 'URI'],
]);

interface Name {
  readonly printed: string;
  readonly text: string;
}

/**
 * Proves: two readers agree on the certificate, it names one signer, and its issuer lets it sign: an X509-SVID of the
 * trust domain that its authority vouches for, or a certificate of a private authority for signing code.
 * Assumes: `issued` was proven for this certificate. @throws VerificationError CERTIFICATE_*, ParseError
 */
export function readWorkloadCertificate(certificate: Certificate, issued: Issued): SigningCertificate {
  requireKnownExtensions(certificate);
  const domains = issued.authorities.flatMap(({ trustDomain }: CertificateAuthority) => trustDomain ?? []);
  const name = domains.length > 0 ? svidName(certificate, domains) : privateName(certificate);
  const key = readAgain(certificate, undefined);
  requirePrinted(certificate, name);
  return { certificate, key, signer: { kind: 'workload', identity: name.text, authority: issued.root.name } };
}

/** X509-SVID sections 2 and 4: one URI, of this trust domain, with a path; digitalSignature, never keyCertSign, no CA. */
function svidName(certificate: Certificate, domains: readonly string[]): Name {
  if (keyUsageOf(certificate)?.digitalSignature !== true) throw usage('digitalSignature', 'another key usage');
  requireEndEntity(certificate);
  const [text, ...others] = uriNamesOf(certificate);
  if (text === undefined || others.length > 0) {
    throw new VerificationError('CERTIFICATE_NAMES', { expected: 'one SPIFFE ID', found: `${others.length} others` });
  }
  const id = parseSpiffeId(text);
  if (id === undefined || id.path === '' || !domains.includes(id.trustDomain)) {
    throw new VerificationError('CERTIFICATE_TRUST_DOMAIN', {
      expected: `spiffe://${domains.join(', ')}/…`,
      found: text,
    });
  }
  return { printed: 'URI', text };
}

/** RFC 5280 section 4.2.1.12: a certificate without stated purposes may be used for any its authority allows. */
function privateName(certificate: Certificate): Name {
  const purposes = extendedKeyUsageOf(certificate);
  if (purposes !== undefined && !purposes.includes(CODE_SIGNING)) throw usage('code signing', purposes.join(' '));
  if (keyUsageOf(certificate)?.digitalSignature === false) throw usage('digitalSignature', 'another key usage');
  requireEndEntity(certificate);
  return onlyName(certificate);
}

function requireEndEntity(certificate: Certificate): void {
  if (basicConstraintsOf(certificate).ca) throw usage('an end entity', 'a CA certificate');
  if (keyUsageOf(certificate)?.keyCertSign === true) throw usage('an end entity', 'keyCertSign');
}

function onlyName(certificate: Certificate): Name {
  const extension = certificate.extensions.get(EXTENSION.subjectAltName);
  const names = extension === undefined ? undefined : DerReader.single(extension.value, TAG.sequence);
  const element = names === undefined || names.isDone ? undefined : names.read();
  if (names === undefined || element === undefined || !names.isDone) {
    const found = element === undefined ? 'none' : 'several';
    throw new VerificationError('CERTIFICATE_NAMES', { expected: 'one name', found });
  }
  const printed = PRINTED.get(element.tag);
  if (printed === undefined) {
    const found = `a name of tag ${element.tag}`;
    throw new VerificationError('CERTIFICATE_NAMES', { expected: 'an e-mail address, a URI or a DNS name', found });
  }
  return { printed, text: asciiOf(names, element) };
}

/** The second opinion on the name: OpenSSL prints exactly one of this kind, and it is this one. */
function requirePrinted(certificate: Certificate, { printed, text }: Name): void {
  const all = (PublicKey.fromCertificate(certificate.der).subjectAltName ?? '').split(', ');
  const [own, ...others] = all
    .filter((name) => name.startsWith(`${printed}:`))
    .map((name) => name.slice(printed.length + 1));
  if (others.length === 0 && (own === text || own === JSON.stringify(text))) return;
  throw new VerificationError('CERTIFICATE_PARSERS_DISAGREE', {
    expected: 'two equal readings',
    found: 'another name',
  });
}

function usage(expected: string, found: string): VerificationError {
  return new VerificationError('CERTIFICATE_USAGE', { expected, found });
}
