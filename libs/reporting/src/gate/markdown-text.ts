import { visibleText } from '../visible-text.js';

/** Shown as it is: in code nothing is linked, and nobody is mentioned. */
export function markdownCode(text: string): string {
  return `<code>${markdownText(text)}</code>`;
}

/** Text of strangers in Markdown: every character that could be markup, or begin a link, as a numeric entity. */
export function markdownText(text: string): string {
  return visibleText(text).replace(/[^\p{L}\p{N} ,;()-]/gu, (character) => `&#${character.codePointAt(0) ?? 0xfffd};`);
}
