import { describe, expect, it } from '@jest/globals';

import { CompactRange, leafHash, merkleRoot, toHex, toUtf8, type MerkleNode } from '#kernel';

import { NOTHING_WALKED, rootOf, walkOn, type LogRoot, type LogWalk } from './log-walk.js';

const LEAVES = Array.from({ length: 11 }, (_, index) => ({ index, leaf: toUtf8(`leaf ${index}`) }));
const rootAt = (size: number) => toHex(merkleRoot(LEAVES.slice(0, size).map(({ leaf }) => leafHash(leaf))));

/** Every complete subtree of the log, as it is held. */
const TREE = LEAVES.reduce<{ range: CompactRange; nodes: readonly MerkleNode[] }>(
  ({ range, nodes }, { leaf }) => {
    const grown = range.appendWithNodes(leafHash(leaf));
    return { range: grown.range, nodes: [...nodes, ...grown.nodes] };
  },
  { range: CompactRange.empty(), nodes: [] },
).nodes;

/** Walks the log in pages of this length. */
async function walked(
  leaves: readonly { readonly index: number; readonly leaf: Uint8Array }[],
  { page = 4, previous, nodes = TREE }: { page?: number; previous?: LogRoot; nodes?: readonly MerkleNode[] } = {},
): Promise<LogWalk> {
  const held = (wanted: readonly Pick<MerkleNode, 'level' | 'index'>[]) =>
    Promise.resolve(nodes.filter(({ level, index }) => wanted.some((at) => at.level === level && at.index === index)));
  let walk = NOTHING_WALKED;
  for (let from = 0; from < LEAVES.length; from += page) {
    const some = leaves.filter(({ index }) => index >= from && index < from + page);
    walk = await walkOn(walk, some, { held, previous });
  }
  return walk;
}

describe('the intake log, rebuilt from its leaves', () => {
  it.each([1, 3, 4, 11, 50])('has the same root in pages of %i', async (page) => {
    const walk = await walked(LEAVES, { page });
    expect(rootOf(walk)).toBe(rootAt(11));
    expect(walk).toMatchObject({ size: 11, entriesChecked: 11, sawPrevious: false });
  });

  it.each([1, 4, 5, 11])('had the root of the record before at its size of %i', async (size) => {
    expect((await walked(LEAVES, { previous: { size, rootHash: rootAt(size) } })).sawPrevious).toBe(true);
    expect((await walked(LEAVES, { previous: { size, rootHash: rootAt(size - 1) } })).sawPrevious).toBe(false);
  });

  it('never had the root of a record that saw more leaves than there are', async () => {
    expect((await walked(LEAVES, { previous: { size: 12, rootHash: rootAt(11) } })).sawPrevious).toBe(false);
  });

  it('has another root where a leaf says something else, and that leaf is not checked', async () => {
    const other = LEAVES.with(6, { index: 6, leaf: toUtf8('another') });
    const walk = await walked(other);
    expect(rootOf(walk)).not.toBe(rootAt(11));
    expect(walk.entriesChecked).toBeLessThan(11);
  });

  it('stops growing where a leaf is gone', async () => {
    const walk = await walked(LEAVES.toSpliced(6, 1));
    expect(walk).toMatchObject({ size: 6, entriesChecked: 6 });
  });

  it.each(TREE.map((node) => [node.level, node.index] as const))(
    'is not checked whole where the node %i/%i is another one, or gone',
    async (level, index) => {
      const isIt = (node: MerkleNode) => node.level === level && node.index === index;
      const altered = TREE.map((node) => (isIt(node) ? { ...node, hash: new Uint8Array(32) } : node));
      for (const nodes of [altered, TREE.filter((node) => !isIt(node))]) {
        const walk = await walked(LEAVES, { nodes });
        expect(walk.entriesChecked).toBe(10);
        expect(rootOf(walk)).toBe(rootAt(11)); // the leaves are what they were
      }
    },
  );
});
