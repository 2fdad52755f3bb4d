import { fromUtf8 } from '#kernel';

import { DerReader, TAG } from '../der/der-reader.js';
import { readUtf8String } from '../der/der-values.js';
import { VerificationError } from '../verification-error.js';
import type { Certificate } from './certificate.js';

const ARC = '1.3.6.1.4.1.57264.1.';

/** Deprecated extensions whose value is bare text, by last arc. */
const BARE: Readonly<Record<string, string>> = {
  1: 'issuer',
  2: 'githubWorkflowTrigger',
  3: 'githubWorkflowSHA',
  4: 'githubWorkflowName',
  5: 'githubWorkflowRepository',
  6: 'githubWorkflowRef',
};

/** Extensions whose value is a DER UTF8String, by last arc. Arc 7 is no extension but a kind of name. */
const WRAPPED: Readonly<Record<string, string>> = {
  8: 'issuer',
  9: 'buildSignerURI',
  10: 'buildSignerDigest',
  11: 'runnerEnvironment',
  12: 'sourceRepositoryURI',
  13: 'sourceRepositoryDigest',
  14: 'sourceRepositoryRef',
  15: 'sourceRepositoryIdentifier',
  16: 'sourceRepositoryOwnerURI',
  17: 'sourceRepositoryOwnerIdentifier',
  18: 'buildConfigURI',
  19: 'buildConfigDigest',
  20: 'buildTrigger',
  21: 'runInvocationURI',
  22: 'sourceRepositoryVisibilityAtSigning',
  23: 'deploymentEnvironment',
  24: 'tokenSubject',
};

/** Every name a trust rule may demand a value for. */
export const FULCIO_EXTENSION_NAMES: readonly string[] = [
  ...new Set([...Object.values(BARE), ...Object.values(WRAPPED)]),
].filter((name) => name !== 'issuer');

/** What Fulcio says about who signed and from where; `issuer` is the OIDC issuer. */
export interface FulcioClaims {
  readonly issuer: string | undefined;
  readonly extensions: Readonly<Record<string, string>>;
}

/**
 * Fulcio's OID 1.3.6.1.4.1.57264.1.1 to .24 by documented name. Two issuer extensions that differ are refused.
 * @throws VerificationError CERTIFICATE_INVALID, ParseError
 */
export function fulcioClaimsOf(certificate: Certificate): FulcioClaims {
  let issuer: string | undefined;
  const extensions: Record<string, string> = {}; // under our own names only
  for (const [oid, { value }] of certificate.extensions) {
    if (!oid.startsWith(ARC)) continue;
    const claim = readClaim(oid.slice(ARC.length), value);
    if (claim === undefined) continue;
    const before = claim.name === 'issuer' ? issuer : extensions[claim.name];
    if (before !== undefined && before !== claim.text) {
      throw new VerificationError('CERTIFICATE_INVALID', {
        expected: `one ${claim.name}`,
        found: `${before}, ${claim.text}`,
      });
    }
    if (claim.name === 'issuer') issuer = claim.text;
    else extensions[claim.name] = claim.text;
  }
  return { issuer, extensions };
}

function readClaim(arc: string, value: Uint8Array): { readonly name: string; readonly text: string } | undefined {
  const bare = BARE[arc];
  if (bare !== undefined) return { name: bare, text: fromUtf8(value) };
  const name = WRAPPED[arc];
  if (name === undefined) return undefined;
  const reader = new DerReader(value);
  if (reader.nextTag !== TAG.utf8String)
    throw new VerificationError('CERTIFICATE_INVALID', { found: `${name} is no UTF8String` });
  const text = readUtf8String(reader);
  reader.finish();
  return { name, text };
}
