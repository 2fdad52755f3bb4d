import type { Instant } from '#kernel';

import { momentWords } from '../moment-words.js';
import { html, type Markup } from './html.js';

/** A moment as people read it, with the exact one for machines: `2026-11-20 09:00:00 UTC`. */
export function moment(instant: Instant): Markup {
  return html`<time datetime="${instant}">${momentWords(instant)}</time>`;
}
