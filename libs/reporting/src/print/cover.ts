import type { ExportedAttestation } from '../exports/export-parts.js';
import { glance } from '../glance.js';
import { DIRECTION_WORDS, whoWords } from '../layer-words.js';
import type { Report } from '../report.js';
import { intakeSentence, staleRootSentence, thresholdsSentence } from '../report-sentences.js';
import { attestationSentence, NOT_SIGNED } from '../signature-words.js';
import { heading, list, paragraph, printTable, type PrintBlock } from './print-document.js';

export function printCover(report: Report, attestation: ExportedAttestation | undefined): readonly PrintBlock[] {
  const { scope, catalog } = report;
  const intake = intakeSentence(report);
  return [
    paragraph(`Secure software development assessment · ${catalog.title} ${catalog.version}`, 'quiet'),
    heading(1, `${scope.product} ${scope.release}`),
    paragraph(scope.organization, 'lead'),
    paragraph(attestation === undefined ? NOT_SIGNED : attestationSentence(attestation), 'note'),
    factTable(report, attestation),
    heading(2, 'What is claimed, and what is not'),
    paragraph(thresholdsSentence(report)),
    ...layerTable(report),
    ...report.trustRoots.filter(({ stale }) => stale).map((root) => paragraph(staleRootSentence(root), 'note')),
    heading(3, 'Claimed'),
    list(report.claimed),
    heading(3, 'Not claimed'),
    list(report.notClaimed),
    ...(intake === undefined ? [] : [paragraph(`Nothing received was left out. ${intake}`, 'note')]),
  ];
}

function factTable(report: Report, attestation: ExportedAttestation | undefined): PrintBlock {
  return printTable(
    'At a glance',
    [
      ['What', 1],
      ['Value', 3],
    ],
    glance(report, attestation).map(({ label, value, note }) => [
      label,
      note === undefined ? value : `${value}; ${note}`,
    ]),
  );
}

function layerTable({ layers }: Report): readonly PrintBlock[] {
  if (layers.length === 0) return [];
  return [
    printTable(
      'What the organization’s own layers changed about the mapping; loosened conditions first',
      [
        ['Task', 2],
        ['Change', 3],
        ['Before', 4],
        ['Now', 4],
        ['Why, and who answers for it', 6],
      ],
      layers.map((change) => [
        change.control,
        `${DIRECTION_WORDS[change.direction]}: ${change.aspect}`,
        { text: change.before.join(' ') },
        { text: change.after.join(' ') },
        { text: change.reason, below: [`Layer ${change.layer} ${change.version}, ${whoWords(change)}.`] },
      ]),
    ),
  ];
}
