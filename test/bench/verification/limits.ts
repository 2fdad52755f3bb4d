import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { median, rounded, type Size } from '../measure.js';
import { HOSTILE_SHAPES } from './hostile-shapes.js';
import type { Refusal } from './refuse-shape.js';

const RUNS: Readonly<Record<Size, number>> = { quick: 1, full: 5 };

/** Time and memory that it takes to refuse what breaks a limit, each time in a new process that has seen nothing yet. */
export function benchLimits(size: Size): Record<string, string> {
  return Object.fromEntries(Object.keys(HOSTILE_SHAPES).map((name) => [name, describe(name, RUNS[size])]));
}

function describe(name: string, runs: number): string {
  const refusals = Array.from({ length: runs }, () => refuse(name));
  const milliseconds = rounded(median(refusals.map((refusal) => refusal.milliseconds)));
  const mebibytes = rounded(median(refusals.map((refusal) => refusal.peakMebibytes)));
  return `${milliseconds} ms, ${mebibytes} MiB`;
}

function refuse(name: string): Refusal {
  const file = fileURLToPath(new URL('./refuse-shape.js', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [file, name], { encoding: 'utf8' })) as Refusal;
}
