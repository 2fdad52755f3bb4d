/** Width of text in points. */
export type Measure = (text: string) => number;

/** Lines no wider than the room: broken at spaces, and inside a word only where the word alone is too long. */
export function wrapText(text: string, room: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= room) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = brokenWord(word, room, measure);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

function brokenWord(word: string, room: number, measure: Measure): readonly string[] {
  const pieces: string[] = [];
  let rest = word;
  while (rest.length > 1 && measure(rest) > room) {
    const fits = longestFit(rest, room, measure);
    pieces.push(rest.slice(0, fits));
    rest = rest.slice(fits);
  }
  return [...pieces, rest];
}

/** How many characters fit, at least one, so that a narrow column ends too. */
function longestFit(text: string, room: number, measure: Measure): number {
  let [fits, fails] = [1, text.length];
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (measure(text.slice(0, middle)) <= room) fits = middle;
    else fails = middle;
  }
  return fits;
}
