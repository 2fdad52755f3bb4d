import type { Digest } from '#kernel';
import type { Check } from '#verification';

import { collectorWords, ladderWords, originatorWords, placeWords } from '../evidence-words.js';
import { momentWords } from '../moment-words.js';
import type { Report } from '../report.js';
import type { ReportEvidence } from '../report-parts.js';
import { EVIDENCE_SENTENCE } from '../report-sentences.js';
import { evidenceAnchor } from './anchors.js';
import { ladderSigns, outcomeSigns } from './glyphs.js';
import { html, type Markup } from './html.js';

/** Enough of a digest for the eye; the whole stands in the list. */
export function shortDigest(digest: Digest): string {
  return `${digest.slice(7, 19)}…`;
}

/** Every item with its verdict, the outcome of each rung, what failed in words, and who made it and handed it in. */
export function evidenceList(report: Report): Markup {
  return html`<section id="evidence" class="page">
    <h2>Evidence</h2>
    <p class="quiet">${EVIDENCE_SENTENCE}</p>
    ${outcomeSigns()}
    <div class="wide">
      <table class="rows">
        <caption>
          ${report.evidence.length} items
        </caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Verdict</th>
            <th scope="col">Rungs</th>
            <th scope="col">Made by, at</th>
            <th scope="col">Handed in by, logged at</th>
            <th scope="col">SHA-256 of the bytes</th>
          </tr>
        </thead>
        <tbody>
          ${report.evidence.map(evidenceRow)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function evidenceRow(item: ReportEvidence): Markup {
  const { verdict } = item;
  return html`<tr id="${evidenceAnchor(item.digest)}">
    <th scope="row">${item.kind}<br /><span class="quiet">${item.format}</span></th>
    <td>
      <span class="chip v-${verdict.outcome}">${verdict.outcome}</span
      >${item.use === undefined ? undefined : html`<br /><span class="quiet">${item.use}</span>`}
    </td>
    <td class="rungs">${ladderSigns(verdict.checks, ladderWords(verdict.checks))}${problems(verdict.checks)}</td>
    <td class="who">
      ${originatorWords(verdict)}<br /><span class="quiet"
        >${verdict.signedAt === undefined ? 'no trusted time' : momentWords(verdict.signedAt)}</span
      >
    </td>
    <td class="whence">${collectorWords(item)}<br /><span class="quiet">${placeWords(item)}</span></td>
    <td class="hex"><code>${item.digest.slice(7)}</code></td>
  </tr>`;
}

function problems(checks: readonly Check[]): Markup {
  const open = checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'could-not-check');
  if (open.length === 0) return html``;
  return html`<ul class="codes">
    ${open.map(
      (check) => html`<li><strong>${check.rung}</strong> <code>${check.code}</code>${expectedFound(check)}</li>`,
    )}
  </ul>`;
}

function expectedFound(check: Check): Markup {
  const expected = check.expected === undefined ? '' : ` expected ${check.expected}`;
  const found = check.found === undefined ? '' : ` found ${check.found}`;
  return html`<span class="quiet">${expected}${expected !== '' && found !== '' ? ',' : ''}${found}</span>`;
}
