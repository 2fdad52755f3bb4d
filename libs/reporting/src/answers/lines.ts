import type { Wording } from '#compliance';
import type { Digest } from '#kernel';

import { visibleText } from '../visible-text.js';

/** At most so many of anything are printed; JSON has all. */
const LISTED = 20;

export interface Names {
  /** `app@1.0.0`. */
  readonly release: string;
  /** Where a piece of evidence was read from, where that is known. */
  readonly pathOf: (evidence: Digest) => string | undefined;
  /** The official texts of the catalog, where somebody imported them. */
  readonly wording?: Wording;
}

/** A page of lines, text of strangers made harmless. Ends in a newline. */
export function page(lines: readonly string[]): string {
  return `${lines.map((line) => visibleText(line).trimEnd()).join('\n')}\n`;
}

/** A title over indented lines; nothing where there are none. */
export function part(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...indented(lines)];
}

export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** The first of them, and how many more there are. */
export function listed<T>(items: readonly T[], linesOf: (item: T) => readonly string[]): readonly string[] {
  const rest = items.length - LISTED;
  return [...items.slice(0, LISTED).flatMap(linesOf), ...(rest > 0 ? [`… and ${rest} more: --json lists all`] : [])];
}

/** Long enough to be found again, with the file it came from. */
export function shortDigest(evidence: Digest, { pathOf }: Pick<Names, 'pathOf'>): string {
  const path = pathOf(evidence);
  const short = evidence.slice(0, 'sha256:'.length + 12);
  return path === undefined ? `${short}…` : `${short}… ${path}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
