import type { ExportedAttestation } from '../exports/export-parts.js';
import type { Report } from '../report.js';
import { METHOD_SENTENCE, REPLAY_SENTENCE } from '../report-sentences.js';
import { STATUS_WORDS, STATUSES } from '../status-words.js';
import { cosignCommand, REPLAY_COMMAND } from '../verify-commands.js';
import { digestRows } from '../digest-rows.js';
import { statusChip } from './coverage.js';
import { html, type Markup } from './html.js';

/** What the statuses mean, and the digests of everything the judgement depends on. */
export function method(report: Report): Markup {
  return html`<section id="method" class="page">
    <h2>Method</h2>
    <p>${METHOD_SENTENCE}</p>
    <div class="wide">
      <table class="rows">
        <caption>
          The statuses
        </caption>
        <tbody>
          ${STATUSES.map(
            (status) =>
              html`<tr>
                <th scope="row">${statusChip(status)}</th>
                <td>${STATUS_WORDS[status].meaning}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${digestTable(report)} ${artifactTable(report)}
  </section>`;
}

function digestTable(report: Report): Markup {
  return html`<div class="wide">
    <table class="rows">
      <caption>
        What the judgement depends on
      </caption>
      <tbody>
        ${digestRows(report).map(
          ([name, digest]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td><code>${digest}</code></td>
            </tr>`,
        )}
        <tr>
          <th scope="row">Judged by</th>
          <td>${report.verifier}</td>
        </tr>
      </tbody>
    </table>
  </div>`;
}

function artifactTable(report: Report): Markup {
  return html`<div class="wide">
    <table class="rows">
      <caption>
        The release: ${report.population.artifacts.length} artifacts
      </caption>
      <thead>
        <tr>
          <th scope="col">Artifact</th>
          <th scope="col">Digests</th>
        </tr>
      </thead>
      <tbody>
        ${report.population.artifacts.map(
          ({ name, digests }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${digests.map((digest) => html`<code>${digest}</code><br />`)}</td>
            </tr>`,
        )}
        ${report.population.revisions.map(
          (revision) =>
            html`<tr>
              <th scope="row">source revision</th>
              <td><code>${revision}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Commands a stranger runs, without an account and without a network. */
export function howToVerify(report: Report, signature: ExportedAttestation | undefined): Markup {
  return html`<section id="verify">
    <h2>How to verify</h2>
    <p>
      You need not trust this page: it is a projection of the signed statement in the evidence pack. Recompute the whole
      judgement from the packed bytes, and accept it by your own anchors:
    </p>
    <pre><code>${REPLAY_COMMAND}</code></pre>
    <p>${REPLAY_SENTENCE}</p>
    ${signature === undefined ? undefined : sameBytes(signature)}
    <p>Any Sigstore client can check the signature alone:</p>
    <pre><code>${cosignCommand(report)}</code></pre>
  </section>`;
}

function sameBytes({ digest }: ExportedAttestation): Markup {
  return html`<p>This page was made from the attestation whose bytes hash to</p>
    <pre><code>${digest.slice(7)}  attestation.sigstore.json</code></pre>
    <p>which <code>sha256sum --check</code> compares.</p>`;
}
