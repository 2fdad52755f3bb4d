import { describe, expect, it } from '@jest/globals';

import { leafHash, merkleRoot, toUtf8, verifyInclusion } from '#kernel';

import { MerkleLog } from './merkle-log.js';

const leaf = (index: number) => toUtf8(`leaf ${index}`);

describe('the growing log', () => {
  it('proves each leaf against the root of the moment in which it was appended', () => {
    const log = new MerkleLog();
    const leaves: Uint8Array[] = [];
    for (let i = 0; i < 70; i++) {
      const { index, size, rootHash: root, hashes } = log.append(leaf(i));
      leaves.push(leafHash(leaf(i)));
      expect([index, size]).toEqual([i, i + 1]);
      expect(root).toEqual(merkleRoot(leaves));
      expect(verifyInclusion({ leaf: leafHash(leaf(i)), index, size, hashes, root })).toBe(true);
    }
  });

  it('proves every earlier leaf against the latest root, and nothing that it does not hold', () => {
    const log = new MerkleLog();
    for (let i = 0; i < 13; i++) log.append(leaf(i));
    for (let i = 0; i < 13; i++) {
      const { index, size, rootHash: root, hashes } = log.prove(i);
      expect(verifyInclusion({ leaf: leafHash(leaf(i)), index, size, hashes, root })).toBe(true);
      expect(verifyInclusion({ leaf: leafHash(leaf(99)), index, size, hashes, root })).toBe(false);
    }
    expect(() => log.prove(13)).toThrow(RangeError);
  });
});
