import { statusChip } from '../html/coverage.js';
import { html, type Markup } from '../html/html.js';
import { htmlPage } from '../html/page.js';
import { svgPicture } from '../html/svg.js';
import type { PrintBlock, PrintCell, PrintDocument, PrintTable } from './print-document.js';

/** A document for paper as a page for a browser, with its marks above each part. Same document, same text. */
export function renderPrintHtml(document: PrintDocument): string {
  const { title, marks, blocks, foot, creator } = document;
  const body = html`${banner(marks)}
    <main>${blocks.map((block) => html`${isPart(block) ? banner(marks) : undefined}${blockMarkup(block)}`)}</main>
    <footer class="end">
      <p>${foot}<br />Made by ${creator}.</p>
      ${banner(marks)}
    </footer>`;
  return htmlPage(title, marks, body);
}

function isPart(block: PrintBlock): boolean {
  return block.kind === 'heading' && block.level === 2;
}

function banner(marks: readonly string[]): Markup {
  return marks.length === 0 ? html`` : html`<p class="synthetic" role="note">${marks.join(' · ')}</p>`;
}

function blockMarkup(block: PrintBlock): Markup {
  switch (block.kind) {
    case 'heading':
      return headingMarkup(block.level, block.text);
    case 'paragraph':
      if (block.tone === 'code') return html`<pre><code>${block.text}</code></pre>`;
      return html`<p class="${block.tone ?? 'plain'}">${block.text}</p>`;
    case 'list':
      return html`<ul>
        ${block.items.map((item) => html`<li>${item}</li>`)}
      </ul>`;
    case 'table':
      return tableMarkup(block);
    case 'picture':
      return html`<div class="drawn">${svgPicture(block.picture, 'alone')}</div>`;
  }
}

function headingMarkup(level: 1 | 2 | 3, text: string): Markup {
  switch (level) {
    case 1:
      return html`<h1>${text}</h1>`;
    case 2:
      return html`<h2>${text}</h2>`;
    case 3:
      return html`<h3>${text}</h3>`;
  }
}

function tableMarkup({ caption, columns, rows }: PrintTable): Markup {
  return html`<div class="wide">
    <table class="rows">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, index) =>
                index === 0 ? html`<th scope="row">${cellMarkup(cell)}</th>` : html`<td>${cellMarkup(cell)}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cellMarkup({ text, status, code, below = [] }: PrintCell): Markup {
  const shown =
    status === undefined ? (code === true ? html`<code>${text}</code>` : html`${text}`) : statusChip(status, text);
  return html`${shown}${below.map((line) => html`<br /><span class="quiet">${line}</span>`)}`;
}
