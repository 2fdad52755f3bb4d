import { freshnessStrip, stretchWords } from '../pictures/freshness-strip.js';
import { tasksOf, type Report } from '../report.js';
import type { ReportTask } from '../report-task.js';
import { freshnessSentence } from '../report-sentences.js';
import { horizonOf } from '../stretches.js';
import { anchorOf } from './anchors.js';
import { statusChip } from './coverage.js';
import { html, type Markup } from './html.js';
import { svgPicture } from './svg.js';

const PICTURE_WIDTH = 1140;

/** How long what is shown will stand: evidence grows old, statements and waivers end. */
export function freshness(report: Report): Markup {
  const tasks = tasksOf(report.groups);
  const moving = tasks.filter(({ ahead }) => ahead.length > 1);
  const span = { from: report.asOf, until: horizonOf(report.asOf) };
  return html`<section id="freshness" class="page">
    <h2>How long it stands</h2>
    <p>${freshnessSentence(report)}</p>
    <div class="drawn">${svgPicture(freshnessStrip(tasks, span, PICTURE_WIDTH))}</div>
    ${moving.length === 0 ? undefined : changeTable(moving)}
  </section>`;
}

function changeTable(tasks: readonly ReportTask[]): Markup {
  return html`<div class="wide">
    <table class="rows">
      <caption>
        What changes by itself; every other task keeps its status
      </caption>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">Now</th>
          <th scope="col">Over the year</th>
        </tr>
      </thead>
      <tbody>
        ${tasks.map(
          (task) =>
            html`<tr>
              <th scope="row"><a href="#${anchorOf(task)}">${task.id}</a></th>
              <td>${statusChip(task.status)}</td>
              <td>${stretchWords(task.ahead)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
