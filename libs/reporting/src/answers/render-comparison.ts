import type { Comparison, ControlDifference, DifferenceCause, EvidenceChange, Part } from '#compliance';

import { STATUS_WORDS } from '../status-words.js';
import { counted, indented, listed, page, shortDigest, type Names } from './lines.js';

const PART_WORDS: Readonly<Record<Part, string>> = {
  mapping: 'the mapping is another',
  catalog: 'the catalog is another',
  release: 'it is another release, with other evidence',
  population: 'what the release consists of is stated otherwise',
  gone: 'evidence is gone',
  new: 'evidence is new',
  trust: 'the same evidence is judged otherwise: by another root, rule, key or product scope',
  time: 'time has passed',
};

const CHANGE_WORDS: Readonly<Record<EvidenceChange['change'], string>> = {
  new: 'new',
  gone: 'gone',
  'judged-otherwise': 'judged otherwise',
  'not-yet-signed': 'not yet signed then',
  'signed-since': 'signed in between',
  superseded: 'superseded by a newer word of its signer',
  expired: 'too old now',
  ended: 'ended',
  'counts-now': 'counts now',
  'counts-no-longer': 'counts no longer',
};

/** What differs and why, for a terminal. Ends in a newline. */
export function renderComparison({ a, b, differences, unchanged }: Comparison, names: Names): string {
  const side = ({ scope, asOf }: Comparison['a']) => `${scope.product}@${scope.release} as of ${asOf}`;
  return page([
    `A  ${side(a)}`,
    `B  ${side(b)}`,
    `${counted(differences.length, 'control')} differ${differences.length === 1 ? 's' : ''}, ${unchanged} stand as they did.`,
    ...differences.flatMap((difference) => ['', ...differenceLines(difference, names)]),
  ]);
}

export function differenceLines(
  { control, before, after, causes }: ControlDifference,
  names: Names,
): readonly string[] {
  return [
    `${control}: ${words(before)} → ${words(after)}`,
    ...indented(causes.flatMap((cause) => causeLines(cause, names))),
  ];
}

function causeLines({ part, before, after, alone, evidence, need }: DifferenceCause, names: Names): readonly string[] {
  const worse = need === undefined ? [] : [`  needed: ${need}`];
  return [
    `because ${PART_WORDS[part]}: ${words(before)} → ${words(after)}${alone ? '' : ' (together with the other causes)'}`,
    ...listed(evidence, (change) => [`  ${CHANGE_WORDS[change.change]}: ${shortDigest(change.evidence, names)}`]),
    ...worse,
  ];
}

function words(point: ControlDifference['before']): string {
  if (point === undefined) return 'not in this catalog';
  const { mark, word } = STATUS_WORDS[point.status];
  const count = point.of === 0 ? '' : ` (${point.met} of ${point.of})`;
  return `${mark} ${word}${count}, ${point.reason}`;
}
