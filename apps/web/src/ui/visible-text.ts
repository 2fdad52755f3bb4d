/** Controls, and what turns the direction of writing or takes no room: with them a text looks like another. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** What could not be seen is spelled out: `[U+202E]`. Not escaped for HTML: it is only ever put in as a text. */
export function visibleText(text: string): string {
  return text.replace(
    UNSEEN,
    (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}
