import { digestOf, type Digest, type JsonObject, type JsonValue } from '#kernel';

import type { Pack } from '../pack/pack.js';
import type { SignerTest } from './expected-signer.js';
import type { BesideStatement } from './replay-report.js';
import { openSigned, type SignedStatement } from './signed-statement.js';

const SIGNED = /\.sigstore\.json$/;

/** Producer statements, verification summaries and what else is signed among the companions, each judged alone. */
export function besideStatements(pack: Pack, isExpected: SignerTest): readonly BesideStatement[] {
  const attestation = digestOf(pack.attestation);
  return (pack.companions ?? [])
    .filter(({ name }) => SIGNED.test(name))
    .map(({ name, bytes }) => {
      const signed = openSigned(bytes);
      if (typeof signed === 'string') return refused({ name, kind: 'unknown', says: [] }, 'BESIDE_UNREADABLE', signed);
      const shown = { name, kind: signed.parsed.kind, says: says(signed) };
      const stranger = isExpected(signed);
      if (stranger !== undefined) return refused(shown, 'BESIDE_SIGNER', stranger);
      if (speaksOf(signed, attestation)) return { ...shown, verified: true };
      return refused(shown, 'BESIDE_OF_ANOTHER', 'it does not name this attestation');
    });
}

function refused(
  shown: Pick<BesideStatement, 'name' | 'kind' | 'says'>,
  code: string,
  sentence: string,
): BesideStatement {
  return { ...shown, verified: false, code, sentence };
}

/** As its subject, as a producer statement does, or among what it was judged by, as a verification summary does. */
function speaksOf({ statement }: SignedStatement, attestation: Digest): boolean {
  if (statement === undefined) return false;
  const { subjects, predicate } = statement;
  return (
    subjects.some(({ digests }) => digests.some((digest) => digest === attestation)) || cites(predicate, attestation)
  );
}

/** SLSA verification summary v1: `inputAttestations` are resource descriptors with a digest set. */
function cites(predicate: JsonValue, attestation: Digest): boolean {
  const inputs = objectOf(predicate)?.['inputAttestations'];
  if (!Array.isArray(inputs)) return false;
  const hex = attestation.slice('sha256:'.length);
  return inputs.some((input: JsonValue) => objectOf(objectOf(input)?.['digest'])?.['sha256'] === hex);
}

function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** Its own words, as far as its type is known here. */
function says({ predicate }: SignedStatement): readonly string[] {
  switch (predicate?.kind) {
    case 'verification-summary':
      return [`${predicate.result}: ${predicate.levels.join(', ')}`];
    case 'producer-statement': {
      const { name, title, authority } = predicate.signatory;
      return [predicate.words, `${name}, ${title} (${authority}), on ${predicate.signedOn}`];
    }
    default:
      return [];
  }
}
