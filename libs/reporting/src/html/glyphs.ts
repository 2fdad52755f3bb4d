import type { Status } from '#compliance';
import type { Check, CheckOutcome } from '#verification';

import { STATUS_SHAPES } from '../shapes/status-shapes.js';
import { html, type Markup } from './html.js';
import { strokeClass, strokeMarkup } from './svg.js';

const OUTCOME_SHAPES: readonly (readonly [CheckOutcome, Markup])[] = [
  ['passed', html`<path d="M3 8.4l3.2 3.4L13 4.4" />`],
  ['failed', html`<path d="M3.4 3.4l9.2 9.2M12.6 3.4l-9.2 9.2" />`],
  ['could-not-check', html`<path d="M5.2 5.4c.1-1.9 1.2-2.9 2.9-2.9s2.7 1 2.7 2.4c0 2-2.7 2.2-2.7 4.6M8.1 13v.4" />`],
  ['not-applicable', html`<path d="M4 8h8" />`],
];
const RUNG_STEP = 18;

/** Decorative: the word stands beside it. */
export function statusGlyph(status: Status): Markup {
  const strokes = STATUS_SHAPES[status].map((stroke) => {
    const name = strokeClass(stroke);
    return strokeMarkup(stroke, name === 'line' ? '' : name);
  });
  return html`<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${strokes}</svg>`;
}

/** The signs of outcomes, drawn once for the whole page: with many items of evidence nothing else is as frequent. */
export function outcomeSigns(): Markup {
  const signs = OUTCOME_SHAPES.map(
    ([outcome, shape]) =>
      html`<symbol id="rung-${outcome}" viewBox="0 0 16 16">
        <rect x=".5" y=".5" width="15" height="15" rx="3" class="cell" />
        ${shape}
      </symbol>`,
  );
  return html`<svg class="signs" aria-hidden="true" focusable="false">${signs}</svg>`;
}

/** Twelve signs in a row, with the words for those who do not see them. */
export function ladderSigns(checks: readonly Pick<Check, 'outcome'>[], words: string): Markup {
  const width = checks.length * RUNG_STEP;
  const uses = checks.map(
    ({ outcome }, index) =>
      html`<use href="#rung-${outcome}" class="o-${outcome}" x="${index * RUNG_STEP}" width="16" height="16" />`,
  );
  return html`<svg class="ladder" role="img" aria-label="${words}" viewBox="0 0 ${width} 16">${uses}</svg>`;
}
