/** The house: every room with its rank. A room imports only rooms of lower rank, so bytes walk in one direction. */
export const RANKS = {
  kernel: 0,
  evidence: 1,
  verification: 2,
  compliance: 3,
  reporting: 4,
  attestation: 5,
  application: 6,
  'sample-world': 6,
  persistence: 7,
  queue: 7,
  connectors: 7,
  platform: 7,
  // Where ports meet adapters, opened by the entry points of processes alone.
  composition: 7.5,
  api: 8,
  worker: 8,
  cli: 8,
  web: 8,
  standalone: 9,
} as const satisfies Readonly<Record<string, number>>;

export type Room = keyof typeof RANKS;

/** Whose file it is: `support` only ever runs in tests, `product` is what users run. */
export interface Place {
  /** Undefined below `test/`, which holds what spans rooms. */
  readonly room: Room | undefined;
  readonly support: boolean;
}

const SUPPORT = /\.spec\.ts$|\/(testing|fixtures)\//;

/** @throws RangeError for a file that stands in no room of the design */
export function placeOf(path: string): Place {
  if (path.startsWith('test/')) return { room: undefined, support: true };
  const name = /^(?:libs|apps)\/([^/]+)\//.exec(path)?.[1] ?? '';
  if (!isRoom(name)) throw new RangeError(`${path} stands in no room of the design`);
  return { room: name, support: SUPPORT.test(path) };
}

export function isRoom(name: string): name is Room {
  return Object.hasOwn(RANKS, name);
}
