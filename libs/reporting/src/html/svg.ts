import type { Mark, Picture, Tone } from '../pictures/picture.js';
import type { Stroke } from '../shapes/status-shapes.js';
import { anchorOf } from './anchors.js';
import { html, type Markup } from './html.js';

/**
 * A picture as inline SVG. Beside its report its cells are links, each with a name for those who do not see it; alone it
 * is one image.
 */
export function svgPicture({ width, height, title, marks }: Picture, beside: 'report' | 'alone' = 'report'): Markup {
  return html`<svg
    class="picture"
    role="${beside === 'report' ? 'group' : 'img'}"
    aria-label="${title}"
    viewBox="0 0 ${short(width)} ${short(height)}"
    font-family="inherit"
  >
    ${marks.map((mark) => markup(mark, beside))}
  </svg>`;
}

function markup(mark: Mark, beside: 'report' | 'alone'): Markup {
  switch (mark.kind) {
    case 'box':
      return html`<rect
        x="${short(mark.x)}"
        y="${short(mark.y)}"
        width="${short(mark.width)}"
        height="${short(mark.height)}"
        ${mark.edge ? html` rx="5"` : undefined}
        class="${toneClass(mark.tone)} ${boxClass(mark)}"
      />`;
    case 'text':
      return html`<text
        x="${short(mark.x)}"
        y="${short(mark.y)}"
        font-size="${mark.size}"
        ${mark.bold === true ? html` font-weight="650"` : undefined}${mark.anchor === undefined ? undefined : html` text-anchor="${mark.anchor}"`}
        class="${toneClass(mark.tone)} t"
        >${mark.text}</text
      >`;
    case 'path':
      return strokeMarkup(mark.stroke, `${toneClass(mark.tone)} ${strokeClass(mark.stroke)}`, mark.at);
    case 'cell': {
      const inner = mark.marks.map((one) => markup(one, beside));
      if (beside === 'alone') return html`${inner}`;
      return html`<a href="#${anchorOf({ id: mark.task })}" aria-label="${mark.label}">${inner}</a>`;
    }
  }
}

/** One stroke of a sign or a pattern. */
export function strokeMarkup(stroke: Stroke, name: string, at?: { x: number; y: number; scale: number }): Markup {
  return html`<path
    d="${stroke.d}"
    ${name === '' ? undefined : html` class="${name}"`}${stroke.width === undefined ? undefined : html` stroke-width="${short(stroke.width)}"`}${stroke.dash === undefined ? undefined : html` stroke-dasharray="${stroke.dash.join(' ')}"`}${at === undefined ? undefined : html` transform="translate(${short(at.x)} ${short(at.y)}) scale(${at.scale})"`}
  />`;
}

/** How the style sheet knows it: filled, knocked out, or a line. */
export function strokeClass({ filled, knockedOut }: Stroke): string {
  if (knockedOut === true) return 'knock';
  return filled === true ? 'full' : 'line';
}

function boxClass({ fill, edge }: { readonly fill: string; readonly edge: boolean }): string {
  return edge ? `b-${fill} edge` : `b-${fill}`;
}

function toneClass(tone: Tone): string {
  return tone === tone.toUpperCase() ? `s-${tone}` : `i-${tone}`;
}

function short(number: number): string {
  return String(Math.round(number * 100) / 100);
}
