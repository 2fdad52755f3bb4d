import { buildInclusionProof, CompactRange, leafHash } from '#kernel';

/** Where a leaf stands at the moment it was appended, and the proof of it. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly rootHash: Uint8Array;
  readonly hashes: readonly Uint8Array[];
}

/** A growing RFC 6962 tree that remembers its complete subtrees, so that it can prove what it holds. */
export class MerkleLog {
  #range = CompactRange.empty();
  readonly #nodes = new Map<string, Uint8Array>();

  append(leaf: Uint8Array): Inclusion {
    const { range, nodes } = this.#range.appendWithNodes(leafHash(leaf));
    for (const node of nodes) this.#nodes.set(`${node.level}/${node.index}`, node.hash);
    this.#range = range;
    return this.prove(range.size - 1);
  }

  /** @throws RangeError when the log holds no leaf `index` */
  prove(index: number): Inclusion {
    const { size } = this.#range;
    const hashes = buildInclusionProof(index, size, (level, at) => this.#nodes.get(`${level}/${at}`));
    return { index, size, rootHash: this.#range.root(), hashes };
  }
}
