import type { Report, ReportGroup, ReportPractice, StatusCount } from '../report.js';
import { HUMAN_WORDS, machineWords, type ReportTask } from '../report-task.js';
import { STATUS_WORDS } from '../status-words.js';
import { statusGlyph } from './glyphs.js';
import { html, type Markup } from './html.js';

/** The one picture, then the same in a table. */
export function coverage(report: Report): Markup {
  return html`<section id="coverage" class="page">
    <h2>Coverage</h2>
    ${totalsBar(report.totals)}
    <ul class="legend" aria-label="How many tasks have each status">
      ${report.totals.map(({ status, count }) => html`<li>${statusChip(status, `${count} ${STATUS_WORDS[status].word.toLowerCase()}`)}</li>`)}
    </ul>
    ${report.groups.map(groupStrip)} ${report.groups.map(groupTable)}
  </section>`;
}

export function statusChip(status: ReportTask['status'], words: string = STATUS_WORDS[status].word): Markup {
  return html`<span class="chip s-${status}">${statusGlyph(status)} ${words}</span>`;
}

/** "7 evidenced, 3 partial": only what occurs. */
export function totalsWords(totals: readonly StatusCount[]): string {
  return totals
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${STATUS_WORDS[status].word.toLowerCase()}`)
    .join(', ');
}

function totalsBar(totals: readonly StatusCount[]): Markup {
  const shown = totals.filter(({ count }) => count > 0);
  return html`<div class="bar" role="img" aria-label="${totalsWords(totals)}">
    ${shown.map(({ status, count }) => html`<span class="fill s-${status}" style="flex:${count}"></span>`)}
  </div>`;
}

function groupStrip(group: ReportGroup): Markup {
  return html`<div class="group">
    <div class="of">
      <h3><b>${group.id}</b> ${group.title}</h3>
      <p class="sum">${totalsWords(group.totals)}</p>
    </div>
    <ul class="practices">
      ${group.practices.map(practiceTiles)}
    </ul>
  </div>`;
}

function practiceTiles(practice: ReportPractice): Markup {
  return html`<li>
    <p class="practice"><b>${practice.id}</b> ${practice.title}</p>
    <div class="tiles">${practice.tasks.map(tile)}</div>
  </li>`;
}

function tile(task: ReportTask): Markup {
  return html`<a class="tile s-${task.status}" href="#${anchorOf(task)}">
    <span class="fill"></span>
    <span class="in"><b>${task.id} ${statusGlyph(task.status)}</b>${STATUS_WORDS[task.status].word}</span>
  </a>`;
}

/** The fragment a task is linked by. */
export function anchorOf(task: Pick<ReportTask, 'id'>): string {
  return `task-${task.id.replace(/[^A-Za-z0-9.]/g, '-')}`;
}

function groupTable(group: ReportGroup): Markup {
  return html`<div class="wide">
    <table class="rows">
      <caption>
        ${group.id} · ${group.title}
      </caption>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">Status</th>
          <th scope="col">Machine part</th>
          <th scope="col">Human part</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        ${group.practices.flatMap(({ tasks }) => tasks).map(taskRow)}
      </tbody>
    </table>
  </div>`;
}

function taskRow(task: ReportTask): Markup {
  return html`<tr>
    <th scope="row"><a href="#${anchorOf(task)}">${task.id}</a></th>
    <td>${statusChip(task.status)}</td>
    <td class="num">${machineWords(task)}</td>
    <td>${HUMAN_WORDS[task.human]}</td>
    <td>${task.sentence}</td>
  </tr>`;
}
