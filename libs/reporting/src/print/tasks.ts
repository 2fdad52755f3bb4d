import { gapLines, machineStatus, CAP_WORDS } from '../task-words.js';
import type { Report } from '../report.js';
import { HUMAN_WORDS, type ReportTask } from '../report-task.js';
import { isSettled } from '../open-tasks.js';
import { originWords } from '../origin-words.js';
import { momentWords } from '../moment-words.js';
import { heading, list, paragraph, type PrintBlock } from './print-document.js';
import { STATUS_WORDS } from '../status-words.js';

/** Each task with everything that is said about it. */
export function printTasks(report: Report): readonly PrintBlock[] {
  const official =
    report.wording === undefined
      ? `the official text is in ${report.catalog.title}`
      : `below each stands the official wording, imported ${originWords(report.wording)}`;
  return [
    heading(2, 'Task by task'),
    paragraph(
      `Task summaries are in our own words; ${official}. Machine part and human part are shown apart.`,
      'quiet',
    ),
    ...report.groups.flatMap(({ practices }) => practices.flatMap(({ tasks }) => tasks.flatMap(taskBlocks))),
  ];
}

function taskBlocks(task: ReportTask): readonly PrintBlock[] {
  const gaps = gapLines(task);
  return [
    heading(3, `${task.id} · ${STATUS_WORDS[task.status].word}`),
    paragraph(task.summary),
    ...(task.official === undefined ? [] : [paragraph(`Official wording: ${task.official}`, 'quiet')]),
    paragraph(`${task.sentence} (${task.reason})${untilWords(task)}`),
    list([
      `Machine part: ${machineStatus(task)}`,
      ...gaps.map(({ need, members }) => `Not met: ${need}: ${members.join(', ')}`),
      `Human part, ${HUMAN_WORDS[task.human]}: ${task.staysHuman}`,
      `Grade ${task.grade}: ${CAP_WORDS[task.cap]}${task.teamControlled ? '; lowered, because the assessed team controls the signer' : ''}`,
      `Why this rule: ${task.rationale}`,
      ...(isSettled(task) ? [] : [`Next: ${task.nextAction} ${task.remedy}`]),
    ]),
    ...(task.evidence.length === 0 ? [] : [paragraph(evidenceWords(task), 'quiet')]),
  ];
}

function untilWords({ until }: ReportTask): string {
  return until === undefined ? '' : ` Changes by itself at ${momentWords(until)}.`;
}

const MOST_NAMED = 12;

function evidenceWords({ evidence }: ReportTask): string {
  const named = evidence.slice(0, MOST_NAMED).map((digest) => digest.slice(7, 19));
  const more = evidence.length > MOST_NAMED ? ` and ${evidence.length - MOST_NAMED} more` : '';
  return `Evidence: ${named.join(', ')}${more}`;
}
