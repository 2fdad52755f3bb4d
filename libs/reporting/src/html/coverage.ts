import { heatmap } from '../pictures/heatmap.js';
import type { Report, ReportGroup, StatusCount } from '../report.js';
import { HUMAN_WORDS, machineWords, type ReportTask } from '../report-task.js';
import { STATUS_WORDS } from '../status-words.js';
import { totalsWords } from '../totals-words.js';
import { anchorOf } from './anchors.js';
import { statusGlyph } from './glyphs.js';
import { html, type Markup } from './html.js';
import { svgPicture } from './svg.js';

const PICTURE_WIDTH = 1140;

/** The one picture, then the same in a table. */
export function coverage(report: Report): Markup {
  return html`<section id="coverage" class="page">
    <h2>Coverage</h2>
    ${totalsBar(report.totals)}
    <ul class="legend" aria-label="How many tasks have each status">
      ${report.totals.map(({ status, count }) => html`<li>${statusChip(status, `${count} ${STATUS_WORDS[status].word.toLowerCase()}`)}</li>`)}
    </ul>
    <div class="drawn">${svgPicture(heatmap(report.groups, PICTURE_WIDTH))}</div>
    ${report.groups.map(groupTable)}
  </section>`;
}

export function statusChip(status: ReportTask['status'], words: string = STATUS_WORDS[status].word): Markup {
  return html`<span class="chip s-${status}">${statusGlyph(status)} ${words}</span>`;
}

function totalsBar(totals: readonly StatusCount[]): Markup {
  const shown = totals.filter(({ count }) => count > 0);
  return html`<div class="bar" role="img" aria-label="${totalsWords(totals)}">
    ${shown.map(({ status, count }) => html`<span class="fill s-${status}" style="flex:${count}"></span>`)}
  </div>`;
}

function groupTable(group: ReportGroup): Markup {
  return html`<div class="wide">
    <table class="rows">
      <caption>
        ${group.id} · ${group.title}
        <span class="quiet">${totalsWords(group.totals)}</span>
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
