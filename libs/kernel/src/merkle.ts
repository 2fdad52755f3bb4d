import { equalBytes } from './bytes.js';
import { sha256, sha256Latin1 } from './crypto.js';

const LEAF = 0;
const NODE = 1;
const NOTHING = new Uint8Array();
const HASH_BYTES = 32;

/** RFC 6962 section 2.1: the hash of a leaf is domain-separated from that of a node. */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return hashOf(LEAF, leaf, NOTHING);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return hashOf(NODE, left, right);
}

function hashOf(domain: number, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(1 + left.length + right.length);
  bytes[0] = domain;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

/** RFC 6962 section 2.1: the root over leaf hashes; of no leaves it is SHA-256 of the empty string. */
export function merkleRoot(leafHashes: readonly Uint8Array[]): Uint8Array {
  return leafHashes.reduce((range, leaf) => range.append(leaf), CompactRange.empty()).root();
}

function areHashes(...hashes: readonly Uint8Array[]): boolean {
  return hashes.every(({ length }) => length === HASH_BYTES);
}

/** Proves: `leaf` stands at `index` in the tree of `size` leaves with `root`. RFC 9162 section 2.1.3.2. */
export function verifyInclusion(proof: {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean {
  const { leaf, index, size, hashes, root } = proof;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false; // step 1
  if (!areHashes(leaf, root, ...hashes)) return false;
  let fn = index;
  let sn = size - 1;
  const r = Buffer.from(leaf);
  const node = Buffer.allocUnsafe(1 + 2 * HASH_BYTES).fill(NODE);
  for (const p of hashes) {
    if (sn === 0) return false; // step 4a
    if (fn % 2 === 1 || fn === sn) {
      foldInto(r, node, p, r);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      foldInto(r, node, r, p);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equalBytes(r, root); // step 5
}

/** The hash of a node, in place: nothing of a proof is kept. @param node scratch that begins with the byte of a node */
function foldInto(r: Buffer, node: Buffer, left: Uint8Array, right: Uint8Array): void {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  r.write(sha256Latin1(node), 'latin1');
}

/**
 * Proves: the tree of `size2` extends that of `size1` without changing it. RFC 9162 section 2.1.4.2 asks for
 * 0 < size1: every tree extends the empty one, so a proof from it proves nothing and is refused.
 */
export function verifyConsistency(proof: {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly hashes: readonly Uint8Array[];
}): boolean {
  const { size1, size2, root1, root2, hashes } = proof;
  if (!Number.isSafeInteger(size1) || !Number.isSafeInteger(size2) || size1 < 0 || size1 > size2) return false;
  if (!areHashes(root1, root2, ...hashes)) return false;
  if (size1 === size2) return hashes.length === 0 && equalBytes(root1, root2);
  if (size1 === 0) return false;
  const path = Number.isInteger(Math.log2(size1)) ? [root1, ...hashes] : [...hashes]; // step 2
  const [first, ...rest] = path;
  if (first === undefined || hashes.length === 0) return false; // step 1
  let fn = size1 - 1;
  let sn = size2 - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let fr = first;
  let sr = first;
  for (const c of rest) {
    if (sn === 0) return false; // step 6a
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      sr = nodeHash(sr, c);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equalBytes(fr, root1) && equalBytes(sr, root2); // step 7
}

/** A complete subtree: `index` counts subtrees of this `level` from the left; level 0 are the leaves. */
export interface MerkleNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/**
 * The right edge of a growing tree: the roots of its complete subtrees, largest first. Appending costs O(log n) and
 * needs nothing else of the tree, so a log of any length grows at constant cost.
 */
export class CompactRange {
  private constructor(
    readonly size: number,
    readonly hashes: readonly Uint8Array[],
  ) {}

  static empty(): CompactRange {
    return new CompactRange(0, []);
  }

  /** Restores a stored edge. @throws RangeError when the number of hashes is not that of the size */
  static restore(size: number, hashes: readonly Uint8Array[]): CompactRange {
    if (hashes.length !== bitsOf(size)) throw new RangeError('a compact range holds one hash per complete subtree');
    return new CompactRange(size, hashes);
  }

  append(leaf: Uint8Array): CompactRange {
    return this.appendWithNodes(leaf).range;
  }

  /** Appends and names every complete subtree that this leaf finished, leaf included: what a proof builder must keep. */
  appendWithNodes(leaf: Uint8Array): { readonly range: CompactRange; readonly nodes: readonly MerkleNode[] } {
    const stack = [...this.hashes];
    let current: MerkleNode = { level: 0, index: this.size, hash: leaf };
    const nodes = [current];
    for (let size = this.size; size % 2 === 1; size = Math.floor(size / 2)) {
      const left = stack.pop();
      if (left === undefined) throw new RangeError('compact range lost a hash');
      current = { level: current.level + 1, index: Math.floor(current.index / 2), hash: nodeHash(left, current.hash) };
      nodes.push(current);
    }
    return { range: new CompactRange(this.size + 1, [...stack, current.hash]), nodes };
  }

  root(): Uint8Array {
    if (this.hashes.length === 0) return sha256(new Uint8Array());
    return this.hashes.reduceRight((right, left) => nodeHash(left, right));
  }
}

function bitsOf(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}

/**
 * Which complete subtrees an inclusion proof of `index` in a tree of `size` is built from, in proof order. Where the
 * sibling is incomplete, the item is the list of complete subtrees (left to right) that fold into it.
 */
export function inclusionPlan(index: number, size: number): readonly (readonly Omit<MerkleNode, 'hash'>[])[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError('leaf outside the tree');
  const plan: Omit<MerkleNode, 'hash'>[][] = [];
  walk(0, size);
  return plan;

  function walk(start: number, end: number): void {
    if (end - start <= 1) return;
    const split = start + largestPowerBelow(end - start);
    if (index < split) {
      walk(start, split);
      plan.push(completeSubtrees(split, end));
    } else {
      walk(split, end);
      plan.push(completeSubtrees(start, split));
    }
  }
}

/** Builds an inclusion proof from stored complete subtrees. @throws RangeError when a subtree is not held */
export function buildInclusionProof(
  index: number,
  size: number,
  hashAt: (level: number, index: number) => Uint8Array | undefined,
): Uint8Array[] {
  return inclusionPlan(index, size).map((subtrees) =>
    subtrees
      .map(({ level, index: at }) => {
        const hash = hashAt(level, at);
        if (hash === undefined) throw new RangeError(`the log does not hold node ${level}/${at}`);
        return hash;
      })
      .reduceRight((right, left) => nodeHash(left, right)),
  );
}

function completeSubtrees(start: number, end: number): Omit<MerkleNode, 'hash'>[] {
  const parts: Omit<MerkleNode, 'hash'>[] = [];
  for (let at = start; at < end;) {
    const width = end - at === 1 ? 1 : largestPowerAtMost(end - at);
    const level = Math.log2(width);
    parts.push({ level, index: at / width });
    at += width;
  }
  return parts;
}

function largestPowerBelow(n: number): number {
  return largestPowerAtMost(n - 1);
}

function largestPowerAtMost(n: number): number {
  return 2 ** Math.floor(Math.log2(n));
}
