/** `build-provenance` as `Build provenance`: how an id is read. Abbreviations stay what they are. */
export function wordsOf(id: string): string {
  const words = id.split('-').map((word) => ABBREVIATIONS.get(word) ?? word);
  const [first = '', ...rest] = words;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ');
}

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['sbom', 'SBOM'],
  ['vex', 'VEX'],
  ['scai', 'SCAI'],
  ['ssdf', 'SSDF'],
]);

/** `1.4 kB`: decimal, as storage is sold. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [unit, size] = bytes < 1_000_000 ? ['kB', bytes / 1000] : ['MB', bytes / 1_000_000];
  return `${size.toFixed(1)} ${unit}`;
}
