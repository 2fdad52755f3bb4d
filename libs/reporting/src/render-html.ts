import type { ExportedAttestation } from './exports/export-parts.js';
import { cover, masthead, syntheticBanner } from './html/cover.js';
import { coverage } from './html/coverage.js';
import { decisionsAndPlans } from './html/decisions.js';
import { evidenceList } from './html/evidence.js';
import { freshness } from './html/freshness.js';
import { html, Markup } from './html/html.js';
import { howToVerify, method } from './html/method.js';
import { signatureBanner } from './html/signature.js';
import { STYLES } from './html/styles.js';
import { nextSteps, taskByTask } from './html/tasks.js';
import type { Report } from './report.js';

// Second lock behind the escaping: even a slip could neither run nor fetch anything.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The whole report as one self-contained HTML document: no script, no request. Same report and signature, same text.
 * Without a signature the page says that there is none.
 */
export function renderHtml(report: Report, signature?: ExportedAttestation): string {
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
      ${syntheticBanner(report)} ${masthead(report)} ${signatureBanner(signature)}
      <main>
        ${cover(report)} ${coverage(report)} ${freshness(report)} ${nextSteps(report)} ${decisionsAndPlans(report)}
        ${taskByTask(report)} ${evidenceList(report)} ${method(report)} ${howToVerify(report, signature)}
      </main>
      <footer class="end">
        <p>
          Assessment <code>${report.assessment}</code><br />
          Made by ${report.verifier}. This page holds no judgement of its own.
        </p>
        ${signatureBanner(signature)} ${syntheticBanner(report)}
      </footer>
    </body>
  </html>`;
  return `<!doctype html>\n${document.source}\n`;
}
