import { codePointName, replaceSteering } from '#kernel';

const DEFAULT_LENGTH = 2_000;

/**
 * Text written by strangers, safe to put before a reader: every character that could reorder, hide or recolour what
 * stands around it is spelled `[U+202E]`, lines become one, and what is too long ends in an ellipsis. Not HTML-escaped.
 */
export function visibleText(text: string, atMost: number = DEFAULT_LENGTH): string {
  const characters = text.slice(0, atMost);
  const shown = text.length > atMost ? `${characters}…` : characters;
  return replaceSteering(shown.replace(/\s*[\t\n\r]+\s*/g, ' '), (character) => `[${codePointName(character)}]`);
}
