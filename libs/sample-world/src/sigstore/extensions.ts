import { sha256, toUtf8, type PublicKey } from '#kernel';

import { bitString, boolean, explicit, implicit, integer, octetString, oid, sequence } from './der.js';

// The certificate extensions of RFC 5280 that our authorities write, each as one DER Extension.

export const EXTENDED_KEY_USAGE = {
  'code-signing': '1.3.6.1.5.5.7.3.3',
  'time-stamping': '1.3.6.1.5.5.7.3.8',
  'server-authentication': '1.3.6.1.5.5.7.3.1',
} as const;
export type ExtendedKeyUsage = keyof typeof EXTENDED_KEY_USAGE;

export function extension(id: string, value: Uint8Array, criticality: 'critical' | 'optional'): Uint8Array {
  return criticality === 'critical'
    ? sequence(oid(id), boolean(true), octetString(value))
    : sequence(oid(id), octetString(value));
}

export function basicConstraints(pathLength: number): Uint8Array {
  return extension('2.5.29.19', sequence(boolean(true), integer(pathLength)), 'critical');
}

/** RFC 5280 section 4.2.1.3: digitalSignature is bit 0, keyEncipherment bit 2, keyCertSign bit 5, cRLSign bit 6. */
const KEY_USAGE = {
  sign: bitString(Uint8Array.of(0x80), 7),
  certify: bitString(Uint8Array.of(0x06), 1),
  'sign-and-certify': bitString(Uint8Array.of(0x84), 2),
  encipher: bitString(Uint8Array.of(0x20), 5),
} as const;
export type KeyUsage = keyof typeof KEY_USAGE;

export function keyUsage(use: KeyUsage): Uint8Array {
  return extension('2.5.29.15', KEY_USAGE[use], 'critical');
}

export function extendedKeyUsage(usage: ExtendedKeyUsage): Uint8Array {
  // RFC 3161 section 2.3: the time-stamping purpose stands alone and is critical.
  const criticality = usage === 'time-stamping' ? 'critical' : 'optional';
  return extension('2.5.29.37', sequence(oid(EXTENDED_KEY_USAGE[usage])), criticality);
}

export function subjectKeyIdentifier(key: PublicKey): Uint8Array {
  return extension('2.5.29.14', octetString(keyIdentifier(key)), 'optional');
}

export function authorityKeyIdentifier(issuer: PublicKey): Uint8Array {
  return extension('2.5.29.35', sequence(implicit(0, keyIdentifier(issuer))), 'optional');
}

export type SubjectAlternativeName = { readonly uri: string } | { readonly email: string } | { readonly dns: string };

/** Critical, because the subject of the leaf is empty (RFC 5280 section 4.2.1.6). */
export function subjectAlternativeNames(names: readonly SubjectAlternativeName[]): Uint8Array {
  const encoded = names.map((name) => {
    if ('uri' in name) return implicit(6, toUtf8(name.uri));
    return 'dns' in name ? implicit(2, toUtf8(name.dns)) : implicit(1, toUtf8(name.email));
  });
  return extension('2.5.29.17', sequence(...encoded), 'critical');
}

/** The list of signed certificate timestamps as RFC 6962 section 3.3 embeds it. */
export function embeddedTimestamps(list: Uint8Array): Uint8Array {
  return extension('1.3.6.1.4.1.11129.2.4.2', octetString(list), 'optional');
}

/** RFC 7093 section 2, method 1: the left-most 160 bits of SHA-256, here over the whole SubjectPublicKeyInfo. */
function keyIdentifier(key: PublicKey): Uint8Array {
  return sha256(key.spki).subarray(0, 20);
}

/** What OpenSSL and Node need to read our extensions in the order in which they were written. */
export function extensionList(extensions: readonly Uint8Array[]): Uint8Array {
  return explicit(3, sequence(...extensions));
}
