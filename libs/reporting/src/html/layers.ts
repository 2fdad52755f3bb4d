import type { LayerChange } from '#compliance';

import { DIRECTION_WORDS, whoWords } from '../layer-words.js';
import { html, type Markup } from './html.js';

/** What layers changed, loosened first; nothing where there are none. */
export function layerTable(changes: readonly LayerChange[]): Markup {
  if (changes.length === 0) return html``;
  return html`<div class="wide">
    <table class="rows">
      <caption>
        What the organization’s own layers changed about the mapping; loosened conditions first
      </caption>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">Change</th>
          <th scope="col">Before</th>
          <th scope="col">Now</th>
          <th scope="col">Why, and who answers for it</th>
        </tr>
      </thead>
      <tbody>
        ${changes.map(layerRow)}
      </tbody>
    </table>
  </div>`;
}

function layerRow(change: LayerChange): Markup {
  return html`<tr>
    <th scope="row">${change.control}</th>
    <td><strong>${DIRECTION_WORDS[change.direction]}</strong>: ${change.aspect}</td>
    <td>${lines(change.before)}</td>
    <td>${lines(change.after)}</td>
    <td>
      ${change.reason}
      <span class="quiet">Layer <code>${change.layer}</code> ${change.version}, ${whoWords(change)}.</span>
    </td>
  </tr>`;
}

function lines(words: readonly string[]): Markup {
  return html`${words.map((line) => html`${line}<br />`)}`;
}
