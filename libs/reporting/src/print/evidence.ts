import type { Check } from '#verification';

import { collectorWords, ladderWords, originatorWords, placeWords } from '../evidence-words.js';
import { momentWords } from '../moment-words.js';
import type { Report } from '../report.js';
import type { ReportEvidence } from '../report-parts.js';
import { EVIDENCE_SENTENCE } from '../report-sentences.js';
import { paragraph, part, printTable, type PrintBlock, type PrintCell } from './print-document.js';

/** Every item with its verdict, who made it and handed it in, and where it was logged. */
export function printEvidence({ evidence }: Report): readonly PrintBlock[] {
  return [
    part('Evidence'),
    paragraph(EVIDENCE_SENTENCE, 'quiet'),
    printTable(
      `${evidence.length} items`,
      [
        ['Kind', 9],
        ['Verdict', 8],
        ['Made by, at', 15],
        ['Handed in by, logged at', 12],
        ['SHA-256 of the bytes', 12],
      ],
      evidence.map(evidenceRow),
    ),
  ];
}

function evidenceRow(item: ReportEvidence): readonly (PrintCell | string)[] {
  const { kind, format, verdict, use, digest } = item;
  const place = placeWords(item);
  return [
    { text: kind, below: [format] },
    {
      text: use === undefined || use === verdict.outcome ? verdict.outcome : `${verdict.outcome}, ${use}`,
      below: [ladderWords(verdict.checks), ...verdict.checks.flatMap(problem)],
    },
    {
      text: originatorWords(verdict),
      below: [verdict.signedAt === undefined ? 'no trusted time' : momentWords(verdict.signedAt)],
    },
    { text: collectorWords(item), ...(place !== '' && { below: [place] }) },
    { text: digest.slice(7), code: true },
  ];
}

function problem({ outcome, code, expected, found }: Check): readonly string[] {
  if (outcome !== 'failed' && outcome !== 'could-not-check') return [];
  const words = [
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(found === undefined ? [] : [`found ${found}`]),
  ];
  return [`${code ?? ''} ${words.join(', ')}`.trim()];
}
