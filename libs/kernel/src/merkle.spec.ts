import { describe, expect, it } from '@jest/globals';

import { concatBytes, toHex, toUtf8 } from './bytes.js';
import { buildInclusionProof, CompactRange, leafHash, nodeHash, verifyConsistency, verifyInclusion } from './merkle.js';

const LEAVES = ['a', 'b', 'c'].map((text) => leafHash(toUtf8(text)));
const [A, B, C] = LEAVES as [Uint8Array, Uint8Array, Uint8Array];
const AB = nodeHash(A, B);
const ROOT = nodeHash(AB, C);

describe('an inclusion proof', () => {
  const proof = { leaf: B, index: 1, size: 3, hashes: [A, C], root: ROOT };

  it('holds for the leaf, place and size it was made for', () => {
    expect(verifyInclusion(proof)).toBe(true);
    expect(LEAVES.reduce((range, leaf) => range.append(leaf), CompactRange.empty()).root()).toEqual(ROOT);
    expect(buildInclusionProof(1, 3, (level, index) => (level === 0 ? LEAVES[index] : AB))).toEqual([A, C]);
  });

  it.each([
    ['another place', { index: 0 }],
    ['a place outside the tree', { index: 3 }],
    ['a place outside the tree of one leaf', { leaf: B, index: 1, size: 1, hashes: [], root: B }],
    ['a larger tree', { size: 5 }],
    ['a leaf left out', { hashes: [A] }],
    ['a hash too many', { hashes: [A, C, C] }],
    [
      'a leaf and a root that are no hashes',
      { leaf: new Uint8Array(), index: 0, size: 1, hashes: [], root: new Uint8Array() },
    ],
  ])('is refused with %s', (_, change) => {
    expect(verifyInclusion({ ...proof, ...change })).toBe(false);
  });
});

describe('the hash of a leaf', () => {
  it('is that of RFC 6962, never that of a node', () => {
    // Section 2.1: SHA-256 of one zero byte for the leaf without content.
    const empty = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
    expect(toHex(leafHash(new Uint8Array()))).toBe(empty);
    expect(leafHash(concatBytes(A, B))).not.toEqual(nodeHash(A, B));
  });
});

describe('a consistency proof', () => {
  const proof = { size1: 2, size2: 3, root1: AB, root2: ROOT, hashes: [C] };

  it('holds between a tree and one that extends it', () => {
    expect(verifyConsistency(proof)).toBe(true);
    expect(verifyConsistency({ size1: 3, size2: 3, root1: ROOT, root2: ROOT, hashes: [] })).toBe(true);
  });

  it.each([
    ['trees in the wrong order', { size1: 3, size2: 2 }],
    ['another first root', { root1: A }],
    ['another second root', { root2: AB }],
    ['nothing in it', { hashes: [] }],
    ['the empty tree, which everything extends', { size1: 0, hashes: [] }],
    ['hashes of another length', { hashes: [C.subarray(1)] }],
  ])('is refused with %s', (_, change) => {
    expect(verifyConsistency({ ...proof, ...change })).toBe(false);
  });

  it('holds where the first tree is no power of two, and is refused with another root of it', () => {
    const D = leafHash(toUtf8('d'));
    const grown = { size1: 3, size2: 4, root1: ROOT, root2: nodeHash(AB, nodeHash(C, D)), hashes: [C, D, AB] };
    expect(verifyConsistency(grown)).toBe(true);
    expect(verifyConsistency({ ...grown, root1: nodeHash(AB, D) })).toBe(false);
  });
});
