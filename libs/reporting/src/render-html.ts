import type { ExportedAttestation } from './exports/export-parts.js';
import { cover, masthead, syntheticBanner } from './html/cover.js';
import { coverage } from './html/coverage.js';
import { decisionsAndPlans } from './html/decisions.js';
import { evidenceList } from './html/evidence.js';
import { freshness } from './html/freshness.js';
import { html } from './html/html.js';
import { howToVerify, method } from './html/method.js';
import { signatureBanner } from './html/signature.js';
import { htmlPage } from './html/page.js';
import { nextSteps, taskByTask } from './html/tasks.js';
import { SYNTHETIC_MARK } from './status-words.js';
import type { Report } from './report.js';

/**
 * The whole report as one self-contained HTML document: no script, no request. Same report and attestation, same
 * text. Without an attestation the page says that there is none.
 */
export function renderHtml(report: Report, attestation?: ExportedAttestation): string {
  const { scope } = report;
  const title = `${scope.product} ${scope.release} · SSDF assessment${report.synthetic ? ' · SYNTHETIC' : ''}`;
  const body = html`<a class="skip" href="#coverage">Skip to coverage</a>
    ${syntheticBanner(report)} ${masthead(report, attestation)} ${signatureBanner(attestation)}
    <main>
      ${cover(report)} ${coverage(report)} ${freshness(report)} ${nextSteps(report)} ${decisionsAndPlans(report)}
      ${taskByTask(report)} ${evidenceList(report)} ${method(report)} ${howToVerify(report, attestation)}
    </main>
    <footer class="end">
      <p>
        Assessment <code>${report.assessment}</code><br />
        Made by ${report.verifier}. This page holds no judgement of its own.
      </p>
      ${signatureBanner(attestation)} ${syntheticBanner(report)}
    </footer>`;
  return htmlPage(title, report.synthetic ? [SYNTHETIC_MARK] : [], body);
}
