import { cover, masthead, syntheticBanner } from './html/cover.js';
import { coverage } from './html/coverage.js';
import { evidenceList } from './html/evidence.js';
import { html, Markup } from './html/html.js';
import { howToVerify, method } from './html/method.js';
import { STYLES } from './html/styles.js';
import { nextSteps, taskByTask } from './html/tasks.js';
import type { Report } from './report.js';

// Second lock behind the escaping: even a slip could neither run nor fetch anything.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The whole report as one self-contained HTML document: no script, no request. Same report, same text. */
export function renderHtml(report: Report): string {
  const { scope } = report;
  const title = `${scope.product} ${scope.release} · SSDF assessment${report.synthetic ? ' · SYNTHETIC' : ''}`;
  const document = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <title>${title}</title>
      <style>
        ${new Markup(STYLES)}
      </style>
    </head>
    <body>
      <a class="skip" href="#coverage">Skip to coverage</a>
      ${syntheticBanner(report)} ${masthead(report)}
      <main>
        ${cover(report)} ${coverage(report)} ${nextSteps(report)} ${taskByTask(report)} ${evidenceList(report)}
        ${method(report)} ${howToVerify(report)}
      </main>
      <footer class="end">
        <p>
          Assessment <code>${report.assessment}</code><br />
          Made by ${report.verifier}. This page holds no judgement of its own.
        </p>
        ${syntheticBanner(report)}
      </footer>
    </body>
  </html>`;
  return `<!doctype html>\n${document.source}\n`;
}
