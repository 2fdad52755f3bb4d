import { toUtf8 } from '#kernel';

import { utf8String } from './der.js';
import { extension, type SubjectAlternativeName } from './extensions.js';
import { FULCIO_CLAIMS, type CertificateIdentity, type FulcioClaim } from './identity.js';

const FULCIO = '1.3.6.1.4.1.57264.1';

/** The one name that the leaf of this identity carries. */
export function subjectOf(identity: CertificateIdentity): SubjectAlternativeName {
  return identity.kind === 'email' ? { email: identity.email } : { uri: identity.uri };
}

/** Fulcio's extensions: .1 is bare text, .8 and later are DER UTF8String. */
export function claimExtensions(identity: CertificateIdentity): Uint8Array[] {
  return [
    extension(`${FULCIO}.1`, toUtf8(identity.issuer), 'optional'),
    extension(`${FULCIO}.8`, utf8String(identity.issuer), 'optional'),
    ...(identity.kind === 'workload' ? workloadExtensions(identity.claims) : []),
  ];
}

function workloadExtensions(claims: Readonly<Partial<Record<FulcioClaim, string>>>): Uint8Array[] {
  return (Object.keys(FULCIO_CLAIMS) as FulcioClaim[]).flatMap((claim) => {
    const value = claims[claim];
    return value === undefined ? [] : [extension(`${FULCIO}.${FULCIO_CLAIMS[claim]}`, utf8String(value), 'optional')];
  });
}
