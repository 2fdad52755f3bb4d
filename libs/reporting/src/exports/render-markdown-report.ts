import { toUtf8 } from '#kernel';

import { markdownCode as code, markdownText as inert } from '../gate/markdown-text.js';
import { layerLines } from '../layer-words.js';
import { momentWords } from '../moment-words.js';
import { stateWords } from '../plan-words.js';
import { summaryLine } from '../render-text.js';
import { tasksOf, type Report, type ReportGroup } from '../report.js';
import { HUMAN_WORDS, machineWords, whyWords, type ReportTask } from '../report-task.js';
import { STATUS_WORDS } from '../status-words.js';
import type { ExportParts } from './export-parts.js';

/** The report for a wiki or a job summary: what is not claimed before the tables, all text of strangers inert. */
export function renderMarkdownReport({ report, attestation }: ExportParts): Uint8Array {
  const { scope } = report;
  const lines = [
    `# ${inert(`${scope.product} ${scope.release} of ${scope.organization}`)}`,
    '',
    ...(report.synthetic ? ['**SYNTHETIC: a sample organization with made-up evidence.**', ''] : []),
    ...head(report).map((line) => `- ${line}`),
    ...(attestation === undefined
      ? ['- Nobody has signed this judgement.']
      : [`- Signed: attestation ${code(attestation.digest)}`]),
    '',
    ...layerLines(report.layers).map((line) => `**${inert(line)}**\n`),
    ...section('Claimed', report.claimed.map(bullet)),
    ...section('Not claimed', report.notClaimed.map(bullet)),
    ...report.groups.flatMap((group) => section(`${inert(group.id)} ${inert(group.title)}`, table(group))),
    ...section('Plans of action', report.plans.map(planBullet)),
    ...section('Evidence', report.evidence.map(evidenceBullet)),
  ];
  return toUtf8(`${lines.join('\n').trimEnd()}\n`);
}

function head(report: Report): readonly string[] {
  const { catalog, mapping, population, asOf, knownAt } = report;
  const many = population.artifacts.length;
  return [
    inert(summaryLine(report)),
    `As of ${inert(momentWords(asOf))}, known at ${inert(momentWords(knownAt))}`,
    inert(`${many} ${many === 1 ? 'artifact' : 'artifacts'}, ${population.source}`),
    `SLSA Build L${report.slsaBuildLevel}`,
    `${inert(catalog.title)} ${inert(catalog.version)}, mapping ${code(`${mapping.id} ${mapping.version}`)} adopted on ${inert(mapping.adoptedOn)} by ${inert(mapping.adoptedBy)}`,
    `Assessment ${code(report.assessment)}`,
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
}

function table(group: ReportGroup): readonly string[] {
  return [
    '| Task | Status | Machine part | Human part | Why |',
    '| --- | --- | --- | --- | --- |',
    ...tasksOf([group]).map(row),
  ];
}

function row(task: ReportTask): string {
  const { mark, word } = STATUS_WORDS[task.status];
  const cells = [
    code(task.id),
    `${inert(mark)} ${word}`,
    inert(machineWords(task)),
    HUMAN_WORDS[task.human],
    inert(whyWords(task)),
  ];
  return `| ${cells.join(' | ')} |`;
}

function bullet(sentence: string): string {
  return `- ${inert(sentence)}`;
}

function planBullet(item: Report['plans'][number]): string {
  return `- ${code(item.plan.control)} ${code(item.id)}, ${stateWords(item)}: ${inert(item.plan.weakness)}`;
}

function evidenceBullet({ digest, kind, verdict }: Report['evidence'][number]): string {
  return `- ${code(digest)} ${inert(kind)}, ${verdict.outcome}`;
}
