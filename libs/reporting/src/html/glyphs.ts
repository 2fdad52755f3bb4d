import type { Status } from '#compliance';
import type { CheckOutcome } from '#verification';

import { html, type Markup } from './html.js';

// Drawn on a 16 x 16 grid, in the colour of the text around them. Shapes differ, so that no status is colour alone.
const STATUS_GLYPHS: Readonly<Record<Status, Markup>> = {
  EVIDENCED: html`<circle cx="8" cy="8" r="7.2" fill="currentColor" /><path
      d="M4.6 8.3l2.3 2.4 4.6-5.2"
      class="knock"
    />`,
  SUPPORTED: html`<circle cx="8" cy="8" r="6.6" /><path d="M4.8 8.2l2.2 2.3 4.2-4.8" />`,
  SELF_ATTESTED: html`<circle cx="8" cy="5" r="2.9" /><path d="M2.6 14.2c.5-3.6 2.6-5 5.4-5s4.9 1.4 5.4 5" />`,
  PARTIAL: html`<circle cx="8" cy="8" r="6.6" /><path d="M8 1.4a6.6 6.6 0 0 1 0 13.2z" fill="currentColor" />`,
  STALE: html`<circle cx="8" cy="8" r="6.6" /><path d="M8 4.2V8l2.8 1.8" />`,
  UNVERIFIED: html`<circle cx="8" cy="8" r="6.6" stroke-dasharray="2.2 1.6" /><path
      d="M6.1 6.2c.1-1.2.9-1.9 2-1.9s1.9.7 1.9 1.7c0 1.4-2 1.5-2 3.1M8 11.4v.2"
    />`,
  MISSING: html`<circle cx="8" cy="8" r="6.4" />`,
  FAILED: html`<path d="M3 3l10 10M13 3L3 13" stroke-width="2.6" />`,
  WAIVED: html`<path d="M8 1.4l5.6 2v4.3c0 3.4-2.2 5.7-5.6 6.9-3.4-1.2-5.6-3.5-5.6-6.9V3.4z" /><path d="M5 7.6h6" />`,
  NOT_APPLICABLE: html`<path d="M3 8h10" stroke-width="2.2" />`,
};

const OUTCOME_GLYPHS: Readonly<Record<CheckOutcome, Markup>> = {
  passed: html`<path d="M3 8.4l3.2 3.4L13 4.4" stroke-width="2" />`,
  failed: html`<path d="M3.4 3.4l9.2 9.2M12.6 3.4l-9.2 9.2" stroke-width="2.4" />`,
  'could-not-check': html`<path
    d="M5.2 5.4c.1-1.9 1.2-2.9 2.9-2.9s2.7 1 2.7 2.4c0 2-2.7 2.2-2.7 4.6M8.1 13v.4"
    stroke-width="1.8"
  />`,
  'not-applicable': html`<path d="M4 8h8" stroke-width="1.8" />`,
};

/** Decorative: the word stands beside it. */
export function statusGlyph(status: Status): Markup {
  return svg(STATUS_GLYPHS[status]);
}

export function outcomeGlyph(outcome: CheckOutcome): Markup {
  return svg(OUTCOME_GLYPHS[outcome]);
}

function svg(shape: Markup): Markup {
  return html`<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shape}</svg>`;
}
