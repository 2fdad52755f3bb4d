import { digestOf } from '#kernel';

import type { Pack } from '../pack/pack.js';
import type { Attested } from './attested.js';
import type { SignerTest } from './expected-signer.js';
import type { BesideStatement } from './replay-report.js';
import { openSigned, type SignedStatement } from './signed-statement.js';

const SIGNED = /\.sigstore\.json$/;

/** Producer statements, verification summaries and what else is signed among the companions, each judged alone. */
export function besideStatements(
  pack: Pack,
  attested: Pick<Attested, 'subjects'> | undefined,
  isExpected: SignerTest,
): readonly BesideStatement[] {
  const artifacts = attested?.subjects.flatMap(({ digests }) => digests) ?? [];
  const about = new Set<string>([digestOf(pack.attestation), ...artifacts]);
  return (pack.companions ?? [])
    .filter(({ name }) => SIGNED.test(name))
    .map(({ name, bytes }) => {
      const signed = openSigned(bytes);
      if (typeof signed === 'string') return refused({ name, kind: 'unknown', says: [] }, 'BESIDE_UNREADABLE', signed);
      const shown = { name, kind: signed.parsed.kind, says: says(signed) };
      const stranger = isExpected(signed);
      if (stranger !== undefined) return refused(shown, 'BESIDE_SIGNER', stranger);
      if (speaksOf(signed, about)) return { ...shown, verified: true };
      return refused(shown, 'BESIDE_OF_ANOTHER', 'its subject is neither this attestation nor what was assessed');
    });
}

function refused(
  shown: Pick<BesideStatement, 'name' | 'kind' | 'says'>,
  code: string,
  sentence: string,
): BesideStatement {
  return { ...shown, verified: false, code, sentence };
}

/** Its subject is the attestation, as of what a producer states, or an artifact that was assessed, as of a summary. */
function speaksOf({ statement }: SignedStatement, about: ReadonlySet<string>): boolean {
  return statement?.subjects.some(({ digests }) => digests.some((digest) => about.has(digest))) === true;
}

/** Its own words, as far as its type is known here. */
function says({ predicate }: SignedStatement): readonly string[] {
  switch (predicate?.kind) {
    case 'verification-summary': {
      // A summary that failed names FAILED as its level, too.
      const { result, levels } = predicate;
      const named = levels.filter((level) => level !== result).join(', ');
      return [named === '' ? result : `${result}: ${named}`];
    }
    case 'producer-statement': {
      const { name, title, authority } = predicate.signatory;
      return [predicate.words, `${name}, ${title} (${authority}), on ${predicate.signedOn}`];
    }
    default:
      return [];
  }
}
