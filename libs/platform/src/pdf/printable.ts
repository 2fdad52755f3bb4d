import { codePointName } from '#kernel';
import { visibleText } from '#reporting';

/** What the standard fonts have beyond Latin-1: the upper part of Windows-1252. */
const BEYOND_LATIN = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');

/**
 * Text as the fonts can show it. Text of strangers may be in any script; what the fonts lack is spelled `[U+4E2D]`,
 * never dropped and never shown as something else.
 */
export function printable(text: string, atMost?: number): string {
  return visibleText(text, atMost).replace(/[^\u0020-\u007e\u00a0-\u00ff]/gu, (character) =>
    BEYOND_LATIN.has(character) ? character : `[${codePointName(character)}]`,
  );
}
