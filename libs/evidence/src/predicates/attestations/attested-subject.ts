import { ParseError, type Digest } from '#kernel';

import type { Statement } from '../../statement.js';
import type { Predicate } from '../predicate.js';

/**
 * What is said about an attestation is bound to it as in-toto binds: by the statement's subject. A predicate that names
 * another one than its subject would be found under the one and believed of the other.
 * @throws ParseError ATTESTATION_SUBJECT
 */
export function requireAttested({ subjects }: Statement, predicate: Predicate): void {
  const attestation = attestationOf(predicate);
  if (attestation === undefined || subjects.some(({ digests }) => digests.includes(attestation))) return;
  throw new ParseError(
    'ATTESTATION_SUBJECT',
    'no subject of the statement is the attestation that its predicate names',
  );
}

function attestationOf(predicate: Predicate): Digest | undefined {
  if ('attestation' in predicate) return predicate.attestation;
  return predicate.kind === 'producer-statement' ? predicate.assessment : undefined;
}
