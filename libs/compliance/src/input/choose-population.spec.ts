import { describe, expect, it } from '@jest/globals';

import { choosePopulation, manifestsOf, relevantDigests, type ManifestCandidate } from './choose-population.js';
import { artifactNamed, day, digestNamed, subjectNamed } from '../testing/build-input.js';

function manifest(name: string, parts: Partial<ManifestCandidate> = {}): ManifestCandidate {
  return {
    evidence: digestNamed(name),
    source: 'declared',
    artifacts: [artifactNamed(name)],
    revisions: [],
    issuedAt: day(1),
    ...parts,
  };
}

describe('the manifests of a release', () => {
  const scope = { organization: 'acme', product: 'app', release: '1.0' };
  const record = manifest('own');
  it.each([
    ['its own', {}, [record]],
    ['not those of the same release of another organization', { organization: 'other' }, []],
    ['not those of another product', { product: 'other' }, []],
    ['not those of another release', { release: '2.0' }, []],
  ])('are %s', (_, change, expected) => {
    expect(manifestsOf(scope, [{ manifest: { ...scope, record, ...change } }, {}])).toEqual(expected);
  });
});

describe('the population of a release', () => {
  it('comes from an independent manifest before a signed one, and from that before a declared one', () => {
    const declared = manifest('declared', { issuedAt: day(9) });
    const signed = manifest('signed', { source: 'signed-manifest', issuedAt: day(5) });
    const independent = manifest('independent', { source: 'independent' });
    expect(choosePopulation([declared, signed, independent])?.manifest).toBe(independent.evidence);
    expect(choosePopulation([declared, signed])).toEqual({
      source: 'signed-manifest',
      manifest: signed.evidence,
      artifacts: signed.artifacts,
      revisions: [],
    });
  });

  it('is the newest of equal worth, and of equal age always the same one', () => {
    const [older, newer] = [manifest('older'), manifest('newer', { issuedAt: day(2) })];
    expect(choosePopulation([older, newer])?.manifest).toBe(newer.evidence);
    const twin = manifest('twin');
    expect(choosePopulation([older, twin])).toEqual(choosePopulation([twin, older]));
  });

  it('is unknown without a manifest', () => {
    expect(choosePopulation([])).toBeUndefined();
  });

  it('is touched by every digest of its artifacts and by its revisions', () => {
    const revision = `gitCommit:${'a'.repeat(40)}` as const;
    const artifacts = [artifactNamed('b'), artifactNamed('a'), artifactNamed('a')];
    const expected = [revision, subjectNamed('a'), subjectNamed('b')].sort();
    expect(relevantDigests({ artifacts, revisions: [revision] })).toEqual(expected);
  });
});
