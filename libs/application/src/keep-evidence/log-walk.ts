import { CompactRange, equalBytes, fromHex, leafHash, toHex, type MerkleNode } from '#kernel';

/** The intake log rebuilt from its leaves, as far as one has come. */
export interface LogWalk {
  readonly size: number;
  /** The right edge of the rebuilt tree, hex. */
  readonly edge: readonly string[];
  /** Leaves whose hash, and every subtree that they complete, stands where the log keeps it. */
  readonly entriesChecked: number;
  /** At the size of the record before, the rebuilt tree had its root. */
  readonly sawPrevious: boolean;
}

interface PlacedLeaf {
  readonly index: number;
  readonly leaf: Uint8Array;
}

export interface LogRoot {
  readonly size: number;
  /** Hex. */
  readonly rootHash: string;
}

export const NOTHING_WALKED: LogWalk = { size: 0, edge: [], entriesChecked: 0, sawPrevious: false };

type Held = (nodes: readonly Pick<MerkleNode, 'level' | 'index'>[]) => Promise<readonly MerkleNode[]>;

/**
 * Grows the tree by these leaves, and compares every subtree that they complete with the one that is held. Where a leaf
 * is not there the tree stops growing, so that its root can never be that of the checkpoint.
 */
export async function walkOn(
  walk: LogWalk,
  leaves: readonly PlacedLeaf[],
  { held, previous }: { readonly held: Held; readonly previous: LogRoot | undefined },
): Promise<LogWalk> {
  let range = CompactRange.restore(walk.size, walk.edge.map(fromHex));
  let { sawPrevious } = walk;
  const completed: (readonly MerkleNode[])[] = [];
  for (const { index, leaf } of leaves) {
    if (index !== range.size) break;
    const grown = range.appendWithNodes(leafHash(leaf));
    range = grown.range;
    completed.push(grown.nodes);
    if (range.size === previous?.size) sawPrevious ||= toHex(range.root()) === previous.rootHash;
  }
  const kept = new Map((await held(completed.flat())).map((node) => [placeOf(node), node.hash]));
  const isKept = (node: MerkleNode) => equalBytes(kept.get(placeOf(node)) ?? new Uint8Array(), node.hash);
  return {
    size: range.size,
    edge: range.hashes.map(toHex),
    entriesChecked: walk.entriesChecked + completed.filter((nodes) => nodes.every(isKept)).length,
    sawPrevious,
  };
}

/** The root of the rebuilt tree, hex. */
export function rootOf({ size, edge }: LogWalk): string {
  return toHex(CompactRange.restore(size, edge.map(fromHex)).root());
}

function placeOf({ level, index }: Pick<MerkleNode, 'level' | 'index'>): string {
  return `${level}/${index}`;
}
