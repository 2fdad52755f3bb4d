import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { AssessmentInput } from '../assessment.js';
import type { Explanation } from './case.js';
import type { Claim } from '../claims/claim.js';

import type { ClaimRequirement, Requirement } from '../framework/mapping.js';
import { membersOf } from './member.js';
import { caseOf } from './requirement.js';
import { sortedUnique } from '../sorted.js';
import { CAUSES, joinStandings, standingOf } from './standing.js';
import { greatest, least } from '../status/status.js';
import {
  asked,
  aboutArtifact,
  artifactNamed,
  buildFact,
  buildFinding,
  buildInput,
  day,
  FAILED_TEST,
  PASSED_TEST,
  PROVENANCE,
  scanOf,
  subjectNamed,
  vexOf,
} from '../testing/build-input.js';

const passing: ClaimRequirement = {
  claim: 'test-result',
  need: 'a passing run',
  where: asked('test-result', 'result == "PASSED"'),
};
const fresh: ClaimRequirement = { ...passing, freshDays: 30 };
const noCritical: ClaimRequirement = {
  claim: 'vulnerability-scan',
  need: 'no open critical finding',
  unless: asked('vulnerability-scan', 'openCritical >= 1'),
};

/** How artifact `a` stands on a day: its course over time and its explanation at the moment must agree. */
function standing(requirement: Requirement, known: Partial<AssessmentInput>, days = 10): Explanation {
  const [artifact] = membersOf(buildInput(known)).artifacts;
  const ownCase = caseOf(requirement, artifact!);
  const explanation = ownCase.explain(day(days));
  expect(explanation).toMatchObject(ownCase.over().at(day(days)));
  return { ...explanation, evidence: sortedUnique(explanation.evidence) };
}

function verdict(requirement: Requirement, known: Partial<AssessmentInput>, days = 10): string {
  const { status, reason } = standing(requirement, known, days);
  return `${status} ${reason}`;
}

const passed = buildFact({ claim: PASSED_TEST });
const failed = buildFact({ claim: FAILED_TEST });

describe('one leaf', () => {
  it('still sees that one suite failed when another suite of the same producer passed later', () => {
    const anySuite: ClaimRequirement = { ...passing, unless: asked('test-result', 'result == "FAILED"') };
    const lint = buildFact({ claim: { ...PASSED_TEST, suite: 'lint' }, signedAt: day(5) });
    const fuzz = buildFact({ claim: { ...FAILED_TEST, suite: 'fuzzing' }, signedAt: day(2) });
    expect(verdict(anySuite, { facts: [lint, fuzz] })).toBe('FAILED EVIDENCE_ADVERSE');
    const repaired = buildFact({ claim: { ...PASSED_TEST, suite: 'fuzzing' }, signedAt: day(6) });
    expect(verdict(anySuite, { facts: [lint, fuzz, repaired] })).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
  });

  it('is met by a verified fact that says what is needed, from the moment it was signed', () => {
    expect(verdict(passing, { facts: [passed] }, 1)).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
    expect(verdict(passing, { facts: [passed] }, 0)).toBe('MISSING EVIDENCE_MISSING');
    expect(standing(passing, { facts: [passed] })).toMatchObject({ need: '', evidence: [passed.evidence] });
  });

  it('is MISSING without evidence, and says what is needed', () => {
    expect(standing(passing, {})).toEqual({
      ...{ status: 'MISSING', reason: 'EVIDENCE_MISSING', need: 'a passing run' },
      ...{ evidence: [], teamControlled: false },
    });
  });

  it('has FAILED where verified evidence says otherwise', () => {
    expect(verdict(passing, { facts: [failed] })).toBe('FAILED EVIDENCE_FALLS_SHORT');
  });

  it('is STALE from the day on which the evidence is too old', () => {
    expect(verdict(fresh, { facts: [passed] }, 30)).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
    expect(verdict(fresh, { facts: [passed] }, 31)).toBe('STALE EVIDENCE_TOO_OLD');
    expect(verdict(passing, { facts: [passed] }, 3000)).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
  });

  it('is UNVERIFIED where age matters and nothing trusted says when the evidence was made', () => {
    const untimed = buildFact({ claim: PASSED_TEST, signedAt: undefined });
    expect(verdict(fresh, { facts: [untimed] })).toBe('UNVERIFIED EVIDENCE_UNTIMED');
    expect(verdict(passing, { facts: [untimed] })).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
  });

  it('judges a trusted time at the edge of the calendar like any other', () => {
    const late = buildFact({ claim: PASSED_TEST, signedAt: day(2_912_000) });
    expect(verdict(fresh, { facts: [late] }, 2_912_001)).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
  });

  it('hears only evidence about the member, by digest and never by name', () => {
    const elsewhere = buildFact({ claim: PASSED_TEST, anchor: aboutArtifact('b') });
    const product = buildFact({ claim: PASSED_TEST, anchor: { kind: 'product', product: 'app' } });
    expect(verdict(passing, { facts: [elsewhere, product] })).toBe('MISSING EVIDENCE_MISSING');
  });

  it('counts only the newest word of one producer', () => {
    const relapse = buildFact({ claim: FAILED_TEST, signedAt: day(2) });
    expect(verdict(passing, { facts: [relapse, passed] }, 1)).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
    expect(verdict(passing, { facts: [relapse, passed] }, 2)).toBe('FAILED EVIDENCE_FALLS_SHORT');
    const untimedRelapse = buildFact({ claim: FAILED_TEST, signedAt: undefined });
    expect(verdict(passing, { facts: [untimedRelapse, passed] })).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
  });

  it('takes digests of different algorithms of one artifact for the same thing', () => {
    const sha512 = `sha512:${'ab'.repeat(64)}` as const;
    const population = {
      ...buildInput().population,
      artifacts: [{ name: 'a', digests: [subjectNamed('a'), sha512] }],
    };
    const relapse = buildFact({
      claim: FAILED_TEST,
      signedAt: day(2),
      anchor: { kind: 'digests', digests: [sha512] },
    });
    expect(verdict(passing, { population, facts: [passed, relapse] })).toBe('FAILED EVIDENCE_FALLS_SHORT');
  });

  it('is met by any one producer, and its evidence is only what met it', () => {
    const other = buildFact({ claim: FAILED_TEST, producer: 'lab' });
    expect(standing(passing, { facts: [passed, other] })).toMatchObject({
      status: 'EVIDENCED',
      evidence: [passed.evidence],
    });
  });

  it('fails by the adverse word of any producer', () => {
    const leaf = { ...passing, unless: asked('test-result', 'failed >= 1') };
    const other = buildFact({ claim: FAILED_TEST, producer: 'lab' });
    expect(standing(leaf, { facts: [passed, other] })).toMatchObject({
      status: 'FAILED',
      reason: 'EVIDENCE_ADVERSE',
      evidence: [other.evidence],
    });
  });

  it('fails by one adverse item among several of the same moment', () => {
    const leaf = { ...passing, unless: asked('test-result', 'failed >= 1') };
    expect(verdict(leaf, { facts: [passed, failed] })).toBe('FAILED EVIDENCE_ADVERSE');
  });

  it('needs every one of several items of the same producer and moment, as they cannot be put in order', () => {
    expect(verdict(passing, { facts: [passed, failed] })).toBe('FAILED EVIDENCE_FALLS_SHORT');
  });

  it('takes facts of one item under several rules for alternatives', () => {
    const [weak, strong] = [1, 3] as const;
    const under = (rule: string, buildLevel: 1 | 3) =>
      buildFact({ evidence: passed.evidence, rule, claim: { ...PROVENANCE, buildLevel } });
    const leaf: ClaimRequirement = {
      claim: 'build-provenance',
      need: 'level 3',
      where: asked('build-provenance', 'buildLevel >= 3'),
    };
    expect(verdict(leaf, { facts: [under('x', weak), under('y', strong)] })).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
  });

  it('looks only at the facts it selects', () => {
    const fuzzing = { ...passing, select: asked('test-result', 'suite == "fuzzing"') };
    const fuzzed = buildFact({ claim: { ...PASSED_TEST, suite: 'fuzzing' } });
    expect(verdict(fuzzing, { facts: [passed] })).toBe('MISSING EVIDENCE_MISSING');
    expect(verdict(fuzzing, { facts: [failed, fuzzed] })).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
  });

  it('rests on the assessed team alone only when nobody else says so', () => {
    const own = buildFact({ claim: PASSED_TEST, teamControlled: true });
    const lab = buildFact({ claim: PASSED_TEST, producer: 'lab' });
    expect(standing(passing, { facts: [own] }).teamControlled).toBe(true);
    expect(standing(passing, { facts: [own, lab] }).teamControlled).toBe(false);
  });
});

describe('findings', () => {
  const rejected = buildFinding();
  const unverified = buildFinding({ outcome: 'unverified' });

  it('turn MISSING into FAILED or UNVERIFIED, and are shown', () => {
    expect(verdict(passing, { findings: [rejected, unverified] })).toBe('FAILED EVIDENCE_REJECTED');
    expect(verdict(passing, { findings: [unverified] })).toBe('UNVERIFIED EVIDENCE_UNVERIFIED');
    expect(standing(passing, { findings: [rejected] }).evidence).toEqual([rejected.evidence]);
  });

  it('of another kind or about another artifact explain nothing', () => {
    const other = [buildFinding({ kind: 'sbom' }), buildFinding({ claimedAnchors: [aboutArtifact('b')] })];
    expect(verdict(passing, { findings: other })).toBe('MISSING EVIDENCE_MISSING');
  });

  it('change nothing once a verified fact speaks', () => {
    expect(standing(fresh, { facts: [passed], findings: [rejected] }, 40)).toEqual(
      standing(fresh, { facts: [passed] }, 40),
    );
  });
});

describe('open findings of a scan', () => {
  const scan = buildFact({
    claim: scanOf([
      { id: 'CVE-1', severity: 'critical' },
      { id: 'CVE-2', severity: 'high' },
    ]),
  });
  const answer = (status: 'not_affected' | 'affected' | 'fixed' | 'under_investigation', days = 2, producer = 'vex') =>
    buildFact({ claim: vexOf([{ vulnerability: 'CVE-1', status }]), signedAt: day(days), producer });

  it('are adverse until a verified VEX statement answers them', () => {
    const facts = [scan, answer('not_affected')];
    expect(verdict(noCritical, { facts }, 1)).toBe('FAILED EVIDENCE_ADVERSE');
    expect(verdict(noCritical, { facts }, 2)).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
    expect(standing(noCritical, { facts }, 2).evidence).toEqual(facts.map(({ evidence }) => evidence).sort());
  });

  it.each(['affected', 'under_investigation'] as const)('stay open where the statement says %s', (status) => {
    expect(verdict(noCritical, { facts: [scan, answer(status)] })).toBe('FAILED EVIDENCE_ADVERSE');
  });

  it('are open again when the newest word changes, or another producer says affected', () => {
    const answered = [scan, answer('fixed')];
    expect(verdict(noCritical, { facts: [...answered, answer('affected', 3)] })).toBe('FAILED EVIDENCE_ADVERSE');
    expect(verdict(noCritical, { facts: [...answered, answer('affected', 1, 'lab')] })).toBe('FAILED EVIDENCE_ADVERSE');
  });

  it('are not answered by a statement about another artifact', () => {
    const elsewhere = { ...answer('fixed'), anchor: aboutArtifact('b') };
    expect(verdict(noCritical, { facts: [scan, elsewhere] })).toBe('FAILED EVIDENCE_ADVERSE');
  });

  it('stay answered when a later statement is about something else', () => {
    const later = buildFact({
      claim: vexOf([{ vulnerability: 'CVE-9', status: 'affected' }]),
      signedAt: day(3),
      producer: 'vex',
    });
    expect(verdict(noCritical, { facts: [scan, answer('fixed'), later] })).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
  });

  it('takes the latest statement within one document, and of equals the gravest', () => {
    const saying = (statements: Extract<Claim, { kind: 'vex' }>['statements']) =>
      verdict(noCritical, { facts: [scan, buildFact({ claim: vexOf(statements), producer: 'vex' })] });
    const affected = { vulnerability: 'CVE-1', status: 'affected' as const };
    const fixed = { vulnerability: 'CVE-1', status: 'fixed' as const };
    expect(
      saying([
        { ...affected, at: day(0) },
        { ...fixed, at: day(1) },
      ]),
    ).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
    expect(
      saying([
        { ...affected, at: day(1) },
        { ...fixed, at: day(0) },
      ]),
    ).toBe('FAILED EVIDENCE_ADVERSE');
    expect(saying([fixed, affected])).toBe('FAILED EVIDENCE_ADVERSE');
  });

  it('keeps open what a scan counts but does not list', () => {
    const truncated = buildFact({
      claim: { ...scanOf([{ id: 'CVE-1', severity: 'critical' }]), critical: 2, total: 2 },
    });
    expect(verdict(noCritical, { facts: [truncated, answer('fixed')] })).toBe('FAILED EVIDENCE_ADVERSE');
  });

  it('is the team’s own word where only the team answered', () => {
    const own = { ...answer('fixed'), teamControlled: true };
    expect(standing(noCritical, { facts: [scan, own] }).teamControlled).toBe(true);
    expect(standing(noCritical, { facts: [scan, own, answer('fixed', 2, 'lab')] }).teamControlled).toBe(false);
  });
});

describe('a tree', () => {
  const provenance: ClaimRequirement = { claim: 'build-provenance', need: 'provenance' };
  const sbom: ClaimRequirement = { claim: 'sbom', need: 'an SBOM' };
  const known = { facts: [passed, buildFact({ claim: PROVENANCE })] };

  it('needs all of allOf, any of anyOf, and n of atLeast', () => {
    expect(verdict({ allOf: [passing, provenance] }, known)).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
    expect(verdict({ allOf: [passing, sbom] }, known)).toBe('MISSING EVIDENCE_MISSING');
    expect(verdict({ anyOf: [sbom, passing] }, known)).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
    expect(verdict({ atLeast: 2, of: [sbom, passing, provenance] }, known)).toBe('EVIDENCED ALL_CONDITIONS_HOLD');
    expect(verdict({ atLeast: 3, of: [sbom, passing, provenance] }, known)).toBe('MISSING EVIDENCE_MISSING');
  });

  it('says what is needed: all of it, or any of it', () => {
    expect(standing({ allOf: [passing, sbom] }, {}).need).toBe('a passing run; an SBOM');
    expect(standing({ anyOf: [passing, sbom] }, {}).need).toBe('a passing run or an SBOM');
  });

  it('prefers the branch that does not depend on the assessed team', () => {
    const own = buildFact({ claim: PASSED_TEST, teamControlled: true });
    const facts = [own, buildFact({ claim: PROVENANCE })];
    expect(standing({ anyOf: [passing, provenance] }, { facts }).teamControlled).toBe(false);
    expect(standing({ allOf: [passing, provenance] }, { facts }).teamControlled).toBe(true);
  });

  it('is the least of all for allOf and the greatest for anyOf, whatever the order', () => {
    const standings = fc.constantFrom(...CAUSES).map(standingOf);
    fc.assert(
      fc.property(fc.array(standings, { minLength: 1, maxLength: 6 }), (all) => {
        const statuses = all.map(({ status }) => status);
        expect(joinStandings(all.length, all).status).toBe(least(statuses));
        expect(joinStandings(1, all).status).toBe(greatest(statuses));
        for (let needed = 2; needed <= all.length; needed++) {
          const better = joinStandings(needed - 1, all).status;
          expect(least([better, joinStandings(needed, all).status])).toBe(joinStandings(needed, all).status);
        }
      }),
    );
  });

  it('without branches cannot be judged', () => {
    expect(() => joinStandings(0, [])).toThrow(TypeError);
  });
});

describe('population units', () => {
  const revision = `gitCommit:${'a'.repeat(40)}` as const;
  const population = { ...buildInput().population, artifacts: [artifactNamed('a')], revisions: [revision] };
  const unit = (name: 'revisions' | 'release' | 'organization', anchor: ReturnType<typeof aboutArtifact>) => {
    const facts = [buildFact({ claim: PASSED_TEST, anchor })];
    const members = membersOf(buildInput({ population, facts }))[name];
    return members.map((member) => caseOf(passing, member).over().at(day(10)).status);
  };

  it('let a revision be spoken of by its commit', () => {
    expect(unit('revisions', { kind: 'digests', digests: [revision] })).toEqual(['EVIDENCED']);
    expect(unit('revisions', aboutArtifact('a'))).toEqual(['MISSING']);
  });

  it('let a release be spoken of by its parts, itself and its product, and by nothing else', () => {
    for (const anchor of [
      aboutArtifact('a'),
      { kind: 'digests', digests: [revision] },
      { kind: 'release', product: 'app', release: '1.0' },
      { kind: 'product', product: 'app' },
    ] as const) {
      expect(unit('release', anchor)).toEqual(['EVIDENCED']);
    }
    for (const anchor of [
      { kind: 'release', product: 'app', release: '2.0' },
      { kind: 'product', product: 'other' },
      { kind: 'organization' },
      { kind: 'repository', uri: 'https://example.org/app' },
    ] as const) {
      expect(unit('release', anchor)).toEqual(['MISSING']);
    }
  });

  it('let the organization be spoken of as a whole only', () => {
    expect(unit('organization', { kind: 'organization' })).toEqual(['EVIDENCED']);
    expect(unit('organization', { kind: 'product', product: 'app' })).toEqual(['MISSING']);
  });
});
