import type { Severity } from '../predicate.js';

const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['negligible', 'low'],
  ['none', 'none'],
]);
const ORDER: readonly Severity[] = ['none', 'low', 'medium', 'high', 'critical'];

/** A rating in words, or a CVSS v3 or v4 base score by its qualitative scale. What is neither is `unknown`, never `none`. */
export function severityOf(score: string): Severity {
  const word = WORDS.get(score.trim().toLowerCase());
  if (word !== undefined) return word;
  if (!/^\d{1,2}(?:\.\d{1,2})?$/.test(score.trim())) return 'unknown';
  const number = Number(score);
  if (number > 10) return 'unknown';
  if (number >= 9) return 'critical';
  if (number >= 7) return 'high';
  if (number >= 4) return 'medium';
  return number > 0 ? 'low' : 'none';
}

/** The gravest of several ratings of one vulnerability; unknown ones count only where nothing else is known. */
export function gravest(severities: readonly Severity[]): Severity {
  const rank = Math.max(-1, ...severities.map((severity) => ORDER.indexOf(severity)));
  return ORDER[rank] ?? 'unknown';
}
