import { digestRows } from '../digest-rows.js';
import type { ExportedAttestation } from '../exports/export-parts.js';
import type { Report } from '../report.js';
import { METHOD_SENTENCE, REPLAY_SENTENCE } from '../report-sentences.js';
import { STATUS_WORDS, STATUSES } from '../status-words.js';
import { cosignCommand, REPLAY_COMMAND } from '../verify-commands.js';
import { statusCell } from './coverage.js';
import { heading, paragraph, printTable, type PrintBlock } from './print-document.js';

/** What the statuses mean, and everything the judgement depends on. */
export function printMethod(report: Report): readonly PrintBlock[] {
  const { artifacts, revisions } = report.population;
  return [
    heading(2, 'Method'),
    paragraph(METHOD_SENTENCE),
    printTable(
      'The statuses',
      [
        ['Status', 2],
        ['Meaning', 9],
      ],
      STATUSES.map((status) => [statusCell(status), STATUS_WORDS[status].meaning]),
    ),
    printTable(
      'What the judgement depends on',
      [
        ['Part', 4],
        ['Digest or name', 9],
      ],
      [
        ...digestRows(report).map(([name, digest]) => [name, { text: digest, code: true }]),
        ['Judged by', report.verifier],
      ],
    ),
    printTable(
      `The release: ${artifacts.length} ${artifacts.length === 1 ? 'artifact' : 'artifacts'}`,
      [
        ['Artifact', 4],
        ['Digests', 9],
      ],
      [
        ...artifacts.map(({ name, digests }) => [name, { text: digests.join(' '), code: true }]),
        ...revisions.map((revision) => ['source revision', { text: revision, code: true }]),
      ],
    ),
  ];
}

/** Commands a stranger runs, without an account and without a network. */
export function printHowToVerify(report: Report, attestation: ExportedAttestation | undefined): readonly PrintBlock[] {
  return [
    heading(2, 'How to verify'),
    paragraph(
      'You need not trust this document: it is a projection of the signed statement in the evidence pack. Recompute the whole judgement from the packed bytes, and accept it by your own anchors:',
    ),
    paragraph(REPLAY_COMMAND, 'code'),
    paragraph(REPLAY_SENTENCE),
    ...(attestation === undefined
      ? []
      : [
          paragraph('This document was made from the attestation whose bytes hash to'),
          paragraph(`${attestation.digest.slice(7)}  attestation.sigstore.json`, 'code'),
          paragraph('which sha256sum --check compares.'),
        ]),
    paragraph('Any Sigstore client can check the signature alone:'),
    paragraph(cosignCommand(report), 'code'),
  ];
}
