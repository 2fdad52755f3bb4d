import { describe, expect, it } from '@jest/globals';

import { canonicalJson, digestOf, toUtf8 } from '#kernel';

import { aboutArtifact, buildFact, buildInput, PROVENANCE, SIGNATURE } from '../testing/build-input.js';
import { CanonicalInput } from './canonical-input.js';

describe('the canonical bytes of an input', () => {
  const facts = [SIGNATURE, PROVENANCE].map((claim) => buildFact({ anchor: aboutArtifact('a "quoted" é'), claim }));
  const input = buildInput({ facts });

  it('are those of its canonical JSON', () => {
    expect(new CanonicalInput(input).bytesFor(input)).toEqual(toUtf8(canonicalJson(input)));
  });

  it('are those of the same input judged by something else', () => {
    const by = { catalog: digestOf(toUtf8('catalog')), mapping: ['a', 'b'].map((text) => digestOf(toUtf8(text))) };
    expect(new CanonicalInput(input).bytesFor(by)).toEqual(toUtf8(canonicalJson({ ...input, ...by })));
  });
});
