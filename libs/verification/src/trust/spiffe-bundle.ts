import { Field, fromBase64, ParseError, type JsonObject } from '#kernel';

import { parseCertificate, type Certificate } from '../x509/certificate.js';
import { proveIssuerPath } from '../x509/issuer-path.js';
import { isTrustDomain, parseSpiffeId } from '../x509/spiffe-id.js';
import { uriNamesOf } from '../x509/uri-names.js';
import { proven, type CertificateAuthority } from './certificate-authority.js';
import { onlyFields } from './only-fields.js';
import { ALWAYS } from './window.js';

const BUNDLE_FIELDS = ['keys', 'spiffe_sequence', 'spiffe_refresh_hint'];
const MAX_KEYS = 64;
const MAX_DOMAINS = 64;

/** A JWK Set, alone or by trust domain. */
export function isSpiffeBundle(document: JsonObject): boolean {
  return Object.hasOwn(document, 'keys') || Object.hasOwn(document, 'trust_domains');
}

/**
 * A SPIFFE bundle (SPIFFE Trust Domain and Bundle, section 4): the JWK Set of one trust domain, which its CA
 * certificates name, or `{ "trust_domains": { name: JWK Set } }` of several. Each authority vouches for its own domain.
 * @throws ParseError TRUST_ROOT_SPIFFE, TRUST_ROOT_AUTHORITY, FIELD_*, DER_INVALID, KEY_*, LIMIT_EXCEEDED
 */
export function parseSpiffeBundle(document: Field): readonly CertificateAuthority[] {
  const domains = document.optional('trust_domains');
  if (domains === undefined) return authoritiesOf(document, undefined);
  onlyFields(document, ['trust_domains']);
  const names = Object.keys(domains.object());
  if (names.length > MAX_DOMAINS) throw new ParseError('LIMIT_EXCEEDED', `at most ${MAX_DOMAINS} trust domains`);
  return names.flatMap((name) => authoritiesOf(domains.get(name), name));
}

function authoritiesOf(bundle: Field, named: string | undefined): readonly CertificateAuthority[] {
  onlyFields(bundle, BUNDLE_FIELDS);
  if (named !== undefined && !isTrustDomain(named)) throw refused(bundle, `"${named.slice(0, 80)}" is no trust domain`);
  return bundle
    .get('keys')
    .items(MAX_KEYS)
    .filter((key) => key.optional('use')?.string() === 'x509-svid') // section 4.2.2: entries of another use are ignored
    .map((key) => authorityOf(key, named));
}

function authorityOf(key: Field, named: string | undefined): CertificateAuthority {
  const [first, ...others] = key.get('x5c').items(MAX_KEYS);
  if (first === undefined || others.length > 0) throw refused(key, 'x5c holds exactly one certificate');
  const certificate = parseCertificate(fromBase64(first.string()));
  const path = proven(key.path, () => proveIssuerPath([certificate], undefined));
  return { path, window: ALWAYS, trustDomain: trustDomainOf(key, certificate, named) };
}

/** X509-SVID section 4.1: an authority's own SPIFFE ID is the trust domain, without a path. */
function trustDomainOf(key: Field, certificate: Certificate, named: string | undefined): string {
  const [own, ...others] = uriNamesOf(certificate);
  const id = own === undefined ? undefined : parseSpiffeId(own);
  if (others.length > 0 || (own !== undefined && (id === undefined || id.path !== ''))) {
    throw refused(key, 'the certificate does not name one trust domain');
  }
  const trustDomain = named ?? id?.trustDomain;
  if (trustDomain === undefined) {
    throw refused(
      key,
      'nothing says which trust domain this is: wrap the bundle as { "trust_domains": { "<name>": bundle } }',
    );
  }
  if (id !== undefined && id.trustDomain !== trustDomain) throw refused(key, `a certificate of ${id.trustDomain}`);
  return trustDomain;
}

function refused({ path }: Field, what: string): ParseError {
  return new ParseError('TRUST_ROOT_SPIFFE', `${path}: ${what}`);
}
