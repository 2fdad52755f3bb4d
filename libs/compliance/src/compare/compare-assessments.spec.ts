import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { canonicalDigest } from '#kernel';

import type { AssessmentInput } from '../assessment.js';
import type { ControlMapping } from '../framework/mapping.js';
import {
  aboutArtifact,
  artifactNamed,
  asked,
  buildFact,
  buildFinding,
  buildFramework,
  buildInput,
  day,
  digestNamed,
  FAILED_TEST,
  PASSED_TEST,
  populationOf,
  PROVENANCE,
  SBOM,
  statementFor,
  subjectNamed,
  TESTED,
} from '../testing/build-input.js';
import { compareAssessments } from './compare-assessments.js';
import type { Side } from './parts.js';

const BUILT: ControlMapping = { ...TESTED, requires: { claim: 'build-provenance', need: 'provenance' } };
const MANUAL: ControlMapping = {
  ...{ grade: 'D', cap: 'manual', population: 'organization' },
  ...{ rationale: 'because', human: 'the rest', remedy: 'state it' },
};
const CONTROLS = { 'X.1': TESTED, 'X.2': BUILT, 'X.3': MANUAL };
const ORGANIZATION = { kind: 'organization', organization: 'acme' } as const;

function side(input: Partial<AssessmentInput>, controls: Readonly<Record<string, ControlMapping>> = CONTROLS): Side {
  const { catalog, mapping } = buildFramework(controls);
  const digests = { catalog: canonicalDigest(catalog), mapping: [canonicalDigest(Object.keys(controls))] };
  return { input: buildInput({ ...digests, ...input }), catalog, mapping };
}
const compare = (a: Side, b: Side) => compareAssessments(a, b).differences;

const passed = buildFact({ claim: PASSED_TEST });
const failed = buildFact({ claim: FAILED_TEST, signedAt: day(5) });

describe('a difference has its cause', () => {
  it('evidence that is new', () => {
    expect(compare(side({}), side({ facts: [passed] }))).toEqual([
      {
        control: 'X.1',
        before: { status: 'MISSING', reason: 'EVIDENCE_MISSING', met: 0, of: 1 },
        after: { status: 'EVIDENCED', reason: 'ALL_CONDITIONS_HOLD', met: 1, of: 1 },
        causes: [
          expect.objectContaining({
            part: 'new',
            alone: true,
            evidence: [{ evidence: passed.evidence, change: 'new' }],
          }),
        ],
      },
    ]);
  });

  it('evidence that is gone, with what is needed now', () => {
    expect(compare(side({ facts: [passed] }), side({}))).toMatchObject([
      {
        control: 'X.1',
        causes: [
          { part: 'gone', need: 'a passing test run', evidence: [{ evidence: passed.evidence, change: 'gone' }] },
        ],
      },
    ]);
  });

  it('evidence about a component of an SBOM, that is new or gone', () => {
    const sbom = buildFact({ claim: SBOM });
    const traced: ControlMapping = {
      ...TESTED,
      requires: { claim: 'sbom', need: 'traced components', where: asked('sbom', 'joinedComponents >= 1') },
    };
    const provenance = buildFact({ claim: PROVENANCE, anchor: aboutArtifact('lodash') });
    const components = {
      known: [[subjectNamed('lodash')]],
      sboms: [{ sbom: sbom.evidence, components: [[0, 1]] as const }],
    };
    const bare = side({ facts: [sbom] }, { 'X.1': traced });
    const joined = side({ facts: [sbom, provenance], components }, { 'X.1': traced });
    expect(compare(bare, joined)).toMatchObject([
      {
        before: { status: 'FAILED' },
        after: { status: 'EVIDENCED' },
        causes: [{ part: 'new', alone: true, evidence: [{ evidence: provenance.evidence, change: 'new' }] }],
      },
    ]);
    expect(compare(joined, bare)).toMatchObject([{ causes: [{ part: 'gone', alone: true }] }]);
    expect(compare(joined, joined)).toEqual([]);
  });

  it('newer evidence that says something else', () => {
    const [difference] = compare(side({ facts: [passed] }), side({ facts: [passed, failed] }));
    expect(difference).toMatchObject({ before: { status: 'EVIDENCED' }, after: { status: 'FAILED' } });
    expect(difference?.causes).toMatchObject([{ part: 'new' }]);
    expect(difference?.causes[0]?.evidence).toEqual(
      expect.arrayContaining([
        { evidence: passed.evidence, change: 'superseded' },
        { evidence: failed.evidence, change: 'new' },
      ]),
    );
  });

  it('evidence that has expired since', () => {
    const facts = [passed, buildFact({ claim: PROVENANCE })];
    expect(compare(side({ facts }), side({ facts, asOf: day(60), knownAt: day(60) }))).toMatchObject([
      {
        control: 'X.1',
        after: { status: 'STALE' },
        causes: [{ part: 'time', alone: true, evidence: [{ evidence: passed.evidence, change: 'expired' }] }],
      },
    ]);
  });

  it('evidence that was signed since, and looked at backwards was not yet', () => {
    const [before, after] = [side({ facts: [passed], asOf: day(0) }), side({ facts: [passed] })];
    expect(compare(before, after)).toMatchObject([
      { causes: [{ part: 'time', evidence: [{ evidence: passed.evidence, change: 'signed-since' }] }] },
    ]);
    expect(compare(after, before)).toMatchObject([
      { causes: [{ part: 'time', evidence: [{ evidence: passed.evidence, change: 'not-yet-signed' }] }] },
    ]);
  });

  it('a statement of a person that has ended', () => {
    const statement = buildFact({ claim: statementFor(['X.3']), anchor: ORGANIZATION });
    expect(compare(side({ facts: [statement] }), side({ facts: [statement], asOf: day(400) }))).toMatchObject([
      { control: 'X.3', causes: [{ part: 'time', evidence: [{ evidence: statement.evidence, change: 'ended' }] }] },
    ]);
  });

  it('a key, root or rule by which the same evidence is judged otherwise', () => {
    const rejected = { ...buildFinding({ codes: ['CERT_UNTRUSTED'] }), evidence: passed.evidence };
    const revoked = side({
      findings: [rejected],
      trustRoots: [digestNamed('other root')],
      policy: digestNamed('other'),
    });
    expect(compare(side({ facts: [passed] }), revoked)).toMatchObject([
      { control: 'X.1', after: { status: 'FAILED' }, causes: [{ part: 'trust', alone: true }] },
    ]);
    const own = side(
      { facts: [{ ...passed, teamControlled: true }] },
      { 'X.1': { ...TESTED, grade: 'C', cap: 'partial' } },
    );
    const hosted = side({ facts: [passed] }, { 'X.1': { ...TESTED, grade: 'C', cap: 'partial' } });
    expect(compare(hosted, own)).toMatchObject([
      { after: { reason: 'TEAM_CONTROLLED_SIGNER' }, causes: [{ part: 'trust' }] },
    ]);
  });

  it('the population', () => {
    const facts = [passed];
    const one = (input: Partial<AssessmentInput>) => side(input, { 'X.1': TESTED });
    expect(compare(one({ facts }), one({ facts, population: populationOf(['a', 'b']) }))).toMatchObject([
      {
        control: 'X.1',
        before: { met: 1, of: 1 },
        after: { status: 'PARTIAL', met: 1, of: 2 },
        causes: [{ part: 'population' }],
      },
    ]);
    expect(compare(one({ facts }), one({ facts, population: populationOf(['a'], 'declared') }))).toMatchObject([
      { after: { reason: 'POPULATION_DECLARED' }, causes: [{ part: 'population' }] },
    ]);
  });

  it('the mapping', () => {
    const strict = {
      ...TESTED,
      requires: { claim: 'test-result' as const, need: 'e2e', where: asked('test-result', 'suite == "e2e"') },
    };
    const facts = [passed];
    expect(compare(side({ facts }), side({ facts }, { ...CONTROLS, 'X.1': strict }))).toMatchObject([
      { control: 'X.1', causes: [{ part: 'mapping', need: 'e2e' }] },
    ]);
  });

  it('the catalog: a control that only one of both has', () => {
    const fewer = { 'X.1': TESTED, 'X.2': BUILT };
    const differences = compare(side({}), side({}, fewer));
    expect(differences).toMatchObject([{ control: 'X.3', before: { status: 'MISSING' } }]);
    expect(differences[0]?.after).toBeUndefined();
    expect(compare(side({}, fewer), side({}))).toMatchObject([{ control: 'X.3', after: { status: 'MISSING' } }]);
  });

  it('another release, with all that is known about it', () => {
    const other = { organization: 'acme', product: 'app', release: '2.0' };
    const b = side({ scope: other, population: { ...populationOf([]), artifacts: [artifactNamed('b')] } });
    const compared = compareAssessments(side({ facts: [passed] }), b);
    expect(compared).toMatchObject({ sameRelease: false, unchanged: 2 });
    expect(compared.differences).toMatchObject([
      { control: 'X.1', causes: [{ part: 'release', need: 'a passing test run', evidence: [{ change: 'gone' }] }] },
    ]);
  });

  it('several causes, each with what it did', () => {
    const a = side({ facts: [passed] });
    const b = side({ facts: [], asOf: day(60), population: populationOf(['a', 'b']) });
    const [difference] = compare(a, b);
    expect(difference?.causes.map(({ part }) => part)).toEqual(['population', 'gone']);
    expect(difference?.causes[0]?.after).toEqual(difference?.causes[1]?.before);
  });
});

const fact = fc
  .record({
    claim: fc.constantFrom(PASSED_TEST, FAILED_TEST, PROVENANCE, statementFor(['X.3'])),
    anchor: fc.constantFrom(aboutArtifact('a'), aboutArtifact('b'), ORGANIZATION),
    signedAt: fc.integer({ min: -40, max: 12 }).map(day),
    teamControlled: fc.boolean(),
  })
  .map(buildFact);
const someSide = fc
  .record({
    facts: fc.array(fact, { maxLength: 5 }),
    names: fc.constantFrom(['a'], ['a', 'b'], []),
    asOf: fc.integer({ min: 0, max: 60 }).map(day),
    release: fc.constantFrom('1.0', '2.0'),
    controls: fc.constantFrom(CONTROLS, { 'X.1': BUILT, 'X.3': MANUAL }),
  })
  .map(({ facts, names, asOf, release, controls }) =>
    side(
      { facts, population: populationOf(names), asOf, scope: { organization: 'acme', product: 'app', release } },
      controls,
    ),
  );

describe('whatever is compared', () => {
  it('equal judgements do not differ', () => {
    fc.assert(
      fc.property(someSide, (one) => {
        expect(compareAssessments(one, one).differences).toEqual([]);
      }),
    );
  });

  it('every difference has a cause, and its causes lead from before to after', () => {
    fc.assert(
      fc.property(someSide, someSide, (a, b) => {
        for (const { before, after, causes } of compareAssessments(a, b).differences) {
          expect(causes.length).toBeGreaterThan(0);
          expect(causes[0]?.before).toEqual(before);
          expect(causes.at(-1)?.after).toEqual(after);
          causes.slice(1).forEach((cause, index) => {
            expect(cause.before).toEqual(causes[index]?.after);
          });
        }
      }),
    );
  });
});
