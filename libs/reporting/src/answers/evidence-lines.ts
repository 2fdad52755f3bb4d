import type { EvidenceNote, FindingNote } from '#compliance';

import { shortDigest, type Names } from './lines.js';

/** Whose word it is, under which rule, since when. */
export function evidenceLines(note: EvidenceNote, names: Names): readonly string[] {
  const { evidence, claims, rules, producer, signedAt, assurance, teamControlled } = note;
  const when = signedAt === undefined ? 'at a time that nothing trusted vouches for' : `at ${signedAt}`;
  const whose = teamControlled ? ', which the assessed team controls' : '';
  const word = assurance === 'self-attested' ? 'stated' : 'signed';
  return [
    shortDigest(evidence, names),
    `  ${claims.join(', ')}: ${word} ${when} by ${producer}${whose}; trust rule ${rules.join(', ')}`,
  ];
}

/** Where on the ladder it stopped, why, and what to do about it. */
export function findingLines({ evidence, kind, outcome, codes }: FindingNote, names: Names): readonly string[] {
  const reasons = codes.flatMap(({ code, rung, meaning, remedy }) => [
    `  ${rung === undefined ? '' : `${rung}: `}${code}: ${meaning}`,
    `    ${remedy}`,
  ]);
  return [shortDigest(evidence, names), `  ${kind}: ${outcome}`, ...reasons];
}
