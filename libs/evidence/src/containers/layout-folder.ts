import { packEvidenceSet } from '../formats/evidence-set/evidence-set.js';
import type { Piece } from './container.js';

type Files = ReadonlyMap<string, Uint8Array>;

/** `<step>.<key id>.link`, below folders named alike where layouts stand for steps; of the letters that parts may have. */
const LINK_PATH = /^(?:[A-Za-z0-9][\w.@+-]*\.[0-9a-f]{8}\/){0,8}[A-Za-z0-9][\w.@+-]*\.[0-9a-f]{8}\.link$/;

/**
 * Layouts of in-toto (`*.layout`) with the links beside them or in a folder `links`, each as one evidence set, and the
 * files that are left. A layout without links stays a file.
 * @param files by path, with slashes. @throws ParseError LIMIT_EXCEEDED
 */
export function takeLayouts(files: Files): { readonly pieces: readonly Piece[]; readonly rest: Files } {
  const rest = new Map(files);
  const pieces: Piece[] = [];
  for (const [path, layout] of files) {
    const links = path.endsWith('.layout') ? linksBeside(path, files) : new Map<string, string>();
    if (links.size === 0) continue;
    const parts = [...links].map(([name, from]) => [name, files.get(from) ?? new Uint8Array()] as const);
    pieces.push({ name: path, bytes: packEvidenceSet('in-toto-layout', new Map([['layout', layout], ...parts])) });
    for (const taken of [path, ...links.values()]) rest.delete(taken);
  }
  return { pieces, rest };
}

/** Names of parts, and the files they are. */
function linksBeside(layout: string, files: Files): ReadonlyMap<string, string> {
  const folder = layout.slice(0, layout.lastIndexOf('/') + 1);
  const beside = [...files.keys()].filter((path) => path.startsWith(folder));
  const below = (prefix: string) =>
    beside.flatMap((path): (readonly [string, string])[] =>
      path.startsWith(prefix) && LINK_PATH.test(path.slice(prefix.length))
        ? [[`links/${path.slice(prefix.length)}`, path]]
        : [],
    );
  // Where both hold a link of one name, the folder made for links counts.
  return new Map([...below(folder), ...below(`${folder}links/`)]);
}
