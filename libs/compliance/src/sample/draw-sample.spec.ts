import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { AssessmentInput } from '../assessment.js';
import {
  aboutArtifact,
  buildFact,
  buildFinding,
  buildInput,
  day,
  PASSED_TEST,
  populationOf,
} from '../testing/build-input.js';
import { drawSample } from './draw-sample.js';

const TWENTY = Array.from({ length: 20 }, (_, index) => `artifact-${index}`);
const inputOf = (names: readonly string[], parts: Partial<AssessmentInput> = {}) =>
  buildInput({ population: populationOf(names), ...parts });
const namesOf = (...draw: Parameters<typeof drawSample>) => drawSample(...draw).members.map(({ name }) => name);

describe('a sample', () => {
  it('has the size that was asked for, or all there are, each member once', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1 }),
        fc.integer({ min: 1, max: 30 }),
        fc.string({ minLength: 1 }),
        (names, size, seed) => {
          const drawn = namesOf(inputOf(names), { size, seed });
          expect(drawn).toHaveLength(Math.min(size, names.length));
          expect(new Set(drawn).size).toBe(drawn.length);
          for (const name of drawn) expect(names).toContain(name);
        },
      ),
    );
  });

  it('is the same for the same population and seed, in whatever order the population is listed', () => {
    const drawn = namesOf(inputOf(TWENTY), { size: 5, seed: 's' });
    expect(namesOf(inputOf(TWENTY.toReversed()), { size: 5, seed: 's' })).toEqual(drawn);
    expect(namesOf(inputOf(TWENTY), { size: 5, seed: 't' })).not.toEqual(drawn);
  });

  it('begins a larger one with the same seed', () => {
    const larger = namesOf(inputOf(TWENTY), { size: 9, seed: 's' });
    expect(larger.slice(0, 5)).toEqual(namesOf(inputOf(TWENTY), { size: 5, seed: 's' }));
  });

  it('can be drawn again by anybody: these ranks are fixed for averment.sample/1', () => {
    const { algorithm, members } = drawSample(inputOf(TWENTY), { size: 2, seed: 'averment' });
    expect(algorithm).toBe('averment.sample/1');
    expect(members.map(({ name, rank }) => `${name} ${rank.slice(0, 15)}`)).toMatchInlineSnapshot(`
      [
        "artifact-19 sha256:0240accf",
        "artifact-3 sha256:1ba74e19",
      ]
    `);
  });

  it('takes every member equally often over many seeds', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 2_000; seed++) {
      for (const name of namesOf(inputOf(TWENTY.slice(0, 4)), { size: 1, seed: `seed ${seed}` })) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
  });

  it('shows what each member has as of then, and what did not verify', () => {
    const facts = [
      buildFact({ claim: PASSED_TEST }),
      buildFact({ claim: PASSED_TEST, anchor: aboutArtifact('b') }),
      buildFact({ claim: PASSED_TEST, signedAt: day(11) }),
    ];
    const { members } = drawSample(inputOf(['a'], { facts, findings: [buildFinding()] }), { size: 1, seed: 's' });
    expect(members).toMatchObject([
      {
        evidence: [{ evidence: facts[0]?.evidence, claims: ['test-result'], rules: ['ci'], signedAt: day(1) }],
        findings: [{ outcome: 'rejected', codes: [{ code: 'SIGNATURE_INVALID', rung: 'signature' }] }],
      },
    ]);
  });

  it.each([
    ['of nothing', ['a'], { size: 0, seed: 's' }, 'SAMPLE_SIZE'],
    ['of a part', ['a'], { size: 1.5, seed: 's' }, 'SAMPLE_SIZE'],
    ['without a seed', ['a'], { size: 1, seed: '' }, 'SAMPLE_SEED'],
    ['from nothing', [], { size: 1, seed: 's' }, 'SAMPLE_EMPTY'],
  ])('%s is refused', (_, names, draw, code) => {
    expect(() => drawSample(inputOf(names), draw)).toThrow(expect.objectContaining({ code }));
  });
});
