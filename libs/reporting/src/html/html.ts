import { visibleText } from '../visible-text.js';

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;',
};

/** Markup that came out of {@link html}, or a constant of ours: the only thing that is inserted as it is. */
export class Markup {
  constructor(readonly source: string) {}
}

type Insert = Markup | string | number | undefined | readonly Insert[];

/**
 * HTML by template. Whatever is inserted is text and is escaped, for element content and quoted attributes alike;
 * only other markup and lists of it pass.
 */
export function html(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  const parts = strings.map(
    (piece, index) => outdented(piece) + (index < inserts.length ? render(inserts[index]) : ''),
  );
  return new Markup(parts.join(''));
}

/** Escapes text for HTML, and spells out characters that steer instead of show. */
export function escapeHtml(text: string): string {
  return visibleText(text, 20_000).replace(/[&<>"'`=]/g, (character) => ENTITY[character] ?? '');
}

function render(insert: Insert): string {
  if (insert === undefined) return '';
  if (insert instanceof Markup) return insert.source;
  if (typeof insert === 'object') return insert.map(render).join('');
  return escapeHtml(String(insert));
}

/** The indentation of our source is no part of the page. */
function outdented(piece: string): string {
  return piece.replace(/\n\s+/g, '\n');
}
