import { describe, expect, it } from '@jest/globals';

import { canonicalJson, type SubjectDigest } from '#kernel';

import type { AssessmentInput } from '../assessment.js';
import type { SbomIndex } from '../extract/extract-sbom-index.js';
import type { Anchor, Fact } from '../fact.js';
import {
  aboutArtifact,
  buildFact,
  buildFinding,
  buildInput,
  buildRule,
  PASSED_TEST,
  populationOf,
  PROVENANCE,
  PUBLISHED,
  SBOM,
  subjectNamed,
} from '../testing/build-input.js';
import { assembleInput, type InputParts } from './assemble.js';
import { MAX_JOINED_COMPONENTS } from './join-components.js';

const sbom = buildFact({ claim: SBOM });
const lodash = subjectNamed('lodash');
const react = subjectNamed('react');
const lists = (...components: readonly (SubjectDigest | readonly SubjectDigest[])[]): SbomIndex => ({
  sbom: sbom.evidence,
  components: components.map((digests) => ({ digests: typeof digests === 'string' ? [digests] : digests, times: 1 })),
});
const madeOf = (name: string, more: Partial<Fact> = {}) =>
  buildFact({ claim: PROVENANCE, anchor: aboutArtifact(name), ...more });

function joined(parts: Partial<InputParts>): AssessmentInput {
  return assembleInput({ ...buildInput(), sboms: [lists(lodash, react)], rules: [buildRule()], ...parts });
}

describe('the components of an SBOM', () => {
  it('are joined to provenance and records of publication about their very digests, and these are in the input', () => {
    const built = madeOf('lodash');
    const published = buildFact({ claim: PUBLISHED, anchor: aboutArtifact('react') });
    const input = joined({ facts: [sbom, built, published] });
    expect(input.components).toEqual({
      known: [[lodash], [react]].sort(),
      sboms: [
        {
          sbom: sbom.evidence,
          components: [
            [expect.any(Number), 1],
            [expect.any(Number), 1],
          ],
        },
      ],
    });
    expect(input.facts).toHaveLength(3);
  });

  it('are known by any of their digests', () => {
    const sha512: SubjectDigest = `sha512:${'a'.repeat(128)}`;
    const built = buildFact({ claim: PROVENANCE, anchor: { kind: 'digests', digests: [sha512] } });
    const input = joined({ facts: [sbom, built], sboms: [lists([lodash, sha512])] });
    expect(input.components?.known).toEqual([[lodash, sha512]]);
  });

  it('are never joined by what they are called: the same package by another digest is another thing', () => {
    const named = { ...PUBLISHED, purl: 'pkg:npm/lodash@4.17.21' };
    const other = buildFact({ claim: named, anchor: aboutArtifact('lodash of somebody else') });
    const input = joined({ facts: [sbom, other] });
    expect(input).not.toHaveProperty('components');
    expect(input.facts).toEqual([sbom]);
  });

  it('are joined to nothing but provenance and publication, whatever else is said of them', () => {
    const tested = buildFact({ claim: PASSED_TEST, anchor: aboutArtifact('lodash') });
    const alone = joined({ facts: [sbom, tested] });
    expect(alone.facts).toEqual([sbom]);
    expect(alone).not.toHaveProperty('components');
    expect(joined({ facts: [sbom, tested, madeOf('lodash')] }).facts).not.toContainEqual(tested);
  });

  it('leave an input as it was, byte for byte, where nothing is known about any of them', () => {
    const facts = [sbom, buildFact({ claim: PROVENANCE })];
    const bare = joined({ facts, sboms: [] });
    expect(canonicalJson(joined({ facts }))).toBe(canonicalJson(bare));
    expect(bare).not.toHaveProperty('components');
  });

  it.each<[string, Anchor]>([
    ['about another release', aboutArtifact('something else')],
    ['that a rule attaches to the whole product', { kind: 'product', product: 'app' }],
  ])('are not looked at in an SBOM %s', (_, anchor) => {
    const elsewhere = buildFact({ claim: SBOM, anchor });
    const sboms = [{ ...lists(lodash), sbom: elsewhere.evidence }];
    expect(joined({ facts: [elsewhere, madeOf('lodash')], sboms })).not.toHaveProperty('components');
  });

  it('are not looked at in an SBOM that did not verify, whoever handed in its list', () => {
    const rejected = buildFinding({ evidence: sbom.evidence, kind: 'sbom' });
    expect(joined({ facts: [madeOf('lodash')], findings: [rejected] })).not.toHaveProperty('components');
  });

  it('are not what the release itself is judged over: its own provenance says nothing about parts made by others', () => {
    const own = subjectNamed('a');
    const facts = [sbom, buildFact({ claim: PROVENANCE })];
    expect(joined({ facts, sboms: [lists(own, [own, lodash].sort())] })).not.toHaveProperty('components');
  });

  it('are not what the release itself is judged over under another of its digests, either', () => {
    const [own, sha512] = [subjectNamed('a'), `sha512:${'a'.repeat(128)}` as const];
    const provenance = buildFact({ claim: PROVENANCE, anchor: { kind: 'digests', digests: [own, sha512] } });
    expect(joined({ facts: [sbom, provenance], sboms: [lists(sha512)] })).not.toHaveProperty('components');
    const ofBoth = buildFact({ claim: PUBLISHED, anchor: { kind: 'digests', digests: [sha512] } });
    expect(joined({ facts: [sbom, ofBoth], sboms: [lists([own, sha512])] })).not.toHaveProperty('components');
  });

  it('come with what did not verify about them, which joins nothing by itself and explains', () => {
    const spoilt = buildFinding({ kind: 'build-provenance', claimedAnchors: [aboutArtifact('lodash')] });
    const ofAnotherKind = buildFinding({ kind: 'test-result', claimedAnchors: [aboutArtifact('lodash')] });
    const input = joined({ facts: [sbom], findings: [spoilt, ofAnotherKind] });
    expect(input.findings).toEqual([spoilt]);
    expect(input.components?.known).toEqual([[lodash]]);
  });

  it('are not joined by the word of somebody whose rule is for another product', () => {
    const foreign = buildRule({ id: 'foreign', scope: { kind: 'product', product: 'other' } });
    const input = joined({ facts: [sbom, madeOf('lodash', { rule: 'foreign' })], rules: [buildRule(), foreign] });
    expect(input.facts).toEqual([sbom]);
    expect(input.findings).toMatchObject([{ kind: 'build-provenance', codes: ['UNEXPECTED_SIGNER'] }]);
  });

  it('are the same bytes in whatever order SBOMs and their lists were read', () => {
    const second = buildFact({ claim: SBOM, producer: 'scanner' });
    const facts = [sbom, second, madeOf('lodash'), madeOf('react')];
    const sboms = [lists(lodash, react), { ...lists(react, lodash), sbom: second.evidence }];
    const turned = sboms.toReversed().map((one) => ({ ...one, components: one.components.toReversed() }));
    expect(canonicalJson(joined({ facts, sboms: turned }))).toBe(canonicalJson(joined({ facts, sboms })));
  });

  it('are joined up to a bound, the first by digest, and counted as listed beyond it', () => {
    const many = Array.from({ length: MAX_JOINED_COMPONENTS + 1 }, (_, number) => `part ${number}`);
    const index = lists(...many.map(subjectNamed));
    const anchor: Anchor = { kind: 'digests', digests: many.map(subjectNamed) };
    const input = joined({ facts: [sbom, buildFact({ claim: PROVENANCE, anchor })], sboms: [index] });
    expect(input.components?.known).toHaveLength(MAX_JOINED_COMPONENTS);
    expect(input.components?.known[0]).toEqual([many.map(subjectNamed).sort()[0]]);
  });

  it('are those of an SBOM about a revision, too', () => {
    const commit: SubjectDigest = `gitCommit:${'c'.repeat(40)}`;
    const ofSource = buildFact({ claim: SBOM, anchor: { kind: 'digests', digests: [commit] } });
    const input = joined({
      population: { ...populationOf(['a']), revisions: [commit] },
      facts: [ofSource, madeOf('lodash')],
      sboms: [{ ...lists(lodash), sbom: ofSource.evidence }],
    });
    expect(input.components?.sboms).toEqual([{ sbom: ofSource.evidence, components: [[0, 1]] }]);
  });
});
