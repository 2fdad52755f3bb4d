import { ParseError } from '#kernel';

const TRACK_LEVEL = /^SLSA_([A-Z0-9]+)_LEVEL_(\d{1,3}|UNEVALUATED)$/;
/** The one word of SLSA's own that is no level: an early source track granted it beside one. */
const NO_LEVEL = 'SLSA_SOURCE_TWO_PARTY_REVIEWED';

/**
 * The level of each SLSA track among `levels`, the highest where a track is named twice; of words outside of SLSA
 * nothing is said. Never evaluated is level 0. @throws ParseError LEVEL_INVALID for a word of SLSA that is no level
 */
export function slsaLevels(levels: readonly string[]): ReadonlyMap<string, number> {
  const tracks = new Map<string, number>();
  for (const text of levels.filter(isSlsaLevel)) {
    const [, track, level] = TRACK_LEVEL.exec(text) ?? [];
    if (track === undefined)
      throw new ParseError('LEVEL_INVALID', `"${text.slice(0, 80)}" is not SLSA_<TRACK>_LEVEL_<n>`);
    tracks.set(track, Math.max(tracks.get(track) ?? 0, level === 'UNEVALUATED' ? 0 : Number(level)));
  }
  return tracks;
}

/** Does the word claim to be a level of SLSA? Others are a verifier's own. */
export function isSlsaLevel(level: string): boolean {
  return level.startsWith('SLSA_') && level !== NO_LEVEL;
}
