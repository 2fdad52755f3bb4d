// Characters that steer instead of show: C0 and C1 controls, soft hyphen, zero-width and direction marks and overrides,
// invisible operators, variation selectors' supplement, byte order mark, interlinear and tag characters, lone surrogates.
const STEERING =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]|\u034f|\u17b4|\u17b5|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;
const DEFAULT_LENGTH = 2_000;

/**
 * Text written by strangers, safe to put before a reader: every character that could reorder, hide or recolour what
 * stands around it is spelled `[U+202E]`, lines become one, and what is too long ends in an ellipsis. Not HTML-escaped.
 */
export function visibleText(text: string, atMost: number = DEFAULT_LENGTH): string {
  const characters = text.slice(0, atMost);
  const shown = text.length > atMost ? `${characters}…` : characters;
  return shown.replace(/\s*[\t\n\r]+\s*/g, ' ').replace(STEERING, codePointName);
}

function codePointName(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
}
