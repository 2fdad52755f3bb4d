import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { rounded, type Size } from '../measure.js';
import { benchBundles } from './bundles.js';
import { ours, signersOf } from './contestants.js';

export type MemorySize = Size | 'million';

const VERIFICATIONS: Readonly<Record<MemorySize, number>> = { quick: 500, full: 20_000, million: 1_000_000 };
const WARM_UP = 3000;
/** Small, so that the warm-up fills them. */
const MEMORIES = { rememberedCertificates: 256, rememberedVerdicts: 256 };
const COUNTER_BITS = 32;
const MEBIBYTE = 1024 * 1024;

/** What a verifier holds after many verifications, each of bytes never seen before, beyond what it held once warm. */
export function benchMemory(size: MemorySize): Record<string, number> {
  const set = benchBundles('v1');
  const verify = ours(set.root, signersOf(set), MEMORIES);
  const count = VERIFICATIONS[size];
  const run = (from: number, to: number): void => {
    for (let index = from; index < to; index++) {
      const bundle = set.bundles[index % set.bundles.length];
      if (bundle !== undefined) verify(numbered(bundle.bytes, index));
    }
  };
  run(0, WARM_UP);
  const before = held();
  run(WARM_UP, WARM_UP + count);
  const after = held();
  return {
    verifications: count,
    heapMebibytes: rounded(before.heap / MEBIBYTE),
    heapGrowthMebibytes: rounded((after.heap - before.heap) / MEBIBYTE),
    residentGrowthMebibytes: rounded((after.resident - before.resident) / MEBIBYTE),
  };
}

/** The same document, with a number of white space after it. */
function numbered(bytes: Uint8Array, number: number): Uint8Array {
  const out = new Uint8Array(bytes.length + COUNTER_BITS).fill(0x20);
  out.set(bytes);
  for (let bit = 0; bit < COUNTER_BITS; bit++) if ((number >>> bit) & 1) out[bytes.length + bit] = 0x0a;
  return out;
}

/** Bytes that are still held when everything that can go has gone. */
function held(): { readonly heap: number; readonly resident: number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}
