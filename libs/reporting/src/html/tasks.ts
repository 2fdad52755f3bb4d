import type { Report } from '../report.js';
import { HUMAN_WORDS, type ReportTask } from '../report-task.js';
import { isSettled, openTasks } from '../open-tasks.js';
import { originWords } from '../origin-words.js';
import { CAP_WORDS, gapLines, machineStatus } from '../task-words.js';
import { anchorOf, evidenceAnchor } from './anchors.js';
import { statusChip } from './coverage.js';
import { shortDigest } from './evidence.js';
import { html, type Markup } from './html.js';
import { moment } from './moment.js';

/** What is not settled, gravest first, each with what to do. */
export function nextSteps(report: Report): Markup {
  const ordered = openTasks(report);
  return html`<section id="next" class="page">
    <h2>What to do next</h2>
    ${ordered.length === 0 ? html`<p>Every task is settled as of this report.</p>` : nextTable(ordered)}
  </section>`;
}

function nextTable(tasks: readonly ReportTask[]): Markup {
  return html`<div class="wide">
    <table class="rows">
      <caption>
        ${tasks.length} tasks are not settled; the gravest first
      </caption>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">Status</th>
          <th scope="col">What to do</th>
        </tr>
      </thead>
      <tbody>
        ${tasks.map(
          (task) =>
            html`<tr>
              <th scope="row"><a href="#${anchorOf(task)}">${task.id}</a></th>
              <td>${statusChip(task.status)}</td>
              <td>${task.nextAction} <span class="quiet">${task.remedy}</span></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function officialWords({ catalog, wording }: Report): string {
  if (wording === undefined) return `the official text is in ${catalog.title}`;
  return `below each stands the official wording, imported ${originWords(wording)}`;
}

export function taskByTask(report: Report): Markup {
  return html`<section id="tasks" class="page">
    <h2>Task by task</h2>
    <p class="quiet">
      Task summaries are in our own words; ${officialWords(report)}. Machine part and human part are shown apart and
      never merged.
    </p>
    ${report.groups.map(({ practices }) =>
      practices.map(
        (practice) =>
          html`<h3>${practice.id} · ${practice.title}</h3>
            ${practice.tasks.map(taskCard)}`,
      ),
    )}
  </section>`;
}

function taskCard(task: ReportTask): Markup {
  return html`<article class="task s-${task.status}" id="${anchorOf(task)}">
    <h4><span class="id">${task.id}</span> <span class="what">${task.summary}</span> ${statusChip(task.status)}</h4>
    ${task.official === undefined ? undefined : html`<p class="quiet">Official wording: ${task.official}</p>`}
    <p class="why">${task.sentence} <code class="quiet">${task.reason}</code>${untilWords(task)}</p>
    <dl class="parts">
      <div>
        <dt>Machine part</dt>
        <dd>${machineStatus(task)}</dd>
        ${gapList(task)}
        <dt>Evidence</dt>
        <dd>${evidenceLinks(task)}</dd>
      </div>
      <div>
        <dt>Human part: ${HUMAN_WORDS[task.human]}</dt>
        <dd>${task.staysHuman}</dd>
      </div>
      <div>
        <dt>Grade ${task.grade}</dt>
        <dd>
          ${CAP_WORDS[task.cap]}${task.teamControlled ? '; lowered, because the assessed team controls the signer' : ''}
        </dd>
        <dt>Why this rule</dt>
        <dd>${task.rationale}</dd>
      </div>
    </dl>
    ${isSettled(task) ? undefined : html`<p class="next"><strong>Next:</strong> ${task.nextAction} ${task.remedy}</p>`}
  </article>`;
}

function untilWords(task: ReportTask): Markup {
  return task.until === undefined
    ? html``
    : html` <span class="quiet">Changes by itself at ${moment(task.until)}.</span>`;
}

/** One line for each thing that is needed, with the members that lack it. */
function gapList(task: ReportTask): Markup {
  if (task.gaps.length === 0) return html``;
  return html`<dt>Not met</dt>
    <dd>
      <ul>
        ${gapLines(task).map(({ need, members }) => html`<li>${need}: <strong>${members.join(', ')}</strong></li>`)}
      </ul>
    </dd>`;
}

function evidenceLinks(task: ReportTask): Markup {
  if (task.evidence.length === 0) return html`none`;
  const links = task.evidence.map(
    (digest) => html`<a href="#${evidenceAnchor(digest)}"><code>${shortDigest(digest)}</code></a> `,
  );
  return html`${links}`;
}
