import { html, Markup } from './html.js';
import { STYLES } from './styles.js';

// Second lock behind the escaping: even a slip could neither run nor fetch anything.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A self-contained document: no script, no request. Printed, each page bears the marks. */
export function htmlPage(title: string, marks: readonly string[], body: Markup): string {
  const document = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <title>${title}</title>
      <style>
        ${new Markup(STYLES + markedPages(marks))}
      </style>
    </head>
    <body>
      ${body}
    </body>
  </html>`;
  return `<!doctype html>\n${document.source}\n`;
}

/** The margin of each printed page; letters and plain punctuation alone, whatever a mark says. */
function markedPages(marks: readonly string[]): string {
  if (marks.length === 0) return '';
  const words = marks.join(' / ').replace(/[^A-Za-z0-9 ,.:/-]/g, '');
  return `@media print{@page{@top-center{content:"${words}";font:700 9pt sans-serif;color:#000}}}\n`;
}
