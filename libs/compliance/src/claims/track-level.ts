/** The highest level of one SLSA track among the levels of a summary; zero when there is none. */
export function highestLevel(levels: readonly string[], track: RegExp): number {
  return Math.max(0, ...levels.map((level) => Number(track.exec(level)?.[1] ?? 0)));
}
