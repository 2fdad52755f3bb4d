// Characters that steer instead of show: C0 and C1 controls, soft hyphen, zero-width and direction marks and overrides,
// invisible operators, variation selectors' supplement, byte order mark, interlinear and tag characters, lone surrogates.
const STEERING =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]|\u034f|\u17b4|\u17b5|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

/** Every character that could reorder, hide or recolour what stands around it, replaced. */
export function replaceSteering(text: string, by: (character: string) => string): string {
  return text.replace(STEERING, by);
}

/** The first such character that is not among those allowed, as `U+202E`; undefined where there is none. */
export function firstSteering(text: string, allowed: readonly string[] = []): string | undefined {
  const found = text.match(STEERING)?.find((character) => !allowed.includes(character));
  return found === undefined ? undefined : codePointName(found);
}

export function codePointName(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
