import type { Comparison, Simulation, StatusCounts } from '#compliance';
import type { Digest } from '#kernel';

import { layerLines } from '../layer-words.js';
import { STATUS_WORDS, STATUSES } from '../status-words.js';
import { counted, page, part } from './lines.js';
import { differenceLines } from './render-comparison.js';

const WIDTH = Math.max(...STATUSES.map((status) => STATUS_WORDS[status].word.length)) + 2;

/** What a change would do, for a terminal: counts before and after, then what moves and why. Ends in a newline. */
export function renderSimulation(simulation: Simulation, pathOf: (evidence: Digest) => string | undefined): string {
  const { before, after, moved, lookedAt, leftOut, layers } = simulation;
  const rest = leftOut === 0 ? '' : `; ${counted(leftOut, 'older release')} left out`;
  return page([
    `Looked at ${counted(lookedAt, 'release')}${rest}. Nothing was changed.`,
    ...part('Layers that would be in force', layerLines(layers)),
    ...part('Controls by status', countLines(before, after)),
    ...(moved.length === 0 ? ['', 'Nothing moves.'] : moved.flatMap((each) => movedLines(each, pathOf))),
  ]);
}

function countLines(before: StatusCounts, after: StatusCounts): readonly string[] {
  const occurring = STATUSES.filter((status) => before[status] + after[status] > 0);
  const rows = occurring.map((status) => {
    const { mark, word } = STATUS_WORDS[status];
    return row(`${mark} ${word}`, [`${before[status]}`, `${after[status]}`, signed(after[status] - before[status])]);
  });
  return [row('', ['before', 'after', '']), ...rows];
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(WIDTH)}${cells.map((cell) => cell.padStart(8)).join('')}`;
}

function signed(difference: number): string {
  if (difference === 0) return '';
  return difference > 0 ? `+${difference}` : `−${-difference}`;
}

function movedLines(
  { a, differences }: Comparison,
  pathOf: (evidence: Digest) => string | undefined,
): readonly string[] {
  const release = `${a.scope.product}@${a.scope.release}`;
  const names = { release, pathOf };
  return part(
    `${release}: ${counted(differences.length, 'control')} would move`,
    differences.flatMap((difference) => differenceLines(difference, names)),
  );
}
