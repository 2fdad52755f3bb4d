import { PLAN_PROBLEMS, type PlanItem } from '#compliance';

import { stateWords } from '../plan-words.js';
import type { Report, ReportDecision } from '../report.js';
import { tasksOf } from '../report.js';
import { HUMAN_WORDS, machineWords, type ReportTask } from '../report-task.js';
import { originWords } from '../origin-words.js';
import { STATUS_WORDS, STATUSES } from '../status-words.js';
import { anchorOf, statusChip } from './coverage.js';
import { evidenceAnchor, shortDigest } from './evidence.js';
import { html, type Markup } from './html.js';
import { moment } from './moment.js';

const SETTLED: ReadonlySet<string> = new Set(['EVIDENCED', 'SUPPORTED', 'SELF_ATTESTED', 'NOT_APPLICABLE']);
const CAP_WORDS: Readonly<Record<ReportTask['cap'], string>> = {
  satisfied: 'machine evidence alone can reach the ceiling',
  partial: 'machine evidence shows a part; the rest is human',
  manual: 'machines cannot decide this task',
};

/** What is not settled, gravest first, each with what to do. */
export function nextSteps(report: Report): Markup {
  const open = tasksOf(report.groups).filter(({ status }) => !SETTLED.has(status));
  const ordered = open.toSorted((a, b) => STATUSES.indexOf(b.status) - STATUSES.indexOf(a.status));
  return html`<section id="next" class="page">
    <h2>What to do next</h2>
    ${ordered.length === 0 ? html`<p>Every task is settled as of this report.</p>` : nextTable(ordered)}
    ${decisionTable(report.decisions)} ${planTable(report.plans)}
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

function decisionTable(decisions: readonly ReportDecision[]): Markup {
  if (decisions.length === 0) return html``;
  return html`<div class="wide">
    <table class="rows">
      <caption>
        Statements by people: self-attested, waived, not applicable
      </caption>
      <thead>
        <tr>
          <th scope="col">Tasks</th>
          <th scope="col">Kind</th>
          <th scope="col">Statement</th>
          <th scope="col">By</th>
          <th scope="col">Valid</th>
        </tr>
      </thead>
      <tbody>
        ${decisions.map(
          (decision) =>
            html`<tr>
              <th scope="row">${decision.controls.join(', ')}</th>
              <td>${decision.kind}</td>
              <td>${decision.text}</td>
              <td>${decision.by}</td>
              <td class="num">
                ${decision.from.slice(0, 10)} to
                ${decision.until === undefined ? 'withdrawn' : decision.until.slice(0, 10)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Plans of action that are not completed: what is weak, what is done meanwhile, and until when it shall be mended. */
function planTable(plans: readonly PlanItem[]): Markup {
  if (plans.length === 0) return html``;
  return html`<div class="wide">
    <table class="rows">
      <caption>
        Plan of action and milestones: what is promised changes no status
      </caption>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">Item</th>
          <th scope="col">Weakness, and what is done meanwhile</th>
          <th scope="col">Owner</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        ${plans.map(planRow)}
      </tbody>
    </table>
  </div>`;
}

function planRow(item: PlanItem): Markup {
  const { id, plan, evidence, late, problems } = item;
  return html`<tr>
    <th scope="row">${plan.control}</th>
    <td><a href="#${evidenceAnchor(evidence)}">${id}</a></td>
    <td>${plan.weakness} <span class="quiet">${plan.mitigation}</span></td>
    <td>${plan.owner}</td>
    <td>
      ${stateWords(item)}
      <span class="quiet">${late} of ${plan.milestones.length} milestones late</span>
      ${problems.map((problem) => html`<br />${PLAN_PROBLEMS[problem]}`)}
    </td>
  </tr>`;
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
    ${SETTLED.has(task.status) ? undefined : html`<p class="next"><strong>Next:</strong> ${task.nextAction} ${task.remedy}</p>`}
  </article>`;
}

function machineStatus(task: ReportTask): string {
  if (task.machine.status === 'NONE') return machineWords(task);
  return `${STATUS_WORDS[task.machine.status].word}: ${machineWords(task)}`;
}

function untilWords(task: ReportTask): Markup {
  return task.until === undefined
    ? html``
    : html` <span class="quiet">Changes by itself at ${moment(task.until)}.</span>`;
}

/** One line for each thing that is needed, with the members that lack it. */
function gapList(task: ReportTask): Markup {
  if (task.gaps.length === 0) return html``;
  const byNeed = new Map<string, string[]>();
  for (const { need, status, member } of task.gaps) {
    const line = `${need} (${STATUS_WORDS[status].word.toLowerCase()})`;
    byNeed.set(line, [...(byNeed.get(line) ?? []), member]);
  }
  return html`<dt>Not met</dt>
    <dd>
      <ul>
        ${[...byNeed].map(([need, members]) => html`<li>${need}: <strong>${members.join(', ')}</strong></li>`)}
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
