import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { canonicalJson } from '#kernel';

import { assembleInput, type InputParts } from './assemble.js';
import type { Anchor, Fact } from '../fact.js';
import {
  aboutArtifact,
  artifactNamed,
  buildFact,
  buildFinding,
  buildInput,
  buildRule,
  day,
  digestNamed,
  FAILED_TEST,
  PASSED_TEST,
  populationOf,
  PROVENANCE,
  statementFor,
  subjectNamed,
} from '../testing/build-input.js';

function parts(known: Partial<InputParts> = {}): InputParts {
  return { ...buildInput(), sboms: [], rules: [buildRule()], ...known };
}
const passed = buildFact({ claim: PASSED_TEST });
const rejected = buildFinding();
const COMMIT = 'c'.repeat(40);

describe('the assembled input', () => {
  it.each<Anchor>([
    { kind: 'organization', organization: 'other' },
    { kind: 'product', organization: 'other', product: 'app' },
    { kind: 'release', organization: 'other', product: 'app', release: '1.0' },
  ])('leaves out what was decided about another organization: %j', (anchor) => {
    const own = { ...anchor, organization: 'acme' };
    const facts = [own, anchor].map((about) => buildFact({ claim: statementFor(['X.1']), anchor: about }));
    expect(assembleInput(parts({ facts })).facts.map((fact) => fact.anchor)).toEqual([own]);
  });

  it('keeps what touches the release, by digest or by a scope that covers it', () => {
    const anchors: Anchor[] = [
      aboutArtifact('a'),
      { kind: 'organization' },
      { kind: 'product', product: 'app' },
      { kind: 'release', product: 'app', release: '1.0' },
    ];
    const facts = anchors.map((anchor) => buildFact({ claim: statementFor(['X.1']), anchor }));
    const findings = anchors.map((anchor) => buildFinding({ claimedAnchors: [aboutArtifact('z'), anchor] }));
    const input = assembleInput(parts({ facts, findings }));
    expect(input.facts).toHaveLength(4);
    expect(input.findings).toHaveLength(4);
  });

  it('leaves out what is about something else', () => {
    const anchors: Anchor[] = [
      aboutArtifact('z'),
      { kind: 'product', product: 'other' },
      { kind: 'release', product: 'app', release: '2.0' },
      { kind: 'repository', uri: 'https://example.org/app' },
    ];
    const input = assembleInput(
      parts({
        facts: anchors.map((anchor) => buildFact({ claim: PASSED_TEST, anchor })),
        findings: [
          ...anchors.map((anchor) => buildFinding({ claimedAnchors: [anchor] })),
          buildFinding({ claimedAnchors: [] }),
        ],
      }),
    );
    expect(input).toMatchObject({ facts: [], findings: [] });
  });

  it('is the same bytes in whatever order things were read, and however often', () => {
    const facts = [passed, buildFact({ claim: FAILED_TEST }), buildFact({ claim: PROVENANCE }), passed];
    const findings = [rejected, buildFinding({ outcome: 'unverified' }), rejected];
    const trustRoots = [digestNamed('r1'), digestNamed('r2'), digestNamed('r1')];
    const population = { ...populationOf([]), artifacts: ['b', 'a', 'a'].map(artifactNamed) };
    const canonical = canonicalJson(assembleInput(parts({ facts, findings, trustRoots, population })));
    const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    fc.assert(
      fc.property(
        shuffled(facts),
        shuffled(findings),
        shuffled(trustRoots),
        shuffled(population.artifacts),
        (someFacts, someFindings, roots, artifacts) => {
          const other = parts({
            facts: someFacts,
            findings: someFindings,
            trustRoots: roots,
            population: { ...population, artifacts },
          });
          expect(canonicalJson(assembleInput(other))).toBe(canonical);
        },
      ),
    );
    expect(JSON.parse(canonical)).toMatchObject({ population: { artifacts: [{ name: 'a' }, { name: 'b' }] } });
  });

  it('sorts facts by evidence digest', () => {
    const facts = ['x', 'y', 'z'].map((producer) => buildFact({ claim: PASSED_TEST, producer }));
    const digests = assembleInput(parts({ facts })).facts.map(({ evidence }) => evidence);
    expect(digests).toEqual([...digests].sort());
  });
});

describe('a fact whose rule does not cover the product', () => {
  const foreign = buildRule({ id: 'foreign', scope: { kind: 'product', product: 'other' } });
  const stranger: Fact = { ...passed, rule: 'foreign' };

  it('becomes a finding UNEXPECTED_SIGNER, rejected where a rule says who should have signed', () => {
    const input = assembleInput(parts({ facts: [stranger], rules: [foreign, buildRule()] }));
    expect(input).toMatchObject({
      facts: [],
      findings: [{ evidence: passed.evidence, kind: 'test-result', outcome: 'rejected', codes: ['UNEXPECTED_SIGNER'] }],
    });
  });

  it('is merely unverified where no rule of that kind covers the product, or its own is no longer in force', () => {
    for (const rules of [[foreign], [foreign, buildRule({ kinds: ['sbom'] })], []]) {
      const { findings } = assembleInput(parts({ facts: [stranger], rules }));
      expect(findings).toMatchObject([{ outcome: 'unverified', codes: ['UNEXPECTED_SIGNER'] }]);
    }
  });

  it('is no finding where the same evidence stands under a rule that does cover it', () => {
    const input = assembleInput(parts({ facts: [stranger, passed], rules: [foreign, buildRule()] }));
    expect(input).toMatchObject({ facts: [passed], findings: [] });
  });

  it('counts under a rule of exactly this product', () => {
    const own = buildRule({ scope: { kind: 'product', product: 'app' } });
    expect(assembleInput(parts({ facts: [passed], rules: [own] })).facts).toEqual([passed]);
  });
});

describe('the revisions of a release', () => {
  const provenance = (revision: string, more: Parameters<typeof buildFact>[0] | object = {}) =>
    buildFact({ claim: { ...PROVENANCE, revision }, ...more });
  const revisionsOf = (known: Partial<InputParts>) => assembleInput(parts(known)).population.revisions;

  it('are those that verified provenance of its artifacts names', () => {
    expect(revisionsOf({ facts: [provenance(COMMIT)] })).toEqual([`gitCommit:${COMMIT}`]);
  });

  it('are what the manifest states, where it states any', () => {
    const stated = `gitCommit:${'d'.repeat(40)}` as const;
    const population = { ...populationOf(['a']), revisions: [stated] };
    expect(revisionsOf({ population, facts: [provenance(COMMIT)] })).toEqual([stated]);
  });

  it('never come from provenance of something else, of a stranger, of the future, superseded or malformed', () => {
    const facts = [
      provenance('1'.repeat(40), { anchor: aboutArtifact('z') }),
      provenance('2'.repeat(40), { rule: 'stranger' }),
      provenance('3'.repeat(40), { signedAt: day(11) }),
      provenance('4'.repeat(40), { producer: 'lab', signedAt: day(1) }),
      provenance(COMMIT, { producer: 'lab', signedAt: day(2) }),
      provenance('main', { producer: 'else' }),
    ];
    expect(revisionsOf({ facts })).toEqual([`gitCommit:${COMMIT}`]);
  });

  it('bring evidence about them into the input', () => {
    const scanned = buildFact({ claim: PASSED_TEST, anchor: { kind: 'digests', digests: [`gitCommit:${COMMIT}`] } });
    expect(assembleInput(parts({ facts: [provenance(COMMIT), scanned] })).facts).toHaveLength(2);
    expect(assembleInput(parts({ facts: [scanned] })).facts).toHaveLength(0);
  });
});

it('keeps a member that no digest names: nothing can meet it, and it is counted', () => {
  const population = { ...populationOf(['a']), artifacts: [artifactNamed('a'), { name: 'bare', digests: [] }] };
  expect(assembleInput(parts({ population })).population.artifacts).toEqual([
    { name: 'a', digests: [subjectNamed('a')] },
    { name: 'bare', digests: [] },
  ]);
});
