import { MAX_OBJECT_BYTES } from './loose-objects.js';

/** A delta of git's pack format applied to its base; undefined where it does not fit it. Both are hostile. */
export function applyDelta(base: Uint8Array, delta: Uint8Array): Uint8Array | undefined {
  const reader = new Reader(delta);
  const from = reader.size();
  const to = reader.size();
  if (from !== base.length || to > MAX_OBJECT_BYTES) return undefined;
  const result = new Uint8Array(to);
  let filled = 0;
  while (!reader.isAtEnd) {
    const piece = reader.piece(base);
    if (piece === undefined || filled + piece.length > to) return undefined;
    result.set(piece, filled);
    filled += piece.length;
  }
  return filled === to ? result : undefined;
}

const COPY = 0x80;
const FULL_COPY = 0x10000;

class Reader {
  private at = 0;

  constructor(private readonly delta: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.at >= this.delta.length;
  }

  /** A number in groups of seven bits, lowest first. Past the end everything is zero. */
  size(): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 49; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
    }
    return value;
  }

  /** What the next instruction adds: bytes of the base, or bytes that follow. */
  piece(base: Uint8Array): Uint8Array | undefined {
    const code = this.byte();
    if (code === 0) return undefined;
    if (code < COPY) return this.slice(code);
    const offset = this.selected(code, [0x01, 0x02, 0x04, 0x08]);
    const length = this.selected(code, [0x10, 0x20, 0x40]) || FULL_COPY;
    return offset + length <= base.length ? base.subarray(offset, offset + length) : undefined;
  }

  private selected(code: number, flags: readonly number[]): number {
    return flags.reduce((value, flag, index) => value + ((code & flag) === 0 ? 0 : this.byte() * 256 ** index), 0);
  }

  private slice(length: number): Uint8Array | undefined {
    const start = this.at;
    this.at += length;
    return this.at <= this.delta.length ? this.delta.subarray(start, this.at) : undefined;
  }

  private byte(): number {
    return this.delta[this.at++] ?? 0;
  }
}
