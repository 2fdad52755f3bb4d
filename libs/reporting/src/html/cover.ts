import type { ExportedAttestation } from '../exports/export-parts.js';
import { glance } from '../glance.js';
import type { Report } from '../report.js';
import { intakeSentence, staleRootSentence, thresholdsSentence } from '../report-sentences.js';
import { html, type Markup } from './html.js';
import { layerTable } from './layers.js';

/** Who, what, when, and the marker that nobody can overlook when the organization is a sample. */
export function masthead(report: Report, attestation: ExportedAttestation | undefined): Markup {
  const { scope } = report;
  return html`<header class="top">
    <p class="kicker">Secure software development assessment · ${report.catalog.title} ${report.catalog.version}</p>
    <h1>${scope.product} ${scope.release}</h1>
    <p class="lead">${scope.organization}</p>
    ${keyFacts(report, attestation)}
    <nav class="toc" aria-label="Contents">
      <ul>
        <li><a href="#cover">What is claimed</a></li>
        <li><a href="#coverage">Coverage</a></li>
        <li><a href="#freshness">How long it stands</a></li>
        <li><a href="#next">What to do next</a></li>
        <li><a href="#decisions">Waivers and plans</a></li>
        <li><a href="#tasks">Task by task</a></li>
        <li><a href="#evidence">Evidence</a></li>
        <li><a href="#method">Method</a></li>
        <li><a href="#verify">How to verify</a></li>
      </ul>
    </nav>
  </header>`;
}

export function syntheticBanner(report: Report): Markup {
  if (!report.synthetic) return html``;
  return html`<p class="synthetic" role="note">
    SYNTHETIC <span>· a sample organization with made-up evidence; nothing here is about a real product</span>
  </p>`;
}

function keyFacts(report: Report, attestation: ExportedAttestation | undefined): Markup {
  return html`<dl class="facts">
    ${glance(report, attestation).map(
      ({ label, value, note }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>
            <strong>${value}</strong>${note === undefined ? undefined : html`<br /><span class="quiet">${note}</span>`}
          </dd>
        </div>`,
    )}
  </dl>`;
}

export function cover(report: Report): Markup {
  return html`<section id="cover">
    <h2>What is claimed, and what is not</h2>
    <p class="note">${thresholdsSentence(report)}</p>
    ${layerTable(report.layers)} ${report.trustRoots.filter(({ stale }) => stale).map(staleRoot)}
    <div class="two">
      <div class="panel">
        <h3>Claimed</h3>
        <ul>
          ${report.claimed.map((sentence) => html`<li>${sentence}</li>`)}
        </ul>
      </div>
      <div class="panel">
        <h3>Not claimed</h3>
        <ul>
          ${report.notClaimed.map((sentence) => html`<li>${sentence}</li>`)}
        </ul>
      </div>
    </div>
    ${intakeNote(report)}
  </section>`;
}

function staleRoot(root: Report['trustRoots'][number]): Markup {
  return html`<p class="note warn">${staleRootSentence(root)}</p>`;
}

function intakeNote(report: Report): Markup {
  const sentence = intakeSentence(report);
  if (sentence === undefined) return html``;
  return html`<p class="note"><strong>Nothing received was left out.</strong> ${sentence}</p>`;
}
