import type { Subject, Vex, VexComponent, VexStatement } from '#evidence';

import type { ClaimOf } from './claim.js';

/** @param subjects what the document is attested about */
export function claimOfVex(predicate: Vex, subjects: readonly Subject[]): ClaimOf<'vex'> {
  const heard = predicate.statements.filter((statement) => !answersForAnother(statement, subjects));
  const statements = heard.map(({ vulnerability, aliases, status, at }) => ({
    vulnerability,
    status,
    ...(at && { at }),
    ...(aliases.length > 0 && { aliases: [...new Set(aliases)].sort() }),
  }));
  return { kind: 'vex', statements };
}

/**
 * An answer (`not_affected`, `fixed`) about products that are certainly not the subjects, by digest, answers nothing
 * here. That something is affected is heard in any case: evidence against is never set aside.
 */
function answersForAnother({ status, products }: VexStatement, subjects: readonly Subject[]): boolean {
  if (status !== 'not_affected' && status !== 'fixed') return false;
  const digests = subjects.flatMap((subject) => subject.digests);
  return products.length > 0 && products.every((product) => isAnother(product, digests));
}

/** It has a digest by an algorithm that the subjects have too, and none of theirs. */
function isAnother({ hashes }: VexComponent, digests: readonly string[]): boolean {
  const compared = [...hashes].filter(([algorithm]) =>
    digests.some((digest) => digest.startsWith(prefixOf(algorithm))),
  );
  return compared.length > 0 && !compared.some(([algorithm, value]) => digests.includes(prefixOf(algorithm) + value));
}

/** IANA writes `sha-256` what a subject calls `sha256`. */
function prefixOf(algorithm: string): string {
  return `${algorithm.toLowerCase().replace('-', '')}:`;
}
