import { describe, expect, it } from '@jest/globals';

import { parse } from '#evidence';
import { toBase64 } from '#kernel';

import { defaultCorpusFolder } from '../vectors/corpus.js';
import { believed } from './believed.js';
import { mutantsOf } from './mutants/all-mutants.js';
import { entrySwaps, exchanges } from './mutants/exchanges.js';
import { rawFlips } from './mutants/flips.js';
import type { Mutant } from './mutants/mutant.js';
import { isVerified, ownSeeds, realSeeds, type Seed } from './mutants/seeds.js';

const RAW_FLIPS = 30;
/** Of the real bundles that many are mutated in every way; all of them in the ways that need another one. */
const MUTATED = 24;
const SWAPPED = 20;

const own = ownSeeds();
const real = realSeeds();
const chosen = real.filter((_, index) => index % Math.ceil(real.length / MUTATED) === 0);
if (defaultCorpusFolder() === undefined)
  console.warn('SKIPPED: mutants of real bundles (no vectors.tar.xz in the shared folder)');
const here = defaultCorpusFolder() === undefined ? describe.skip : describe;

/** Mutants that came out otherwise than they must: none, or the suite says which. */
function misjudged(seed: Seed, mutants: readonly Mutant[]): readonly string[] {
  return mutants.flatMap(({ name, bytes, fate }) => {
    const { verdict, verified } = seed.verifier.verify(parse(bytes), seed.expectation);
    const isRight = (verdict.outcome === 'verified') === (fate === 'harmless') && !internal(verdict.checks);
    return isRight && (verified !== undefined) === (verdict.outcome === 'verified')
      ? []
      : [`${seed.name}: ${name} is ${verdict.outcome}`];
  });
}

function internal(checks: readonly { readonly code?: string }[]): boolean {
  return checks.some(({ code }) => code === 'INTERNAL');
}

function rawAcceptances(seed: Seed): readonly string[] {
  const whole = parse(seed.bytes);
  const original = believed(whole, seed.verifier.verify(whole, seed.expectation).verdict);
  return rawFlips(seed.bytes, RAW_FLIPS).flatMap((bytes, index) => {
    const parsed = parse(bytes);
    const { verdict } = seed.verifier.verify(parsed, seed.expectation);
    if (internal(verdict.checks)) return [`${seed.name}: raw flip ${index} is a bug`];
    if (verdict.outcome !== 'verified') return [];
    expect(believed(parsed, verdict)).toBe(original);
    return [];
  });
}

describe.each(own.map((seed) => [seed.name, seed] as const))('mutants of our own %s', (_, seed) => {
  const lenders = own.filter((lender) => lender !== seed);

  it('start from one that is verified', () => {
    expect(isVerified(seed)).toBe(true);
  });

  it('are refused, but for those that say the same, which are verified still', () => {
    const mutants = mutantsOf(seed.bytes);
    expect(mutants.length).toBeGreaterThan(100);
    expect(mutants.filter(({ fate }) => fate === 'harmless').length).toBeGreaterThan(4);
    expect(misjudged(seed, mutants)).toEqual([]);
  });

  it('are refused with any part of another bundle', () => {
    const mutants = lenders.flatMap((lender) => exchanges(seed.bytes, lender.bytes));
    expect(mutants.length).toBeGreaterThan(50);
    expect(misjudged(seed, mutants)).toEqual([]);
  });

  it('with a bit turned anywhere in the file are verified only where everything signed is the same', () => {
    expect(rawAcceptances(seed)).toEqual([]);
  });
});

here('mutants of real bundles', () => {
  it('start from many that are verified', () => {
    expect(real.length).toBeGreaterThan(50);
    expect(chosen.length).toBeGreaterThan(MUTATED / 2);
  });

  it.each(chosen.map((seed) => [seed.name, seed] as const))('%s', (_, seed) => {
    expect(misjudged(seed, mutantsOf(seed.bytes))).toEqual([]);
    expect(rawAcceptances(seed)).toEqual([]);
  });

  it('T-BODY-01 to 04 log entries of 20 of them serve no other one: all 380 pairs', () => {
    const logged = [...new Map(real.flatMap((seed) => bodiesOf(seed).map((body) => [body, seed] as const))).values()];
    const lenders = logged.slice(0, SWAPPED);
    const swaps = entrySwaps(lenders.map(({ bytes }) => bytes));
    expect(swaps).toHaveLength(SWAPPED * (SWAPPED - 1));
    expect(swaps.flatMap(({ own: index, mutant }) => misjudged(lenders[index]!, [mutant]))).toEqual([]);
  });

  it('are refused with any part of another bundle', () => {
    const count = chosen.map((seed, index) => {
      const lender = chosen[(index + 1) % chosen.length]!;
      const mutants = exchanges(seed.bytes, lender.bytes);
      expect(misjudged(seed, mutants)).toEqual([]);
      return mutants.length;
    });
    expect(count.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(100);
  });
});

/** What the logs hold of it: cases often bring one bundle in several wrappings. */
function bodiesOf({ bytes }: Seed): readonly string[] {
  const { content } = parse(bytes);
  return content.kind === 'signed' ? content.entity.logEntries.map((entry) => toBase64(entry.canonicalizedBody)) : [];
}
