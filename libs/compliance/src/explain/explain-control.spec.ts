import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { AssessmentInput } from '../assessment.js';
import { segmentAt } from '../evaluate/control.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { ControlMapping } from '../framework/mapping.js';
import {
  aboutArtifact,
  asked,
  buildFact,
  buildFinding,
  buildFramework,
  buildInput,
  day,
  digestNamed,
  FAILED_TEST,
  KEEPING,
  KEPT,
  PASSED_TEST,
  planFor,
  populationOf,
  PROVENANCE,
  statementFor,
  TESTED,
  waiverFor,
} from '../testing/build-input.js';
import { explainControl } from './explain-control.js';

const ORGANIZATION = { kind: 'organization', organization: 'acme' } as const;
const TREE: ControlMapping = {
  ...TESTED,
  requires: {
    allOf: [
      {
        claim: 'test-result',
        need: 'tests',
        where: asked('test-result', 'failed == 0'),
        unless: asked('test-result', 'result == "FAILED"'),
      },
      {
        anyOf: [
          { claim: 'build-provenance', need: 'provenance', freshDays: 5 },
          { claim: 'sbom', need: 'an SBOM' },
        ],
      },
    ],
  },
};
const MANUAL: ControlMapping = {
  ...{ grade: 'D', cap: 'manual', population: 'organization' },
  ...{ rationale: 'because', human: 'the rest', remedy: 'state it' },
};
const framework = buildFramework({ 'X.1': TREE, 'X.2': MANUAL, 'X.3': { ...TESTED, grade: 'B', cap: 'partial' } });
const explain = (parts: Partial<AssessmentInput>, control = 'X.1') =>
  explainControl(buildInput(parts), framework, control);

describe('an explanation', () => {
  it('tells what is planned about this control and no other, and moves nothing by it', () => {
    const planned = (control: string, id: string) =>
      buildFact({ claim: { ...planFor(control), id }, anchor: ORGANIZATION });
    const facts = [planned('X.1', 'P-1'), planned('X.2', 'P-2')];
    expect(explain({ facts }).plans).toMatchObject([{ id: 'P-1', state: 'open', problems: [] }]);
    expect(explain({ facts, asOf: day(61) }).plans).toMatchObject([{ id: 'P-1', state: 'overdue' }]);
    expect({ ...explain({ facts }), plans: [] }).toEqual(explain({}));
  });

  it('says the rule in words, with the exact conditions beside them', () => {
    expect(explain({}).rule).toEqual({
      text: 'all of these:',
      branches: [
        {
          text: 'tests',
          claim: 'test-result',
          conditions: [
            'the newest of at least one producer says failed == 0',
            'the newest of no producer says result == "FAILED"',
          ],
          branches: [],
        },
        {
          text: 'one of these:',
          branches: [
            {
              text: 'provenance',
              claim: 'build-provenance',
              conditions: ['it counts for 5 days after it was signed'],
              branches: [],
            },
            { text: 'an SBOM', claim: 'sbom', conditions: [], branches: [] },
          ],
        },
      ],
    });
  });

  it('says what the organization has to show beyond PARTIAL, and what it has', () => {
    const held = buildFramework({ 'X.1': { ...TESTED, beyondPartial: KEEPING } });
    const tested = buildFact({ claim: PASSED_TEST });
    const old = buildFact({ claim: KEPT, anchor: ORGANIZATION, signedAt: undefined });
    const explained = explainControl(buildInput({ facts: [tested, old] }), held, 'X.1');
    expect(explained).toMatchObject({
      ...{ status: 'PARTIAL', reason: 'HELD_AT_PARTIAL', machine: 'EVIDENCED' },
      beyondPartial: {
        rule: { text: KEEPING.need, claim: 'evidence-keeping' },
        organization: { member: 'acme', met: false, status: 'STALE', evidence: [old.evidence] },
      },
    });
    expect(explained.evidence.map(({ evidence }) => evidence)).toContain(old.evidence);
    expect(explain({})).not.toHaveProperty('beyondPartial');
  });

  it('says over what it is judged and who says so', () => {
    const population = populationOf(['a', 'b'], 'independent');
    expect(explain({ population }).population).toEqual({
      ...{ unit: 'artifacts', source: 'independent', manifest: digestNamed('manifest'), met: 0, of: 2 },
    });
  });

  it('shows of each member what it has, signed by whom, when, under which rule, and what it lacks', () => {
    const tested = buildFact({ claim: PASSED_TEST });
    const explained = explain({ population: populationOf(['a', 'b']), facts: [tested] });
    expect(explained.members).toMatchObject([
      {
        ...{ member: 'a', met: false, status: 'MISSING', need: 'provenance or an SBOM' },
        parts: [
          { asked: 'tests', met: true, evidence: [tested.evidence] },
          { asked: 'provenance', met: false, reason: 'EVIDENCE_MISSING', evidence: [] },
          { asked: 'an SBOM', met: false, reason: 'EVIDENCE_MISSING', evidence: [] },
        ],
      },
      { member: 'b', met: false, parts: [{ met: false }, { met: false }, { met: false }] },
    ]);
    expect(explained.evidence).toEqual([
      {
        ...{ evidence: tested.evidence, claims: ['test-result'], rules: ['ci'], producer: 'ci', signedAt: day(1) },
        ...{ assurance: 'verified', teamControlled: false },
      },
    ]);
  });

  it('names rung, code and remedy of what did not verify', () => {
    const rejected = buildFinding();
    const { members, findings } = explain({ findings: [rejected] });
    expect(members[0]?.parts[0]).toMatchObject({
      status: 'FAILED',
      reason: 'EVIDENCE_REJECTED',
      evidence: [rejected.evidence],
    });
    expect(findings).toMatchObject([
      { evidence: rejected.evidence, outcome: 'rejected', codes: [{ code: 'SIGNATURE_INVALID', rung: 'signature' }] },
    ]);
    expect(findings[0]?.codes[0]?.remedy).not.toBe('');
  });

  it('shows a code that this version does not know as it is', () => {
    const { findings } = explain({ findings: [buildFinding({ codes: ['toString'] })] });
    expect(findings[0]?.codes).toMatchObject([{ code: 'toString', meaning: 'toString' }]);
  });

  it('of a control for people shows the statement, and no rule', () => {
    const statement = buildFact({ claim: statementFor(['X.2']), anchor: ORGANIZATION, assurance: 'self-attested' });
    const explained = explain({ facts: [statement] }, 'X.2');
    expect(explained).toMatchObject({
      status: 'SELF_ATTESTED',
      machine: 'NONE',
      members: [],
      restsOn: [statement.evidence],
    });
    expect(explained.rule).toBeUndefined();
    expect(explained.evidence).toMatchObject([{ assurance: 'self-attested' }]);
  });

  it('says when the status changes by itself', () => {
    const facts = [buildFact({ claim: PASSED_TEST }), buildFact({ claim: PROVENANCE, signedAt: day(8) })];
    expect(explain({ facts })).toMatchObject({ status: 'EVIDENCED', from: day(8), until: day(13) });
  });

  it.each(['X.9', 'constructor'])('of a control that is not there (%s) is refused', (control) => {
    expect(() => explain({}, control)).toThrow(expect.objectContaining({ code: 'CONTROL_UNKNOWN' }));
  });
});

const claim = fc.constantFrom(PASSED_TEST, FAILED_TEST, PROVENANCE, statementFor(['X.2', 'X.3']), waiverFor('X.3'));
const fact = fc
  .record({
    claim,
    anchor: fc.constantFrom(aboutArtifact('a'), aboutArtifact('b'), ORGANIZATION),
    signedAt: fc.option(fc.integer({ min: 0, max: 12 }).map(day), { nil: undefined }),
    producer: fc.constantFrom('ci', 'lab'),
    teamControlled: fc.boolean(),
  })
  .map(buildFact);
const finding = fc
  .record({
    outcome: fc.constantFrom('rejected' as const, 'unverified' as const),
    claimedAnchors: fc.constant([aboutArtifact('b')]),
  })
  .map(buildFinding);

describe('no explanation says more than the result', () => {
  it('for every control, whatever is known', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 6 }), fc.array(finding, { maxLength: 2 }), (facts, findings) => {
        const input = buildInput({ population: populationOf(['a', 'b']), facts, findings });
        const { results } = evaluate(input, framework.catalog, framework.mapping);
        for (const result of results) {
          const segment = segmentAt(result, input.asOf);
          const explained = explainControl(input, framework, result.control);
          const { status, reason, human, teamControlled } = explained;
          expect({ status, reason, human, teamControlled }).toEqual({
            ...{ status: segment.status, reason: segment.reason, human: segment.human },
            teamControlled: segment.teamControlled,
          });
          expect(explained.restsOn).toEqual(segment.evidence);
          expect(explained.machine).toBe(segment.machine.status);
          expect(explained.members.filter(({ met }) => met)).toHaveLength(segment.machine.met);
          const known = new Set([...facts, ...findings].map(({ evidence }) => evidence));
          for (const { evidence } of [...explained.evidence, ...explained.findings]) expect(known).toContain(evidence);
          const unmet = explained.members.filter(({ met }) => !met).map(({ member, need }) => ({ member, need }));
          expect(unmet).toEqual(expect.arrayContaining(segment.gaps.map(({ member, need }) => ({ member, need }))));
        }
      }),
    );
  });
});
