import { targetOf, type House, type Rule } from './house.js';

/** Files that import each other, directly or around a corner, types included; each cycle once, sorted. */
export const cycles: Rule = (house) =>
  stronglyConnected(graphOf(house)).map(
    (members) => `${members[0] ?? ''} imports itself through ${members.join(', ')}`,
  );

type Graph = ReadonlyMap<string, readonly string[]>;

function graphOf(house: House): Graph {
  return new Map(
    [...house.values()].map((file) => {
      const targets = file.imports.map(({ specifier }) => targetOf(file, specifier));
      return [file.path, targets.filter((target) => target !== undefined && house.has(target)) as string[]];
    }),
  );
}

interface Visit {
  readonly index: number;
  low: number;
  open: boolean;
}

/** Tarjan's strongly connected components, of two files or more, or of one that imports itself. */
function stronglyConnected(graph: Graph): readonly string[][] {
  const visits = new Map<string, Visit>();
  const stack: string[] = [];
  const found: string[][] = [];

  const enter = (path: string): Visit => {
    const visit: Visit = { index: visits.size, low: visits.size, open: true };
    visits.set(path, visit);
    stack.push(path);
    for (const target of graph.get(path) ?? []) {
      const below = visits.get(target) ?? enter(target);
      if (below.open) visit.low = Math.min(visit.low, below.low);
    }
    if (visit.low === visit.index) close(path);
    return visit;
  };

  const close = (path: string): void => {
    const members = stack.splice(stack.indexOf(path)).sort();
    for (const member of members) (visits.get(member) as Visit).open = false;
    if (members.length > 1 || graph.get(path)?.includes(path) === true) found.push(members);
  };

  for (const path of graph.keys()) if (!visits.has(path)) enter(path);
  return found;
}
