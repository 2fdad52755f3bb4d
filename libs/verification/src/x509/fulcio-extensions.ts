import { fromUtf8 } from '#kernel';

import { DerReader, TAG } from '../der/der-reader.js';
import { readUtf8String } from '../der/der-values.js';
import { VerificationError } from '../verification-error.js';
import type { Certificate } from './certificate.js';

const ARC = '1.3.6.1.4.1.57264.1.';

/** Deprecated extensions whose value is bare text, by last arc. */
const BARE = {
  1: 'issuer',
  2: 'githubWorkflowTrigger',
  3: 'githubWorkflowSHA',
  4: 'githubWorkflowName',
  5: 'githubWorkflowRepository',
  6: 'githubWorkflowRef',
};

/** Extensions whose value is a DER UTF8String, by last arc. Arc 7 is no extension but a kind of name. */
const WRAPPED = {
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

interface Claim {
  readonly name: string;
  readonly form: 'bare' | 'wrapped';
}

/** Both by their whole object identifier. */
const CLAIMS: ReadonlyMap<string, Claim> = new Map([...claimsOf(BARE, 'bare'), ...claimsOf(WRAPPED, 'wrapped')]);

function claimsOf(names: Readonly<Record<string, string>>, form: Claim['form']) {
  return Object.entries(names).map(([arc, name]): [string, Claim] => [ARC + arc, { name, form }]);
}

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
    const claim = CLAIMS.get(oid);
    if (claim === undefined) continue;
    const { name } = claim;
    const text = textOf(claim, value);
    const before = name === 'issuer' ? issuer : extensions[name];
    if (before !== undefined && before !== text) {
      throw new VerificationError('CERTIFICATE_INVALID', { expected: `one ${name}`, found: `${before}, ${text}` });
    }
    if (name === 'issuer') issuer = text;
    else extensions[name] = text;
  }
  return { issuer, extensions };
}

function textOf({ name, form }: Claim, value: Uint8Array): string {
  if (form === 'bare') return fromUtf8(value);
  const reader = new DerReader(value);
  if (reader.nextTag !== TAG.utf8String)
    throw new VerificationError('CERTIFICATE_INVALID', { found: `${name} is no UTF8String` });
  const text = readUtf8String(reader);
  reader.finish();
  return text;
}
