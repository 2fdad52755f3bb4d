import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One check taken out of the sources, and the specs of which at least one test must then fail. */
export interface Defect {
  /** What is no longer checked: `log-root-hash`. */
  readonly id: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Stands in the file exactly once; a text that is gone or doubled stops the whole run, so that no patch rots. */
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
}

/** A row of the table. */
export type Row = readonly [id: string, file: string, find: string, replace: string, ...moreTests: string[]];

/** Rows whose files lie in one room, and the specs that watch all of them; a row may name more. */
export function defectsIn(room: string, tests: readonly string[], rows: readonly Row[]): readonly Defect[] {
  return rows.map(([id, file, find, replace, ...more]) => ({
    id,
    file: join(room, file),
    find,
    replace,
    tests: [...tests, ...more],
  }));
}

/** Why a patch cannot be applied to the sources under `root`; undefined where it can. */
export function rotOf({ id, file, find, replace }: Defect, root: string): string | undefined {
  const times = textOf(file, root).split(find).length - 1;
  if (times !== 1) return `${id}: the text to replace stands ${times} times in ${file}: ${find}`;
  return find === replace ? `${id}: replaces a text by itself` : undefined;
}

export function patched({ file, find, replace }: Defect, root: string): string {
  return textOf(file, root).replace(find, () => replace);
}

function textOf(file: string, root: string): string {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return '';
  }
}
